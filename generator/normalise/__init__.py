"""Make clean text of what dumps hold; show the mathematics in it.

``normalise`` makes a paper of a record; ``clean_title`` and ``clean_abstract`` are its two halves. ``judge`` looks at
the links of merged papers once more. ``segments``, ``plain`` and ``mathml`` show clean text. All are pure; ``clean_*``
give back their own output unchanged.
"""

from generator.normalise.hygiene import judge
from generator.normalise.mathematics import Segment, mathml, plain, segments
from generator.normalise.records import normalise, normalise_all
from generator.normalise.text import clean_abstract, clean_title

__all__ = [
    "Segment",
    "clean_abstract",
    "clean_title",
    "judge",
    "mathml",
    "normalise",
    "normalise_all",
    "plain",
    "segments",
]
