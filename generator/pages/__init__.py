"""The pages of the site: planned as data (``plan``), rendered from Jinja templates to Markdown (``render``)."""

from generator.pages.listing import Page
from generator.pages.plan import plan
from generator.pages.render import LATE, late, outline, reload, render, rendered

__all__ = ["LATE", "Page", "late", "outline", "plan", "reload", "render", "rendered"]
