"""Why a hit stands where it stands, in words: what each word of the query found in it, and how much that weighed."""

from collections.abc import Iterator

from generator.search.query.engine import Hit, asked, understood
from generator.search.query.match import rarity
from generator.search.query.meaning import WEIGHT
from generator.search.query.narrowing import allowed
from generator.search.query.nearness import ASKED, FEWEST, nearness
from generator.search.query.store import Store
from generator.search.weights import BEGINS_TITLE, IN_TITLE, NOT_IN_TITLE, TITLE_CODES

_PLACES = {NOT_IN_TITLE: "", IN_TITLE: ", in the title", BEGINS_TITLE: ", at the beginning of the title"}


def explained(text: str, hit: Hit, store: Store) -> list[str]:
    """Return lines that say what a hit was found by."""
    query = asked(text, store)
    meant, _ = understood(query, allowed(query, {}, store), store)
    lines = []
    for unit in meant.units:
        found = [line for kind, terms in unit.variants for term in terms for line in _found(term, kind, hit, store)]
        if unit.together and all(list(_found(term, "together", hit, store)) for term in unit.together):
            found.append(f"all of {' '.join(unit.together)}")
        lines.append(f"{unit.form}: {'; '.join(found) or 'not found'}")
    for join in meant.joins:
        joined = " ".join(unit.form for unit in join.units)
        lines += [f"{joined} as one: {line}" for line in _found(join.term, join.kind, hit, store)]
    forms = [unit.form for unit in meant.units]
    near = nearness(forms, hit.number, store) if len(forms) >= FEWEST else 1.0
    if near > 1:
        lines.append(f"words side by side: × {near:.2f} among the first {ASKED}")
    if hit.lift > 1:
        lines.append(f"related to the best hits: × {hit.lift:.2f}")
    return [*lines, f"score {hit.score:.2f}"]


def _found(term: str, kind: str, hit: Hit, store: Store) -> Iterator[str]:
    """Yield what a term weighs in a hit, if it is in it."""
    documents, codes = store.entries(term) or ((), ())
    for number, code in zip(documents, codes, strict=True):
        if number == hit.number:
            rare = rarity(len(documents), store.manifest["documents"])
            weight = f"weight {store.weights[code]:.2f} × rarity {rare:.2f} × {kind} {WEIGHT[kind]:g}"
            yield f"{term} ({weight}{_PLACES[int(code) % TITLE_CODES]})"
