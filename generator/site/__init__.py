"""The border to MkDocs: a shim for mkdocs-gen-files, hooks, and the two commands that run MkDocs. No logic of its own.

Everything else in ``generator`` works without MkDocs, so that another site generator can take over.
"""
