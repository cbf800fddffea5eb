"""Papershelf: dumps of paper listings in, a searchable static library out.

Which way a dump travels::

    path -> readers -> Record* -> normalise -> Paper* -> dedupe -> merged Paper* -> themes, related -> Library
                                                                        Library -> pages (Markdown) -> MkDocs -> HTML
                                                                        Library -> outputs (static API, search index)

``generator.library.build`` is that journey, each step one call. ``generator.model`` holds the records that travel.
Nothing below ``generator.site`` knows of MkDocs.
"""

import os

# For whoever loads numpy next: in more threads, on machines with another number of cores, sums are rounded in another
# order, and the same dumps must give the same bytes. Our matrices are small or sparse, so nothing is lost.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

__version__ = "1.0.0"
