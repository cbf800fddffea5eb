"""Themes: the taxonomy that people write, its stand-in when there is none, and the papers' places in it.

``taxonomy`` reads ``themes.yml``, ``automatic`` finds themes where there is no such file, ``assign`` places the papers.
"""
