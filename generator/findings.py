"""The catalogue of what can be wrong with a dump or a taxonomy: code, name, severity, remedy.

Codes are stable: PS0 a dump as a file, PS1 a record, PS2 texts and links, PS3 papers that are or may be the same, PS4
themes. A finding never stops the run. ``docs/findings.md`` is written from this table (and tested against it).
"""

from dataclasses import dataclass

from generator.model import Finding, Place, Severity

E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741 - one letter a row keeps the table readable


@dataclass(frozen=True, slots=True)
class Kind:
    """One row of the catalogue."""

    name: str
    severity: Severity
    remedy: str


CATALOGUE: dict[str, Kind] = {
    "PS001": Kind("empty dump", E, "delete the file, or fetch the dump again"),
    "PS002": Kind("binary file", E, "put the text of the dump there; archives and PDFs are not read"),
    "PS003": Kind("not UTF-8", E, "convert the file to UTF-8"),
    "PS004": Kind("unknown layout", E, "compare the file with the layouts in docs/dumps.md, or add a reader"),
    "PS005": Kind("dumps.yml names a missing file", E, "add the file to dumps/, or delete its entry in dumps.yml"),
    "PS006": Kind(
        "dumps.yml has an unknown key or a bad value", E, "mend the entry; docs/dumps.md lists what it may say"
    ),
    "PS007": Kind(
        "dump differs from its recorded checksum", E, "restore the file, or record its new sha256 in dumps.yml"
    ),
    "PS008": Kind("lines unaccounted for", E, "report this as a bug of the reader, with the dump"),
    "PS009": Kind("file cannot be opened", E, "check that it is a file and that its permissions let you read it"),
    "PS010": Kind("no file of a dump", W, "move it out of the folder of the dumps, or put the dump itself there"),
    "PS011": Kind("leftover of an editor", I, "nothing to do: it is not read; name it in dumps.yml if it is a dump"),
    "PS101": Kind("title without abstract", W, "add the abstract below the title, or delete the line"),
    "PS102": Kind("abstract without title", W, "add the title above the abstract, or delete the line"),
    "PS103": Kind("dump cut off", E, "fetch the dump again: its last abstract stops in the middle"),
    "PS104": Kind("same paper twice in one dump", I, "nothing to do: it is shown once"),
    "PS105": Kind("very long line", W, "look whether line breaks were lost; the text is kept"),
    "PS106": Kind("title without letters", W, "look whether the title was lost; its address is made of its checksum"),
    "PS107": Kind("control characters", I, "nothing to do: they were removed"),
    "PS201": Kind("link repaired", I, "nothing to do"),
    "PS202": Kind("look-alike link", W, "check the address; it is shown as text, not as a link"),
    "PS203": Kind("link refused", W, "nothing to do: only http and https addresses with a host become links"),
    "PS204": Kind("mathematics not readable", I, "nothing to do: the source is shown as it stands"),
    "PS205": Kind("markup in a text", I, "nothing to do: it is shown as text"),
    "PS301": Kind(
        "dumps disagree", E, "look at the variants on the paper's page and acknowledge the choice in dumps.yml"
    ),
    "PS302": Kind("dumps disagree, acknowledged", I, "nothing to do"),
    "PS303": Kind("possibly the same paper", I, "nothing to do unless they are: then make the titles agree"),
    "PS304": Kind("acknowledgement without conflict", W, "delete the entry from dumps.yml"),
    "PS305": Kind(
        "decision about a paper that is in no dump", W, "copy its title or slug from its page, or delete the entry"
    ),
    "PS306": Kind("decisions that contradict each other", E, "delete one of the two entries from dumps.yml"),
    "PS307": Kind(
        "retirement of nothing",
        W,
        "copy the slug from the address of the page; if its dump was removed, name the file as dump",
    ),
    "PS308": Kind("retired address leads nowhere", E, "name the slug of a paper that is there as to"),
    "PS401": Kind("unknown key in themes.yml", E, "delete or correct the key"),
    "PS402": Kind("duplicate slug in themes.yml", E, "give one of the two themes another slug"),
    "PS403": Kind("exemplar in no dump", E, "copy the title from its paper page, or delete the exemplar"),
    "PS404": Kind("bad value in themes.yml", E, "correct the value; the header of themes.yml says what each key holds"),
    "PS405": Kind("exemplar of two themes", E, "keep it in one of them"),
    "PS406": Kind("theme without papers", W, "broaden its terms and exemplars, or delete it"),
}


FIXABLE = frozenset({"PS003", "PS107"})
"""What ``papershelf check --fix`` mends where that changes nothing else."""


def finding(code: str, place: Place, what: str, *, remedy: str = "") -> Finding:
    """Return a finding of the catalogue; ``what`` says what was met, in a sentence without a full stop."""
    kind = CATALOGUE[code]
    return Finding(code=code, severity=kind.severity, place=place, what=what, remedy=remedy or kind.remedy)
