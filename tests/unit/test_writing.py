"""dumps.yml is edited without touching what people wrote, or not at all."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.dumps import writing
from generator.errors import ConfigurationError

NEW = {"file": "new.txt", "sha256": "ab" * 32}
STARTS = [
    "",
    "# nothing yet\n",
    "dumps:\n",
    "dumps: # none\n\n# a word\nretired:\n  - paper: a\n    because: b\n",
    "dumps:\n  - file: a.txt\n\n# Conflicts\nacknowledge:\n  - paper: x\n    because: >-\n      folded\n      text\n",
    "dumps:\n- file: a.txt # here\n- file: b.txt\n# the end\n",
    "acknowledge:\n  - paper: x\n    field: title\n    because: |\n      # no comment\n\n\n# the end",
    "dumps:\r\n  - file: a.txt\r\n    title: A\r\n",
]


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("key", ["dumps", "retired"])
def test_an_entry_is_added_and_every_old_line_stays(start, key):
    text = writing.with_entries(start, key, [NEW])
    assert yaml.safe_load(text)[key][-1] == NEW
    old, new = ([line for line in each.splitlines() if line] for each in (start, text))
    assert [line for line in new if line in old] == old
    assert ("\r\n" in start) == ("\r\n" in text)


@pytest.mark.parametrize("start", ["dumps: [{file: a.txt}]\n", "{dumps: []}\n", "- a\n", "dumps: text\n"])
def test_a_shape_that_cannot_be_edited_is_refused_with_what_to_write(start):
    with pytest.raises(ConfigurationError, match="by hand"):
        writing.with_entries(start, "dumps", [NEW])


said = st.text().map(str.strip).filter(bool)


@given(said, st.lists(said, min_size=1, max_size=3))
def test_any_text_is_written_so_that_yaml_reads_it_again(reason, papers):
    entry = {"papers": papers, "because": reason}
    text = writing.with_entries("dumps:\n  - file: a.txt\n", "same", [entry])
    assert yaml.safe_load(text)["same"] == [entry]


def test_the_entry_of_a_dump_goes_and_its_neighbours_stay():
    start = (
        "dumps:\n  # the first\n  - file: a.txt\n    title: A\n  # the second\n  - file: b.txt\n\n# end\nretired: []\n"
    )
    assert writing.without_entry(start, "dumps", ("file", "a.txt")) == (
        "dumps:\n  # the first\n  # the second\n  - file: b.txt\n\n# end\nretired: []\n"
    )
    assert yaml.safe_load(writing.without_entry(start, "dumps", ("file", "b.txt")))["dumps"] == [
        {"file": "a.txt", "title": "A"}
    ]


def test_the_only_entry_goes_too():
    assert yaml.safe_load(writing.without_entry("dumps:\n  - file: a.txt\n", "dumps", ("file", "a.txt"))) == {
        "dumps": None
    }


def test_a_checksum_changes_in_its_entry_only():
    start = f'dumps:\n  - file: a.txt\n    sha256: "{"1" * 64}" # c\n  - file: b.txt\n    sha256: {"1" * 64}\n'
    text = writing.with_checksum(start, "a.txt", "2" * 64)
    assert text == start.replace(f'"{"1" * 64}"', "2" * 64)


def test_a_dump_without_an_entry_is_named():
    with pytest.raises(ConfigurationError, match=r"x\.txt"):
        writing.without_entry("dumps:\n  - file: a.txt\n", "dumps", ("file", "x.txt"))
