"""docs/commands.md names every command and every option, and none that there isn't."""

import re

import click
import pytest

from generator.cli import main


def flat(group: click.Group, before: str = "") -> list[tuple[str, click.Command]]:
    """Every command with its whole name, those of a group in its place."""
    context = click.Context(group)
    named = [(name, group.get_command(context, name)) for name in group.list_commands(context)]
    return [
        pair
        for name, command in named
        for pair in (
            flat(command, f"{before}{name} ") if isinstance(command, click.Group) else [(before + name, command)]
        )
    ]


COMMANDS = flat(main)


@pytest.fixture(scope="module")
def sections(project) -> dict[str, str]:
    """The text below each heading of a command."""
    page = (project.root / "docs" / "commands.md").read_text("utf-8")
    parts = re.split(r"^## `papershelf ([a-z]+(?: [a-z]+)?)[^`]*`$", page, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_every_command_has_a_section_and_every_section_a_command(sections):
    assert sorted(sections) == sorted(name for name, _ in COMMANDS)


@pytest.mark.parametrize(("name", "command"), COMMANDS)
def test_every_option_is_in_the_table_and_no_other(sections, name, command):
    told = {
        option for row in re.findall(r"^\| `(--[^`]+)`", sections[name], re.MULTILINE) for option in row.split()[:1]
    }
    options = {option for each in command.params if isinstance(each, click.Option) for option in each.opts}
    assert told == options


@pytest.mark.parametrize(("name", "command"), COMMANDS)
def test_every_choice_is_told(sections, name, command):
    for parameter in command.params:
        if isinstance(parameter.type, click.Choice):
            assert all(f"`{parameter.opts[0]} {choice}`" in sections[name] for choice in parameter.type.choices)


@pytest.mark.parametrize(("name", "command"), COMMANDS)
def test_every_command_and_option_helps(name, command):
    assert command.help
    assert all(each.help for each in command.params if isinstance(each, click.Option))
