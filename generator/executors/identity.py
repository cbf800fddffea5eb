"""What a process makes its results with: only processes of the same identity give the same bytes."""

import platform
import sys
import zlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from generator import __version__
from generator.cache import Recipe

Identity = tuple[tuple[str, str], ...]

_LIBRARIES = (
    *("bibtexparser", "jinja2", "latex2mathml", "lunr", "lxml", "markupsafe", "msgspec", "numpy", "pylatexenc"),
    *("python-slugify", "pyyaml", "rapidfuzz", "rispy", "scikit-learn", "scipy", "zstandard"),
)
"""Distributions that the functions which travel are made with."""


@cache
def identity() -> Identity:
    """Return the versions of Python, of the generator (to the letter) and of its libraries, and the kind of machine."""
    code = Recipe("generator", sources=(".",)).fingerprint().hex()[:12]
    return (
        ("Python", platform.python_version()),
        ("machine", f"{platform.machine()} {sys.byteorder}"),
        ("zlib", zlib.ZLIB_RUNTIME_VERSION),
        ("papershelf", f"{__version__} ({code})"),
        *((name, _version(name)) for name in _LIBRARIES),
    )


def difference(theirs: Identity, ours: Identity) -> str:
    """Return in words what two processes differ in, the empty string when nothing."""
    known, every = dict(theirs), dict((*ours, *theirs))
    here = dict(ours)
    unlike = (name for name in every if known.get(name) != here.get(name))
    return ", ".join(f"{name} {known.get(name, 'none')} (here {here.get(name, 'none')})" for name in unlike)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"
