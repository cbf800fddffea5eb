"""What the command line says of a Library: findings for people, programs and workflows, and the numbers that matter.

A dump's text may hold what a terminal or a workflow's log obeys; nothing of it leaves here unescaped. The shape of the
JSON is documented in ``docs/commands.md`` and only ever gains fields.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from generator.findings import CATALOGUE, FIXABLE
from generator.model import Finding, Library, Place, Severity
from generator.outputs import encode
from generator.quoting import printable, shortened

FORMATS = ("text", "json", "github")
LONGEST = 1_000
"""Characters of a finding on a terminal."""
_ALIKE: Final = 5
"""So many infos of a kind are told of a file on a terminal: most ask for nothing, and hundreds hide the rest."""
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
"""What GitHub calls an annotation of each severity."""


def findings(library: Library, form: str, *, failed: bool) -> str:
    """Return the findings of a Library in one of the ``FORMATS``, ordered, with their tally."""
    found = ordered(library.findings)
    if form == "json":
        return encode.pretty(_shape(library, found, failed=failed)).decode().rstrip()
    if form == "github":
        return "\n".join((*map(annotation, found), tally(found)))
    return "\n".join((*_lines(found), tally(found)))


def _lines(found: Iterable[Finding]) -> Iterator[str]:
    """Yield the lines for a terminal: every error and warning, the first infos of a kind, how many more there are."""
    told: Counter[tuple[str, str]] = Counter()
    for each in found:
        kind, info = (each.place.file, each.code), each.severity is Severity.INFO
        told[kind] += info
        if not info or told[kind] <= _ALIKE:
            yield line(each)
    for (file, code), count in sorted(told.items()):
        if count > _ALIKE:
            yield printable(f"{file}: info {code}: {count - _ALIKE:,} more like these (`--format json` has all)")


def stopped(message: str, form: str) -> str:
    """Return what is said when a configuration cannot be read at all."""
    if form == "json":
        return encode.pretty({"version": "1", "ok": False, "stopped": message, "findings": []}).decode().rstrip()
    return workflow_command("error", message, title="papershelf check") if form == "github" else printable(message)


def _shape(library: Library, found: Iterable[Finding], *, failed: bool) -> dict[str, object]:
    counts = Counter(finding.severity for finding in library.findings)
    return {
        "version": "1",
        "ok": not failed,
        "summary": {
            "dumps": len(library.dumps),
            "records": sum(dump.records for dump in library.dumps),
            "papers": len(library.papers),
            "themes": len(library.themes),
            "rejected": sum(dump.ledger.rejected for dump in library.dumps),
        },
        "counts": {str(severity): counts[severity] for severity in Severity},
        "findings": [
            {
                "code": each.code,
                "severity": str(each.severity),
                "file": each.place.file,
                "line": each.place.line or None,
                "what": each.what,
                "remedy": each.remedy,
                "fixable": each.code in FIXABLE,
            }
            for each in found
        ],
    }


def line(finding: Finding) -> str:
    """Return a finding the way compilers say it, so that editors and terminals can jump to the place."""
    # Nobody reads a line of a thousand characters.
    shown = printable(f"{finding.place}: {finding.severity} {finding.code}: {finding.what} ({finding.remedy})")
    return shortened(shown, LONGEST)


def annotation(finding: Finding) -> str:
    """Return a finding as a command to a GitHub workflow, which shows it beside the line."""
    place = {"file": finding.place.file, **({"line": str(finding.place.line)} if finding.place.line else {})}
    title = f"{finding.code} {CATALOGUE[finding.code].name}"
    text = f"{finding.what} ({finding.remedy})"
    return workflow_command(_COMMANDS[finding.severity], text[:LONGEST], **place, title=title)


def workflow_command(name: str, text: str, **properties: str) -> str:
    """Return a command to a GitHub workflow, escaped as its runner wants it; one line, whatever the texts hold."""
    told = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name}{f' {told}' if told else ''}::{_data(text)}"


def _data(text: str) -> str:
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return printable(escaped)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def summary(library: Library) -> str:
    """Return one sentence with what was read and what resulted."""
    numbers = {
        "dump": len(library.dumps),
        "record": sum(dump.records for dump in library.dumps),
        "paper": len(library.papers),
        "theme": len(library.themes),
    }
    return ", ".join(counted(number, noun) for noun, number in numbers.items())


def located(library: Library, folder: str) -> Library:
    """Return a Library whose findings have the folder before the names of its files, so that a terminal opens them."""
    inside = {dump.file for dump in library.dumps} | {"dumps.yml"}
    told = tuple(
        replace(finding, place=Place(f"{folder}/{finding.place.file}", finding.place.line))
        if finding.place.file in inside
        else finding
        for finding in library.findings
    )
    return replace(library, findings=told)


def tally(findings: Iterable[Finding]) -> str:
    """Return how many findings there are of each severity."""
    counts = Counter(finding.severity for finding in findings)
    return ", ".join(counted(counts[severity], str(severity)) for severity in Severity)


def ordered(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings by file, line and code."""
    return sorted(findings, key=lambda finding: (finding.place, finding.code, finding.what))


def failed(library: Library, *, allow_rejected: bool = False) -> bool:
    """Return whether ``check`` has to fail: on an error, and when something of a dump did not make it into the library.

    A bad record is a warning, because the rest is published all the same; but nobody should miss that it is not there.
    The rejections count, not their lines: an entry that shares its line with another has none of its own.
    """
    errors = any(finding.severity is Severity.ERROR for finding in library.findings)
    rejected = any(dump.rejected for dump in library.dumps)
    return errors or (rejected and not allow_rejected)


def counted(number: int, noun: str) -> str:
    """Return a number of things with its noun."""
    return f"{number:,} {noun}{'' if number == 1 or noun == 'info' else 's'}"
