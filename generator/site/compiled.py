"""The shell's templates, compiled once for all builds of a process: MkDocs makes a new environment for each of them."""

from typing import Final

from jinja2 import Environment, MemcachedBytecodeCache


class _Memory:
    """What Jinja asks of a place that code is kept in: this process."""

    def __init__(self) -> None:
        self._codes: dict[str, bytes] = {}

    def get(self, key: str) -> bytes:
        """Return the code of a template and the hash of its text; nothing where it was not compiled yet."""
        return self._codes.get(key, b"")

    def set(self, key: str, value: bytes, timeout: int | None = None) -> None:  # noqa: ARG002 - Jinja calls it so
        """Keep the code of a template with the hash of its text: who finds another text there compiles it."""
        self._codes[key] = value


_CODES: Final = MemcachedBytecodeCache(_Memory())


def reuse(environment: Environment) -> None:
    """Let an environment take the code of a template from here, if its text was compiled before."""
    environment.bytecode_cache = _CODES
