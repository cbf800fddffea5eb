"""A digest as an e-mail: plain text and HTML side by side, each complete.

The message has no clock in it: its date is the day of the newest dump, its identifiers come from what it tells of.
"""

import datetime as dt
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import cache
from uuid import NAMESPACE_URL, uuid5

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from generator.digest.contents import Digest
from generator.errors import PapershelfError


def message(digest: Digest, *, sender: str, to: str = "") -> EmailMessage:
    """Return the message, a draft where ``to`` is empty; raise PapershelfError when an address is none."""
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = digest.subject
    mail["From"] = _address(sender)
    if to:
        mail["To"] = _address(to)
    if digest.date:
        mail["Date"] = format_datetime(dt.datetime.fromisoformat(f"{digest.date}T00:00:00+00:00"))
    identity = uuid5(NAMESPACE_URL, f"papershelf/digest/{digest.site_url}/{digest.identity}")
    mail["Message-ID"] = f"<{identity}@papershelf.invalid>"
    mail.set_content(_render("digest.txt.j2", digest), cte="quoted-printable")
    mail.add_alternative(_render("digest.html.j2", digest), subtype="html", cte="quoted-printable")
    mail.set_boundary(f"papershelf-{identity}")
    return mail


def _address(text: str) -> Address:
    try:
        return Address(addr_spec=text)
    except (MessageError, ValueError, IndexError) as error:  # the standard library's parser stumbles in all three ways
        raise PapershelfError(f"{text!r} is no e-mail address: write it as name@example.org") from error


def _render(template: str, digest: Digest) -> str:
    return _environment().get_template(template).render(digest=digest)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("generator.digest"),
        undefined=StrictUndefined,
        autoescape=select_autoescape(enabled_extensions=("html.j2",), default=False),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
