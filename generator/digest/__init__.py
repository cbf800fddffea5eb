"""The digest: what joined the library since a dump, as an e-mail for people who don't use feeds.

``contents`` chooses the papers, ``message`` writes them as plain text and HTML into one message, ``sending`` hands it
to a mail server. The first two are pure: the same library gives the same ``.eml``, byte by byte.
"""

from generator.digest.contents import Digest, digest
from generator.digest.message import message
from generator.digest.sending import Server, send

__all__ = ["Digest", "Server", "digest", "message", "send"]
