"""Build a site aside and put it in the place of the one that is there, as a whole or not at all.

Readers of the folder (a web server, an upload) see the old site or the new one, never a mixture and, where the system
can exchange two folders in one step (Linux), never none. One build at a time: the lock is the system's, so that a
killed build leaves none behind; what it leaves of its folder aside is removed by the next one. A site that is a link
to a folder elsewhere stays one: the folder is what is replaced.
"""

import ctypes
import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.errors import PapershelfError
from generator.files import remove_folder

try:
    import fcntl
except ImportError:  # no such locks on Windows: there, two builds at once are for people to avoid
    fcntl = None  # type: ignore[assignment]

_HERE = -100
"""AT_FDCWD: paths are as they stand."""
_EXCHANGE = 2
"""RENAME_EXCHANGE of renameat2(2)."""


@contextmanager
def aside(site: Path) -> Iterator[Path]:
    """Give a folder to build into, which takes the place of ``site`` when the block ends without an exception.

    Raises PapershelfError when another build is at it, or when a folder can't be written or swapped; the site that was
    there is there then, and nothing else.
    """
    site = _resolved(site)
    fresh, old = site.with_name(f"{site.name}.new"), site.with_name(f"{site.name}.old")
    with _alone(site):
        _restore(old, site)
        _check(site)
        _remove(fresh)
        try:
            try:
                yield fresh
            except KeyboardInterrupt as stop:
                raise KeyboardInterrupt(f"{site} is as it was") from stop
            _swap(fresh, site, old)
        except OSError as error:
            place = error.filename2 or error.filename or fresh  # who copies names the source first
            raise PapershelfError(f"{place}: {error.strerror}; {site} is as it was") from error
        finally:
            remove_folder(fresh, ignore_errors=True)


def _resolved(site: Path) -> Path:
    """Return the folder that a link leads to."""
    try:
        return site.resolve()
    except (OSError, RuntimeError) as error:  # Python before 3.13 raises the latter where links lead in a circle
        raise PapershelfError(f"{site}: is a link that leads in a circle; remove it") from error


@contextmanager
def _alone(site: Path) -> Iterator[None]:
    """Hold the lock of the builds of a site."""
    path = site.with_name(f".{site.name}.lock")
    try:
        with path.open("ab") as file:
            _lock(file.fileno())
            yield
    except BlockingIOError as error:
        raise PapershelfError(f"another build of {site} is running: wait for its end and try again") from error
    except OSError as error:
        told = f"{path.parent}: cannot be written ({error.strerror}); the site is built in it: make it writable"
        raise PapershelfError(told) from error


def _lock(number: int) -> None:
    """Lock an open file until it is closed, where the system and the file's disk have locks."""
    try:
        if fcntl:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno not in {errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP}:  # disks of the network may have none
            raise


def _restore(old: Path, site: Path) -> None:
    """Put the old site back that a build left behind which was killed between two renames."""
    if old.exists() and not site.exists():
        old.rename(site)
    _remove(old)


def _check(site: Path) -> None:
    """Refuse to replace what somebody protected or what is no site, before the time is spent that a build takes."""
    if site.is_symlink() or (site.exists() and not site.is_dir()):
        raise PapershelfError(f"{site}: is no folder, which the site would be; move it away or remove it")
    if site.is_mount():
        remedy = "mount it elsewhere, and let the site be a link to a folder in it"
        raise PapershelfError(f"{site}: is a mounted disk, which no other folder can take the place of; {remedy}")
    if site.exists() and not os.access(site, os.W_OK):
        raise PapershelfError(f"{site}: is read-only and stays as it is; make it writable to build anew")


def _remove(folder: Path) -> None:
    """Remove a folder, or say why there can be no build beside what is left of it."""
    try:
        remove_folder(folder)
    except FileNotFoundError:
        return
    except OSError as error:
        told = f"{folder}: left by an earlier build and cannot be removed ({error.strerror}); remove it by hand"
        raise PapershelfError(told) from error


def _swap(fresh: Path, site: Path, old: Path) -> None:
    """Put a finished site in the place of the one that is there."""
    if not site.exists():
        fresh.rename(site)
    elif not _exchanged(fresh, site):
        site.rename(old)
        try:
            fresh.rename(site)
        except OSError:
            old.rename(site)
            raise
        remove_folder(old, ignore_errors=True)


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two folders in one step and return True, or return False where the system can't."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if os.name == "posix" else None
    if rename is None:
        return False
    if rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP}:  # some file systems of the network, old kernels
        return False
    raise OSError(number, os.strerror(number), str(other))
