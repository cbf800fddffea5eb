"""Make of one colour the accent of a site: what can be followed, in light and in dark, readable in both.

A colour that is too pale for text on paper is darkened until it can be read there, one too dark for the dark scheme is
lightened; so any colour will do. Contrast as WCAG 2.2 defines it. Refuses only what names no colour.
"""

from dataclasses import dataclass

from generator.errors import PapershelfError

Colour = tuple[int, int, int]
BLACK, WHITE = (0, 0, 0), (255, 255, 255)
LIGHT_GROUND, DARK_GROUND = (0xF1, 0xF2, 0xEC), (0x19, 0x20, 0x1D)
"""The darkest ground of the light scheme and the lightest of the dark one that an accent stands on."""
READABLE = 4.6
"""Contrast of an accent and its ground; WCAG AA asks for 4.5."""


@dataclass(frozen=True, slots=True)
class Accent:
    """The tokens of one scheme, as ``#rrggbb``: ``--ps-lamp`` and what goes with it."""

    lamp: str
    lamp_2: str
    lamp_soft: str
    spine_1: str
    spine_4: str


def parse(text: str) -> Colour:
    """Return the colour that a text names: ``#0d6349``, ``#063``, ``teal``, ``hsl(160, 77%, 22%)``."""
    from PIL import ImageColor  # noqa: PLC0415 - needed here only

    try:
        found = ImageColor.getrgb(text.strip().lower())[:3]
    except ValueError as error:
        raise PapershelfError(f"{text!r} is no colour: write it as #0d6349, or by its CSS name (teal)") from error
    red, green, blue = (min(max(part, 0), 255) for part in found)  # rgb(300, 0, 0) is red, as in CSS
    return red, green, blue


def light(accent: Colour) -> Accent:
    """Return the accent of the light scheme."""
    lamp = _readable(accent, LIGHT_GROUND, BLACK)
    deep = _mixed(lamp, BLACK, 0.3)
    return Accent(_told(lamp), _told(deep), _told(_mixed(lamp, WHITE, 0.89)), _told(lamp), _told(deep))


def dark(accent: Colour) -> Accent:
    """Return the accent of the dark scheme."""
    lamp = _readable(accent, DARK_GROUND, WHITE)
    soft = _mixed(lamp, DARK_GROUND, 0.85)
    spines = _told(_mixed(lamp, BLACK, 0.5)), _told(_mixed(lamp, BLACK, 0.65))
    return Accent(_told(lamp), _told(_mixed(lamp, WHITE, 0.35)), _told(soft), *spines)


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _readable(colour: Colour, ground: Colour, towards: Colour) -> Colour:
    steps = (_mixed(colour, towards, step / 50) for step in range(51))
    return next(each for each in steps if contrast(each, ground) >= READABLE)


def _mixed(one: Colour, other: Colour, share: float) -> Colour:
    """Return a colour with a share of another one in it."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _luminance(colour: Colour) -> float:
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in (part / 255 for part in colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _told(colour: Colour) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)
