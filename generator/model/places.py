"""Where something stands, and what is worth telling of it."""

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: a file's name as shown to people, and a line counted from 1 (0: the file as a whole)."""

    file: str
    line: int = 0

    def __str__(self) -> str:
        """Return the form that editors and terminals turn into a link."""
        return f"{self.file}:{self.line}" if self.line else self.file


class Severity(StrEnum):
    """How bad a finding is; ``check`` exits with 1 on an error."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing worth telling the maintainer. Made by ``generator.findings.finding``, which knows the catalogue."""

    code: str
    severity: Severity
    place: Place
    what: str
    remedy: str
