"""Cards are pictures of the right size, the same each time, and never show boxes for letters that no typeface has."""

import io
import os
import shutil
from pathlib import Path

import pytest
from PIL import Image

from generator.model import Library
from generator.outputs import cards
from generator.outputs.cards import SIZE, Artist

FONTS = Path(__file__).resolve().parents[2] / "docs" / "assets" / "fonts"
LONG = "Reinforcement learning from human feedback, preference optimization and the theory of learning in games " * 4


@pytest.fixture(scope="module")
def artist() -> Artist:
    return Artist(FONTS, "Papershelf")


def columns(card: bytes) -> list[int]:
    """How many dark pixels stand in each column of the title's place."""
    image = Image.open(io.BytesIO(card)).convert("L")
    place = image.crop((0, 140, SIZE[0], 450)).point(lambda value: 255 * (value < 128))
    return [sum(place.getpixel((x, y)) > 0 for y in range(0, place.height, 3)) for x in range(0, place.width, 6)]


@pytest.mark.parametrize("name", ["RLHF", "Bandits", LONG, "Averyveryverylongword" * 20, "", "Ünïcödé – “quoted”"])
def test_a_card_is_small_of_the_right_size_and_keeps_its_margins(artist, name):
    card = artist.card(name, 12)
    with Image.open(io.BytesIO(card)) as image:
        assert (image.format, image.size) == ("PNG", SIZE)
    assert len(card) < 20_000
    dark = columns(card)
    assert sum(dark[:15]) == sum(dark[-15:]) == 0
    assert (sum(dark) > 0) == bool(name)


def test_the_same_name_gives_the_same_bytes_and_another_one_others(artist):
    assert artist.card("Bandits", 3) == Artist(FONTS, "Papershelf").card("Bandits", 3)
    assert artist.card("Bandits", 3) != artist.card("Bandits", 4)


@pytest.mark.parametrize("name", ["强化学习", "التعلم", "Bandits \U0001f600", "NUL \udc80 强"])
def test_what_the_typefaces_cannot_write_is_left_out(artist, name):
    assert sum(columns(artist.card(name, 3))) == 0


def test_a_card_is_drawn_once_for_the_same_words_and_typefaces(tmp_path, monkeypatch):
    fonts = shutil.copytree(FONTS, tmp_path / "fonts")
    empty = Library(dumps=(), papers=(), themes=(), placements=(), related=())
    drawn = []
    card = Artist.card
    monkeypatch.setattr(Artist, "card", lambda self, *told: drawn.append(told) or card(self, *told))
    first = list(cards.files(empty, fonts, "A shelf of its own"))
    assert list(cards.files(empty, fonts, "A shelf of its own")) == first
    assert drawn == [("A shelf of its own", 0)]
    os.utime(fonts / "serif.woff2", (1, 1))
    list(cards.files(empty, fonts, "A shelf of its own"))
    list(cards.files(empty, fonts, "Another shelf"))
    assert len(drawn) == 3
