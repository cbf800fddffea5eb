"""Say why an address is not to be trusted though it could be a link: what its host resembles, and how it is written.

``hosts`` judges the name of the host; here it is the rest of the address. Ports are no reason with an unknown host
(universities show their demonstrations there), but nothing that everybody knows answers on another port than its own.
"""

import re
from urllib.parse import urlsplit

from generator.normalise import hosts

LONGEST_HOST = 80
MOST_LABELS = 6
_OWN_PORTS = frozenset({None, 80, 443})
_LOW_PORT = 1024
# Controls, backslash, a step up the path and characters that turn the direction of writing, percent-encoded.
_HIDDEN = re.compile(r"%(?:[01][0-9a-f]|7f|5c|e2%80%(?:8[b-f]|a[a-e])|2e%2e)", re.IGNORECASE)
_REGISTRIES = frozenset({"pkg.go.dev", "web.archive.org", "archive.org", "archive.is", "archive.ph"})
"""Hosts whose addresses name another host in their path and lead to what they say."""


def doubt(address: str) -> str:
    """Return why an address isn't what it looks like, the empty string when nothing speaks against it.

    ``address`` is one that ``addresses.refusal`` lets pass.
    """
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.")
    return hosts.suspicion(host) or _port(parts.port, host) or _long(host) or _written(address, host, parts.path)


def _port(port: int | None, host: str) -> str:
    if port in _OWN_PORTS or (port is not None and port >= _LOW_PORT and not hosts.known(host)):
        return ""
    return f"the port {port} of {host} is not the usual one"


def _long(host: str) -> str:
    long = len(host) > LONGEST_HOST or host.count(".") >= MOST_LABELS
    return "the name of the host is so long that its end may go unseen" if long else ""


def _written(address: str, host: str, path: str) -> str:
    if _HIDDEN.search(address):
        return "it holds encoded characters that nobody would see"
    named = next((part for part in path.split("/")[1:4] if "." in part), "").lower().removeprefix("www.")
    if named.count(".") == 1 and hosts.known(named) and host not in _REGISTRIES and not hosts.known(host):
        return f"it names {named} but leads to {host}"
    return ""
