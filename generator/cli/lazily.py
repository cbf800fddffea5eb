"""A group of commands of which each is imported when somebody asks for it: none waits for what the others need."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click


class Lazily(click.Group):
    """A group that knows of its commands no more than in which module each of them stands, under its own name."""

    def __init__(self, *args: Any, modules: Mapping[str, str], **settings: Any) -> None:
        """Remember the modules by the names of their commands; all else is click's."""
        super().__init__(*args, **settings)
        self._modules = modules

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands, as the help lists them."""
        return sorted({*super().list_commands(ctx), *self._modules})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, None where there is none of that name."""
        if cmd_name not in self._modules:
            return super().get_command(ctx, cmd_name)
        found = getattr(import_module(self._modules[cmd_name]), cmd_name)
        return found if isinstance(found, click.Command) else None
