"""Ask the search index the questions of the watches."""

from collections.abc import Iterable, Mapping

from generator.model import Watch
from generator.search.query import Store, search

_EVERY = 1 << 30


def answered(watches: Iterable[Watch], index: Mapping[str, bytes]) -> dict[str, tuple[str, ...]]:
    """Return the slugs of the papers that each watch finds, the best first, by the watch's slug.

    ``index`` holds the search's files by their paths. Papers that lack a word of the query, which the search box shows
    below the others, are not among them: nobody wants to be told of these.
    """
    store = Store(index.__getitem__)
    return {watch.slug: tuple(_found(watch, store)) for watch in watches}


def asked(watch: Watch) -> str:
    """Return all that a watch asks for in the syntax of the search box, which answers it with the same papers."""
    filters = (_field(field, value) for field, values in watch.filters for value in values)
    return " ".join((watch.query, *filters)).strip()


def _field(field: str, value: str) -> str:
    minus, text = ("-", value[1:]) if value.startswith("-") else ("", value)
    text = text.replace('"', " ").strip()
    return f'{minus}{field}:"{text}"' if " " in text else f"{minus}{field}:{text}"


def _found(watch: Watch, store: Store) -> Iterable[str]:
    answer = search(watch.query, store, limit=_EVERY, filters=dict(watch.filters))
    return (hit.id for hit in answer.hits if not hit.missing) if answer.mode == "all" else ()
