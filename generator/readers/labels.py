"""Which lines begin a field with a label, and what the label says: ``Title: …``, ``**Authors:** …``, ``DOI: …``.

    line -> Label(name, value) | None

Labels are those of the table of names that all formats share (``fields``), and those of what pages do not show
(subjects, upvotes, …), which end the field before them all the same. Case, bullets, numbers and the asterisks of
Markdown do not matter. A word with a colon is no label yet: inside of an abstract (``Results: we find``) and of a title
(``Spoons: A Study``) it must also be followed by what such a label is followed by, see ``fits``.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from generator.readers import fields, identifiers
from generator.readers.names import look_like_names

TITLE, AUTHORS = "title", "authors"
ABSTRACTS = ("abstract", "summary", "description")
"""Names of abstracts, the one that says most first."""
_SHOWN = {"title", "abstract", "authors", "year", "doi", "arxiv", "page", "comment", "venue", "code", "project"}
_ALIASES = {
    **dict.fromkeys(("publishedin", "appearsin", "appearedin", "presentedat"), "venue"),
    **dict.fromkeys(("submitted", "submittedon", "posted", "postedon", "dateofpublication", "releasedate"), "date"),
    **dict.fromkeys(("citeas", "identifier", "identifiers", "arxividentifier", "links", "fulltext", "href"), "link"),
}
_UNSHOWN = frozenset(
    (
        "subjects subject subjectclass subjectareas categories category primarycategory primarysubject keywords "
        "keyword indexterms tags mscclass mscclasses acmclass acmclasses reportno reportnumber upvotes votes likes "
        "affiliation affiliations institution institutions organization organizations organisation organisations tldr "
        "aisummary aikeywords githubstars numcomments citations citedby citationcount lastupdated updated updatedon "
        "revised publisher issn isbn license licence correspondingauthor submissionhistory submitter submittedby "
        "doctype documenttype accessed retrieved"
    ).split()
)
_TOPICS = frozenset("subjects subject subjectclass subjectareas categories category primarycategory keywords".split())
_SENTENCES = frozenset(("tldr", "aisummary"))
_SECTIONS = frozenset(
    (
        "abstract aim aims approach background conclusion conclusions context contribution contributions design "
        "discussion evaluation experiments finding findings hypothesis implications importance impact interpretation "
        "intervention interventions introduction limitations mainoutcomemeasures materialsandmethods measurements "
        "method methodology methods motivation objective objectives observations originality originalityvalue outcome "
        "outcomes participants patients practicalimplications problem purpose question rationale researchquestion "
        "result results scope setting settings significance solution studydesign summary summaryofbackgrounddata "
        "theory validation value"
    ).split()
)
"""Headings inside of abstracts."""
_SHORT, _FEW = 150, 3
"""Characters, and words, of the value of a label that no sentence stands behind."""
RULE = re.compile(r"\s*(?:-{3,}|={3,}|\*{3,}|_{3,}|~{3,}|#{3,}|(?:[-*_=]\s){2,}[-*_=])\s*")
BETWEEN = re.compile(
    r"\s*(?:showing new listings for .*|total of \d+ entries.*|showing up to \d+ entries.*|see recent articles"
    r"|(?:new|cross|replacement) (?:submissions|-?lists?)(?: \(.*\))?|\[?\d{1,5}[\].)]"
    r"|(?:paper|entry|article|record)\s*#?\d{1,5}\s*[:.]?)\s*",
    re.IGNORECASE,
)
"""What stands between the entries: the headings of arXiv's listings, running numbers."""
WITHIN = re.compile(
    r"\s*(?:view pdf.{0,60}|\(or arxiv:\S+(?: \[[\w.-]+\])? for this version\)|focus to learn more"
    r"|arxiv-issued doi via datacite.{0,40}|▽ more|△ less)\s*",
    re.IGNORECASE,
)
"""Buttons of arXiv's pages."""
LONGEST = 30
"""Characters of a label."""
_MARK = r"[*_`]{0,3}"
_START = re.compile(
    r"(?P<indent>[\s\ufeff]*)(?:[-*•+]\s+|\#{1,6}\s+|\d{1,4}[.)]\s+|\[\d{1,4}\]\s*)?"
    rf"{_MARK}(?P<name>[^\W\d_][^\W_]*(?:[ '’()/.;&-]{{1,2}}[^\W_]+){{0,3}}\)?){_MARK}\s{{0,20}}[:：](?!//){_MARK}\s*"
)
_LISTED = re.compile(
    r"[\s\ufeff]*(?P<number>\[\d{1,5}\]|\d{1,5}[.)])?\s*(?P<id>arXiv:\s*[\w.-]+(?:/\d{7})?(?:v\d+)?)(?P<rest>\s.{0,150})?",
    re.IGNORECASE,
)
_SUBMITTED = re.compile(r"Submitted (?:on )?(\d{1,2} [A-Z][a-z]{2,8},? \d{4})(?:[;.]|$)")
"""How arXiv's search says a day, without a colon."""
_SUBJECT = re.compile(
    r"[^.!?]{0,80}\((?:[a-z-]+\.[A-Z][A-Za-z-]+|astro-ph|cond-mat|gr-qc|(?:hep|nucl)-[a-z]{2,3}|math-ph|quant-ph)\)"
    r"(?:\s*[;,].{0,200})?$"
)
_THING = r"[^\s,;.]+(?: [^\s,;.]+){0,2}"
_WORDS = re.compile(rf"{_THING}(?:[,;] ?{_THING})+")
"""A list of things of a few words."""
PARTED = re.compile(r"[,;&]|\band\b")
"""What stands between names."""
_SENTENCE = re.compile(r"(?:\S+\s+){5,}\S+[.!?]$|\w{5}[.!?]\s+[A-Z]")


class Label(NamedTuple):
    """A label, and what stands behind it on its line."""

    name: str
    """As the table of names writes it, or folded where pages do not show it."""
    value: str
    known: bool
    indented: bool
    section: bool
    """Whether it may be a heading inside of an abstract."""


def label_of(text: str) -> Label | None:
    """Return the label that a line begins with, known or not."""
    start = text[: LONGEST + 40]
    if said := start.startswith("Submitted ") and _SUBMITTED.match(start):
        return Label("date", said[1], known=True, indented=False, section=False)
    if ":" not in start and "：" not in start:
        return None
    match = _START.match(text[:200])
    if not match or len(match["name"]) > LONGEST:
        return None
    key = fields.folded(match["name"])
    role = _ALIASES.get(key) or fields.USUAL.role(key)
    name = _ALIASES.get(key) or (_canonical(key, str(role)) if role else key)
    known = (role is not None and len(key) > 2) or key in _UNSHOWN
    return Label(name, text[match.end() :], known, "\t" in match["indent"] or " " in match["indent"], key in _SECTIONS)


def _canonical(key: str, role: str) -> str:
    if role == "title":
        return TITLE
    if role == "authors":
        return AUTHORS
    if role == "abstract":
        return next((name for name in ABSTRACTS if name in key), ABSTRACTS[0])
    return key


def listing_of(text: str) -> str | None:
    """Return the identifier of a line that begins an entry of arXiv's listings: ``[1] arXiv:2503.01234 [pdf]``."""
    match = _LISTED.fullmatch(text) if "rxiv:" in text[:40].lower() else None
    if not match or not (match["number"] or "[" in (match["rest"] or "")):
        return None
    return match["id"] if identifiers.arxiv(match["id"]) else None


def are_many(texts: Sequence[str]) -> bool:
    """Tell whether so many lines begin with labels of papers that they are no titles and abstracts by themselves."""
    if any(map(listing_of, texts)):
        return True
    labels = (label for text in texts if (label := label_of(text)) and label.known)
    times = Counter(label.name for label in labels if fields.USUAL.role(label.name) not in {"code", "project"})
    if len(times) > 1:
        return times.total() >= max(2, len(texts) / 10)
    return times.total() >= max(2, len(texts) / 3)


def is_subjects(text: str) -> bool:
    """Tell whether a line lists subjects of arXiv: ``Machine Learning (cs.LG); Robotics (cs.RO)``."""
    return bool(_SUBJECT.match(text.strip()[:300]))


def fits(label: Label, *, inside: str, free: bool = True, structured: bool = False, usual: bool = False) -> bool:
    """Tell whether a known label begins a field in the middle of another one.

    ``inside``: the name of that field; ``free``: nothing on the line before is unfinished; ``structured``: it is an
    abstract with headings of its own; ``usual``: most entries of the dump have such a field.
    """
    role, value = fields.USUAL.role(label.name), label.value.strip()
    abstract = inside in ABSTRACTS
    if role == "title":
        return True
    if role in {"code", "project"}:
        return usual or (not abstract and leads(value))  # else it is how abstracts end
    if not value:  # it stands on the next line
        return free or not abstract
    if role == "year":
        return len(value) <= 60 and any(char.isdigit() for char in value)
    if role in {"doi", "arxiv", "page"}:
        return leads(value) or (not abstract and " " not in value)
    sure = not abstract or (role == "authors" and usual and not _is_sentence(value))
    return sure or _ends_abstract(label, role, value, free=free, structured=structured)


def _ends_abstract(label: Label, role: str | None, value: str, *, free: bool, structured: bool) -> bool:
    free = free or not value[:1].islower() or len(value.split()) <= _FEW
    short = len(value) <= _SHORT and not _is_sentence(value)
    if label.name in _SENTENCES:
        return free
    if role == "authors":
        return look_like_names(value) or (free and not _is_sentence(value))
    if role == "abstract":
        return free and not structured
    if label.name in _TOPICS:
        return is_subjects(value) or (free and short and (not structured or bool(_WORDS.fullmatch(value))))
    return free and (role == "comment" or (short and not (structured and role == "venue")))


def _is_sentence(value: str) -> bool:
    return bool(_SENTENCE.search(value[-2 * _SHORT :]))


def leads(value: str) -> bool:
    """Tell whether a value is an address or an identifier, and nothing else."""
    web = value.lower().startswith(("http://", "https://", "www.", "github.com/")) and " " not in value
    return web or identifiers.identifies(value) or identifiers.arxiv(value, bare=True) is not None
