"""Answers queries from the search's files: the twin of docs/assets/javascripts/search-*.js, module by module.

What is typed becomes a ``Query`` (``syntax``), its words are looked up and get meanings (``meaning``), documents with
them are weighed (``match``), the best are held against their titles (``engine``). Same hits, same order as in the
browser: tests/data/search_vectors.json is run by both.
"""

from generator.search.query.engine import Answer, Hit, search
from generator.search.query.explain import explained
from generator.search.query.store import Store, in_folder

__all__ = ["Answer", "Hit", "Store", "explained", "in_folder", "search"]
