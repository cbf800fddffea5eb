"""Names and numbers typed into the search: authors, arXiv ids, DOIs. They are no text; and how the command counts."""

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.model import Library, Placement
from generator.search import index
from generator.search.documents import Document, named, papers
from generator.search.query import Store, explained, search
from tests import pages as page


@pytest.fixture(scope="module")
def store():
    by = named("author", "Ada Lovelace", "Ada Lovelace")
    documents = [
        Document(name="a", title="Meta-World", abstract="Reward hacking.", facets=(*by, *named("year", "2023"))),
        Document(name="b", title="Reward hacking", abstract="A graph.", facets=named("year", "2023")),
    ]
    return Store(dict(index.files(documents, (), ())).__getitem__)


def test_who_types_a_name_is_offered_what_that_author_wrote(store):
    """However it is written, and where no text has it; not beside exclusions and filters, nor where a title says it."""
    typed = ("Ada Lovelace", "lovelace", "lovelace ada", '"Ada Lovelace"', " ada  lovelace ")
    assert [search(query, store).meant for query in typed] == [
        f'author:"{name}"' for name in ("Ada Lovelace", "lovelace", "lovelace ada", "Ada Lovelace", "ada lovelace")
    ]
    assert search('author:"Ada Lovelace"', store).total == 1
    others = ("ada nobody", "lovelace -graph", "title:lovelace", "year:2023 lovelace", "ada lovelace on reward hacking")
    assert not [query for query in others if "author:" in (search(query, store).meant or "")]


@pytest.mark.parametrize(("query", "said"), [("one", "1 paper\n"), ("wanted", "2 papers\n"), ("zzz", "0 papers\n")])
def test_the_command_counts_what_it_found(query, said, tmp_path):
    documents = [Document(name="a", title="Wanted one", abstract=""), Document(name="b", title="Wanted", abstract="")]
    (tmp_path / "search").mkdir()
    for path, content in index.files(documents, (), ()):
        (tmp_path / path).write_bytes(content)
    assert CliRunner().invoke(main, ["search", query, "--site", str(tmp_path)]).stdout.endswith(said)


@pytest.mark.parametrize(
    "typed",
    [
        *("2101.00001", " 2101.00001v2 ", "arXiv:2101.00001", "10.48550/arXiv.2101.00001", "cs/0309136v1"),
        *("https://arxiv.org/abs/2101.00001", "arxiv.org/pdf/2101.00001v12.pdf", "https://arxiv.org/abs/cs/0309136"),
        *("https://huggingface.co/papers/2101.00001", "doi:10.48550/arXiv.2101.00001"),
        *("math.AG/0309137", "https://arxiv.org/abs/math/0309137v2", "cond-mat.mes-hall/0309138", "cond-mat/0309138"),
        *("doi:10.1000/Ab.cd(7)", "https://doi.org/10.1000/ab.cd(7)"),
    ],
)
def test_who_pastes_a_number_or_an_address_finds_its_paper(typed):
    """In whichever version; a number of no paper here is words, since abstracts name others, too."""
    numbers = (
        ("arxiv", "2101.00001v3"),
        ("doi", "10.1000/ab.CD(7)"),
        ("arxiv", "cs/0309136"),
        ("arxiv", "math/0309137"),
        ("arxiv", "cond-mat.mes-hall/0309138"),
    )
    found = (page.paper("wanted", "Wanted", "One.", ("d", 1), identifiers=numbers),
             page.paper("other", "Other", "After 2101.00002, and 2101.00001.", ("d", 2)))  # fmt: skip
    library = Library(dumps=(), papers=found, themes=(), placements=(Placement(),) * 2, related=((),) * 2)
    store = Store(dict(index.files(papers(library), (), ())).__getitem__)
    assert [hit.id for hit in search(typed, store).hits] == ["wanted"]
    assert [hit.id for hit in search("2101.00002", store).hits] == ["other"]
    assert explained(typed, search(typed, store).hits[0], store) == ["score 0.00"]


def test_where_no_author_is_known_nobody_is_looked_for():
    """That would be a request for nothing, in each search of a word that few papers have."""
    made = dict(index.files([Document(name="p", title="Lovelace", abstract="")], (), ()))
    store = Store(lambda path: pytest.fail(path) if path.startswith("search/more") else made[path])
    assert search("lovelace", store).meant is None
