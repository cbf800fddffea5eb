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
    "PS002": Kind("binary file", E, "put the text of the dump there; of archives only gzip and Zstandard are read"),
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
    "PS012": Kind("compressed dump damaged", E, "fetch the dump again; what could be unpacked was read"),
    "PS013": Kind(
        "compressed dump too large", E, "look into it with `zcat FILE | head`; if it is a dump, put it there in parts"
    ),
    "PS014": Kind("names of fields without use", W, "delete fields: from the entry; this layout has no named fields"),
    "PS101": Kind("title without abstract", W, "add the abstract below the title, or delete the line"),
    "PS102": Kind("abstract without title", W, "add the title above the abstract, or delete the line"),
    "PS103": Kind("dump cut off", E, "fetch the dump again: its last abstract stops in the middle"),
    "PS104": Kind("same paper twice in one dump", I, "nothing to do: it is shown once"),
    "PS105": Kind("very long line", W, "look whether line breaks were lost; the text is kept"),
    "PS106": Kind("title without letters", W, "look whether the title was lost; its address is made of its checksum"),
    "PS107": Kind("control characters", I, "nothing to do: they were removed"),
    "PS108": Kind("record without abstract", I, "nothing to do: its page says so; add the abstract if you have it"),
    "PS109": Kind("entry unreadable", W, "mend the entry there, or fetch the dump again; the others were read"),
    "PS110": Kind(
        "record without title", W, "say in dumps.yml which field holds the title (fields:), or delete the entry"
    ),
    "PS111": Kind("row of another length than its header", W, "look for a delimiter that is not inside of quotes"),
    "PS112": Kind("row unreadable", W, "close the quote, or double the quotes inside of a value"),
    "PS113": Kind("text outside of any record", W, "look whether the record around it lost its beginning or its end"),
    "PS114": Kind("record without its end", W, "look whether lines were lost below it; what stands there was read"),
    "PS115": Kind("record repaired", I, "nothing to do: an ampersand that stood for itself was read as one"),
    "PS116": Kind("field that cannot be told apart", W, "give each field a label of docs/dumps.md, or join its lines"),
    "PS117": Kind("title left out", I, "nothing to do: the first one in the list is the paper's"),
    "PS201": Kind("link repaired", I, "nothing to do"),
    "PS202": Kind("look-alike link", W, "check the address; it is shown as text, not as a link"),
    "PS203": Kind("link refused", W, "nothing to do: only http and https addresses with a host become links"),
    "PS204": Kind("mathematics not readable", I, "nothing to do: the source is shown as it stands"),
    "PS205": Kind("markup in a text", I, "nothing to do: it is shown as text"),
    "PS206": Kind("abstract cut off", W, "look for the whole abstract; what the dump has is shown and marked"),
    "PS207": Kind("part of a formula lost", W, "compare with the paper; what is left is shown and marked"),
    "PS208": Kind("words run together", I, "part them in the dump if you like; the text is shown as it stands"),
    "PS209": Kind("hyphens of a printed page", I, "join the words in the dump if you like"),
    "PS210": Kind("citation mark left over", I, "delete it from the dump if you like"),
    "PS211": Kind("commands left over", I, "nothing to do: they are shown as text"),
    "PS212": Kind("characters lost or confused", W, "fetch the dump again with the right encoding, if there is one"),
    "PS213": Kind("address lost", I, "add the address to the dump if you know it"),
    "PS214": Kind("address that other texts contradict", W, "check the address; it is shown as text, not as a link"),
    "PS301": Kind(
        "dumps disagree", E, "look at the variants on the paper's page and acknowledge the choice in dumps.yml"
    ),
    "PS302": Kind("dumps disagree, acknowledged", I, "nothing to do"),
    "PS303": Kind(
        "possibly the same paper", I, "nothing to do, or say under same: or different: in dumps.yml what they are"
    ),
    "PS304": Kind("acknowledgement without conflict", W, "delete the entry from dumps.yml"),
    "PS305": Kind(
        "decision about a paper that is in no dump", W, "copy its title or slug from its page, or delete the entry"
    ),
    "PS306": Kind(
        "decisions that contradict each other",
        E,
        "delete this entry from dumps.yml, or the one of same: that it contradicts",
    ),
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
    "PS407": Kind("pin of a paper in no dump", W, "delete the pin, or copy the title from the paper's page"),
    "PS408": Kind("paper told to be in two themes", E, "keep it in one of them"),
    "PS409": Kind("alias that is also a slug", E, "delete the alias: the address belongs to the theme that has it"),
    "PS410": Kind("alias of two themes", E, "an old address leads to one theme only: keep the alias in one of them"),
    "PS411": Kind("themes with the same profile", W, "merge them, or give each terms of its own"),
    "PS412": Kind("theme without terms", W, "add terms: its name and scope alone tell little of its papers"),
    "PS413": Kind(
        "taxonomy without themes", E, "add themes, or delete the file; until then they are found automatically"
    ),
    "PS414": Kind("term both wanted and misleading", E, "keep it in terms or in not"),
    "PS415": Kind("many pins", W, "let terms and exemplars do the work: pins are for what no words can tell"),
    "PS416": Kind("many exemplars", I, "nothing to do; a few typical papers and good terms serve new papers better"),
    "PS501": Kind("bad value in watches.yml", E, "correct the value; docs/watches.md says what each key holds"),
    "PS502": Kind("watch that asks for nothing", E, "give it a query, a theme or a facet"),
    "PS503": Kind("watch for what does not exist", E, "correct the name, or delete the line"),
    "PS601": Kind("bad line in enrichment.lock.jsonl", E, "restore the line, or delete it and run papershelf enrich"),
    "PS602": Kind("paper twice in enrichment.lock.jsonl", W, "delete one of the two lines; the first one holds"),
    "PS603": Kind("enrichment contradicts the dumps", W, "delete the line: it is about another paper"),
    "PS604": Kind("enrichment of a paper in no dump", I, "nothing to do, or delete the line"),
}


FIXABLE = frozenset({"PS003", "PS107"})
"""What ``papershelf check --fix`` mends where that changes nothing else."""


def finding(code: str, place: Place, what: str, *, remedy: str = "") -> Finding:
    """Return a finding of the catalogue; ``what`` says what was met, in a sentence without a full stop."""
    kind = CATALOGUE[code]
    return Finding(code=code, severity=kind.severity, place=place, what=what, remedy=remedy or kind.remedy)
