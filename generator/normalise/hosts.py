"""Which hosts are what they look like.

A dump once named ``huggingface.host`` where three others said ``huggingface.co``: an address that looks like one
everybody trusts is worse than a broken one. The rule compares a host with a short table of hosts that papers link to:

- the same registrable name with another suffix (``huggingface.host``), or one character away from it (``githab.com``);
- the same once look-alike characters are read as what they resemble (``gıthub.com``, ``g1thub.com``, punycode too);
- a known host as the beginning of another (``github.com.evil.io``, ``github-com.io``).

A subdomain called ``gitlab`` proves nothing and is common (``gitlab.inria.fr``), so it is trusted. It refuses to judge
hosts that resemble none of the table: most project pages have names of their own.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import OSA

# Registrable names and the suffixes under which they are what they seem, the usual one first.
# Names that are English words stay out.
KNOWN: dict[str, tuple[str, ...]] = {
    name: tuple(suffixes.split())
    for name, suffixes in (
        ("github", "com io dev blog"), ("githubusercontent", "com"), ("gitlab", "com io org net"),
        ("bitbucket", "org io com"), ("google", "com dev ai org"), ("gitee", "com io"), ("gitea", "com io"),
        ("huggingface", "co com tech"), ("arxiv", "org"), ("openreview", "net"),
        ("zenodo", "org"), ("kaggle", "com io"), ("figshare", "com"), ("paperswithcode", "com"),
        ("aclanthology", "org"), ("modelscope", "cn ai com"),
        ("semanticscholar", "org"), ("sourceforge", "net io"), ("googleapis", "com"), ("youtube", "com"),
        ("codeocean", "com"), ("dropbox", "com"), ("dataverse", "org"), ("physionet", "org"), ("readthedocs", "io org"),
        ("codalab", "org"), ("alphaxiv", "org"), ("biorxiv", "org"), ("medrxiv", "org"),
    )
}  # fmt: skip

_SECOND_LEVEL = frozenset({"ac", "co", "com", "edu", "gov", "net", "or", "org"})
_RESEMBLES = str.maketrans(
    "аеорсухіјѕԁɡһӏԛԝвнкмтοανρτυικεıɩɑϲϳʋɯωχγƅǀ0135",
    "aeopcyxijsdghlqwbhkmtoavptuikeiiacjvwwxybloles",
)
_TOP = re.compile(r"(?:[a-z]{2,24}|xn--[a-z0-9-]{2,59})")
_LABEL = re.compile(r"[^\W_](?:[\w-]{0,61}[^\W_])?")


def is_host(host: str) -> bool:
    """Tell whether a string can be the name of a public host: labels, a dot, a top-level domain of letters."""
    labels = host.lower().rstrip(".").split(".")
    return (
        len(labels) > 1 and len(host) <= 253 and bool(_TOP.fullmatch(labels[-1])) and all(map(_LABEL.fullmatch, labels))
    )


def known(host: str) -> bool:
    """Tell whether a host is one of the table, itself or a subdomain of it."""
    name, suffix = registrable(host.lower().rstrip(".").split("."))
    return suffix in KNOWN.get(name, ())


@lru_cache(maxsize=1024)
def suspicion(host: str) -> str:
    """Return why a host isn't what it looks like, the empty string when nothing speaks against it."""
    host = _unpunycoded(host.lower().rstrip("."))
    labels = host.split(".")
    name, suffix = registrable(labels)
    if suffix in KNOWN.get(name, ()) or (
        name == "google" and suffix[-3:-2] in {"", "."}
    ):  # google has one in each country
        return ""
    for real, suffixes in KNOWN.items():
        if why := _resembles(labels, name, real, suffixes):
            return why
    if not host.isascii():
        return f"the host {host} has letters that are not plain ones"
    if "xn--" in host:
        return f"the host {host} hides letters that cannot be read"
    return ""


def _resembles(labels: list[str], name: str, known: str, suffixes: tuple[str, ...]) -> str:
    real = f"{known}.{suffixes[0]}"
    if name == known:
        return f"the host looks like {real} but ends in another domain"
    if _read(name) == known or name.replace("-", "") == known:
        return f"the host looks like {real} but is written with other characters"
    first = known[0] == name[:1] or len(known) > 7 or name[:2] == known[1::-1]
    if len(known) >= 5 and first and OSA.distance(name, known, score_cutoff=1) == 1:
        return f"the host is one character away from {real}"
    for label, following in pairwise(labels[:-1]):
        if label == known and following in suffixes:
            return f"the host begins like {real} but is another one"
    ends = tuple(f"{www}{known}-{end}" for end in ("com", "co", "org", "io", "net") for www in ("", "www-"))
    if any(label.startswith(ends) for label in labels[:-1]):
        return f"the host begins like {real} but is another one"
    return ""


def registrable(labels: list[str]) -> tuple[str, str]:
    """Return the name that somebody registered and its suffix; the few suffixes of two labels are enough here."""
    if len(labels) > 2 and labels[-2] in _SECOND_LEVEL and len(labels[-1]) == 2:
        return labels[-3], ".".join(labels[-2:])
    return labels[-2] if len(labels) > 1 else labels[0], labels[-1]


def _read(name: str) -> str:
    """Return a name as a hasty reader sees it."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return bare.translate(_RESEMBLES).replace("rn", "m").replace("vv", "w")


def _unpunycoded(host: str) -> str:
    if "xn--" not in host:
        return host
    try:
        return ".".join(
            label[4:].encode("ascii").decode("punycode") if label.startswith("xn--") else label
            for label in host.split(".")
        )
    except (UnicodeError, ValueError, OverflowError):
        return host
