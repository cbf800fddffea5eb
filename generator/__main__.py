"""``python -m generator``: the command ``papershelf``."""

from generator.cli import main

main(prog_name="papershelf")
