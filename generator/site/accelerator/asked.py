"""What the shell asked a page, beside its parts: the shell is the same for every page that answers the same.

A project's own templates may say anything of a page, or decide by it (``{% if page.meta.authors %}``). So the page that
the shell is rendered with notes each question; its address alone is not noted, because whoever shows it shows another
one for every page, which the proof sees, and all links are made from it.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

Answers = dict[tuple[str, str | None], Any]
"""What was answered, by the attribute of the page and, of its front matter, by the key: None asks for all of it."""

_NOTHING = object()
_META = "meta"


def answers(page: Any, given: Answers) -> bool:
    """Tell whether a page gives the answers that another one gave."""
    return all(_answer(page, *question) == answer for question, answer in given.items())


def _answer(page: Any, name: str, key: str | None) -> Any:
    found: Any = getattr(page, name, _NOTHING)
    return found if key is None else found.get(key, _NOTHING)


class Asked:
    """A page that notes what it is asked."""

    def __init__(self, page: Any) -> None:
        """Begin with nothing."""
        self._page = page
        self.answers: Answers = {}

    def __getattr__(self, name: str) -> Any:
        """Return what the page has under a name."""
        if name == _META:
            return Front(self._page.meta, self._note)
        if name != "url":
            self._note(name, None)
        return getattr(self._page, name)

    def _note(self, name: str, key: str | None) -> None:
        self.answers[name, key] = _answer(self._page, name, key)


class Front(Mapping[str, Any]):
    """Front matter that notes what it is asked."""

    def __init__(self, front: Mapping[str, Any], note: Callable[[str, str | None], None]) -> None:
        """Take the front matter, and who notes."""
        self._front, self._note = front, note

    def __getattr__(self, key: str) -> Any:
        """Return a value as ``meta.key``, in the way of the front matter itself."""
        self._note(_META, key)
        return getattr(self._front, key)

    def __getitem__(self, key: str) -> Any:
        """Return a value as ``meta["key"]`` and ``meta.get("key")``."""
        self._note(_META, key)
        return self._front[key]

    def __iter__(self) -> Iterator[str]:
        """Go through all keys, which is to ask for everything."""
        self._note(_META, None)
        return iter(self._front)

    def __len__(self) -> int:
        """Return how many keys there are, which is to ask for all of them."""
        self._note(_META, None)
        return len(self._front)

    def __bool__(self) -> bool:
        """Tell that there are some, which is no question: every page in a frame has its template there."""
        return True
