"""Citations: what a reference manager takes away, as BibTeX, RIS and CSL-JSON.

``cited`` says once what is known of a paper (``item``), the three writers put that in their formats. Nothing is
invented: without authors there are none, without a year there is none, and the note says which list named the paper.
The key of a citation is the paper's slug, so it is unique and never changes, whatever is learnt of the paper later.
"""

from generator.outputs.citations.bibtex import bibtex
from generator.outputs.citations.csl import csl
from generator.outputs.citations.item import Citation, cited
from generator.outputs.citations.library import files
from generator.outputs.citations.ris import ris

__all__ = ["Citation", "bibtex", "cited", "csl", "files", "ris"]
