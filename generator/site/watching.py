"""What ``serve`` watches while it runs, and how it tells of what cannot be built.

MkDocs watches the files and folders that are there when it starts, and forgets a folder that was gone for a moment
(another branch was checked out). Here the project's folder is watched, which stays, and in it whatever belongs to the
site, be it there or not yet. A mistake in a file is a sentence, no traceback, and the next edit is built again.
"""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from watchdog.observers.polling import PollingObserverVFS
from watchdog.utils.dirsnapshot import DirectorySnapshot

from generator.errors import PapershelfError
from generator.site.demand import Demand, on_demand
from generator.site.mistakes import told

_SECONDS, _A_FILE = 0.1, 0.0002
"""Between two looks: at least so long, and so long for each file, since to look at one takes 0.015 ms."""


Look = Mapping[str, tuple[float, int, tuple[int, int]]]
"""The date, the size and the number of each file."""


def watch(server: LiveReloadServer, config: MkDocsConfig, begun: Look, demand: Demand | None = None) -> None:
    """Let a server that was not started yet watch all that MkDocs was told to, and build with a word on mistakes.

    ``begun`` is how things looked when the first build began: what was edited since then is built before it starts.
    ``demand`` has what builds leave to be made when it is asked for.
    """
    root, inside, elsewhere = _places(config)
    looking = PollingObserverVFS(os.stat, partial(listed, wanted=inside), polling_interval=between(len(begun)))
    for path in (config.docs_dir, config.config_file_path):
        server.unwatch(path)
    server.observer = looking  # type: ignore[assignment] # any observer will do
    server.watch(root)
    for path in elsewhere:
        if os.path.exists(path):  # noqa: PTH110
            server.watch(path)
    demand = demand or Demand()
    server.builder = partial(_built, server.builder, Path(root), demand)
    server.set_app(on_demand(server, demand, Path(root)))
    now = look(config)
    config.watch = []  # MkDocs would watch each of them by itself
    if now != begun:
        server.builder()


def between(files: int) -> float:
    """Return the seconds between two looks at so many files."""
    return max(_SECONDS, _A_FILE * files)


def look(config: MkDocsConfig) -> Look:
    """Return how the files of a project look that are watched."""
    root, inside, _ = _places(config)
    seen = DirectorySnapshot(root, listdir=partial(listed, wanted=inside))
    files = (str(path) for path in seen.paths if not seen.isdir(path))
    return {path: (seen.mtime(path), seen.size(path), seen.inode(path)) for path in files}


def _places(config: MkDocsConfig) -> tuple[str, list[str], list[str]]:
    """Return the project's folder, what is to be watched in it, and what is elsewhere."""
    every = (config.docs_dir, config.config_file_path, *config.watch)
    paths = [os.path.abspath(path) for path in every]  # noqa: PTH100 - links stay as they are
    root = Path(paths[1]).parent
    inside = [path for path in paths if Path(path).is_relative_to(root)]
    return str(root), inside, sorted({*paths} - {*inside})


def listed(folder: str | None, wanted: Sequence[str]) -> Iterator[os.DirEntry[str]]:
    """Return what a folder has of the wanted files and folders, the folders on the way to them, and all below them.

    A folder on the way to none of them is another one that is watched: all of it is.
    """
    folder = folder or os.curdir
    with os.scandir(folder) as entries:
        found = list(entries)
    if any(_within(path, folder) for path in wanted):
        found = [entry for entry in found if any(_near(path, entry.path) for path in wanted)]
    return iter(found)


def _near(path: str, other: str) -> bool:
    return _within(path, other) or _within(other, path)


def _within(path: str, folder: str) -> bool:
    return f"{path}{os.sep}".startswith(f"{folder}{os.sep}")


def _built(build: Callable[[], None], root: Path, demand: Demand) -> None:
    """Build; what people are to mend comes as the sentence that MkDocs' server prints, the server goes on."""
    try:
        with told(root), demand.building():
            build()
    except PapershelfError as error:
        raise Abort(f"Error: {error}") from error
    except OSError as error:
        raise Abort(f"Error: {error.filename or root}: {error.strerror}") from error
