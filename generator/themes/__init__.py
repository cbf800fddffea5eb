"""Themes: the taxonomy that people write, its stand-in when there is none, and the papers' places in it.

``taxonomy`` reads ``themes.yml`` (``reading`` walks it, ``checks`` judges it beside the papers), ``automatic`` finds
themes where there is no such file (``naming`` and ``phrasing`` make their headings). ``profiles`` says what a theme is
about, ``assign`` places the papers, ``limits`` says how many themes they get. What people ask then is answered by
``borderline``, ``explain``, ``suggest`` and ``writing``.
"""
