"""References to characters that mean nothing in HTML are plain in a page; those that do mean something never are."""

import html
import string

import jinja2
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html as tree

from generator.pages.markup import HTML, MARKDOWN, PLAIN, encode
from tests.unit.test_policy import OVERRIDES

TEMPLATE = jinja2.Environment(loader=jinja2.FileSystemLoader(OVERRIDES)).get_template("partials/text.html")


def shown(markup: str) -> str:
    """What a page has of some markup."""
    return TEMPLATE.render(page={"content": markup})


@pytest.mark.parametrize("char", "<>&\"'`")
def test_what_ends_a_text_or_an_attribute_stays_a_reference(char):
    assert shown(f"&#{ord(char)};") in {f"&#{ord(char)};", html.escape(char)}


@pytest.mark.parametrize("reference", PLAIN)
def test_what_means_nothing_is_plain(reference):
    assert shown(reference) == PLAIN[reference]
    assert html.unescape(PLAIN[reference]) == html.unescape(reference)


texts = st.text(st.one_of(st.sampled_from(string.printable + "&#;0123456789"), st.characters()), max_size=60)


@given(texts)
@example(".5 of - it")
@example("-\u0661. a")
@example("1. \x85\xa0\u200b\ud800\t--")
def test_html_that_is_written_at_once_is_what_markdown_becomes(text):
    """Whatever the text: the accelerated pages are made with one, all others with the other."""
    assert HTML.encode(text) == shown(MARKDOWN.encode(text))
    assert HTML.rich(f"{text} \\(a_{{{text}}}\\)") == shown(MARKDOWN.rich(f"{text} \\(a_{{{text}}}\\)"))


@given(texts)
def test_a_browser_reads_the_same_text_and_no_markup_comes_about(text):
    before = str(encode(text))
    after = shown(before)
    assert html.unescape(after) == html.unescape(before)
    assert not set(after) & set("<>\"'`")
    element = tree.fromstring(f'<p title="{after}">x{after}</p>')
    assert len(element) == 0
    assert list(element.attrib) == ["title"]
