"""Bytes that are no UTF-8: how they are read all the same, which encoding they come from, and what to do about them.

A stray byte is read as Windows-1252, where such bytes come from most of the time; the rest of the file stays UTF-8. A
file that this would make nonsense of is not read at all. Its encoding is guessed by the commonest characters of the
language that the encoding is for, but only to name it to people.
"""

import codecs

from generator.dumps.raw import wide

FOREIGN_OF_TEXT = 0.3
"""Share of bytes that are no UTF-8 above which Windows-1252 would make nonsense of them (Cyrillic, Chinese, …)."""

_HIRAGANA = "".join(map(chr, range(0x3041, 0x3094)))
_COMMON = (
    (
        "GB18030",
        0.08,
        "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过方法",
    ),
    ("BIG5", 0.08, "的一是在不了有和人這中大為上個國我以要他時來用們生到作地於出就分對成會可主發年動同工也能下過方法"),
    ("EUC-JP", 0.2, _HIRAGANA),
    ("SHIFT_JIS", 0.2, _HIRAGANA),
    ("EUC-KR", 0.08, "이다의는을에를가한고로서하도지기자인"),
    ("WINDOWS-1251", 0.5, "оеаинтсрвлкмдпуяыьгзбч"),
    ("KOI8-R", 0.5, "оеаинтсрвлкмдпуяыьгзбч"),
)
"""Encodings, the common characters of what is written in them, and their least share of a text that is."""


def from_wide(start: bytes) -> str:
    """Return what to do about UTF-16 and UTF-32."""
    return _convert(wide(start).upper())


def from_stray(*, among_utf_8: bool) -> str:
    """Return what to do about single bytes, in a file that has UTF-8 besides or not."""
    if among_utf_8:
        return "the file is UTF-8 otherwise: retype the character there, or fetch the dump again"
    return _convert("WINDOWS-1252")


def from_nonsense(sample: bytes) -> str:
    """Return what to do about a file that is in another encoding altogether."""
    if name := guess(sample):
        return f"it looks like {name}; {_convert(name)}"
    return f"find out its encoding, then {_convert('ENCODING')}"


def without_mark(encoding: str) -> str:
    """Return what to do about UTF-16 that nothing tells."""
    return f"it looks like {encoding} without its mark; {_convert(encoding)}"


def _convert(encoding: str) -> str:
    return f"convert the file to UTF-8: `iconv -f {encoding} -t UTF-8`"


def guess(sample: bytes) -> str:
    """Return the encoding whose common characters a sample has, the empty string when it has those of none."""
    evidence = [(_share(sample, name, common) / least, name) for name, least, common in _COMMON]
    best = max(share for share, _ in evidence)
    return next(name for share, name in evidence if share == best) if best >= 1 else ""


def _share(sample: bytes, encoding: str, common: str) -> float:
    """Return how many of a sample's characters outside of ASCII are common ones."""
    text = codecs.getincrementaldecoder(encoding)("replace").decode(sample)
    characters = [char for char in text if not char.isascii()]
    return sum(char in common for char in characters) / len(characters) if characters else 0.0


def first_stray(raw: bytes) -> int:
    """Return where the first byte stands that is no UTF-8; the length when all are."""
    try:
        raw.decode()
    except UnicodeDecodeError as error:
        return error.start
    return len(raw)


def uncut(raw: bytes) -> str | None:
    """Return the text of bytes that end inside a character, without what there is of it; None when they don't."""
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(raw)
    except UnicodeDecodeError:
        return None


def as_windows_1252(raw: bytes) -> str:
    """Return the text of bytes, those that are no UTF-8 read as Windows-1252."""
    return raw.decode(errors=_WINDOWS_1252)


def _windows_1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    stray = error.object[error.start : error.end]
    return "".join(_WINDOWS_TABLE[byte] for byte in stray), error.end


_WINDOWS_1252 = "papershelf.windows-1252"
_WINDOWS_TABLE = tuple(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(256))
"""The five bytes that Windows-1252 leaves open are read as Latin-1 has them."""
codecs.register_error(_WINDOWS_1252, _windows_1252)
