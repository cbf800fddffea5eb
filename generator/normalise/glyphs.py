r"""Characters that a tool wrote wrongly in a way that can be undone: UTF-8 read as Windows-1252, numbers of glyphs in a
PDF, TeX whose first letters a JSON reader or a spreadsheet took for a tab.

Each repair reads what is there in the only way that it can have come to be; what could be two things stays (and
``quality`` tells of it).
"""

import re

_CONTINUATION = "".join(bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0xC0)).replace("\ufffd", "")
_MOJIBAKE = re.compile(
    rf"[\u00c2\u00c3][{re.escape(_CONTINUATION)}\u0080-\u009f]"
    rf"|(?:(?<=[a-z])[\u00c4\u00c5]|[\u00c4\u00c5](?=.[a-z]))[{re.escape(_CONTINUATION)}\u0080-\u009f]"
    rf"|[\u00e2\u00ef][{re.escape(_CONTINUATION)}\u0080-\u009f]{{2}}"
)
_FIRST_BYTE = re.compile("[\u00c2-\u00c5\u00e2\u00ef]")
_GLYPH = re.compile(r"-?\(cid:(\d{1,3})\)")
_HYPHEN = re.compile(r"([^\W\d_]*)-?\(cid:173\)\s{0,2}([^\W\d_]*)")
_WORD = re.compile(r"(?<![\w)-])[^\W\d_]{4,}(?![\w(-])(?!\s?\(cid)")
# The ligatures of TeX's own fonts, by the number that they have there.
_TEX_GLYPHS = {"11": "ff", "12": "fi", "13": "fl", "14": "ffi", "15": "ffl"}
# An escaped line break between sentences; before a small letter it may begin a command.
_LINE = re.compile(r"(?<=[.!?:;])\s?(?:\\r)?\\n(?:\\n)*\s?(?=[A-Z\d])")
# Dashes and apostrophes written by number, whose backslash is lost.
_NUMBERED = re.compile(r"(?<=[a-z])\\?[xu]20(13|14|19)(?=[a-z])")
_TIMES = re.compile(r"(?<=[\d)])(\$?)\s{1,4}imes(?=[\s$\d])|(?<=[\d)]\$)\s{1,4}imes(?=\$)")


def mend(text: str) -> str:
    """Return a raw text with such characters as they were meant."""
    if "(cid:" in text:
        whole = frozenset(word.lower() for word in _WORD.findall(text))
        text = _GLYPH.sub(_ligature, _HYPHEN.sub(lambda found: _joined(found, whole), text))
    if "imes" in text and text.count("imes") > text.count("times"):
        text = _TIMES.sub(lambda found: f"{found[1] or ''} \\times", text)
    if "\\n" in text:
        text = _LINE.sub(" ", text)
    if "x20" in text or "u20" in text:
        text = _NUMBERED.sub(lambda found: chr(int("20" + found[1], 16)), text)
    return text if text.isascii() or not _FIRST_BYTE.search(text) else _MOJIBAKE.sub(_decoded, text)


def _decoded(found: re.Match[str]) -> str:
    """Decode once more what was decoded with the wrong table; letters, signs and punctuation of Latin text only."""
    try:
        raw = b"".join(char.encode("latin-1") if ord(char) < 0x100 else char.encode("cp1252") for char in found[0])
        char = raw.decode("utf-8")
    except UnicodeError:
        return found[0]
    meant = "\u00a0" <= char <= "\u017f" or "\u2010" <= char <= "\u22ff" or "\ufb00" <= char <= "\ufb06"
    return char if meant else found[0]


def _joined(found: re.Match[str], whole: frozenset[str]) -> str:
    """Join a word at its soft hyphen; where both halves are words of the text, the hyphen was one that is printed."""
    before, after = found[1], found[2]
    printed = after[:1].isupper() or (before.lower() in whole and after.lower() in whole)
    return f"{before}-{after}" if printed else before + after


def _ligature(found: re.Match[str]) -> str:
    return _TEX_GLYPHS.get(found[1], found[0])
