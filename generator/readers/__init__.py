"""Readers: one small module a format, all behind one Protocol, all named in one tuple.

    lines of a dump -> reader_of(first lines) -> Record* Boilerplate* Rejected*

A format is recognised by its content, never by a file's name. To add one, write a module with a class that has
``name``, ``detect`` and ``read`` (see ``generator.readers.base``), name it in ``READERS``, and describe it in
``docs/dumps.md``. Readers open nothing and report nothing: ``generator.dumps`` hands them lines and keeps the books.
"""

from collections.abc import Sequence

from generator.readers import bibtex, daily_papers, feeds, json_reader, labelled, ris, table, weekly
from generator.readers.base import Line, Origin, Part, Reader, Structured

__all__ = ["HEAD", "PROSE", "READERS", "Line", "Origin", "Part", "Reader", "Structured", "reader_of"]

PROSE: tuple[Reader, ...] = (weekly.WEEKLY, labelled.LABELLED, daily_papers.SPACED, daily_papers.COMPACT)
"""Layouts of plain text, where a field is a line, so that a very long line is worth a warning."""

READERS: tuple[Reader, ...] = (
    feeds.RSS,
    feeds.ATOM,
    bibtex.BIBTEX,
    ris.RIS,
    json_reader.DAILY_PAPERS,
    json_reader.ARXIV_SNAPSHOT,
    json_reader.SEMANTIC_SCHOLAR,
    json_reader.LINES,
    json_reader.DOCUMENT,
    table.TABLE,
    *PROSE,
)
"""In the order in which they are asked: who is sure of its format before who judges by structure."""

HEAD = 400
"""Lines of a dump that a reader sees when it is asked whether the dump is its own."""


def reader_of(head: Sequence[Line], told: Sequence[tuple[str, tuple[str, ...]]] = ()) -> Reader | None:
    """Return the first reader that knows the layout of a dump's first lines; None when none does.

    ``told`` are the names that ``dumps.yml`` gives to the dump's fields, by role.
    """
    readers = (reader.told(told) if told and isinstance(reader, Structured) else reader for reader in READERS)
    return next((reader for reader in readers if reader.detect(head)), None)
