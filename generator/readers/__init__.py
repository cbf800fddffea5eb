"""Readers: one small module a format, all behind one Protocol, all named in one tuple.

    lines of a dump -> reader_of(first lines) -> Record* Boilerplate* Rejected*

A format is recognised by its content, never by a file's name. To add one, write a module with a class that has
``name``, ``detect`` and ``read`` (see ``generator.readers.base``), name it in ``READERS``, and describe it in
``docs/dumps.md``. Readers open nothing and report nothing: ``generator.dumps`` hands them lines and keeps the books.
"""

from collections.abc import Sequence

from generator.readers import bibtex, daily_papers, feeds, ris, weekly
from generator.readers.base import Line, Origin, Part, Reader

__all__ = ["HEAD", "READERS", "Line", "Origin", "Part", "Reader", "reader_of"]

READERS: tuple[Reader, ...] = (
    feeds.RSS,
    feeds.ATOM,
    bibtex.BIBTEX,
    ris.RIS,
    weekly.WEEKLY,
    daily_papers.SPACED,
    daily_papers.COMPACT,
)
"""In the order in which they are asked: who is sure of its format before who judges by structure."""

HEAD = 400
"""Lines of a dump that a reader sees when it is asked whether the dump is its own."""


def reader_of(head: Sequence[Line]) -> Reader | None:
    """Return the first reader that knows the layout of a dump's first lines; None when none does."""
    return next((reader for reader in READERS if reader.detect(head)), None)
