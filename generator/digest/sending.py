"""Hand a message to a mail server, encrypted, with credentials from the environment and from nowhere else."""

import smtplib
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Self

from generator.errors import PapershelfError

VARIABLES = ("PAPERSHELF_SMTP_HOST", "PAPERSHELF_SMTP_PORT", "PAPERSHELF_SMTP_USER", "PAPERSHELF_SMTP_PASSWORD")
IMPLICIT = 465
"""The port where a server speaks TLS from the first byte; on others the connection is encrypted by STARTTLS."""
TIMEOUT = 30.0
"""Seconds for each answer of the server."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A mail server and who we are to it."""

    host: str
    port: int = 587
    user: str = ""
    password: str = field(default="", repr=False)

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Self:
        """Return what the variables say; raise PapershelfError when they say too little."""
        host, port, user, password = (environment.get(name, "").strip() for name in VARIABLES)
        if not host:
            raise PapershelfError(f"no mail server: set {VARIABLES[0]} (and {', '.join(VARIABLES[1:])} if need be)")
        if port and not (port.isdecimal() and 0 < int(port) < 65_536):
            raise PapershelfError(f"{VARIABLES[1]} is no port: {port!r}; most servers have 587 or 465")
        return cls(host=host, port=int(port) if port else 587, user=user, password=password)


def send(mail: EmailMessage, server: Server, *, context: ssl.SSLContext | None = None) -> None:
    """Send a message; raise PapershelfError with what the server said when it refuses. Nothing goes unencrypted."""
    context = context or ssl.create_default_context()
    try:
        with _connected(server, context) as smtp:
            if server.user:
                smtp.login(server.user, server.password)
            smtp.send_message(mail)
    except smtplib.SMTPNotSupportedError as error:
        raise PapershelfError(f"{server.host}:{server.port} offers no encryption or no login: {error}") from error
    except smtplib.SMTPResponseException as error:
        said = error.smtp_error.decode("utf-8", "replace") if isinstance(error.smtp_error, bytes) else error.smtp_error
        raise PapershelfError(f"{server.host}:{server.port} refuses: {error.smtp_code} {said}") from error
    except smtplib.SMTPRecipientsRefused as error:
        refused = ", ".join(
            f"{to}: {code} {said.decode('utf-8', 'replace')}" for to, (code, said) in error.recipients.items()
        )
        raise PapershelfError(f"{server.host}:{server.port} refuses the recipient: {refused}") from error
    except (smtplib.SMTPException, OSError) as error:
        raise PapershelfError(f"{server.host}:{server.port} cannot be reached: {error}") from error


def _connected(server: Server, context: ssl.SSLContext) -> smtplib.SMTP:
    if server.port == IMPLICIT:
        return smtplib.SMTP_SSL(server.host, server.port, timeout=TIMEOUT, context=context)
    smtp = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT)
    try:
        smtp.starttls(context=context)
    except BaseException:
        smtp.close()
        raise
    return smtp
