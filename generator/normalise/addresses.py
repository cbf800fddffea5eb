r"""Find the addresses in a text and mend what TeX, the scrape or a line end did to them.

The mended address replaces the damaged one in the text, so that a page can find it there again. Not part of an address:
the full stop after it (also after a space), a bracket that it didn't open, a quotation mark, and a copy of itself or a
label in braces (``https://…{https://…}``, ``https://…{GitHub}``), which is what remains of ``\href``.
"""

import re
from functools import lru_cache
from urllib.parse import urlsplit

from generator.normalise import hints, hosts
from generator.normalise.shield import Shield

# Hosts that texts name without a scheme; what follows the slash makes them an address.
_BARE_HOSTS = (
    r"(?:github\.com|gitlab\.com|bitbucket\.org|gitee\.com|huggingface\.co|hf\.co|arxiv\.org|doi\.org|zenodo\.org|kaggle\.com|"
    r"openreview\.net|osf\.io|figshare\.com|aka\.ms|sites\.google\.com|drive\.google\.com|colab\.research\.google\.com|"
    r"youtube\.com|tinyurl\.com|bit\.ly|youtu\.be|aclanthology\.org|modelscope\.cn|codeocean\.com|sourceforge\.net|anonymous\.4open\.science)/"
)
_CHARS = r"(?:[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]++|\\[_%#&~\-/]|\\textunderscore\b\s?|\\~?\{\}|[\u00c0-\u052f])++"
_ADDRESS = re.compile(
    rf"(?:\b(?P<scheme>h(?:tt|xx)ps?)\s?:\s?/\s?/\s?(?P<rest>{_CHARS})"
    rf"|(?<![\w/.@:\\-])(?P<bare>(?:www\.)?{_BARE_HOSTS}{_CHARS}"
    rf"|www\.[A-Za-z0-9-]+\.[A-Za-z]{_CHARS}|[A-Za-z0-9-]{{1,60}}\.(?:github|gitlab)\.io\b(?:/(?:{_CHARS})?)?))",
    re.IGNORECASE,
)
_BARE_START = re.compile(rf"(?:www\.|(?:www\.)?{_BARE_HOSTS})|[a-z0-9-]+\.(?:github|gitlab)\.io", re.IGNORECASE)
_BEFORE = re.compile(
    r"(?:\\?t?extcolor\{\w+\}\{)?\\?(?:url|href|footnote|path|texttt|nolinkurl|blue|red|magenta|cyan|purple|teal|black|gray)?\{+$"
)
_MARKDOWN = re.compile(r"\[([^\[\]\n]{1,120})\]\(\s?(https?://[^\s()]{4,400}(?:\([^\s()]{0,80}\))?)\s?\)")
_POINTS = re.compile(r"(?:this |the )?(?:https? )?(?:url|link|here|page)", re.IGNORECASE)
_TWICE = re.compile(r"\b(https?://)(?:https?:/{1,2})(?=[\w-]+\.)", re.IGNORECASE)
# A host that a text offers as a place without a scheme: only there is a dotted word an address and no name of code.
_TOPS = "com|org|net|io|ai|edu|gov|uk|de|fr|ch|it|cz|jp|cn|eu|dev|app|co|tech|xyz|page|site"
_OFFERED = re.compile(
    r"(\b(?:(?:available|accessible|accessed|found|hosted|released)(?:\s(?:online|here|publicly))?\s?(?:at|on|from|via|:)"
    r"|(?:web|home)?pages?(?:\s(?:at|is))?|websites?(?:\s(?:at|is))?|link|demo|code|[Vv]isit):?\s\(?)"
    rf"(?=((?:[a-z0-9-]{{1,40}}\.){{1,4}}(?:{_TOPS})(?:/[\w./~%#?=&+-]{{1,120}}|/)?)(?![\w@/-]))"
)
_MISSPELT = re.compile(r"(?<![A-Za-z])(?:htps|htttps|hhttps|ttps|httpss|htpps)://(?=[\w-]+\.)")
_BROKEN_HOST = re.compile(
    r"(https?://(?:www\.)?[\w-]{1,60}\.)[ ](?=(?:github|gitlab)\.io\b|com/|org/|co/|io/|net/)"
    r"|(https?://(?:www\.)?[\w-]{1,60})[ ](?=\.(?:com|org|co|io|net)/)",
    re.IGNORECASE,
)
_BROKEN_PATH = re.compile(
    r"(https?://(?:www\.)?(?:github|gitlab|huggingface|hf|bitbucket)\.(?:com|co|org)/)[ ](?=[\w.-]+/[\w.-]+)",
    re.IGNORECASE,
)
_WRAPPED = re.compile(r"(https?://[^\s{}<>\"]{4,200}[/_=?&-])[ \t]*\n[ \t]*(?=([\w.-]{1,80}[/\w.-]*))", re.IGNORECASE)
_SCHEMES = re.compile(r"\b(?:javascript|vbscript|file|data)\s?:\s?(?=[A-Za-z(/][\w(/.;+-]{3})", re.IGNORECASE)
_COLON = re.compile(r":(?:(?<=[teaTEA]:)|(?<=[teaTEA]\s:))")
"""What the name of each of these schemes ends in."""
_FORBIDDEN_END = re.compile(r"[\s<>\"'`{}\\]")
LONGEST_SHOWN = 80
"""Characters of a refused address that are told."""
_DATA_TYPE = re.compile(r"(?:text|image|application|audio|video)/", re.IGNORECASE)
_HINT = hints.expect(
    r"/(?:/|$|(?<=^/))|\.(?:(?<=[wW]{3}\.)|(?i:(?:com?|org|cn|net|ms|be|science)/|io)"
    rf"|(?<=[a-z0-9]\.)(?:{_TOPS})(?![A-Za-z]))"
)
_FIRST_SIGN = re.compile(r"\.(?:[^\W\d]|-|4open)|/\s?/")
"""What each address has in it, and each phrase that offers one, within ..."""
_LEAD = 300
"""... so many characters of its beginning: the first of them tells where addresses are looked for."""
_WHOLE = re.compile(r"https?://[A-Za-z0-9][\w./=?&%-]*[\w/=&%-]", re.ASCII)
"""A text that is an address as it should be, as most fields are that hold one."""
_PAIRS = {")": "(", "]": "["}


def rejoin(text: str) -> str:
    """Join addresses that a line's end cut, while the lines of a field can still be told apart."""
    if "\n" not in text or "://" not in text:
        return text
    return _WRAPPED.sub(lambda found: found[1] if _goes_on(found) else found[0], text)


def _goes_on(found: re.Match[str]) -> bool:
    """Tell whether what stands on the next line belongs to the address that ends this one."""
    if found[1][-1] != "/":
        return True
    following = found[2].rstrip(".")
    complete = found[1].count("/") >= 5
    return not complete and bool(re.search(r"[-_/\d]", following) or found.end() + len(found[2]) == len(found.string))


def shield(text: str, shielded: Shield) -> str:
    """Replace each address by a character that stands for its mended form, with a space where a word touched it."""
    if not hints.within(text) & _HINT:
        return text
    cut = _clear(text)
    head, text = text[:cut], text[cut:]
    text = _OFFERED.sub(lambda found: found[0] if _is_bare(found[2]) else f"{found[1]}https://", text)
    text = _MISSPELT.sub("https://", text)
    text = _TWICE.sub(r"\1", _MARKDOWN.sub(_labelled, text))
    text = _BROKEN_HOST.sub(lambda found: found[1] or found[2], text)
    text = _BROKEN_PATH.sub(r"\1", text)
    parts: list[str] = []
    at = 0
    last = ""
    for found in _ADDRESS.finditer(text):
        if found.start() < at:
            continue
        address, end = _mended(found)
        if not address:
            continue
        before, opened = _without_wrapper(text[at : found.start()])
        end = _after_label(text, end, opened)
        gap = before.strip(" ({,;")
        if address == last and not gap and before.strip() not in {"(", ",", ";"}:
            at = end  # the same address at once again
            continue
        parts += [
            before,
            " " if before and (before[-1].isalnum() or before[-1] in ",;.") else "",
            shielded.literal(address),
        ]
        at, last = end, address
    return "".join([head, *parts, text[at:]])


def _clear(text: str) -> int:
    """Return up to where a text has no address and nothing that introduces one."""
    found = _FIRST_SIGN.search(text)
    return max(0, found.start() - _LEAD) if found else len(text)


def _is_bare(host: str) -> bool:
    """Tell whether an address without scheme is found by its host alone."""
    return bool(_BARE_START.match(host))


def _labelled(found: re.Match[str]) -> str:
    """Return a link as Markdown has it as its address, with its label where that says more."""
    label, address = found[1].strip(), found[2]
    same = label.removesuffix("/").lower() in address.lower()
    return address if same or _POINTS.fullmatch(label) else f"{label} ({address})"


@lru_cache(maxsize=16)  # an address in a field of its own is asked for twice
def find(text: str) -> tuple[tuple[int, str], ...]:
    """Return the addresses of a clean text with the places where they begin."""
    if "://" not in text:
        return ()
    if _WHOLE.fullmatch(text):
        return ((0, text),)
    found = [(match, _mended(match)[0]) for match in _ADDRESS.finditer(text, _clear(text)) if match["scheme"]]
    return tuple((match.start(), address) for match, address in found if address)


@lru_cache(maxsize=16)  # to make a link of it, and again to tell of it if it is none
def refusal(address: str) -> str:
    """Return why an address may not become a link at all, the empty string when it may."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return "it cannot be read as an address"
    if parts.scheme not in {"http", "https"}:
        return "only http and https addresses become links"
    if "@" in parts.netloc or "\\" in address:
        return "it hides its host behind a user name"
    if port == 0 or not hosts.is_host(parts.hostname or ""):
        return "it has no host that could be public"
    return ""


def forbidden(text: str) -> tuple[str, ...]:
    """Return the addresses of other schemes that a text tries to pass on, without what only stands round them."""
    if not _COLON.search(text):
        return ()
    candidates = (
        "".join(found[0].split()) + _FORBIDDEN_END.split(text[found.end() : found.end() + LONGEST_SHOWN], maxsplit=1)[0]
        for found in _SCHEMES.finditer(text)
        if not found[0].lower().startswith("data") or _DATA_TYPE.match(text, found.end())
    )
    return tuple(dict.fromkeys(address[: _trimmed(address)] for address in candidates))


def _mended(found: re.Match[str]) -> tuple[str, int]:
    """Return the address without damage, and where it ends in the text; an empty address when nothing is left."""
    raw = found["rest"] if found["scheme"] else found["bare"]
    raw = raw.split("''", 1)[0]
    end_of_raw = _trimmed(raw)
    # A second address glued to the first one is found again from its own beginning.
    again = re.search(r"https?:/", raw[1:end_of_raw])
    if again and not raw[: again.start() + 1].endswith(("/", "=")):
        end_of_raw = _trimmed(raw[: again.start() + 1])
    start = found.start("rest") if found["scheme"] else found.start("bare")
    body = _unescaped(raw[:end_of_raw])
    if not re.match(r"[\w\[]", body):
        return "", found.end()
    scheme = "https://" if (found["scheme"] or "https").lower().endswith("s") else "http://"
    return scheme + body, start + end_of_raw


def _unescaped(raw: str) -> str:
    if "\\" not in raw:
        return raw
    raw = re.sub(r"\\textunderscore\b\s?", "_", raw)
    return re.sub(r"\\([_%#&~\-/])(?:\{\})?", r"\1", re.sub(r"\\~?\{\}", "~", raw))


def _trimmed(raw: str) -> int:
    """Return how much of a candidate is the address: no closing punctuation, no bracket that it didn't open."""
    end = len(raw)
    while end:
        char = raw[end - 1]
        closing = char in _PAIRS and raw.count(char, 0, end) > raw.count(_PAIRS[char], 0, end)
        if not (closing or char in ".,;:!?'*~([" or char == "\\"):
            break
        end -= 1
    return end


def _without_wrapper(before: str) -> tuple[str, int]:
    r"""Drop ``\url{``, ``blue{`` or ``{`` at the end of a text; return how many braces that opened."""
    if not before.endswith("{"):
        return before, 0
    found = _BEFORE.search(before[-60:])
    if not found:
        return before, 0
    return before[: len(before) - len(found[0])], found[0].count("{")


def _after_label(text: str, end: int, opened: int) -> int:
    """Skip the braces that the wrapper opened and a label in braces behind the address."""
    while opened and end < len(text) and text[end] == "}":
        end, opened = end + 1, opened - 1
    if text[end : end + 3] == " }{":
        end += 1
    if text[end : end + 2] == "}{":  # the brace that opened it is lost
        end += 1
    if end < len(text) and text[end] == "{":
        depth = 0
        for at in range(end, min(len(text), end + 300)):
            depth += (text[at] == "{") - (text[at] == "}")
            if depth == 0:
                return at + 1
    return end
