"""A delta told to people: a summary first, then lists that are capped with how many more there are.

Titles, texts and reasons come from dumps. On a terminal and in a workflow's log nothing of them may steer anything; in
Markdown, which a bot posts as a comment, nothing of them may become markup, a link or a mention of somebody.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from generator.delta.records import Changed, Count, Delta, Dispute, Moved, Regrouped, Told
from generator.outputs import encode
from generator.pages import markup
from generator.quoting import printable, shortened
from generator.report import workflow_command

FORMATS = ("text", "json", "markdown", "github")
SHOWN = 20
"""Items of a list that are shown."""
LONGEST = 400
"""Characters of an item."""
_ACTING = re.compile(
    r"[@#]|:(?=//)|www(?=\.)|\bGH(?=-\d)|(?<![0-9a-z])[0-9a-f]{6}(?=[0-9a-f]{1,58}(?![0-9a-z]))", re.IGNORECASE
)
"""What GitHub acts on even where it is escaped: mentions, issues, addresses, checksums of commits; a word joiner behind
it, which nobody sees, keeps it from that."""
TITLES = (
    "addresses that die",
    "addresses that mean another paper",
    "addresses that lead elsewhere now",
    "conflicts appeared",
    "conflicts resolved",
    "dumps added",
    "dumps removed",
    "papers new",
    "papers gone",
    "addresses taken back",
    "papers merged",
    "papers split",
    "papers seen again",
    "texts changed",
    "texts told in other words",
    "papers with other links",
    "papers moved between themes",
)
"""All sections there may be, what is wrong first."""
BAD = frozenset(TITLES[:2])
"""Sections of what must not stay like that."""


@dataclass(frozen=True, slots=True)
class Section:
    """A list of things of one kind, as sentences in plain text."""

    title: str
    items: tuple[str, ...]

    @property
    def bad(self) -> bool:
        """Whether it must not stay like that."""
        return self.title in BAD

    @property
    def shown(self) -> tuple[str, ...]:
        """The items that are shown."""
        return tuple(map(one_line, self.items[:SHOWN]))

    @property
    def more(self) -> int:
        """How many are not."""
        return max(len(self.items) - SHOWN, 0)


def one_line(item: str) -> str:
    """Return an item as it is shown: on one line, not too long."""
    return shortened(" ".join(item.split()), LONGEST)


def told(delta: Delta, form: str) -> str:
    """Return a delta in one of the ``FORMATS``."""
    if form == "json":
        return encode.pretty(delta).decode().rstrip()
    if form == "markdown":
        return _markdown(delta)
    return "\n".join(_annotations(delta) if form == "github" else _lines(delta))


def summary(delta: Delta) -> str:
    """Return one sentence with the numbers that matter."""
    parts = [_counted(len(section.items), section.title) for section in sections(delta)]
    return "; ".join(parts) if parts else "nothing changed"


def _counted(number: int, title: str) -> str:
    """Return a number of what a section lists; its title begins with the plural."""
    return f"{number:,} {_one(title) if number == 1 else title}"


def _one(title: str) -> str:
    """Return a title in the singular, with the verb that may follow its noun."""
    noun, *rest = title.split()
    one = {"addresses": "address"}.get(noun, noun.removesuffix("s"))
    if rest[0] == "that":
        rest[1] += "s"
    return " ".join((one, *rest))


def sections(delta: Delta) -> tuple[Section, ...]:
    """Return what there is to tell, what is wrong first; no empty section."""
    items: tuple[Iterable[str], ...] = (
        (f"{one.url} ({one.what})" for one in delta.dead),
        (f"{one.url}: {one.before} → {one.after}" for one in delta.misled),
        (f"{one.url} → {one.to} ({one.what})" for one in delta.led),
        map(_dispute, delta.conflicts_appeared),
        map(_dispute, delta.conflicts_resolved),
        delta.dumps_added,
        delta.dumps_removed,
        (one.title for one in delta.new),
        (f"{one.title} ({one.id})" for one in delta.gone),
        (f"{one.url}: {one.what}" for one in delta.retired),
        map(_regrouped, delta.merged),
        map(_regrouped, delta.split),
        (f"{one.title} (in {', '.join(one.dumps)})" for one in delta.seen_again),
        map(_changed, delta.changed),
        map(_told, delta.told),
        (f"{one.title}: {_links(one.added, one.removed)}" for one in delta.links),
        map(_moved, delta.moved),
    )
    found = (Section(title, tuple(each)) for title, each in zip(TITLES, items, strict=True))
    return tuple(section for section in found if section.items)


def _dispute(one: Dispute) -> str:
    return f"{one.id}, {one.field}: {one.why}{' (acknowledged)' if one.acknowledged else ''}"


def _regrouped(one: Regrouped) -> str:
    before, after = ("; ".join(f"{each.title} ({each.id})" for each in side) for side in (one.before, one.after))
    return f"{before} → {after}"


def _changed(one: Changed) -> str:
    return f"{one.title}, {one.field}: {_words(one.words)}"


def _told(one: Told) -> str:
    shown = "shown now" if one.shown else "not what is shown"
    return f"{one.title}, {one.field} (in {one.dump}, {shown}): {_words(one.words)}"


def _words(pieces: Sequence[tuple[str, str]]) -> str:
    signs = {"=": "{}", "-": "[-{}-]", "+": "{{+{}+}}"}
    return " ".join(signs[sign].format(words) for sign, words in pieces)


def _links(added: Sequence[str], removed: Sequence[str]) -> str:
    return ", ".join((*(f"+ {url}" for url in added), *(f"- {url}" for url in removed)))


def _moved(one: Moved) -> str:
    before, after = (
        f"{theme or 'no theme'}{f' ({terms})' if terms else ''}"
        for theme, terms in (
            (one.before, ", ".join(one.evidence_before)),
            (one.after, "people said so" if one.told else ", ".join(one.evidence_after)),
        )
    )
    return f"{one.title}: {before} → {after}"


def _lines(delta: Delta) -> Iterator[str]:
    yield summary(delta)
    yield from (f"{count.name}: {count.before:,} → {count.after:,}" for count in delta.counts if _differs(count))
    for section in sections(delta):
        yield ""
        yield f"{'error: ' if section.bad else ''}{section.title} ({len(section.items):,})"
        yield from (f"  {printable(item)}" for item in section.shown)
        if section.more:
            yield f"  and {section.more:,} more"


def _differs(count: Count) -> bool:
    return count.before != count.after


def _annotations(delta: Delta) -> Iterator[str]:
    yield workflow_command("notice", summary(delta), title="papershelf diff")
    for section in sections(delta):
        kind = "error" if section.bad else "warning" if section.title == "conflicts appeared" else "notice"
        for item in section.shown if kind != "notice" else ():
            yield workflow_command(kind, item, title=section.title)
        if section.more and kind != "notice":
            yield workflow_command(kind, f"and {section.more:,} more", title=section.title)


def _markdown(delta: Delta) -> str:
    counts = [count for count in delta.counts if _differs(count)]
    return (
        _environment()
        .get_template("delta.md.j2")
        .render(summary=summary(delta), counts=counts, sections=sections(delta))
        .rstrip()
    )


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("generator.delta"),
        autoescape=True,
        finalize=quiet,  # escapes more than autoescape would
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )


def quiet(value: object) -> Markup:
    """Return a value in which Markdown finds nothing to act on, nor GitHub: no mention, no issue, no address."""
    if isinstance(value, Markup):  # the program's own, which templates call safe
        return value
    if isinstance(value, int):
        return Markup(f"{value:,}")  # noqa: S704 - digits and commas
    return markup.encode(_ACTING.sub("\\g<0>\u2060", str(value)))
