"""A library of which much is known, and some of it forged: papers with authors, identifiers, places of publication."""

from generator.model import Assignment, Dump, Library, Link, Place, Placement, Related, Retired, Theme, Witness
from generator.model import Paper as Record
from generator.normalise import clean_title
from tests.hostile import HOSTILE, NASTY


def paper(slug: str, title: str, *dumps: str, **more: object) -> Record:
    witnesses = tuple(Witness(dump=one, place=Place(f"{one}.txt", 4), position=1, title=title) for one in dumps)
    abstract = str(more.pop("abstract", "An abstract that ends. With a second sentence."))
    return Record(slug=slug, title=clean_title(title), abstract=abstract, witnesses=witnesses, **more)


KNOWN = paper(
    "known", r"Regret \(O(\sqrt{T})\) & more of GPT-4", "march", "june",
    authors=("Ludwig van Beethoven", "Lovelace, Ada", "{The X Team}", "King, Jr., Martin"), year=2024,
    venue="Journal of A & B", identifiers=(("arxiv", "2401.00001"), ("doi", "10.1234/x_y")),
)  # fmt: skip
UNKNOWN = paper("unknown", "A Paper that Nobody Signed", "march", year=2023, links=(
    Link(url="https://papers.example.com/a.pdf", kind="paper"),))  # fmt: skip
FORGED = paper("forged", "An Identifier that is None", "june", identifiers=(
    ("arxiv", "../../evil"), ("doi", "javascript:alert(1)")), authors=("A. Author",), links=(
    Link(url="https://papers.example.com/b.PDF", kind="paper"),
    Link(url="https://evil.example/c.pdf", kind="paper", trusted=False)))  # fmt: skip


def library() -> Library:
    hostile = tuple(
        paper(
            f"hostile-{n}",
            title,
            "june",
            abstract=clean_title(f"{title} and so it ends."),
            authors=(title, "Plain, Jane"),
            venue=clean_title(title),
        )
        for n, title in enumerate([*(title for title, _ in HOSTILE), *NASTY])
    )
    papers = (KNOWN, UNKNOWN, FORGED, *hostile)
    themes = (
        Theme(
            slug="bandits", name="Bandits & <b>Arms</b>", scope="Choosing under </script> uncertainty.", terms=("a",)
        ),
        Theme(slug="cjk", name="强化学习", scope="In another script."),
    )
    placed = Placement(assignments=(Assignment(slug="bandits", score=0.5, evidence=("arm",)),))
    near = (Related(slug="known", score=0.4, shared=("x",)),)
    return Library(
        dumps=(
            Dump(id="march", file="march.txt", sha256="a" * 64, title="Daily & Papers", added="2026-03-14",
                 source="https://lists.example.org/march?a=1&b=2"),
            Dump(id="june", file="june.txt", sha256="b" * 64, title="</script><b>June ]]>", added="2026-06-01",
                 source="javascript:alert(1)"),
            Dump(id="empty", file="empty.txt", sha256="c" * 64, title="Undated"),
        ),
        papers=papers, themes=themes,
        placements=(placed, *((Placement(),) * (len(papers) - 1))),
        related=((), *((near,) * (len(papers) - 1))),
        redirects=(("older", "known"),),
        theme_redirects=(("arms", "bandits"),),
        retired=(Retired(slug="gone", because="its authors asked", title="A Paper", place=Place("dumps.yml", 1)),),
    )  # fmt: skip
