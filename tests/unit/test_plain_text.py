"""References to characters that mean nothing in HTML are plain in a page; those that do mean something never are."""

import html
import string

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as tree

from generator.pages.markup import encode
from tests.unit.test_policy import OVERRIDES

TEMPLATE = jinja2.Environment(loader=jinja2.FileSystemLoader(OVERRIDES)).get_template("partials/text.html")


def shown(markup: str) -> str:
    """What a page has of some markup."""
    return TEMPLATE.render(page={"content": markup})


@pytest.mark.parametrize("char", "<>&\"'`")
def test_what_ends_a_text_or_an_attribute_stays_a_reference(char):
    assert shown(f"&#{ord(char)};") == f"&#{ord(char)};"


@pytest.mark.parametrize("char", ".:/(){}=@-%\t")
def test_what_is_frequent_and_means_nothing_is_plain(char):
    assert shown(f"&#{ord(char)};") == char


@given(st.text(st.one_of(st.sampled_from(string.printable + "&#;0123456789"), st.characters()), max_size=60))
def test_a_browser_reads_the_same_text_and_no_markup_comes_about(text):
    before = str(encode(text))
    after = shown(before)
    assert html.unescape(after) == html.unescape(before)
    assert not set(after) & set("<>\"'`")
    element = tree.fromstring(f'<p title="{after}">x{after}</p>')
    assert len(element) == 0
    assert list(element.attrib) == ["title"]
