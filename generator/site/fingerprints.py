"""Give the site's own scripts, style sheets, pictures and typefaces an address that changes with what they hold.

A reader's browser may keep them as long as it likes and never mixes those of two builds. All of them go into one
folder, ``assets-3fa9c2/``, named by a hash of all that is sent of them: at the same depth as ``assets/``, so that
what they say of each other (``../fonts/…``, ``search-worker.js``) stays true and no file is rewritten. Material's own
files have hashes already.
"""

import hashlib
from pathlib import Path

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from generator.site.lean import sent

FOLDER = "assets/"
LETTERS = 6


def move(files: Files, config: MkDocsConfig) -> None:
    """Give the files of the docs folder's ``assets/`` their new places."""
    own = [file for file in files if file.src_uri.startswith(FOLDER) and _is_own(file, config)]
    digest = hashlib.sha256()
    for file in sorted(own, key=lambda each: each.src_uri):
        content = sent(file.src_uri, file.content_bytes)
        digest.update(f"{file.src_uri}\0{len(content)}\0".encode() + content)
    folder = f"{FOLDER.rstrip('/')}-{digest.hexdigest()[:LETTERS]}/"
    for file in own:
        file.dest_uri = folder + file.src_uri.removeprefix(FOLDER)


def point(env: Environment, files: Files) -> None:
    """Let the templates' filter ``url`` lead to the new places."""
    plain = env.filters["url"]
    moved = {file.src_uri: file.dest_uri for file in files if file.src_uri.startswith(FOLDER)}

    @pass_context
    def url(context: Context, value: str) -> str:
        return str(plain(context, moved.get(value, value)))

    env.filters["url"] = url


def _is_own(file: File, config: MkDocsConfig) -> bool:
    return file.src_dir is not None and Path(file.src_dir) == Path(config.docs_dir)
