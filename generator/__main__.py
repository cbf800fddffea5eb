"""``python -m generator``: the command ``papershelf``."""

from generator.cli import run

run()
