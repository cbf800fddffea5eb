"""Make links of the addresses in a clean text: what kind each is, and whether it may be trusted.

The kind comes from the host and the path where they say it (a data set on Hugging Face has ``datasets`` in its path),
from the words of its sentence where they don't (a repository is code unless the sentence offers a data set alone).
"""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from generator.model import Link, LinkKind
from generator.normalise import addresses, doubts, identity, names

_VOCABULARY: tuple[tuple[LinkKind, str], ...] = (
    ("code", r"codes?|code-?base|implementations?|source|scripts?|toolkit|library|software|package|repo"),
    ("data", r"data-?sets?|data|corpus|corpora|benchmarks?|annotations?|test set"),
    ("model", r"models?|weights|checkpoints?"),
    ("demo", r"demos?|videos?|demonstrations? (?:is|are)|playground"),
    ("project", r"(?:project|web|home)[ -]?(?:page|site)s?|websites?|homepages?"),
    ("paper", r"papers?|preprint|full version|appendix|supplementary"),
)
_WORDS = tuple((kind, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for kind, words in _VOCABULARY)
_SENTENCE = re.compile(r"[.!?](?:\s+(?=[A-Z])|\s*$)")
_CODE_HOSTS = names.words(
    "github.com gitlab.com bitbucket.org gitee.com codeocean.com sourceforge.net anonymous.4open.science "
    "gist.github.com raw.githubusercontent.com"
)
_PAPER_HOSTS = names.words(
    "arxiv.org doi.org dx.doi.org openreview.net aclanthology.org biorxiv.org medrxiv.org semanticscholar.org "
    "proceedings.mlr.press papers.nips.cc dl.acm.org ieeexplore.ieee.org link.springer.com ar5iv.org "
    "alphaxiv.org"
)
_DATA_HOSTS = names.words(
    "zenodo.org figshare.com kaggle.com osf.io physionet.org archive.ics.uci.edu dataverse.harvard.edu "
    "datadryad.org data.mendeley.com codalab.org ieee-dataport.org opendatalab.com"
)
_DEMO_HOSTS = names.words("youtube.com youtu.be vimeo.com colab.research.google.com replicate.com bilibili.com")
_PROJECT_HOSTS = re.compile(
    r"(?:^sites\.google\.com|\.(?:git(?:hub|lab)\.io|netlify\.app|vercel\.app|readthedocs\.io|pages\.dev|notion\.site|web\.app))$"
)
_SECTIONS: dict[str, LinkKind] = {"datasets": "data", "spaces": "demo", "papers": "paper", "blog": "other"}
_DEMO_SUFFIXES = (".hf.space", ".streamlit.app", ".gradio.live", ".gradio.app")


def links_in(text: str) -> tuple[Link, ...]:
    """Return the links that a clean text names, each once, in their order; refused addresses are not among them."""
    found: dict[str, Link] = {}
    for start, address in addresses.find(text):
        if not addresses.refusal(address):
            found.setdefault(_identity(address), _link(address, text, start))
    return tuple(found.values())


def refused_in(texts: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return what texts offer as an address but may not become a link, each once, with the reason."""
    found = ((address, addresses.refusal(address)) for text in texts for _, address in addresses.find(text))
    forbidden = (address for text in texts for address in addresses.forbidden(text))
    others = ((address, "only http and https addresses become links") for address in forbidden)
    return tuple(dict.fromkeys((*((address, why) for address, why in found if why), *others)))


def _identity(address: str) -> str:
    return re.sub(r"^https?://(www\.)?", "", address.lower()).rstrip("/")


def _link(address: str, text: str, start: int) -> Link:
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    why = doubts.doubt(address)
    return Link(url=address, kind=_kind(address, host, _said(text, start, len(address))), trusted=not why, note=why)


def _said(text: str, start: int, length: int) -> tuple[LinkKind, ...]:
    """Return the kinds that the words before an address name, the nearest first, else the words behind it."""
    if length == len(text):  # an address in a field of its own
        return ()
    before = text[max(0, start - 240) : start]
    ends = list(_SENTENCE.finditer(before))
    if ends:
        before = before[ends[-1].end() :]
    before = re.split(r"https?://\S+", before)[-1]
    places = sorted(
        ((-found.end(), kind) for kind, words in _WORDS for found in words.finditer(before)), key=lambda place: place[0]
    )
    if not places:
        after = re.split(r"https?://|[.!?]\s", text[start + length : start + length + 80])[0]
        places = sorted((found.start(), kind) for kind, words in _WORDS for found in words.finditer(after))
    return tuple(dict.fromkeys(kind for _, kind in places))


def _kind(address: str, host: str, said: tuple[LinkKind, ...]) -> LinkKind:  # noqa: PLR0911 - one line a sort of host
    path = [part for part in urlsplit(address).path.split("/") if part]
    if host in {"huggingface.co", "hf.co"} or "huggingface" in host:
        return _hugging_face(path, said)
    if host in _CODE_HOSTS or host.startswith(("gitlab.", "git.", "github.")):
        return _repository(said)
    if host in _DATA_HOSTS or host.endswith(".zenodo.org"):
        return "code" if host == "kaggle.com" and path[:1] == ["code"] else "data"
    if host in _PAPER_HOSTS:
        archived = identity.deposited(address)
        return next((kind for kind in said if kind in {"code", "data", "model"}), archived) if archived else "paper"
    if host in _DEMO_HOSTS or host.endswith(_DEMO_SUFFIXES):
        return "demo"
    if _PROJECT_HOSTS.search(host):
        return "demo" if path and "demo" in path[-1].lower() and "project" not in said else "project"
    return _elsewhere(path, said)


def _hugging_face(path: list[str], said: tuple[LinkKind, ...]) -> LinkKind:
    first = path[0] if path else ""
    if first in _SECTIONS:
        return _SECTIONS[first]
    if len(path) >= 2 and first != "collections":
        return "model"
    # An organisation or a collection: what the sentence names last is what stands there.
    return next((kind for kind in said if kind in {"model", "data", "demo"}), "model")


def _repository(said: tuple[LinkKind, ...]) -> LinkKind:
    if "code" in said or not said:
        return "code"
    if said[0] == "project":
        return "project"
    if "data" in said and "model" not in said:
        return "data"
    return "model" if said == ("model",) else "code"


def _elsewhere(path: list[str], said: tuple[LinkKind, ...]) -> LinkKind:
    if "project" in said:
        return "project"
    for kind in said:
        if kind != "paper":
            return kind
    if said:
        return "paper"
    return "project" if len(path) <= 1 else "other"
