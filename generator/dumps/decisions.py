"""What people decided in ``dumps.yml`` about papers: conflicts acknowledged, same or different, taken back.

Each kind is a list of entries with a reason (``because``), which nobody can leave out: the page of a paper that was
taken back prints it, and whoever looks at a decision in two years has nothing else. ``docs/dumps.md`` describes the
keys. Whether an entry names somebody at all is seen later, when there are papers.
"""

import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import Literal, cast

import yaml

from generator.dumps.naming import dump_slug
from generator.model import Acknowledgement, Decision, Place, Retired, title_key
from generator.slugs import SLUG
from generator.yaml_reading import Check, Item, Reading, any_text

PLACE = re.compile(r"\S+:[1-9]\d*")


def acknowledged(node: yaml.Node, reading: Reading) -> Iterator[Acknowledgement]:
    """Yield the acknowledgements of a list, of each paper and field the first one."""
    seen: dict[tuple[str, str], Place] = {}
    for item in reading.items(node, _ACKNOWLEDGED_KEYS, others=("dumps",)):
        dumps = tuple(dict.fromkeys(reading.texts(item, "dumps")))
        if not _complete(item, _ACKNOWLEDGED_KEYS, "an acknowledgement", reading):
            continue
        name = (title_key(item.values["paper"]), item.values["field"])
        if name in seen:
            reading.bad(item.place, f"acknowledged in line {seen[name].line} already, which holds")
            continue
        seen[name] = item.place
        field = cast("Literal['title', 'abstract']", item.values["field"])
        yield Acknowledgement(paper=name[0], field=field, because=item.values["because"], dumps=dumps, place=item.place)


def decisions(node: yaml.Node, reading: Reading, *, same: bool) -> Iterator[Decision]:
    """Yield the decisions of ``same:`` or ``different:``."""
    for item in reading.items(node, {"because": any_text}, others=("papers",)):
        papers = tuple(dict.fromkeys(name_of(text) for text in reading.texts(item, "papers")))
        complete = _complete(item, ("because",), "a decision", reading)
        if len(papers) < 2:
            reading.bad(item.place, "a decision about fewer than two papers; list their titles or slugs under papers")
        elif complete:
            yield Decision(same=same, papers=papers, because=item.values["because"], place=item.place)


def file_name(value: str) -> str:
    """Tell why a value cannot be the name of a file in the folder."""
    return "is a path; name a file of this folder" if "/" in value or "\\" in value else ""


def name_of(text: str) -> str:
    """Return how a decision names a paper: a slug or a place (``file.txt:12``) as it stands, a title by its key."""
    return text if SLUG.fullmatch(text) or PLACE.fullmatch(text) else title_key(text)


def retired(node: yaml.Node, reading: Reading) -> Iterator[Retired]:
    """Yield what was taken back, each address once: a paper, or with ``dump`` alone a whole dump."""
    seen: dict[str, Place] = {}
    for item in reading.items(node, _RETIRED_KEYS):
        values = item.values
        if not _complete(item, ("because",), "a retirement", reading) or item.faulty & {"paper", "dump", "id", "to"}:
            continue
        if "paper" not in values and "dump" not in values:
            reading.bad(item.place, "a retirement of nothing: it names neither a paper nor a dump")
        elif "to" in values and ("paper" not in values or values["to"] == values["paper"]):
            reading.bad(item.place, "to leads from one paper to another one")
        else:
            one = _retired(values, item.place)
            if one.url in seen:
                reading.bad(item.place, f"{one.slug} is retired in line {seen[one.url].line} already, which holds")
                continue
            seen[one.url] = item.place
            yield one


def _retired(values: dict[str, str], place: Place) -> Retired:
    dump = values.get("dump", "")
    return Retired(
        slug=values.get("paper") or values.get("id") or dump_slug(PurePath(dump).stem),
        because=values["because"],
        title=values.get("title", ""),
        to=values.get("to", ""),
        dump=dump,
        whole="paper" not in values,
        place=place,
    )


def _complete(item: Item, keys: "tuple[str, ...] | dict[str, Check]", name: str, reading: Reading) -> bool:
    missing = [key for key in keys if key not in item.values]
    if told := [key for key in missing if key not in item.faulty]:
        reading.bad(item.place, f"{name} without {', '.join(told)}")
    return not missing


def _field(value: str) -> str:
    return "" if value in ("title", "abstract") else f"is neither title nor abstract: {value!r}"


def _slug(value: str) -> str:
    return "" if SLUG.fullmatch(value) else f"is no slug: {value!r}; copy it from the address of the paper's page"


_ACKNOWLEDGED_KEYS: dict[str, Check] = {"paper": any_text, "field": _field, "because": any_text}
_RETIRED_KEYS: dict[str, Check] = {
    "paper": _slug,
    "dump": file_name,
    "id": _slug,
    "because": any_text,
    "title": any_text,
    "to": _slug,
}
