"""x"""

import click


@click.command()
def add() -> None:
    """x"""


@click.command()
def withdraw() -> None:
    """x"""
