"""The weekly text export of Daily Papers: labelled fields, a line of hyphens behind each paper.

    Title: Invertible Consistency Distillation …
    PDF: https://arxiv.org/pdf/2406.14539
    Summary: Diffusion distillation represents …
    ---

It is known by having these labels and no other. ``generator.readers.labelled`` reads it, and listings with any labels.
"""

from generator.readers.base import Reader
from generator.readers.labelled import Labelled

WEEKLY: Reader = Labelled("daily-papers-weekly", weekly=True)
