"""The border to MkDocs: a shim for mkdocs-gen-files, hooks, and the two commands that run MkDocs. No logic of its own.

Everything else in ``generator`` works without MkDocs, so that another site generator can take over.
"""

import os

# Both print a banner about MkDocs' future at import; what becomes of us then stands in docs/design.md.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
os.environ.setdefault("DISABLE_MKDOCS_2_WARNING", "true")
