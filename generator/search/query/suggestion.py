"""What to offer who may have mistyped, or asked for too much: another query, to be clicked.

A word that was taken for a typing error is replaced by the correction that the best hit has. Where nothing passes the
fields, phrases and exclusions of a query but its words do occur, the words alone are offered. Else nothing is: what is
offered always finds something.
"""

import re
import unicodedata
from typing import Final

from generator.search.lunr_js import stem
from generator.search.query.meaning import Meaning, Unit
from generator.search.query.store import Store
from generator.search.query.syntax import Query

LONGEST: Final = 200
"""Characters; who pastes more did not mistype a word."""


def suggestion(text: str, query: Query, meant: Meaning, best: int | None, store: Store) -> str | None:
    """Return a query to offer; ``best`` is the number of the best hit, None when nothing passes but words occur."""
    written = unicodedata.normalize("NFC", text)
    if len(written) > LONGEST:
        return None
    if best is None:
        words = " ".join(word.text for word in query.words)
        return words if words != written.strip() else None
    corrected = written
    for unit in meant.units:
        if unit.corrected:
            label = re.escape(unit.label)
            corrected = re.sub(rf"(?<![^\W_]){label}(?![^\W_])", _spelt(unit, best, store), corrected)
    return corrected if corrected != written else None


def _spelt(unit: Unit, best: int, store: Store) -> str:
    """Return the word typed with its right letters, as the best hit has them."""
    having = (word for word in unit.corrected if best in (store.entries(stem(word)) or ((),))[0])
    word, at = next(having, unit.corrected[0]), unit.label.lower().find(unit.form)
    return word if at < 0 else unit.label[:at] + word + unit.label[at + len(unit.form) :]
