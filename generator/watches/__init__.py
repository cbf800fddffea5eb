"""Watches: questions in ``watches.yml`` that are answered anew at each build, each with a page and feeds.

``registry`` reads the file, ``answers`` asks the very index that readers search, so a watch finds what its query finds
in the search box. It never keeps an answer: the same library and the same file give the same papers.
"""

from generator.watches.answers import answered, asked
from generator.watches.registry import FILE, Registry, check, load

__all__ = ["FILE", "Registry", "answered", "asked", "check", "load"]
