"""Ask the arXiv API for papers by title, politely: one request at a time, a pause between them, a contact address.

Its terms ask for three seconds between requests. A refusal (429, 503) is waited out as long as it says, at most two
minutes; a time-out or a broken answer is tried again, a few times. What it answers is Atom, and is read by the very
reader that reads a dump of it. It refuses to follow redirects to other hosts and to read answers of any size.
"""

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime

from generator import __version__
from generator.errors import PapershelfError
from generator.model import Record
from generator.readers import HEAD, Line, Origin, reader_of

ADDRESS = "https://export.arxiv.org/api/query"
RESULTS = 5
"""Papers to ask for: the right one stands first, or the title is a common one."""
LONGEST_WAIT = 120.0
"""Seconds that a refusal may ask for; more than that is an error."""
LARGEST = 2_000_000
"""Bytes of an answer."""
WORDS = 24
"""Words of a title that are asked for; longer queries are cut off by the service."""
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})


class SourceError(PapershelfError):
    """A source did not answer, or not with what it should."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arxiv:
    """The API, or a server that speaks as it does."""

    contact: str
    address: str = ADDRESS
    pause: float = 3.0
    """Seconds before each request."""
    timeout: float = 30.0
    """Seconds for an answer."""
    attempts: int = 4
    sleep: Callable[[float], None] = field(default=time.sleep)
    clock: Callable[[], float] = field(default=time.monotonic)

    def find(self, title: str) -> tuple[Record, ...]:
        """Return what the service finds for a title; raise SourceError when it does not answer properly."""
        words = re.findall(r"\w+", title)[:WORDS]
        if not words:
            return ()
        query = " AND ".join(f"ti:{word}" for word in dict.fromkeys(words) if len(word) > 1) or f"ti:{words[0]}"
        problem = ""
        for attempt in range(self.attempts):
            self.sleep(self.pause * (1 << attempt if attempt else 1))
            text, wait, problem = self._answered(query)
            if wait > LONGEST_WAIT:
                break
            if wait:
                self.sleep(wait)
            if not problem and (records := _records(text)) is not None:
                return records
            problem = problem or "the answer is no Atom feed"
        raise SourceError(f"{self.address} does not answer: {problem}; try again later, what was found is kept")

    def _answered(self, query: str) -> tuple[str, float, str]:
        """Return the text of an answer, the seconds that it asks to wait, and what is wrong with it."""
        import httpx  # noqa: PLC0415 - a tenth of what any command needs to start

        try:
            return self._answer(query)
        except httpx.HTTPError as error:
            return "", 0.0, f"{type(error).__name__}: {error}"

    def _answer(self, query: str) -> tuple[str, float, str]:
        import httpx  # noqa: PLC0415 - see above

        parameters = {"search_query": query, "max_results": str(RESULTS)}
        agent = {"User-Agent": f"papershelf/{__version__} (mailto:{self.contact})"}
        with httpx.stream("GET", self.address, params=parameters, headers=agent, timeout=self.timeout) as response:
            if response.status_code in _AGAIN:
                return "", _wait(response.headers), f"status {response.status_code}"
            if response.status_code != httpx.codes.OK:
                raise SourceError(f"{self.address} refuses with status {response.status_code}: check the address")
            body = bytearray()
            start = self.clock()
            for chunk in response.iter_bytes():
                body += chunk
                if self.clock() - start > self.timeout:  # httpx measures the wait for each piece only
                    return "", 0.0, f"an answer that took more than {self.timeout:g} seconds"
                if len(body) > LARGEST:
                    return "", 0.0, f"an answer of more than {LARGEST:,} bytes"
        return body.decode("utf-8", "replace"), 0.0, ""


def _wait(headers: Mapping[str, str]) -> float:
    """Return the seconds of a Retry-After, 0 when there is none; a date is measured from the answer's own."""
    value = headers.get("Retry-After", "")
    if value.isdecimal():
        return float(value)
    try:
        until, now = parsedate_to_datetime(value), parsedate_to_datetime(headers.get("Date", ""))
    except ValueError:
        return 0.0
    return max(0.0, (until - now).total_seconds())


def _records(text: str) -> tuple[Record, ...] | None:
    """Return the records of an Atom answer; None when it is none."""
    lines = tuple(Line(number, line) for number, line in enumerate(text.splitlines(), start=1))
    reader = reader_of(lines[:HEAD])
    if reader is None or not text.lstrip("\ufeff \r\n\t").startswith("<"):
        return None
    parts = reader.read(lines, Origin("arxiv", "arxiv"))
    return tuple(part for part in parts if isinstance(part, Record))
