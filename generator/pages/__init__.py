"""The pages of the site: planned as data (``plan``), rendered from Jinja templates to Markdown (``render``)."""

from generator.pages.listing import Page
from generator.pages.markup import HTML, MARKDOWN, Dialect
from generator.pages.plan import plan
from generator.pages.render import LATE, late, outline, reload, render, rendered

__all__ = ["HTML", "LATE", "MARKDOWN", "Dialect", "Page", "late", "outline", "plan", "reload", "render", "rendered"]
