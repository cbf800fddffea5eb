"""What characters are: of scripts that are written without spaces, and none that a reader could see at all.

The search has ranges of its own: its index cuts rarer characters too, and the browser has to cut them alike.
"""

import unicodedata

UNSPACED = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
"""Kana, Chinese characters and Hangul, as the inside of a character class."""
NONCHARACTERS = "\ufdd0-\ufdef" + "".join(f"{chr(end - 1)}{chr(end)}" for end in range(0xFFFF, 0x110000, 0x10000))
"""Code points that are no characters, the last two of each plane among them, as the inside of a character class."""


def is_nothing(char: str) -> bool:
    """Tell whether a character is a control, half a surrogate pair or a noncharacter: XML and HTML can hold none."""
    code = ord(char)
    return unicodedata.category(char) in {"Cc", "Cs"} or code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
