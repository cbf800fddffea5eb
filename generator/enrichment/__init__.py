"""Enrichment: what no dump says of a paper (authors, year, identifiers, venue), looked up once and kept in a lock file.

``papershelf enrich`` asks a source (``arxiv``, or a file through the readers: ``from_file``), ``matching`` decides
whether what it found is the paper, and ``lock`` keeps the answer in ``enrichment.lock.jsonl``. A build only ever reads
that file (``apply``): it is offline, and the same file gives the same site. What a dump says is never replaced.
"""

from generator.enrichment.apply import enriched
from generator.enrichment.lock import FILE, Entry, Lock, load

__all__ = ["FILE", "Entry", "Lock", "enriched", "load"]
