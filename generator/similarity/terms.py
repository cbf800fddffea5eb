"""Terms: the words and phrases of a library's texts, counted, each in the form in which a reader knows it.

A term is one word, or two to four neighbouring words without a stop word or a punctuation mark between them (in a
hyphenated compound a stop word counts: "on-policy"). The forms of a word are one term; what is shown of a term is its
most frequent form in running text ("preference optimization", "LLM"), since terms are shown to readers as reasons.
"Fine-tuning" is a mention of "finetuning" too, where some text has that word.

All of it is arithmetic on arrays of word numbers, because 100,000 abstracts are twenty million words. Terms that
stand in one paper only are left out, unless a further document (a theme) has them: they can't make two papers alike.
But what words a paper has for itself is kept: they tell how little the terms say of it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import scipy

from generator.executors import SERIAL, Executor
from generator.similarity import words
from generator.similarity.lexicon import Field, Flags, Floats, Ints, Lexicon, Stream, read
from generator.similarity.numbering import BITS, distinct, place_bits
from generator.similarity.stopwords import adverb

LONGEST = 4
"""Words in the longest phrase: "Monte Carlo tree search", "LLM-as-a-judge"."""

_IN_TITLES = 0.01
"""What a form seen in a title counts against one in running text when the form to show is chosen."""
_EVERYWHERE = 0.2
_FEW = 10
"""A single word in more than this share of the papers, and in more than a few, tells a reader nothing."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a library and how often each document mentions them."""

    counts: Any
    """Weighted mentions: sparse, documents by terms."""
    alone: Any
    """Weighted mentions of the words, not phrases, that are no terms: sparse, documents by words."""
    papers: Ints
    """In how many papers each term stands."""
    surfaces: tuple[str, ...]
    """What is shown of each term."""
    stems: Ints
    """The words that each term is made of: terms by ``LONGEST``, filled up with -1."""
    telling: Flags
    """Whether it is worth showing: not mostly a piece of a compound ("fine"), no adverb, no word that is everywhere, no
    single sign of Chinese."""

    def shown(self) -> "Terms":
        """Return what there is to know of the terms without the documents, which are large."""
        return replace(self, counts=None, alone=None)


@dataclass(frozen=True, slots=True)
class _Mentions:
    """Where terms of one length stand: the first token's place in the stream, and the term's key."""

    at: Ints
    key: Ints
    size: int


def collect(fields: Sequence[Field], *, papers: int, least: int = 2, executor: Executor = SERIAL) -> Terms:
    """Return the terms that at least ``least`` of the first ``papers`` documents mention, or any document after."""
    lexicon, stream = read(fields, executor=executor)
    documents = max((field.documents.stop for field in fields), default=0)
    usable = _usable(lexicon, stream)
    tables = [
        _table(lexicon, stream, _mentions(lexicon, stream, usable, size), shape=(documents, papers, least))
        for size in range(1, LONGEST + 1)
    ]
    return Terms(
        counts=scipy.sparse.hstack([table.counts for table in tables], format="csr"),
        alone=tables[0].alone,
        papers=np.concatenate([table.papers for table in tables]),
        surfaces=tuple(surface for table in tables for surface in table.surfaces),
        stems=np.vstack([table.stems for table in tables]),
        telling=np.concatenate([table.telling for table in tables]),
    )


def _usable(lexicon: Lexicon, stream: Stream) -> Flags:
    """Tell which tokens may stand in a phrase: content, and whatever a hyphen joins to a word before or after it."""
    pieces = lexicon.joins[stream.token] | _joined(lexicon, stream)
    usable: Flags = lexicon.content[stream.token] | ((lexicon.stem[stream.token] >= 0) & pieces)
    return usable


def _joined(lexicon: Lexicon, stream: Stream) -> Flags:
    """Tell which tokens a hyphen joins to the one before."""
    return np.concatenate([[False], lexicon.joins[stream.token[:-1]]])


def _mentions(lexicon: Lexicon, stream: Stream, usable: Flags, size: int) -> _Mentions:
    """Find all words of content; of phrases, those that cut no compound in two and end in a word of content."""
    content, joins = lexicon.content[stream.token], lexicon.joins[stream.token]
    runs = max(0, len(usable) - size + 1)
    found = content[size - 1 :].copy()
    if size > 1:
        found &= ~joins[size - 1 :] & ~_joined(lexicon, stream)[:runs]
    for offset in range(size):
        found &= usable[offset : offset + runs]
    at = np.flatnonzero(found)
    return _Mentions(at, _keys([lexicon.stem[stream.token[at + offset]] for offset in range(size)]), size)


def _keys(columns: Sequence[Ints]) -> Ints:
    """Return one number for each row of the columns, the same for the same rows, in the order of the rows.

    Where such numbers would leave no room for their places (``distinct``) they are numbered anew.
    """
    key = columns[0]
    largest = 1 << (BITS - place_bits(len(key)))
    for column in columns[1:]:
        size = int(column.max(initial=0)) + 1
        if (int(key.max(initial=0)) + 1) * size > largest:
            key = distinct(key)[2]
        key = key * size + column
    return key


def _table(lexicon: Lexicon, stream: Stream, mentions: _Mentions, *, shape: tuple[int, int, int]) -> Terms:
    """Count the mentions of one size, drop the rare terms, find the forms to show."""
    documents, papers, least = shape
    at, key = mentions.at, mentions.key
    if mentions.size == 1:
        more_at, more_key = _closed_compounds(lexicon, stream)
        at, key = np.concatenate([at, more_at]), np.concatenate([key, more_key])
    keys, first, term = distinct(key)
    counts = scipy.sparse.csr_matrix((stream.weight[at], (stream.document[at], term)), shape=(documents, len(keys)))
    frequency = np.bincount(counts[:papers].indices, minlength=len(keys))
    keep = (frequency >= least) | (np.bincount(counts[papers:].indices, minlength=len(keys)) > 0)
    kept = np.flatnonzero(keep)
    stems = np.full((len(kept), LONGEST), -1, dtype=np.int64)
    for offset in range(mentions.size):
        stems[:, offset] = lexicon.stem[stream.token[at[first[kept]] + offset]]
    number = np.full(len(keys), -1, dtype=np.int64)
    number[kept] = np.arange(len(kept))
    own = number[term[: len(mentions.at)]]
    votes = np.where(stream.document < papers, np.where(stream.running, 1.0, _IN_TITLES), 0.0)
    surfaces = _surfaces(lexicon, stream, mentions, own, votes)
    telling = _whole(lexicon, stream, mentions, own, np.sign(votes), terms=len(kept))
    if mentions.size == 1:
        telling &= frequency[kept] <= max(_EVERYWHERE * papers, _FEW)
        telling &= np.fromiter(map(_tells, surfaces), np.bool_, len(surfaces))
    return Terms(counts[:, kept], counts[:, ~keep], frequency[kept], surfaces, stems, telling)


def _tells(word: str) -> bool:
    """Tell whether a word may be a reason alone; one sign of Chinese is rather a piece of a word."""
    return not adverb(word) and not (len(word) == 1 and words.is_unspaced(word))


def _whole(lexicon: Lexicon, stream: Stream, mentions: _Mentions, term: Ints, votes: Floats, *, terms: int) -> Flags:
    """Tell which terms most of the time aren't a piece of a hyphenated compound; phrases never are."""
    if mentions.size > 1:
        return np.ones(terms, dtype=np.bool_)
    at, term = mentions.at[term >= 0], term[term >= 0]
    piece = lexicon.joins[stream.token[at]] | _joined(lexicon, stream)[at]
    whole: Flags = np.bincount(term, weights=np.where(piece, -votes[at], votes[at]), minlength=terms) > 0
    return whole


def _closed_compounds(lexicon: Lexicon, stream: Stream) -> tuple[Ints, Ints]:
    """Return where a hyphenated compound stands that is also known as one word, and that word."""
    at = np.flatnonzero(lexicon.joins[stream.token[:-1]] & (lexicon.stem[stream.token[1:]] >= 0))
    pairs, _, pair = distinct(stream.token[at] * len(lexicon.tokens) + stream.token[at + 1])
    compounds = (
        words.bare(lexicon.tokens[first]) + lexicon.tokens[second]
        for first, second in zip(*np.divmod(pairs, len(lexicon.tokens)), strict=True)
    )
    known = set(lexicon.stem[lexicon.content].tolist())
    found = (lexicon.stems.get(words.fold(compound), -1) for compound in compounds)
    stem = np.array([number if number in known else -1 for number in found], dtype=np.int64)[pair]
    return at[stem >= 0], stem[stem >= 0]


def _surfaces(lexicon: Lexicon, stream: Stream, mentions: _Mentions, term: Ints, votes: Floats) -> tuple[str, ...]:
    """Return for each term the form that most mentions have; of two as frequent ones, the one met first."""
    at, term = mentions.at[term >= 0], term[term >= 0]
    if not len(at):
        return ()
    forms = [lexicon.shape[stream.token[at + offset]] for offset in range(mentions.size)]
    form = distinct(_keys(forms))[2]
    groups, first, group = distinct(term * (form.max(initial=0) + 1) + form)
    begins = np.flatnonzero(np.diff(term[first], prepend=-1))  # of each term's forms
    voted = np.bincount(group, weights=votes[at], minlength=len(groups))
    most = np.repeat(np.maximum.reduceat(voted, begins), np.diff(begins, append=len(groups)))
    best = np.minimum.reduceat(np.where(voted == most, first, len(at)), begins)
    return tuple(_spelled(lexicon, stream.token[at[best][:, None] + np.arange(mentions.size)]))


def _spelled(lexicon: Lexicon, runs: Ints) -> Iterator[str]:
    """Yield how rows of tokens are shown."""
    columns = lexicon.shape[runs].T
    parts = [_shown(lexicon, column, _before) for column in columns[:-1]]
    return map("".join, zip(*parts, _shown(lexicon, columns[-1], words.bare), strict=True))


def _shown(lexicon: Lexicon, tokens: Ints, spell: Callable[[str], str]) -> list[str]:
    """Return how each of some tokens is spelled; each is looked at once, though many terms have it."""
    known = {token: spell(lexicon.tokens[token]) for token in np.flatnonzero(np.bincount(tokens)).tolist()}
    return [known[token] for token in tokens.tolist()]


def _before(token: str) -> str:
    """Return a token as it stands before another one of the same term."""
    return f"{token}{'' if words.joins(token) or words.is_unspaced(token) else ' '}"
