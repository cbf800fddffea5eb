"""The addresses of the published site, from a folder or over HTTP, and which of them a new site would lose.

What is published is asked by its API, because that is what promises the addresses. In the new site its files count, not
its API: an address is there when a page is there. Over HTTP nothing but the few files of the API that hold addresses is
fetched, each up to a limit, and a name that leads out of the API is refused. Where there is no site yet (404), nothing
can be lost; any other failure is an error, since a site that cannot be asked must not be overwritten unasked.
"""

from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from generator.delta import Export, shapes
from generator.delta.addresses import addresses
from generator.delta.records import Gone
from generator.errors import PapershelfError
from generator.files import write_all
from generator.outputs import api

if TYPE_CHECKING:
    import httpx

FILES = ("themes.json", "dumps.json", "redirects.json", "retired.json")
MAYBE = frozenset({"retired.json"})
"""Files that an older site lacks."""
LARGEST = 500_000_000
"""Bytes of one file."""
SECONDS = 30.0


def lost(published: Export, site: Path) -> list[Gone]:
    """Return the addresses of a published site at which a built one has no page."""
    found = addresses(published, {row.id: row.title for row in published.papers()}).all
    return [Gone(url, what) for url, what in sorted(found.items()) if not _page(site, url).is_file()]


def _page(site: Path, url: str) -> Path:
    path = (site / url / "index.html").resolve()
    if not path.is_relative_to(site.resolve()):
        raise PapershelfError(f"{url} is no address of a site; look at what was published")
    return path


def fetch(url: str, folder: Path) -> bool:
    """Bring the API of the site at an address into a folder; return False when there is no site yet.

    Raises PapershelfError when it cannot be had.
    """
    import httpx  # noqa: PLC0415 - a tenth of what any command needs to start

    root = f"{url.rstrip('/')}/{api.ROOT}"
    try:
        with httpx.Client(timeout=SECONDS, follow_redirects=True, event_hooks={"request": [_check]}) as client:
            index = _get(client, root + "index.json")
            if index is None:
                return False
            write_all(folder, (("index.json", index), *_others(client, root, _papers(url, index))))
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise PapershelfError(f"{url}: cannot be asked what is published there ({error})") from error
    return True


def _check(request: "httpx.Request") -> None:
    """Refuse a request that anybody on the way could answer; a redirect leads to one of its own."""
    if request.url.scheme == "http" and request.url.host not in ("127.0.0.1", "localhost", "::1"):
        raise PapershelfError(f"{request.url}: the published site is asked over https only")


def _others(client: "httpx.Client", root: str, papers: list[str]) -> Iterator[tuple[str, bytes]]:
    for name in (*papers, *FILES):
        content = _get(client, root + name)
        if content is None and name not in MAYBE:
            raise PapershelfError(f"{root}{name}: not there, though the site has an API; nothing can be compared")
        if content is not None:
            yield name, content


def _papers(url: str, index: bytes) -> list[str]:
    try:
        return msgspec.json.decode(index, type=shapes.Index).papers
    except ValueError as error:  # msgspec's own errors are such
        raise PapershelfError(f"{url}: {api.ROOT}index.json is no index of this API ({error})") from error


def _get(client: "httpx.Client", url: str) -> bytes | None:
    """Return what is at an address, None where nothing is."""
    with client.stream("GET", url) as answer:
        if answer.status_code == HTTPStatus.NOT_FOUND:
            return None
        answer.raise_for_status()
        content = bytearray()
        for part in answer.iter_bytes():
            content += part
            if len(content) > LARGEST:
                raise PapershelfError(f"{url}: larger than {LARGEST:,} bytes")
        return bytes(content)
