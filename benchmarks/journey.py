"""What `benchmarks.stages` measures, imported in one go, so that the imports have a row of their own."""

from generator import reuse, search
from generator.cache import Cache
from generator.compact import chosen
from generator.dedupe import deduplicate
from generator.dumps import read_folder
from generator.model import Library
from generator.normalise import judge
from generator.outputs import api, citations, feeds
from generator.themes import assign, checks, taxonomy

__all__ = [
    "Cache",
    "Library",
    "api",
    "assign",
    "checks",
    "chosen",
    "citations",
    "deduplicate",
    "feeds",
    "judge",
    "read_folder",
    "reuse",
    "search",
    "taxonomy",
]
