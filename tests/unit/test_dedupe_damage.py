"""What dumps and authors do to a record leaves it the same paper; what names another paper leaves it another one."""

import random
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.dedupe import deduplicate, separate
from generator.dedupe.profile import profile
from generator.dedupe.separate import typo
from generator.dumps import read_folder
from generator.model import Record
from generator.normalise import normalise
from tests.building import first_dumps
from tests.deduping import record

Texts = tuple[str, str]
Damage = Callable[[str, str, random.Random], Texts]


def recased(title: str, abstract: str, chance: random.Random) -> Texts:
    return chance.choice([title.upper(), title.lower(), title.title()]), abstract


def respaced(title: str, abstract: str, _: random.Random) -> Texts:
    return title.replace(" ", "  ").replace(":", " :", 1), abstract.replace(". ", ".\n")


def rehyphened(title: str, abstract: str, chance: random.Random) -> Texts:
    return title.replace("-", chance.choice([" ", "", "\u2010", "\u2013"])), abstract


def mangled(title: str, abstract: str, chance: random.Random) -> Texts:
    """TeX around the first letter of a word or around a word, with its backslash or without."""
    words = title.split()
    at = chance.randrange(len(words))
    first, rest = words[at][:1], words[at][1:]
    forms = ("\\textbf{%s}%s", "$\\mathbf{\\texttt{%s}}$%s", "texttt{%s}%s", "{%s%s}", "\\emph{%s%s}")
    words[at] = chance.choice(forms) % (first, rest)
    return " ".join(words), abstract


def beheaded(title: str, abstract: str, _: random.Random) -> Texts:
    return re.split(r":\s+", title, maxsplit=1)[0], abstract


def mistyped(title: str, abstract: str, chance: random.Random) -> Texts:
    """Two letters swapped inside a long word."""
    long = list(re.finditer(r"[a-z]{8,}", title))
    if not long:
        return title, abstract
    word = chance.choice(long)
    at = chance.randrange(word.start() + 1, word.end() - 2)
    return title[:at] + title[at + 1] + title[at] + title[at + 2 :], abstract


def filled(title: str, abstract: str, _: random.Random) -> Texts:
    return (title.removeprefix("The ") if title.startswith("The ") else f"The {title}"), abstract


def cut(title: str, abstract: str, chance: random.Random) -> Texts:
    return title, abstract[: len(abstract) * chance.randrange(35, 90) // 100] + chance.choice(["", "…", "..."])


def revised(title: str, abstract: str, chance: random.Random) -> Texts:
    """A second version: a sentence less, another one more, a word in sixteen rewritten."""
    sentences = re.split(r"(?<=[.!?]) ", abstract)
    if len(sentences) > 2:
        sentences.pop(chance.randrange(len(sentences)))
    other = [word if chance.random() > 0.06 else "results" for word in " ".join(sentences).split()]
    return mistyped(title, " ".join(other) + " Our code is there for everybody who asks.", chance)


def next_part(title: str, abstract: str, chance: random.Random) -> Texts:
    return title + chance.choice([" Part II", ": Part 2", " II", " 2.0", " v2", " -- Part B"]), abstract


def renumbered(title: str, abstract: str, _: random.Random) -> Texts:
    other = re.sub(r"\d+", lambda number: str(int(number[0]) + 1), title, count=1)
    return (other if other != title else f"{title} in 2031"), abstract


def negated(title: str, abstract: str, _: random.Random) -> Texts:
    words = title.split()
    return " ".join([*words[:-2], "not" if "without" in words else "without", *words[-2:]]), abstract


def commented(title: str, abstract: str, chance: random.Random) -> Texts:
    return chance.choice(["Comment on ", "A Survey of ", "Reply to ", "A Note on ", "Erratum: "]) + title, abstract


SAME: tuple[Damage, ...] = (
    recased,
    respaced,
    rehyphened,
    mangled,
    beheaded,
    mistyped,
    filled,
    cut,
    revised,
)
OTHER: tuple[Damage, ...] = (next_part, renumbered, negated, commented)


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> list[Record]:
    """One record of each paper of the first dumps."""
    root = Path(__file__).resolve().parents[2]
    read = read_folder(first_dumps(root / "dumps", tmp_path_factory.mktemp("damage") / "dumps")).records
    found: dict[str, Record] = {}
    for each in read:
        found.setdefault("".join(re.findall(r"\w", each.title.lower())), each)
    return list(found.values())


def papers(record: Record, damage: Damage, chance: random.Random) -> int:
    title, abstract = damage(record.title, record.abstract, chance)
    other = replace(record, dump="damaged", title=title, abstract=abstract)
    return len(deduplicate([normalise(record)[0], normalise(other)[0]]).papers)


@given(number=st.integers(min_value=0), damage=st.sampled_from(SAME), seed=st.integers(min_value=0))
def test_a_damaged_record_is_the_same_paper(records: list[Record], number: int, damage: Damage, seed: int) -> None:
    assert papers(records[number % len(records)], damage, random.Random(seed)) == 1


@given(number=st.integers(min_value=0), damage=st.sampled_from(OTHER), seed=st.integers(min_value=0))
def test_another_number_part_or_meaning_is_another_paper(
    records: list[Record], number: int, damage: Damage, seed: int
) -> None:
    """Even with the very same abstract."""
    assert papers(records[number % len(records)], damage, random.Random(seed)) == 2


@pytest.mark.audit
@pytest.mark.parametrize("damage", [*SAME, *OTHER])
def test_damage_to_all_records_at_once_finds_every_twin_and_no_other(records: list[Record], damage: Damage) -> None:
    """A twin must be found among hundreds of papers, and unite none of those."""
    chance = random.Random(damage.__name__)
    twins = [
        replace(record, dump="damaged", position=position, title=title, abstract=abstract)
        for position, record in enumerate(records, 1)
        for title, abstract in [damage(record.title, record.abstract, chance)]
    ]
    whole = [normalise(record)[0] for record in (*records, *twins)]
    before = len(deduplicate(whole[: len(records)]).papers)
    assert len(deduplicate(whole).papers) == before * (1 if damage in SAME else 2)


def test_titles_that_repeat_words_hundreds_of_times_are_compared_word_by_word_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared: list[tuple[str, str]] = []
    monkeypatch.setattr(separate, "typo", lambda a, b: compared.append((a, b)) or typo(a, b))
    a, b = (profile(record(f"RL Folding Paper {what} With Robots " * 150)) for what in ("Cranes", "Boats"))
    assert separate.leftovers(a, b) == (("cranes",) * 150, ("boats",) * 150)
    assert len(compared) <= 150


def test_an_abbreviation_is_spelled_out_wherever_its_words_stand() -> None:
    a = profile(record("Deep RL for Robots and LLMs"))
    b = profile(record("Deep Reinforcement Learning for Robots and Large Language Models"))
    assert separate.leftovers(a, b) == separate.leftovers(b, a) == ((), ())
