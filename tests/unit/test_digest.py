"""The digest tells of what is new, in text that stays text, and reaches a mail server only over an encrypted line."""

import email
import email.policy
import re
import socket
import ssl

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from generator.digest import Server, digest, message, send
from generator.digest.contents import MOST
from generator.errors import PapershelfError
from generator.model import Assignment, Dump, Library, Paper, Place, Placement, Theme, Witness

SITE = "https://papers.example/shelf/"
HOSTILE = '<script>alert(1)</script> & "x" {{ 7*7 }} \u202e \x00'


def library(*papers: tuple[str, str, str | None], themes: tuple[str, ...] = ("a", "b")) -> Library:
    """A library of papers given by title, dump and theme, in the dumps old, mid and new."""
    days = {"old": "2024-01-01", "mid": "2024-02-01", "new": "2024-03-01"}
    return Library(
        dumps=tuple(Dump(id=one, file=one, sha256="0" * 64, title=one.title(), added=day) for one, day in days.items()),
        papers=tuple(
            Paper(slug=f"p{n}", title=title, abstract=f"About {title}. " * 30, witnesses=(
                Witness(dump=dump, place=Place(dump, n), position=n, title=title),))
            for n, (title, dump, _) in enumerate(papers, 1)
        ),
        themes=tuple(Theme(slug=slug, name=f"Theme {slug.upper()}", scope="") for slug in themes),
        placements=tuple(
            Placement(assignments=(Assignment(slug=slug, score=1.0),) if slug else ()) for _, _, slug in papers
        ),
        related=((),) * len(papers),
    )  # fmt: skip


SMALL = library(("One", "old", "a"), ("Two", "mid", "b"), ("Three", "new", "a"), ("Four", "new", None))


def bodies(mail) -> tuple[str, str]:
    read = email.message_from_bytes(mail.as_bytes(), policy=email.policy.default)
    return tuple(read.get_body((kind,)).get_content().replace("\r\n", "\n") for kind in ("plain", "html"))


def made(which, **options):
    return message(digest(which, "Shelf", SITE, **options), sender="shelf@example.org", to="me@example.org")


def test_large_numbers_are_written_as_everywhere():
    papers = [(f"T{n}", "new", "a") for n in range(1200)]
    many = digest(library(*papers, themes=("a",)), "Shelf", SITE, since="mid")
    assert many.subject == "Shelf: 1,200 new papers"
    plain, html = bodies(message(many, sender="shelf@example.org"))
    assert "and 1,100 more" in plain
    assert ">1,100 more</a>" in html


def test_it_tells_of_the_dumps_behind_the_one_named_theme_by_theme():
    found = digest(SMALL, "Shelf", SITE, since="old")
    assert [(one.name, [item.title for item in one.items]) for one in found.sections] == [
        ("Theme A", ["Three"]), ("Theme B", ["Two"]), ("Without a theme", ["Four"]),
    ]  # fmt: skip
    assert (found.dumps, found.date, found.subject) == (("Mid", "New"), "2024-03-01", "Shelf: 3 new papers")
    assert digest(SMALL, "Shelf", SITE, since="mid").total == 2


def test_it_can_be_narrowed_to_a_theme_or_a_watch():
    assert digest(SMALL, "Shelf", since="old", theme="b").subject == "Theme B: 1 new paper"
    watched = digest(SMALL, "Shelf", since="old", watched={"p1", "p3"}, watch_name="Mine")
    assert (watched.subject, watched.total) == ("Mine: 1 new paper", 1)


@pytest.mark.parametrize(("options", "says"), [
    ({"since": "gone"}, "there is no dump gone; the dumps are old, mid, new"),
    ({"since": "old", "theme": "z"}, "there is no theme z; the themes are a, b"),
])  # fmt: skip
def test_what_does_not_exist_is_said_with_what_does(options, says):
    with pytest.raises(PapershelfError, match=says):
        digest(SMALL, "Shelf", **options)


def test_both_bodies_are_complete_and_the_same_bytes_each_time():
    plain, html = bodies(made(SMALL, since="old"))
    for body in (plain, html):
        assert all(title in body for title in ("Two", "Three", "Four", "Theme A", f"{SITE}papers/p3/"))
    assert made(SMALL, since="old").as_bytes() == made(SMALL, since="old").as_bytes()
    assert made(SMALL, since="old")["Date"].datetime.isoformat() == "2024-03-01T00:00:00+00:00"


def test_nothing_new_is_said_too():
    plain, html = bodies(made(SMALL, since="new"))
    assert "Nothing new." in plain
    assert "Nothing new." in html


def test_many_papers_leave_room_for_every_theme_and_say_how_many_are_missing():
    many = library(*[(f"T{n}", "new", "a" if n else "b") for n in range(3 * MOST)])
    found = digest(many, "Shelf", SITE, since="old")
    assert sum(len(one.items) for one in found.sections) <= MOST
    assert [one.name for one in found.sections] == ["Theme A", "Theme B"]
    assert sum(len(one.items) + one.more for one in found.sections) == found.total == 3 * MOST
    plain, _ = bodies(made(many, since="old"))
    assert f"… and {found.sections[0].more} more: {SITE}themes/a/" in plain


def test_hostile_text_is_text_in_both_bodies_and_the_subject():
    mail = made(
        library((HOSTILE, "new", "a")), since="old", watched={"p1"}, watch_name=f"x\r\nBcc: evil@example.org {HOSTILE}"
    )
    read = email.message_from_bytes(mail.as_bytes(), policy=email.policy.default)
    assert set(read.keys()) == {"Subject", "From", "To", "Date", "Message-ID", "MIME-Version", "Content-Type"}
    plain, html = bodies(mail)
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "{{ 7*7 }}" in plain
    assert not set("\u202e\x00") & set(plain + html)


def test_without_an_address_there_are_no_links():
    mail = message(digest(SMALL, "Shelf", since="old"), sender="a@example.org", to="b@example.org")
    assert not re.search(r"href|https?:", "".join(bodies(mail)))


@pytest.mark.parametrize("address", ["", "nobody", "a@b@c", "a b@example.org", "a@example.org\r\nBcc: x@example.org"])
def test_what_is_no_address_is_refused(address):
    with pytest.raises(PapershelfError, match="no e-mail address"):
        message(digest(SMALL, "Shelf", since="old"), sender=address, to="b@example.org")


# --- sending ---


class Inbox:
    """What a mail server does with messages: keep them, or refuse."""

    def __init__(self) -> None:
        self.received: list[bytes] = []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - called so by the server
        if address.startswith("refused"):
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.received.append(envelope.content)
        return "250 kept"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


@pytest.fixture(scope="module")
def authority():
    return trustme.CA()


@pytest.fixture
def trusted(authority) -> ssl.SSLContext:
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


@pytest.fixture
def mail_server(authority):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)

    def authenticate(server, session, envelope, mechanism, login):
        known = (login.login, login.password) == (b"shelf", b"secret")
        return AuthResult(success=known, handled=False)

    def start(*, encrypted: bool = True):
        options = {"tls_context": context, "require_starttls": True, "authenticator": authenticate} if encrypted else {}
        at = {"host": "127.0.0.1", "port": free_port()}
        controller = Controller(Inbox(), hostname=at["host"], port=at["port"], **options)
        controller.start()
        running.append(controller)
        return controller.handler, at

    running: list[Controller] = []
    yield start
    for controller in running:
        controller.stop()


def test_a_message_arrives_as_it_was_made(mail_server, trusted):
    inbox, at = mail_server()
    mail = made(SMALL, since="old")
    send(mail, Server(**at, user="shelf", password="secret"), context=trusted)
    (received,) = inbox.received
    assert bodies(email.message_from_bytes(received, policy=email.policy.default)) == bodies(mail)


@pytest.mark.parametrize(("options", "to", "says"), [
    ({"user": "shelf", "password": "wrong"}, "me@example.org", "refuses: 535"),
    ({"user": "shelf", "password": "secret"}, "refused@example.org", "refuses the recipient: refused@example.org: 550"),
])  # fmt: skip
def test_a_refusal_says_what_the_server_said(mail_server, trusted, options, to, says):
    inbox, at = mail_server()
    mail = message(digest(SMALL, "Shelf", since="old"), sender="a@example.org", to=to)
    with pytest.raises(PapershelfError, match=says) as refused:
        send(mail, Server(**at, **options), context=trusted)
    assert "secret" not in str(refused.value)
    assert not inbox.received


def test_nothing_is_sent_in_the_clear_or_to_a_stranger(mail_server, trusted):
    inbox, at = mail_server(encrypted=False)
    with pytest.raises(PapershelfError, match="offers no encryption"):
        send(made(SMALL, since="old"), Server(**at), context=trusted)
    stranger, there = mail_server()
    with pytest.raises(PapershelfError, match=r"cannot be reached: .*certificate"):
        send(made(SMALL, since="old"), Server(**there))
    assert not inbox.received
    assert not stranger.received


def test_a_server_that_is_not_there_is_said(trusted):
    with pytest.raises(PapershelfError, match=r"127\.0\.0\.1:1 cannot be reached"):
        send(made(SMALL, since="old"), Server(host="127.0.0.1", port=1), context=trusted)


def test_credentials_come_from_the_environment_and_are_never_shown():
    names = ("HOST", "PORT", "USER", "PASSWORD")
    values = dict(
        zip((f"PAPERSHELF_SMTP_{name}" for name in names), ("mail.example", "465", "u", "secret"), strict=True)
    )
    server = Server.of(values)
    assert (server.host, server.port, server.user, server.password) == ("mail.example", 465, "u", "secret")
    assert "secret" not in repr(server)
    for wrong in ({}, {**values, "PAPERSHELF_SMTP_PORT": "x"}, {**values, "PAPERSHELF_SMTP_PORT": "99999"}):
        with pytest.raises(PapershelfError, match="PAPERSHELF_SMTP_"):
            Server.of(wrong)
