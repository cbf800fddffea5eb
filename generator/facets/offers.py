"""Tell what a paper offers (code, a project page, data, a model), and which sentence says so.

Two things prove it: a trusted link of that kind, and a sentence such as "we release the dataset". A promise proves
nothing, not even with an address: "code will be available at" is often true later, and a reader who filters wants what
is there. Nor does what others made ("on publicly available datasets") or what may be had by asking.
"""

from collections.abc import Iterator, Sequence
from typing import get_args

from generator.facets.rules import rules
from generator.model import Link, Offer

_OTHER_CASE = (("i\u0307", "i"), ("ı", "i"), ("ſ", "s"))
"""What is left of letters in lower case that the phrases, without regard to case, take for i and s."""
_OFFERS = frozenset(get_args(Offer))
LONGEST = 1_000
"""Characters of a sentence that is read; a longer one is a table or a list, and would take its time."""


def offers(told: Sequence[str], links: Sequence[Link]) -> Iterator[tuple[Offer, str]]:
    """Yield what a paper offers, in the order of ``rules.yml``, with its proof; ``told`` are the sentences."""
    saying = [one for one in told if len(one) <= LONGEST and may_offer(one) and not rules().promise.match(one)]
    for offer, phrases in rules().offers:
        proof = _linked(offer, told, links) or next((one for one in saying if phrases.match(one)), "")
        if proof:
            yield offer, proof


def may_prove(text: str, links: Sequence[Link]) -> bool:
    """Tell quickly whether any sentence of a text, or any link, may prove an offer."""
    return any(link.trusted and link.kind in _OFFERS for link in links) or may_offer(text)


def may_offer(text: str) -> bool:
    """Tell whether a sentence, or any one of a text, may offer something."""
    lowered = text.lower()
    for letter, plain in _OTHER_CASE if not lowered.isascii() else ():
        lowered = lowered.replace(letter, plain)
    return any(map(lowered.__contains__, rules().hint))


def _linked(offer: Offer, told: Sequence[str], links: Sequence[Link]) -> str:
    """Return the sentence that names a trusted link of a kind and is no promise; the link, where none names it."""
    for link in links:
        if link.kind == offer and link.trusted:
            bare = link.url.partition("://")[2].removeprefix("www.").rstrip("/").lower()
            naming = [one for one in told if bare in one.lower()]
            proof = next((one for one in naming if not rules().promise.match(one)), "" if naming else link.url)
            if proof:
                return proof
    return ""
