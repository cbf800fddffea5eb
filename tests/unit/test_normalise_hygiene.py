"""Links that other texts contradict, hosts that pose as others, and addresses that are written to mislead."""

import pytest

from generator.model import Paper, Place, Record, Variant, Witness
from generator.normalise import judge, normalise
from generator.normalise.doubts import doubt
from generator.normalise.identity import deposited, identifier, leads_to
from generator.normalise.links import links_in


def paper(
    abstract: str, dumps: tuple[str, ...] = ("a",), variants: tuple[tuple[str, tuple[str, ...]], ...] = ()
) -> Paper:
    return Paper(
        title="T",
        abstract=abstract,
        witnesses=tuple(
            Witness(dump=dump, place=Place(f"{dump}.txt", 3), position=1, title="T")
            for dump in (*dumps, *(dump for _, more in variants for dump in more))
        ),
        links=links_in(abstract),
        variants=tuple(Variant(field="abstract", dumps=more, text=text) for text, more in variants),
    )


def trust(*papers: Paper) -> list[bool]:
    return [link.trusted for one in judge(papers)[0] for link in one.links]


@pytest.mark.parametrize(
    "address",
    [
        "https://gihtub.com/a/b", "https://igthub.com/a/b", "https://luggingface.co/a", "https://github-com.evil.io/a",
        "https://xn--99999999zzz.com/a", "https://ɡithub.com/a", "https://github.com:8443/a", "https://x.edu:22/a",
        "https://evil.io/github.com/a", "https://evil.io/https://github.com/a", "https://a.b.c.d.e.f.g.io/x",
        f"https://{'a' * 60}.{'b' * 60}.io/x", "https://x.io/%0d%0aa", "https://x.io/%E2%80%AEa", "https://x.io/%5Ca",
    ],
)  # fmt: skip
def test_an_address_that_is_written_to_mislead_is_doubted(address: str) -> None:
    assert doubt(address)
    assert [(link.trusted, bool(link.note)) for link in links_in(f"see {address}")] == [(False, True)]


@pytest.mark.parametrize(
    "address",
    [
        "https://x.uni.edu:8080/a", "https://medium.com/%40user/x", "https://pkg.go.dev/github.com/a/b",
        "https://web.archive.org/web/2020/https://github.com/a", "https://zhao.info/PUGC.github.io/",
        "https://github.com:443/a", "https://ghosthub.de/x", "https://robot.com/a",
    ],
)  # fmt: skip
def test_an_ordinary_address_is_not_doubted(address: str) -> None:
    assert not doubt(address)


def test_a_host_that_fewer_dumps_name_than_another_one_is_doubted_with_the_reason() -> None:
    one = paper("See https://mygit.host/a/code.", ("a",), (("See https://good.org/a/code.", ("b", "c")),))
    (judged,), (found,) = judge([one])
    assert [(link.trusted, link.note) for link in judged.links] == [(False, "several dumps name good.org here")]
    assert judged.flags == ("disputed-link",)
    assert (found.code, str(found.place)) == ("PS214", "a.txt:3")


def test_of_two_hosts_with_as_many_dumps_only_a_known_one_makes_the_other_doubtful() -> None:
    assert trust(paper("At https://mygit.host/a/code", ("a",), (("At https://github.com/a/code", ("b",)),))) == [False]
    assert trust(paper("At https://mygit.host/a/code", ("a",), (("At https://good.org/a/code", ("b",)),))) == [True]


def test_texts_that_name_different_things_do_not_contradict_each_other() -> None:
    one = paper("At https://mygit.host/a/code", ("a",), (("At https://github.com/b/other", ("b", "c")),))
    assert judge([one]) == ((one,), ())


def test_a_host_of_one_paper_that_resembles_a_frequent_one_is_doubted() -> None:
    often = [paper(f"At https://robolearn.ai/{number}") for number in range(5)]
    assert trust(*often, paper("At https://robo1earn.ai/x")) == [True] * 5 + [False]
    assert trust(*often, paper("At https://robolearn.host/x")) == [True] * 5 + [False]


def test_a_host_of_two_papers_a_country_s_ending_and_a_short_name_are_spared() -> None:
    often = [paper(f"At https://robolearn.ai/{number} and https://cvlab.org/{number}") for number in range(5)]
    spared = ["https://robolearn.de/x", "https://cvlad.org/x", "https://mit.org/x", "https://a.github.io/x"]
    spared += ["https://robo1earn.ai/x"] * 2
    assert all(trust(*often, *(paper(f"At {address}") for address in spared)))


def test_few_papers_prove_nothing() -> None:
    often = [paper(f"At https://robolearn.ai/{number}") for number in range(4)]
    assert all(trust(*often, paper("At https://robo1earn.ai/x")))


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("https://arxiv.org/abs/2401.01234v2", ("arxiv", "2401.01234")),
        ("http://www.arxiv.org/pdf/cs.LG/0401012", ("arxiv", "cs/0401012")),
        ("https://doi.org/10.48550/arXiv.2401.01234", ("arxiv", "2401.01234")),
        ("https://dx.doi.org/10.1109/5.771073", ("doi", "10.1109/5.771073")),
        ("https://openreview.net/forum?id=aB3-x_", ("openreview", "aB3-x_")),
        ("https://arxiv.org/list/cs.LG", None),
        ("https://evil.io/arxiv.org/abs/2401.01234", None),
    ],
)
def test_an_address_tells_the_identifier_that_it_leads_to(address: str, found: tuple[str, str] | None) -> None:
    assert identifier(address) == found


def test_an_archive_s_doi_is_data_or_what_the_words_say_and_no_paper() -> None:
    assert deposited("https://doi.org/10.5281/zenodo.12") == "data"
    assert [link.kind for link in links_in("Code: https://doi.org/10.5281/zenodo.12")] == ["code"]
    assert [link.kind for link in links_in("See https://doi.org/10.5281/zenodo.12")] == ["data"]
    assert [link.kind for link in links_in("Code: https://doi.org/10.1109/5.77")] == ["paper"]


def test_an_address_field_that_no_identifier_stands_for_is_kept_as_the_paper_itself() -> None:
    record = Record(
        dump="d", place=Place("d.jsonl", 1), position=1, lines=1, title="T", abstract="Words.",
        addresses=("https://proceedings.mlr.press/v216/k23a.html", "https://huggingface.co/papers/2401.01234",
                   "https://arxiv.org/pdf/2401.01234v2", "https://papers.nips.cc.evil.io/x"),
        identifiers=(("arxiv", "2401.01234"),),
    )  # fmt: skip
    kept = {link.url: (link.kind, link.note) for link in normalise(record)[0].links}
    assert kept.pop("https://proceedings.mlr.press/v216/k23a.html") == ("paper", "the paper itself")
    assert [kind for kind, note in kept.values() if note == "the paper itself"] == []
    assert not any("2401.01234" in url for url in kept)


def test_a_link_to_the_paper_itself_is_called_so() -> None:
    record = Record(
        dump="d", place=Place("d.txt", 1), position=1, lines=2, title="T",
        abstract="Code: https://arxiv.org/abs/2401.01234v3 and https://arxiv.org/abs/2001.00001",
        identifiers=(("arxiv", "2401.01234v1"),),
    )  # fmt: skip
    assert [(link.kind, link.note) for link in normalise(record)[0].links] == [
        ("paper", "the paper itself"),
        ("paper", ""),
    ]
    assert leads_to("https://arxiv.org/pdf/2401.01234", (("doi", "10.48550/arXiv.2401.01234"),))
