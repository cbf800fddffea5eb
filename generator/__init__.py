"""Papershelf: dumps of paper listings in, a searchable static library out.

Which way a dump travels::

    path -> readers -> Record* -> normalise -> Paper* -> dedupe -> merged Paper* -> themes, related -> Library
                                                                        Library -> pages (Markdown) -> MkDocs -> HTML
                                                                        Library -> outputs (static API, search index)

``generator.library.build`` is that journey, each step one call. ``generator.model`` holds the records that travel.
Nothing below ``generator.site`` knows of MkDocs.
"""

__version__ = "1.0.0"
