"""What people wrote wrong in a template, a page or a setting, as one sentence with its file and line.

MkDocs and Jinja raise for it, from deep inside; a traceback of theirs says everything but what to mend. What is no
such mistake goes on as it is: a mistake of ours is told in full.
"""

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError
from mkdocs.exceptions import Abort, MkDocsException

from generator.errors import PapershelfError, not_utf8

_FOLDERS = ("docs", "overrides", "generator/pages/templates")
"""Where people write what is read as UTF-8."""


@contextmanager
def told(root: Path) -> Iterator[None]:
    """Raise PapershelfError, with a sentence, where a block raises for a mistake in a project's files."""
    try:
        yield
    except (MkDocsException, Abort) as error:
        raise PapershelfError(f"MkDocs could not build the site: {error}") from error
    except TemplateError as error:
        raise PapershelfError(f"{_place(error, root)}: {_wrong(error)}; mend the template") from error
    except UnicodeDecodeError as error:
        raise PapershelfError(not_utf8(_file(error.object, root), error)) from error


def _place(error: TemplateError, root: Path) -> str:
    """Return the file and the line that an error of a template is about."""
    if isinstance(error, TemplateSyntaxError):
        return f"{_short(error.filename or error.name or 'a template', root)}:{error.lineno}"
    frames = ((frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(error.__traceback__))
    places = [f"{_short(file, root)}:{line}" for file, line in frames if not file.endswith(".py") and file[0] != "<"]
    return places[-1] if places else "a template"


def _wrong(error: TemplateError) -> str:
    if isinstance(error, TemplateNotFound):
        return f"there is no template {error.name!r}"
    return str(error.message)


def _file(content: bytes, root: Path) -> str:
    """Return which of the project's files has a content: who decodes it does not say."""
    for folder in _FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content:
                return _short(str(path), root)
    return "a page or a template"


def _short(file: str, root: Path) -> str:
    path = Path(file)
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else file
