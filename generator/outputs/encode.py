"""Canonical JSON: UTF-8, keys sorted, no clock, one line feed at the end. Same value in, same bytes out."""

from collections.abc import Iterable
from typing import Any

import msgspec

_ENCODER = msgspec.json.Encoder(order="sorted")


def pretty(value: Any) -> bytes:
    """Return a value as indented JSON, for the small files that people open too."""
    return msgspec.json.format(_ENCODER.encode(value), indent=1) + b"\n"


def lines(values: Iterable[Any]) -> bytes:
    """Return values as JSON Lines."""
    return _ENCODER.encode_lines(list(values))


def schema(model: Any) -> bytes:
    """Return the JSON Schema (2020-12) of a model."""
    made = msgspec.json.schema(model)
    return pretty({"$schema": "https://json-schema.org/draft/2020-12/schema", **made})
