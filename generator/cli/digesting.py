"""``digest``: what joined the library since a dump, as an e-mail to read, keep or send."""

import os
from collections.abc import Set
from pathlib import Path

import click

from generator.cli.common import friendly, library_of, refuse
from generator.digest import Digest, Server, message, send
from generator.digest import digest as digest_of
from generator.errors import PapershelfError
from generator.files import replace_file
from generator.model import Library, Watch
from generator.project import Project

PREVIOUS = "previous"
NOBODY = "digest@papershelf.invalid"
"""Who a draft is from, until somebody sends it."""
FILE = click.Path(dir_okay=False, allow_dash=True, path_type=Path)


@click.command()
@click.option(
    "--since",
    is_flag=False,
    flag_value=PREVIOUS,
    default=PREVIOUS,
    metavar="DUMP",
    show_default=True,
    help="Tell of what came after this dump (its id or file; previous: the one before the newest).",
)
@click.option("--theme", metavar="SLUG", help="Only the papers of a theme.")
@click.option("--watch", metavar="SLUG", help="Only the papers that a watch finds.")
@click.option("--to", default="", metavar="ADDRESS", help="Who shall get it.")
@click.option("--from", "sender", default="", metavar="ADDRESS", help="Who it is from.")
@click.option("--out", type=FILE, help="Where to write it; - is standard output.  [default: digest.eml, unless sent]")
@click.option("--send", "sending", is_flag=True, help="Hand it to the mail server that the environment names.")
@friendly
def digest(
    since: str, *, theme: str | None, watch: str | None, to: str, sender: str, out: Path | None, sending: bool
) -> None:
    """Write what is new as an e-mail, plain text and HTML, and with --send hand it to a mail server.

    The server comes from PAPERSHELF_SMTP_HOST, _PORT, _USER and _PASSWORD. Nothing new is written, but never sent.
    """
    from generator.site.configured import configured  # noqa: PLC0415 - MkDocs takes a second to import

    if sending and not (to and sender):
        raise click.UsageError("--send needs --to and --from")
    server = Server.of(os.environ) if sending else None
    library = library_of(None, None)
    site = configured(Project.around(Path.cwd()))
    asked = _watch(library, watch) if watch else None
    found = digest_of(
        library,
        site.name,
        site.url,
        since=_since(library, since),
        theme=theme,
        watched=_answer(library, asked) if asked else None,
        watch_name=asked.name if asked else "",
    )
    mail = message(found, sender=sender or NOBODY, to=to)
    _write(out or (None if sending else Path("digest.eml")), mail.as_bytes(), found)
    if server and not found.total:
        click.echo("nothing is new: nothing was sent")
    elif server:
        try:
            send(mail, server)
        except PapershelfError as error:
            refuse(f"{error}; nothing was sent")
        click.echo(f"sent to {to}: {found.subject}")


def _since(library: Library, name: str) -> str:
    """Return the id of the dump that is meant; empty for the time before the first one."""
    if name == PREVIOUS:
        return library.dumps[-2].id if len(library.dumps) > 1 else ""
    named = (dump.id for dump in library.dumps if name in (dump.id, dump.file, f"dumps/{dump.file}"))
    return next(named, name)


def _watch(library: Library, slug: str) -> Watch:
    found = next((watch for watch in library.watches if watch.slug == slug), None)
    if found is None:
        known = ", ".join(watch.slug for watch in library.watches) or "none"
        raise PapershelfError(f"there is no watch {slug}; in watches.yml there are {known}")
    return found


def _answer(library: Library, watch: Watch) -> Set[str]:
    """Return the slugs of the papers that a watch finds."""
    from generator import search, watches  # noqa: PLC0415 - the index is needed here only

    return frozenset(watches.answered([watch], dict(search.files(library)))[watch.slug])


def _write(path: Path | None, content: bytes, found: Digest) -> None:
    if path is not None and path.name == "-":
        click.echo(content, nl=False)
    elif path is not None:
        replace_file(path, content)
        click.echo(f"{path}: {found.subject}")
