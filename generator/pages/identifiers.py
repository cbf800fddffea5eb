"""The numbers that papers go by, as a page shows them; ``generator.registries`` decides which of them are links.

Anything without an address is shown as it stands and leads nowhere.
"""

from collections.abc import Iterable

from generator.pages.views import Identifier
from generator.registries import REGISTRIES, address


def identified(pairs: Iterable[tuple[str, str]]) -> tuple[Identifier, ...]:
    """Return identifiers, pairs of a scheme and a value, as a page shows them, in their order."""
    return tuple(_identifier(scheme, value) for scheme, value in pairs)


def registered(identifiers: Iterable[Identifier]) -> tuple[tuple[str, str], ...]:
    """Return scheme and value of those that lead somewhere, the first of each scheme."""
    of: dict[str, str] = {}
    for one in identifiers:
        if one.url:
            of.setdefault(one.scheme, one.value)
    return tuple(of.items())


def _identifier(scheme: str, value: str) -> Identifier:
    name = REGISTRIES[scheme].name if scheme in REGISTRIES else scheme
    return Identifier(scheme=name, value=value, url=address(scheme, value))
