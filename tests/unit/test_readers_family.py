"""One paper says the same in every format: identifiers in one form, people, year and addresses."""

import json

import pytest

from generator.dumps import read_files
from generator.model import Record
from generator.normalise import identity
from generator.readers import Line, Origin, reader_of

ARXIV, DOI, PAGE, CODE = "math.AG/0601001v2", "10.1000/Maps.1", "https://toys.example/maps", "https://github.com/a/maps"
ENTRY = {
    "title": "Folding Maps",
    "abstract": "We fold them.",
    "authors": "Crease, Ada; van Fold, B. C.",
    "year": "2006-01-02",
    "arxiv_id": ARXIV,
    "doi": f"https://doi.org/{DOI}",
    "url": PAGE,
    "journal": "Journal of Maps",
    "comment": f"12 pages. Code: {CODE}.",
}
TEXTS = {
    "json": json.dumps([ENTRY]),
    "json-lines": f"{json.dumps(ENTRY)}\n{json.dumps(ENTRY)}",
    "arxiv-snapshot": json.dumps(
        ENTRY | {"id": ARXIV, "authors_parsed": [["Crease", "Ada", ""], ["van Fold", "B. C.", ""]]}
    ),
    "semantic-scholar": json.dumps(
        ENTRY
        | {"externalIds": {"ArXiv": ARXIV, "DOI": DOI}, "authors": [{"name": "Ada Crease"}, {"name": "B. C. van Fold"}]}
    ),
    "table": ",".join(ENTRY) + "\n" + ",".join(f'"{value}"' for value in ENTRY.values()),
    "bibtex": (
        "@article{maps, title={Folding {Maps}}, abstract={We fold them.}, journal={{Journal} of Maps},\n"
        "author={Crease, Ada and van Fold, B. C.},"
        f"year={{2006}}, eprint={{{ARXIV}}}, doi={{{DOI}}}, url={{{PAGE}}}, howpublished={{\\url{{{CODE}}}}}}}"
    ),
    "ris": (
        "TY  - JOUR\nTI  - Folding Maps\nT2  - Journal of Maps\nAB  - We fold them.\nAU  - Crease, Ada\n"
        "AU  - van Fold, B. C.\nPY  - 2006/01\n"
        f"M1  - arXiv:{ARXIV}\nDO  - {DOI}\nUR  - {PAGE}\nL2  - {CODE}\nER  - "
    ),
    "rss": (
        "<rss><channel><item><title>Folding Maps</title><description>We fold them.</description>"
        "<dc:creator>Ada Crease, B. C. van Fold</dc:creator><pubDate>Mon, 02 Jan 2006 10:00:00 GMT</pubDate>"
        f"<guid>oai:arXiv.org:{ARXIV}</guid><dc:identifier>doi:{DOI}</dc:identifier><link>{PAGE}</link>"
        "<prism:publicationName>Journal of Maps</prism:publicationName>"
        f"<arxiv:comment>Code: {CODE}.</arxiv:comment></item></channel></rss>"
    ),
    "atom": (
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Folding Maps</title><summary>We fold them.</summary>'
        "<author><name>Ada Crease</name></author><author><name>B. C. van Fold</name></author>"
        f"<published>2006-01-02T10:00:00Z</published><id>http://arxiv.org/abs/{ARXIV}</id><link href='{PAGE}'/>"
        "<arxiv:journal_ref>Journal of Maps</arxiv:journal_ref>"
        f"<arxiv:doi>{DOI}</arxiv:doi><arxiv:comment>Code: {CODE}.</arxiv:comment></entry></feed>"
    ),
}
IDENTIFIERS = (("arxiv", "math/0601001"), ("doi", "10.1000/maps.1"))


def read(text: str) -> tuple[str, Record]:
    lines = [Line(number, line) for number, line in enumerate(text.split("\n"), 1)]
    reader = reader_of(lines)
    assert reader is not None
    return reader.name, next(part for part in reader.read(lines, Origin("toy", "toy")) if isinstance(part, Record))


@pytest.mark.parametrize("layout", TEXTS)
def test_a_paper_says_the_same_in_every_format(layout: str) -> None:
    name, found = read(TEXTS[layout])
    assert name == layout
    assert (found.title.replace("{Maps}", "Maps"), found.abstract) == ("Folding Maps", "We fold them.")
    assert (found.authors, found.year) == (("Ada Crease", "B. C. van Fold"), 2006)
    assert found.venue == "Journal of Maps"
    assert found.identifiers == IDENTIFIERS
    assert sorted(found.addresses) == sorted((PAGE, CODE))


def test_the_weekly_text_writes_identifiers_as_the_others_do() -> None:
    _, found = read(f"Title: Folding Maps\nPDF: https://arxiv.org/pdf/{ARXIV}.pdf\nSummary: We fold them.\n---\n")
    assert found.identifiers == IDENTIFIERS[:1]


def test_an_address_in_a_text_leads_to_the_paper_that_a_field_names() -> None:
    assert identity.leads_to(f"https://arxiv.org/abs/{ARXIV}", IDENTIFIERS)
    assert identity.leads_to("https://arxiv.org/pdf/math/0601001", IDENTIFIERS)


@pytest.mark.parametrize(
    "text",
    [
        '[{"title": "A"}, {"title": "B"}, {"title": "C", "abstract": "We count."}]',
        "title,year\nA,2001\nB,2002\nC,2003",
        "<rss><channel>\n<item><title>A</title></item>\n<item><title>B</title></item>\n</channel></rss>",
        "@misc{a, title={A}}\n@misc{b, title={B}}\n",
        "TY  - JOUR\nTI  - A\nER  - \nTY  - JOUR\nTI  - B\nER  - \n",
    ],
)
def test_records_without_abstract_are_told_once_with_their_number(tmp_path, text: str) -> None:
    path = tmp_path / "toy.txt"
    path.write_text(text, "utf-8")
    read_ = read_files([path])
    [found] = [each for each in read_.findings if each.code == "PS108"]
    bare = [record for record in read_.records if not record.abstract]
    assert found.place == bare[0].place
    assert found.what == f"no abstract: “A”, and {len(bare) - 1} more of {len(read_.records)}"
