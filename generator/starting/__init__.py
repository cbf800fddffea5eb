"""Start a library of one's own: the generator with its site, under another name and colour, with other dumps.

A library is a folder that needs nothing but itself: it can be pushed to a repository of its own, whose workflows build
and publish it. ``skeleton`` says what such a folder holds, ``colours`` makes the site's colours of one, ``project``
writes it. Nothing of this repository's own library (dumps, themes, watches) goes along.
"""

from generator.starting.project import Wanted, begin

__all__ = ["Wanted", "begin"]
