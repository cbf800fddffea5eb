"""Records for the tests of deduplication: one abstract, another one, and the first one in other words."""

from generator.dedupe.match import match
from generator.dedupe.profile import profile
from generator.model import Link, Paper, Place, Witness

ABSTRACT = (
    "We study how an agent that learns from observation alone can find out which of its actions delayed a reward, "
    "and we show that a discount which grows with progress keeps early behaviour stable. Nine tasks of a common suite "
    "confirm that the schedule helps, in particular where every other method of its kind fails, and we explain why."
)
OTHER = (
    "Bayesian optimisation is slow when each evaluation costs a day of computing, so that surrogates train ahead. "
    "This work joins the surrogate and the acquisition function in one network whose prediction is invariant to "
    "the order of the history, and it measures regret on hardware placement, antibody design and integer programs."
)
REWRITTEN = (
    "An agent that learns from observation alone finds out too late which actions delayed its reward. Our schedule "
    "lets the discount grow with progress; on nine tasks of a common suite it helps wherever other methods fail."
)


def record(
    title: str,
    abstract: str = ABSTRACT,
    *,
    dump: str = "one",
    line: int = 1,
    links: tuple[Link, ...] = (),
    arxiv: str = "",
    doi: str = "",
    authors: tuple[str, ...] = (),
    flags: tuple[str, ...] = (),
) -> Paper:
    pairs = (("arxiv", arxiv), ("doi", doi))
    return Paper(
        title=title,
        abstract=abstract,
        witnesses=(Witness(dump=dump, place=Place(f"{dump}.txt", line), position=line, title=title),),
        identifiers=tuple((scheme, value) for scheme, value in pairs if value),
        links=links,
        authors=authors,
        flags=flags,
    )


def verdict(a: Paper, b: Paper) -> str:
    there, back = match(profile(a), profile(b)), match(profile(b), profile(a))
    assert there == back
    return there.verdict
