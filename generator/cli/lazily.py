"""A group of commands of which each is imported when somebody asks for it: none waits for what the others need.

Whoever stops a command is told so, at whatever moment it was.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import IO, Any

import click


class Interrupted(click.ClickException):
    """Somebody stopped the command: Ctrl-C, or the system, which asked the process to end."""

    exit_code = 130

    def show(self, file: IO[Any] | None = None) -> None:
        """Say it below what a terminal shows of the keys."""
        click.echo(f"\nstopped{self.message}", file=file, err=file is None)


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

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as stop:
            raise Interrupted(f"; {stop}" if stop.args else "") from stop
