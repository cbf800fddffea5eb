"""The picture that a link to the site is shown with elsewhere: one for the site and one for each theme, as PNG.

Not one a paper: 40 ms and 12 kB each, for what its title says already. Drawn with the site's own typefaces. A name
that these cannot write is left out rather than shown as boxes; the number of papers stands there then. The same names
give the same bytes with the same Pillow.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from generator.model import Library
from generator.outputs.wording import harmless

NAME = "card.png"
SIZE = (1200, 630)
"""Pixels: what those who show cards recommend."""
_MARGIN, _LEADING, _PLACE = 96, 1.12, 300
_GROUND, _INK, _SOFT, _LAMP, _BRASS = "#fbfbf8", "#1b211d", "#626c65", "#0d6349", "#8a6212"
"""The light colours of the style sheet."""
_COLOURS = 32
"""Enough for five colours and the edges of letters."""


@dataclass(frozen=True)  # no slots: cached properties need a place to be kept
class Artist:
    """Draws cards for a site with the typefaces in a folder."""

    fonts: Path
    site_name: str

    @cached_property
    def _sans(self) -> ImageFont.FreeTypeFont:
        return ImageFont.truetype(self.fonts / "sans.woff2", 34)

    def _serif(self, size: int) -> ImageFont.FreeTypeFont:
        font = ImageFont.truetype(self.fonts / "serif.woff2", size)
        font.set_variation_by_axes([500])
        return font

    def card(self, name: str, papers: int) -> bytes:
        """Return the card of a list of papers."""
        image = Image.new("RGB", SIZE, _GROUND)
        draw = ImageDraw.Draw(image)
        _shelf(draw)
        count = f"{papers:,} paper{'' if papers == 1 else 's'}"
        below = [self.site_name, count] if _writable(self.site_name, self._sans) else [count]
        title = harmless(name) if _writable(name, self._serif(96)) else ""
        draw.text((_MARGIN, 72), " · ".join(below if title != self.site_name else [count]), _SOFT, self._sans)
        self._title(draw, title)
        return _png(image)

    def _title(self, draw: ImageDraw.ImageDraw, title: str) -> None:
        """Write a title as large as its place allows, cut after a word where even the smallest is too long."""
        width = SIZE[0] - 2 * _MARGIN
        for size in (112, 96, 84, 72, 60):
            font = self._serif(size)
            lines = _wrapped(title, font, width)
            most = int(_PLACE / (size * _LEADING))
            if len(lines) <= most:
                break
        else:
            lines = [*lines[: most - 1], f"{lines[most - 1]} …"]
        for number, line in enumerate(lines):
            draw.text((_MARGIN, 150 + round(number * size * _LEADING)), line, _INK, font)


def files(library: Library, fonts: Path, site_name: str) -> Iterator[tuple[str, bytes]]:
    """Yield the path, relative to the site, and the bytes of each card; raise OSError when a typeface is missing."""
    drawn = partial(_drawn, fonts, tuple(path.stat().st_mtime_ns for path in sorted(fonts.iterdir())), site_name)
    having = dict.fromkeys((theme.slug for theme in library.themes), 0)
    for placement in library.placements:
        for assignment in placement.assignments:
            having[assignment.slug] += 1
    yield NAME, drawn(site_name, len(library.papers))
    for theme in library.themes:
        yield theme.url + NAME, drawn(theme.name, having[theme.slug])


@lru_cache(maxsize=256)  # ``serve`` has an address too, and would draw all of them, for a second, after every edit
def _drawn(fonts: Path, _dates: tuple[int, ...], site_name: str, name: str, papers: int) -> bytes:
    return Artist(fonts, site_name).card(name, papers)


def _shelf(draw: ImageDraw.ImageDraw) -> None:
    """Draw books on a shelf at the foot: the site's mark."""
    left, foot = _MARGIN, SIZE[1] - 84
    for width, height, colour in ((30, 92, _LAMP), (22, 74, _INK), (36, 84, _BRASS)):
        draw.rectangle((left, foot - height, left + width, foot), colour)
        left += width + 10
    draw.polygon([(left + 24, foot - 88), (left + 48, foot - 82), (left + 26, foot), (left + 2, foot)], _LAMP)
    draw.rectangle((_MARGIN - 12, foot + 2, SIZE[0] - _MARGIN, foot + 8), _INK)


def _writable(text: str, font: ImageFont.FreeTypeFont) -> bool:
    """Tell whether a typeface has every character of a text: what it lacks looks like what no typeface has."""
    lacking = bytes(font.getmask("\U0010fffd"))
    return all(char == " " or bytes(font.getmask(char)) != lacking for char in sorted(set(harmless(text))))


def _wrapped(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """Return a text in lines of a width in pixels; a word that is too long for one is cut."""
    lines: list[str] = []
    for word in text.split():
        tried = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(tried) <= width:
            lines[-1] = tried
            continue
        fitting = word
        while font.getlength(fitting) > width:
            fitting = fitting[:-2]
        lines.append(fitting)
    return lines


def _png(image: Image.Image) -> bytes:
    packed = BytesIO()
    flat = image.quantize(_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    flat.save(packed, "PNG", compress_level=9)
    return packed.getvalue()
