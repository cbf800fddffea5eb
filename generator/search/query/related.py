"""Papers related to the best hits move up: whoever asks for a topic asks for what stands beside its best papers too.

Each paper's first related ones stand beside its title, which is fetched for the best hits anyway. What a query says in
few words is lifted most. Only papers that the query finds are lifted, and none of it happens where no paper has all
words: there the best hits are too uncertain to speak for others.

Of 40 judged topics recall@10 rises from 0.85 to 0.86 and MRR@10 from 0.96 to 0.97; no other type of query changes. With
half as much again MRR falls from 0.85 to 0.79 at 10,000 papers; ten related papers instead of five lower a first hit
here or there; lifting where no paper has all words lowers paraphrases.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np

from generator.search.codec import Ints
from generator.search.query.store import Store

BEST: Final = 5
LIFT: Final = 0.08
FEWEST: Final = 2
"""A single word says too little of a topic: it is lifted no more than two."""


def lift(score: Ints, best: Sequence[int], *, units: int, store: Store) -> Ints:
    """Return a factor for each document's score; ``best`` are the best hits, best first."""
    near = np.zeros(len(score))
    for number in best[:BEST]:
        for other in store.related(number):
            near[other] += np.sqrt(score[number] / score[best[0]])
    own = np.sqrt(score / score[best[0]]) if len(best) else score
    found = (near > 0) & (score > 0)
    factor = np.ones(len(score))
    factor[found] = (1 + near[found] * (LIFT / max(FEWEST, units)) / own[found]) ** 2
    return factor
