"""What the command line says of a Library: findings as lines, and the numbers that matter."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from generator.model import Finding, Library, Place, Severity

LONGEST = 1_000
"""Characters of a finding on a terminal."""


def line(finding: Finding) -> str:
    """Return a finding the way compilers say it, so that editors and terminals can jump to the place."""
    text = f"{finding.place}: {finding.severity} {finding.code}: {finding.what} ({finding.remedy})"
    # A dump's text may hold what a terminal obeys; and nobody reads a line of a thousand characters.
    shown = "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
    return shown if len(shown) <= LONGEST else f"{shown[: LONGEST - 1]}…"


def summary(library: Library) -> str:
    """Return one sentence with what was read and what resulted."""
    records = sum(dump.records for dump in library.dumps)
    return (
        f"{_count(len(library.dumps), 'dump')}, {_count(records, 'record')}, {_count(len(library.papers), 'paper')}, "
        f"{_count(len(library.themes), 'theme')}"
    )


def located(library: Library, folder: str) -> tuple[Finding, ...]:
    """Return the findings with the folder before the names of its files, so that a terminal can open them."""
    inside = {dump.file for dump in library.dumps} | {"dumps.yml"}
    return tuple(
        replace(finding, place=Place(f"{folder}/{finding.place.file}", finding.place.line))
        if finding.place.file in inside
        else finding
        for finding in library.findings
    )


def tally(findings: Iterable[Finding]) -> str:
    """Return how many findings there are of each severity."""
    counts = Counter(finding.severity for finding in findings)
    return ", ".join(_count(counts[severity], str(severity)) for severity in Severity)


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings by file, line and code."""
    return sorted(findings, key=lambda finding: (finding.place, finding.code, finding.what))


def failed(library: Library, *, allow_rejected: bool = False) -> bool:
    """Return whether ``check`` has to fail: on an error, and when lines of a dump did not make it into the library.

    A bad record is a warning, because the rest is published all the same; but nobody should miss that it is not there.
    """
    errors = any(finding.severity is Severity.ERROR for finding in library.findings)
    rejected = any(dump.ledger.rejected for dump in library.dumps)
    return errors or (rejected and not allow_rejected)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 or noun == 'info' else 's'}"
