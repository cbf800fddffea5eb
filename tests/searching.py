"""The queries that Python and the browser must answer alike, and the library that they are asked of.

`python -m tests.searching` writes tests/data/search_vectors.json anew, from the Python side; do it when the ranking is
changed on purpose, and look at the difference.
"""

import json
import random
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path

from generator.library import gather
from generator.project import Project
from generator.search import index
from generator.search.documents import Document, identified, named, papers
from generator.search.query import Store, search
from tests.building import FIRST_DUMPS

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "tests" / "data"
VECTORS = DATA / "search_vectors.json"
JUDGED = DATA / "queries.jsonl"
LIMIT = 10
COUNT = 300

MADE_UP = (
    ("基于强化学习的推荐系统", "本文研究强化学习在推荐系统中的应用。", ("王小明",), 2021),
    ("深層学習によるモデル圧縮", "モデル圧縮のための深層学習を提案する。ＧＰＵを使う。", ("山田太郎",), 2022),
    ("강화학습을 이용한 로봇 제어", "로봇 제어를 위한 강화학습 방법을 제안한다.", ("김철수", "Ada Lovelace"), 2023),
    ("תכנון מסלולים לרובוטים", "שיטה חדשה לתכנון מסלולים.", ("Grace Hopper",), 2023),
    ("التعلم المعزز العميق", "دراسة حول التعلم المعزز.", (), 2024),
    ("Erdős–Rényi graphs and naïve Bayes", "Straße, ﬁne 𝒜lgebra, O'Reilly's k1.5 and Qwen2.5.", ("Paul Erdős",), 1999),
)
SYNTAX = (
    '"reward hacking"',
    '"hacking reward"',
    '"best of n"',
    '-survey "preference optimization"',
    'title:"world model"',
    "title:diffusion",
    "title:grokking lazy",
    "reward -model",
    'reward -"reward model"',
    "year:1999",
    "year:2021..2023",
    "year:2020-2023 -year:2022",
    "author:lovelace",
    'author:"Ada Lovelace"',
    "author:hop robot",
    "author:王小明",
    "ada lovelace",
    "Lovelace",
    ' -"Erdos"\x1f "Paul"',
    "erdos paul",
    "robot hopper",
    "王小明",
    "dump:000",
    "colour:red reward",
    "title:",
    'title:""',
    '"unbalanced quote reward',
    'reward"',
    '"" reward',
    "- reward",
    "-reward",
    "--reward",
    "author:nobody",
    "2101.00001",
    " https://arxiv.org/pdf/2101.00001v3.pdf ",
    "arXiv:2101.00009",
    "https://doi.org/10.1000/ab.CD(7)",
    "doi:10.48550/arXiv.2101.00001",
    "https://arxiv.org/abs/math.AG/0309136v2",
    "math/0309136v1",
    "year:abc",
    "has:code bandits",
    "has:demo",
    "kind:survey",
    "-kind:survey reward",
    "http://example.org/x",
    'title:rewards "human feedback"',
    '"reinforcement learning from human feedback"',
    '"rl"',
    '"adversarial cheap talk"',
    '"cheap adversarial"',
    'title:"model breadcrumbs"',
    'bandits -"dueling bandits"',
)
ODD = (
    "__proto__",
    "constructor",
    "toString",
    "*",
    "a*",
    "!theme:x",
    "🚀",
    "!?",
    "the of and",
    "the",
    "x",
    "r",
    "re",
    "rew",
    "学习",
    "强化学习",
    "学",
    "深層学習",
    "モデル",
    "강화학습",
    "로봇",
    "GPU",
    "ＧＰＵ",
    "רובוטים",
    "التعلم",
    "erdos renyi",
    "Erdős",
    "strasse",
    "fine algebra",
    "o'reilly",
    "oreillys",
    "k1.5",
    "qwen 2.5",
    "qwen2",
    "a" * 300,
    "word " * 100,
    "reward\u00a0hacking",
    "reward\ufeffhacking",
    "reward\x1fhacking",
    "ﬁne",
    "𝒜lgebra",
    "-",
    '""',
    ":",
    "title:-x",
)


@cache
def documents() -> tuple[Document, ...]:
    """Return the papers of the first dumps without themes, and some made-up ones of other scripts.

    Which ones are related is made up too: it changes with the texts of all papers.
    """
    library = gather(Project(ROOT).dumps)
    known = {dump.id for dump in library.dumps[:FIRST_DUMPS]}
    slugs = {paper.slug for paper in library.papers if paper.dumps[0] in known}
    bare = [document for document in papers(library) if document.name in slugs]
    ordered = sorted(bare, key=lambda document: document.name)
    names = [one.name for one in ordered]
    real = [
        Document(
            name=one.name,
            title=one.title,
            abstract=one.abstract,
            facets=_kept(one.facets),
            related=tuple(names[(at + step) % len(names)] for step in (1, 40, 3, 9, 200)),
        )
        for at, one in enumerate(ordered)
    ]
    made_up = [
        Document(name=f"made-up-{number}", title=title, abstract=abstract, facets=_facets(authors, year))
        for number, (title, abstract, authors, year) in enumerate(MADE_UP)
    ]
    return (*real, *made_up)


@cache
def files() -> dict[str, bytes]:
    """Return the index of the documents."""
    return dict(index.files(documents(), (), ()))


def queries() -> list[str]:
    """Return the queries: judged ones, syntax, odd ones, and parts of titles cut short or misspelt."""
    judged = [json.loads(line)["query"] for line in JUDGED.read_text("utf-8").splitlines()]
    made = _from_titles([document.title for document in documents()])
    return [*judged, *SYNTAX, *ODD, *islice(made, COUNT - len(judged) - len(SYNTAX) - len(ODD))]


def answers(store: Store) -> list[dict[str, object]]:
    """Return what Python says to each query."""
    every = []
    for query in queries():
        answer = search(query, store, limit=LIMIT)
        hits = [hit.id for hit in answer.hits]
        said = {"total": answer.total, "mode": answer.mode, "hits": hits, "also": [*answer.also], "meant": answer.meant}
        every.append({"query": query, **said})
    return every


def _from_titles(titles: list[str]) -> Iterator[str]:
    """Yield parts of titles: whole, begun, with two letters swapped, with one left out, with one doubled."""
    choose = random.Random(3)
    while True:
        words = choose.choice(titles).split()[: choose.randint(1, 5)]
        at = choose.randrange(len(words))
        word, place = words[at], choose.randrange(max(1, len(words[at]) - 1))
        letters = word[place : place + 2]
        changed = choose.choice((letters, letters[::-1], letters[1:], letters[:1] + letters))
        words[at] = word[:place] + changed + word[place + 2 :]
        yield " ".join(words)[: choose.randint(6, 60)]


def _kept(facets: tuple[str, ...]) -> tuple[str, ...]:
    """Leave themes out: they change with the taxonomy."""
    return tuple(facet for facet in facets if not facet.startswith("!theme"))


def _facets(authors: tuple[str, ...], year: int) -> tuple[str, ...]:
    """Return a made-up paper's facets."""
    of_authors = (facet for author in authors for facet in named("author", author, author))
    numbers = {1999: ("10.1000/AB.cd(7)",), 2021: ("2101.00001",), 2022: ("math/0309136",)}.get(year, ())
    return (*of_authors, *named("year", str(year)), *map(identified, numbers))


if __name__ == "__main__":
    content = files()
    lines = [json.dumps(answer, ensure_ascii=False) for answer in answers(Store(content.__getitem__))]
    VECTORS.write_text("[\n" + ",\n".join(lines) + "\n]\n", "utf-8")
