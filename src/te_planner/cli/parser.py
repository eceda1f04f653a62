"""The parser of one command, made from its data."""

from argparse import ArgumentParser
from typing import NoReturn

from te_planner.cli.commands import Command
from te_planner.errors import WrongCall


class Parser(ArgumentParser):
    """argparse, with a wrong call told in two lines."""

    def error(self, message: str) -> NoReturn:
        raise WrongCall(f"{self.prog}: {message}.\n{self.prog} --help says how.")


def parser(command: Command) -> Parser:
    """The parser of one command."""
    found = Parser(
        prog=f"te-planner {command.words}",
        description=command.help[0].upper() + command.help[1:] + ".",
        allow_abbrev=False,
    )
    for argument in command.arguments:
        found.add_argument(*argument.flags, **argument.options)
    return found
