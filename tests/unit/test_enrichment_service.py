"""The client of the arXiv API is polite, patient and never believes what it is sent. Nothing here waits for real."""

from itertools import count

import pytest

from generator.enrichment.arxiv import LARGEST, RESULTS, Arxiv, SourceError
from tests.enriching import atom, body, drip, entry, feed, serving, silence, status, without_end

TITLE = "On Reward Hacking: A Study & More"
ABSTRACT = "We study <how> agents & their makers exploit rewards."
GOOD = atom(entry(TITLE, ABSTRACT, doi="10.1000/XYZ"))


@pytest.fixture
def asked():
    """A function that asks a server and returns what it found, or why not; and the pauses that were made."""
    pauses: list[float] = []

    def ask(*answers, **options):
        with serving(*answers) as server:
            service = Arxiv(contact="me@example.org", address=server.url, sleep=pauses.append, **options)
            try:
                found = service.find(TITLE)
            except SourceError as error:
                found = str(error)
            return found, server.requests

    ask.pauses = pauses
    return ask


def test_an_answer_gives_authors_year_identifiers_and_abstract(asked):
    (record,), _ = asked(GOOD)
    assert record.authors == ("Ada Lovelace", "Grace Hopper")
    assert record.year == 2024
    assert record.identifiers == (("arxiv", "2401.00001"), ("doi", "10.1000/xyz"))
    assert (record.title, record.abstract) == (TITLE, ABSTRACT)


def test_a_request_says_who_asks_and_asks_for_little_after_a_pause(asked):
    _, requests = asked(GOOD)
    ((parameters, headers),) = requests
    assert headers["User-Agent"].startswith("papershelf/")
    assert headers["User-Agent"].endswith("(mailto:me@example.org)")
    assert parameters == {
        "search_query": ["ti:On AND ti:Reward AND ti:Hacking AND ti:Study AND ti:More"],
        "max_results": [str(RESULTS)],
    }
    assert asked.pauses == [3.0]


def test_a_title_without_words_is_not_asked_for():
    with serving(GOOD) as server:
        assert Arxiv(contact="me@example.org", address=server.url).find("?!") == ()
        assert not server.requests


@pytest.mark.parametrize("code", [429, 503])
def test_a_refusal_is_waited_out_as_long_as_it_says(asked, code):
    (record,), requests = asked(status(code, Retry_After="17"), GOOD)
    assert record.title == TITLE
    assert len(requests) == 2
    assert asked.pauses == [3.0, 17.0, 6.0]


def test_a_refusal_until_a_date_is_waited_out_by_the_clock_of_the_server(asked):
    until = {"Date": "Wed, 21 Oct 2015 07:28:00 GMT", "Retry_After": "Wed, 21 Oct 2015 07:28:40 GMT"}

    def refuse(handler, _):
        handler.send_response_only(503)
        handler.send_header("Date", until["Date"])
        handler.send_header("Retry-After", until["Retry_After"])
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    asked(refuse, GOOD)
    assert asked.pauses == [3.0, 40.0, 6.0]


def test_a_refusal_for_hours_is_an_error_at_once(asked):
    error, requests = asked(status(429, Retry_After="7200"), GOOD)
    assert "status 429" in error
    assert len(requests) == 1


@pytest.mark.parametrize(("answer", "says"), [
    (status(500), "status 500"),
    (body(b"\x00\xff garbage"), "no Atom feed"),
    (body(b""), "no Atom feed"),
    (body(b"<html><body>We are sorry</body></html>"), "no Atom feed"),
    (body(b'{"papers": []}'), "no Atom feed"),
    (silence, "Timeout"),
    (without_end, f"more than {LARGEST:,} bytes"),
    (lambda handler, _: handler.wfile.write(b"nonsense\r\n\r\n"), "Protocol"),
])  # fmt: skip
def test_what_is_no_answer_is_asked_for_again_a_few_times_and_then_an_error(asked, answer, says):
    error, requests = asked(answer, timeout=0.2 if answer is silence else 20.0)  # others may be slow to answer
    assert says in error
    assert "what was found is kept" in error
    assert len(requests) == 4
    assert asked.pauses == [3.0, 6.0, 12.0, 24.0]


def test_an_answer_that_drips_for_ever_is_given_up(asked):
    error, _ = asked(drip, timeout=5.0, attempts=1, clock=count(step=2.0).__next__)
    assert "took more than 5 seconds" in error


def test_after_garbage_a_good_answer_counts(asked):
    (record,), requests = asked(body(b"nonsense"), GOOD)
    assert record.title == TITLE
    assert len(requests) == 2


def test_a_redirect_to_another_host_is_not_followed(asked):
    with serving(GOOD) as elsewhere:
        error, _ = asked(status(302, Location=elsewhere.url))
        assert not elsewhere.requests
    assert "refuses with status 302" in error


def test_nobody_answers(asked):
    service = Arxiv(contact="me@example.org", address="http://127.0.0.1:1/", sleep=asked.pauses.append)
    with pytest.raises(SourceError, match="does not answer: ConnectError"):
        service.find(TITLE)


def test_a_feed_with_nothing_in_it_is_an_answer(asked):
    found, requests = asked(body(feed()))
    assert found == ()
    assert len(requests) == 1


def test_hostile_text_is_text_and_no_file_is_read(asked):
    titled = feed(entry("A < B & ]]> {braces} \u202e", "&lt;b&gt; $x$"))
    (record,), _ = asked(body(titled))
    assert record.title == "A < B & ]]> {braces} \u202e"
    doctype = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    found, _ = asked(body(titled.replace(b"<feed", doctype + b"<feed").replace(b"$x$", b"&e;")))
    assert "root:" not in repr(found)
