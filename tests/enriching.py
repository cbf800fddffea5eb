"""A server on loopback that answers as the arXiv API does, or misbehaves in the ways that services do."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

Answer = Callable[["Handler", str], None]
"""Writes an answer to a question (the value of ``search_query``)."""


class Handler(BaseHTTPRequestHandler):
    """Keeps what was asked and answers as the server's list of answers says, the last one for ever."""

    server: "Service"

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        asked = parse_qs(urlsplit(self.path).query)
        self.server.requests.append((asked, dict(self.headers)))
        answers = self.server.answers
        answer = answers[min(len(self.server.requests), len(answers)) - 1]
        try:
            answer(self, asked["search_query"][0])
        except OSError:  # who asked has gone away
            self.close_connection = True

    def say(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Service(ThreadingHTTPServer):
    """What was asked, and what to answer."""

    daemon_threads = True

    def __init__(self, *answers: Answer) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers = answers
        self.requests: list[tuple[dict[str, list[str]], dict[str, str]]] = []
        self.stopped = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/api/query"


@contextmanager
def serving(*answers: Answer) -> Iterator[Service]:
    server = Service(*answers)
    threading.Thread(target=server.serve_forever, daemon=True, args=(0.01,)).start()
    try:
        yield server
    finally:
        server.stopped.set()
        server.shutdown()
        server.server_close()


def entry(title: str, abstract: str, number: str = "2401.00001", doi: str = "") -> str:
    """An entry of the API's Atom, by two authors."""
    identified = f'<arxiv:doi xmlns:arxiv="http://arxiv.org/schemas/atom">{doi}</arxiv:doi>' if doi else ""
    return (
        f"<entry><id>http://arxiv.org/abs/{number}v2</id><published>2024-01-05T10:00:00Z</published>"
        f"<updated>2025-02-01T10:00:00Z</updated><title>{escape(title)}</title><summary>{escape(abstract)}</summary>"
        f"<author><name>Ada Lovelace</name></author><author><name>Grace Hopper</name></author>{identified}"
        f'<link href="http://arxiv.org/abs/{number}v2" rel="alternate" type="text/html"/></entry>'
    )


def feed(*entries: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>ArXiv Query</title><id>http://arxiv.org/api/x</id>{''.join(entries)}</feed>\n"
    ).encode()


def atom(*entries: str) -> Answer:
    return lambda handler, _: handler.say(200, feed(*entries), Content_Type="application/atom+xml")


def status(code: int, **headers: str) -> Answer:
    return lambda handler, _: handler.say(code, b"no", **headers)


def body(content: bytes) -> Answer:
    return lambda handler, _: handler.say(200, content)


def silence(handler: Handler, _: str) -> None:
    """Answer nothing until the test is over."""
    handler.server.stopped.wait(20)


def without_end(handler: Handler, _: str) -> None:
    """Begin a feed that never ends."""
    handler.send_response(200)
    handler.end_headers()
    while not handler.server.stopped.is_set():
        handler.wfile.write(b"<feed>" + b" " * 65_536)


def drip(handler: Handler, _: str) -> None:
    """Send a little now and then, always in time for the next piece."""
    handler.send_response(200)
    handler.end_headers()
    while not handler.server.stopped.wait(0.02):
        handler.wfile.write(b" ")
        handler.wfile.flush()
