"""The encoding that an XML declaration names, where the bytes bear it out.

    <?xml version="1.0" encoding="ISO-8859-1"?> -> cp1252

A declaration is often copied, and survives a conversion of its file; so UTF-8 stays UTF-8 whatever it says, and a file
with bytes that the encoding does not have is read as if nothing was declared. Only encodings that people know by name
count, under the names and with the additions that browsers read them with.
"""

import codecs
import re
from typing import BinaryIO

LONGEST = 256
"""Bytes at the beginning of a file that hold its declaration."""
CHUNK = 1 << 16

_DECLARATION = re.compile(rb"""<\?xml\s[^<>?]*?\bencoding\s*=\s*["']([A-Za-z][\w.:-]*)["']""")
_CODECS = {
    "cp1252": "iso-8859-1 latin1 latin-1 windows-1252 cp1252",
    "iso8859-2": "iso-8859-2 latin2",
    "iso8859-5": "iso-8859-5",
    "iso8859-7": "iso-8859-7",
    "iso8859-9": "iso-8859-9 latin5",
    "iso8859-15": "iso-8859-15 latin-9 latin9",
    "cp1250": "windows-1250 cp1250",
    "cp1251": "windows-1251 cp1251",
    "cp1253": "windows-1253 cp1253",
    "cp1254": "windows-1254 cp1254",
    "cp1257": "windows-1257 cp1257",
    "koi8-r": "koi8-r",
    "koi8-u": "koi8-u",
    "gb18030": "gb2312 gbk gb18030",
    "big5hkscs": "big5 big5-hkscs",
    "cp932": "shift_jis shift-jis windows-31j",
    "euc_jp": "euc-jp",
    "cp949": "euc-kr ks_c_5601-1987",
}
_KNOWN = {name: codec for codec, names in _CODECS.items() for name in names.split()}
_STRAY = re.compile("[\udc80-\udcff]")
_FOREIGN = re.compile("[^\x00-\x7f\udc80-\udcff]")


def declared(handle: BinaryIO) -> str:
    """Return Python's name of the encoding that a file declares and is in, else nothing; goes back to its beginning."""
    handle.seek(0)
    match = _DECLARATION.match(handle.read(LONGEST))
    codec = _KNOWN.get(match[1].decode().lower(), "") if match else ""
    believed = codec and not _is_utf_8(handle) and _decodes(handle, codec)
    handle.seek(0)
    return codec if believed else ""


def _is_utf_8(handle: BinaryIO) -> bool:
    """Tell whether a file is UTF-8, or has more characters of it than bytes that are none."""
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    strays = foreign = 0
    handle.seek(0)
    while chunk := handle.read(CHUNK):
        if text := decoder.decode(chunk):
            strays += 0 if text.isascii() else len(_STRAY.findall(text))
            foreign += 0 if text.isascii() else len(_FOREIGN.findall(text))
    return foreign >= strays


def _decodes(handle: BinaryIO, codec: str) -> bool:
    """Tell whether all of a file is in an encoding; it may end inside a character."""
    decoder = codecs.getincrementaldecoder(codec)()
    handle.seek(0)
    try:
        while chunk := handle.read(CHUNK):
            decoder.decode(chunk)
    except UnicodeDecodeError:
        return False
    return True
