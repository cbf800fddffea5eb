"""What changed between two states of a library: one pure comparison that everything that shows a delta uses.

    two exports -> compare -> Delta -> rows for people, JSON, Markdown, annotations

An export is what programs read of a site (``api/v1/``), so a published site can be compared with the next one. The
papers are streamed; what is kept of each is a few words and checksums.
"""

from generator.delta.compare import compare
from generator.delta.exports import Export, of_folder, of_library
from generator.delta.records import Delta

__all__ = ["Delta", "Export", "compare", "of_folder", "of_library"]
