"""What RSS and Atom feeds say, whatever their age and condition, and that nothing in them is ever run or fetched."""

import pytest

from generator.model import Boilerplate, Record, Rejected
from generator.readers import Line, Origin
from generator.readers.base import Part
from generator.readers.feed_cutting import LONGEST
from generator.readers.feeds import ATOM, RSS
from generator.readers.markup import is_html, text_of_html
from tests.reading import TOYS, lines_of, records_in, told

ORIGIN = Origin("toy", "toy.xml")
HEAD = '<?xml version="1.0"?>\n<rss version="2.0"><channel><title>Toys</title>\n'
FOOT = "</channel></rss>\n"
TOPS = "<item><title>Spinning Tops</title><description>Tops fall.</description></item>\n"


def parts_of(text: str, reader=RSS) -> list[Part]:
    return list(reader.read(lines_of(text), ORIGIN))


def record(inner: str, reader=RSS) -> Record:
    head, foot = ("<feed>\n<entry>", "</entry>\n</feed>") if reader is ATOM else (HEAD + "<item>", "</item>" + FOOT)
    [found] = records_in(parts_of(head + inner + foot, reader))
    return found


def test_the_daily_papers_feed_gives_authors_and_abstract_of_its_escaped_html() -> None:
    first, second, third = records_in(parts_of((TOYS / "rss.xml").read_text("utf-8")))
    assert (first.title, first.abstract) == (
        "Stacking Wooden Rings   by Size",
        "Rings fall over. We stack rings of <5 cm.",
    )
    assert (first.authors, first.year, first.identifiers) == (("Ada Ring", "Bo Peg"), 2025, (("arxiv", "2503.01234"),))
    assert (second.title, second.abstract) == ("Spinning Tops & Their Fall", "Tops fall. We say when.")
    assert second.identifiers == (("arxiv", "2412.00001"), ("doi", "10.1234/tops.5"))
    assert third.addresses == ("https://toys.example/marble?a=1&b=2",)


def test_a_paper_that_a_listing_announces_again_is_not_of_that_year() -> None:
    _, replaced, _ = records_in(parts_of((TOYS / "rss.xml").read_text("utf-8")))
    assert replaced.year is None


def test_the_channel_says_which_day_is_listed() -> None:
    parts = parts_of((TOYS / "rss.xml").read_text("utf-8"))
    assert [part.listed for part in parts if isinstance(part, Boilerplate)] == ["2025-03-03", None]


def test_the_atom_of_arxiv_gives_all_that_its_entries_say() -> None:
    kites, yoyos = records_in(parts_of((TOYS / "atom.xml").read_text("utf-8"), ATOM))
    assert (kites.title, kites.year) == ("On Kites\nand Strings", 2006)
    assert kites.abstract == "Kites with strings of length $n<5$ fly\nwell. Others with n < 9 do not."
    assert (kites.authors, kites.addresses) == (("Fay Kite", "Guy Ström"), ("https://github.com/toys/kites",))
    assert kites.identifiers == (("arxiv", "math/0601001"), ("doi", "10.1234/kites.7"))
    assert (yoyos.title, yoyos.abstract) == ("Yo-yos in vitro", "They go up.\nThey go down.")
    assert (yoyos.authors, yoyos.identifiers) == (("Hal Yo", "Ida Yo"), (("arxiv", "2402.00002"),))


def test_the_old_rdf_of_arxiv_gives_title_and_names_without_what_it_put_round_them() -> None:
    text = (
        '<rdf:RDF xmlns:rdf="x" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="http://arxiv.org/"/>\n'
        '<item rdf:about="http://arxiv.org/abs/2101.00001">\n'
        "<title>On Dice. (arXiv:2101.00001v1 [cs.LG])</title>\n<link>http://arxiv.org/abs/2101.00001</link>\n"
        '<description rdf:parseType="Literal">&lt;p&gt;Dice fall.&lt;/p&gt;\n</description>\n'
        "<dc:creator>&lt;a href=&quot;http://arxiv.org/find/1&quot;&gt;Ada Die&lt;/a&gt;, "
        "&lt;a href=&quot;http://arxiv.org/find/2&quot;&gt;Bo Cube&lt;/a&gt; (Toys)</dc:creator>\n"
        "</item>\n</rdf:RDF>\n"
    )
    [found] = records_in(parts_of(text))
    assert (found.title, found.abstract, found.authors) == ("On Dice", "Dice fall.", ("Ada Die", "Bo Cube"))
    assert (found.identifiers, found.addresses) == ((("arxiv", "2101.00001"),), ())


def test_paragraphs_stay_apart_and_links_of_the_text_become_addresses() -> None:
    found = record(
        "<title>T</title><description><![CDATA[<p>One.</p>Two<br/>Three <a href='https://x.example/c'>code</a>"
        "<a href='javascript:alert(1)'>x</a> 10<sup>-3</sup></p>]]></description>"
    )
    assert found.abstract == "One.\nTwo\nThree codex 10<sup>-3</sup>"
    assert found.addresses == ("https://x.example/c",)


@pytest.mark.parametrize(
    ("description", "abstract"),
    [
        ("<p>Toys. 2024. doi: x</p><p><b>ABSTRACT</b></p><p>We play.</p><p>PMID:<a href='x'>1</a></p>", "We play."),
        ("<p>Publication date: May 2024</p><p><b>Source:</b> Toys</p><p>Author(s): Ada Die, Bo Cube</p>", ""),
        ("<p>Toys, Published online: 1 May 2024; <a href='x'>doi:10.1234/x</a></p>We play.", "We play."),
        ("<p>By: nobody</p><p>We play: a lot.</p>", "We play: a lot."),
        ("<p><b>Abstract:</b> One.</p><p>Source: two.</p>", "One.\nSource: two."),
    ],
)
def test_labels_of_journals_tell_the_abstract_from_what_stands_round_it(description: str, abstract: str) -> None:
    assert record(f"<title>T</title><description><![CDATA[{description}]]></description>").abstract == abstract


def test_the_link_of_a_text_is_never_the_identity_of_the_paper() -> None:
    found = record(
        "<title>T</title><description><![CDATA[<p>See <a href='https://arxiv.org/abs/2401.00001'>x</a>]]></description>"
    )
    assert found.identifiers == ()


def test_scripts_styles_and_comments_of_a_description_are_left_out() -> None:
    found = text_of_html("<p>One<script>alert(1)</script><style>p{}</style><!-- x --> two</p><iframe>x</iframe>")
    assert found.paragraphs == ("One two",)


@pytest.mark.parametrize("text", ["a <b and c> d", "x<5 and y>3", "<foo>x</foo>", "List<int> a", "a & b &lt;p&gt;"])
def test_what_only_resembles_a_tag_is_text(text: str) -> None:
    assert not is_html(text)
    assert text_of_html(f"<p>{text}</p>").paragraphs == (text.replace("&lt;p&gt;", "<p>"),)


def test_html_of_ten_thousand_levels_keeps_its_text() -> None:
    assert text_of_html("<div>" * 10_000 + "deep" + "</div>" * 10_000).paragraphs == ("deep",)


def test_xml_of_ten_thousand_levels_is_rejected_alone() -> None:
    parts = parts_of(HEAD + "<item><title>x</title>" + "<a>" * 10_000 + "</a>" * 10_000 + "</item>\n" + TOPS + FOOT)
    assert [each.title for each in records_in(parts)] == ["Spinning Tops"]
    assert ("PS109", 3) in told(parts)


def test_what_a_dtd_declares_is_never_looked_up() -> None:
    bomb = (
        '<!DOCTYPE rss [\n<!ENTITY a "ha">\n<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">\n'
        '<!ENTITY f SYSTEM "file:///etc/hostname">\n<!ENTITY i "<item><title>Hidden</title></item>">\n]>\n'
    )
    entries = "<item><title>&b;</title></item>\n<item><title>&f;</title></item>\n"
    text = bomb + "<rss><channel>\n" + TOPS + entries + TOPS + FOOT
    parts = parts_of(text)
    assert RSS.detect([Line(number, line) for number, line in enumerate(text.split("\n"), 1)])
    assert [each.title for each in records_in(parts)] == ["Spinning Tops", "Spinning Tops"]
    assert told(parts) == [("PS109", 9), ("PS109", 10)]


def test_a_bare_ampersand_is_repaired_and_told() -> None:
    parts = parts_of(HEAD + "<item><title>Q&A & R&D &eacute; &lt;</title><description>x</description></item>\n" + FOOT)
    assert [each.title for each in records_in(parts)] == ["Q&A & R&D é <"]
    assert told(parts) == [("PS115", 3)]


@pytest.mark.parametrize("broken", ["<title>A</title><b></title>", "<title>&#0;</title>", "<title>A<</title>", "<t a>"])
def test_a_broken_entry_is_rejected_with_its_line_and_the_others_are_read(broken: str) -> None:
    parts = parts_of(f"{HEAD}{TOPS}<item>\n{broken}\n</item>\n{TOPS}{FOOT}")
    assert len(records_in(parts)) == 2
    [rejected] = [part for part in parts if isinstance(part, Rejected)]
    assert (rejected.code, rejected.place.line, rejected.lines) == ("PS109", 4, 3)


def test_an_entry_that_lost_its_end_takes_no_other_with_it() -> None:
    parts = parts_of(f"{HEAD}<item><title>A</title>\n{TOPS}{FOOT}")
    assert [each.title for each in records_in(parts)] == ["Spinning Tops"]
    assert told(parts) == [("PS109", 3)]


def test_an_entry_that_lost_its_beginning_is_rejected() -> None:
    parts = parts_of(f"{HEAD}{TOPS}<title>A</title>\n</item>\n{TOPS}{FOOT}")
    assert len(records_in(parts)) == 2
    assert told(parts) == [("PS113", 4)]


@pytest.mark.parametrize(("cut", "code"), [("<item><title>A</ti", ("PS103", 4)), ("", ("PS103", 3))])
def test_a_cut_feed_keeps_what_stands_before_and_says_where(cut: str, code) -> None:
    parts = parts_of(HEAD + TOPS + cut)
    assert len(records_in(parts)) == 1
    assert told(parts) == [code]


def test_an_entry_without_end_does_not_fill_the_memory_nor_swallow_the_rest() -> None:
    endless = "<item><title>A</title><description><![CDATA[" + ("x" * 1000 + "\n") * (LONGEST // 1000 + 1)
    parts = parts_of(f"{HEAD}{endless}\n{TOPS}{FOOT}")
    assert [each.title for each in records_in(parts)] == ["Spinning Tops"]
    assert ("PS109", 3) in told(parts)


def test_a_comment_without_end_is_told() -> None:
    assert told(parts_of(f"{HEAD}<!-- \n{TOPS}{FOOT}")) == [("PS109", 3)]


def test_tags_of_entries_inside_of_cdata_and_comments_are_text() -> None:
    text = (
        f"{HEAD}<!-- {TOPS} --><item><title><![CDATA[</item><item>]]></title><description>x</description></item>{FOOT}"
    )
    assert [each.title for each in records_in(parts_of(text))] == ["</item><item>"]


def test_several_entries_on_one_line_count_it_once() -> None:
    parts = parts_of(f"{HEAD}{TOPS.strip() * 3}{FOOT}")
    assert [each.lines for each in records_in(parts)] == [1, 0, 0]


def test_control_characters_reach_the_normaliser_and_surrogates_become_marks() -> None:
    found = record("<title>a\x00b\x08eta \ud800 \uffff</title>")
    assert found.title == "a\x00b\x08eta \ufffd \ufffd"


@pytest.mark.parametrize(
    ("inner", "names"),
    [
        ("<dc:creator>Doe, Jane</dc:creator><dc:creator>Roe, J.</dc:creator>", ("Jane Doe", "J. Roe")),
        ("<dc:creator>Jane Doe</dc:creator><dc:creator>Jane Doe</dc:creator>", ("Jane Doe",)),
        ("<dc:creator>Jane Doe and Jim Roe</dc:creator>", ("Jane Doe", "Jim Roe")),
        ("<dc:creator>Madonna, Ada Lovelace</dc:creator>", ("Madonna", "Ada Lovelace")),
        ("<dc:creator>Doe, Jane</dc:creator>", ("Jane Doe",)),
        ("<author>jane@toys.example (Jane Doe)</author>", ("Jane Doe",)),
        ("<author>jane@toys.example</author>", ()),
        ("", ()),
    ],
)
def test_authors_come_in_the_forms_of_dublin_core_and_rss(inner, names) -> None:
    assert record(f"<title>T</title>{inner}").authors == names


def test_the_title_of_a_picture_is_not_the_title_of_the_paper() -> None:
    assert record("<media:title>Cover</media:title><title>Kites</title>").title == "Kites"


def test_an_entry_without_title_is_rejected_and_one_without_abstract_read() -> None:
    parts = parts_of(f"{HEAD}<item><description>x</description></item>\n<item><title>A</title></item>\n{FOOT}")
    assert told(parts) == [("PS110", 3)]
    assert [each.title for each in records_in(parts)] == ["A"]
