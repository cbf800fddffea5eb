"""Feeds: what is new, as Atom and JSON Feed, for the whole site, each theme and each dump.

``channel`` decides what a feed holds, the two writers put it in their formats. A date is the day on which a dump joined
the library (``added`` in ``dumps.yml``, else the day that it lists): never the clock of a build. Papers without such a
day are in no feed, because a feed without dates shows the same papers as new for ever.
"""

from generator.outputs.feeds.atom import NAME
from generator.outputs.feeds.library import Watched, feeds_of, files, folders, watched

__all__ = ["NAME", "Watched", "feeds_of", "files", "folders", "watched"]
