"""The parser of one command, made from its data."""

import re
from argparse import ArgumentParser, HelpFormatter
from collections.abc import Callable
from functools import partial
from typing import Any, NoReturn

from te_planner.cli.commands import Argument, Command
from te_planner.errors import WrongCall
from te_planner.plan.snapshot import Day


class Parser(ArgumentParser):
    """argparse, with a wrong call told in two lines."""

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """The same, but `--note=--` is refused: to argparse that is the end of the options."""
        for word in args or ():
            option, _, value = word.partition("=")
            if option.startswith("--") and value == "--":
                self.error(f"argument {option}: two hyphens are no value")
        return super().parse_known_args(args, namespace)

    def format_help(self) -> str:
        self.formatter_class = HelpFormatter
        return super().format_help()

    def error(self, message: str) -> NoReturn:
        raise WrongCall(f"{self.prog}: {message}.\n{self.prog} --help says how.")


def parser(command: Command, today: Day) -> Parser:
    """The parser of one command; its days are read as people type them, seen from `today`."""
    from te_planner.cli.guide import more_of

    found = Parser(
        prog=f"te-planner {command.words}",
        description=command.help[0].upper() + command.help[1:] + ".",
        epilog=more_of(command.words) or None,
        allow_abbrev=False,
        # argparse tries each argument on a formatter: only one that prints asks how wide the terminal is
        formatter_class=partial(HelpFormatter, width=80),
    )
    # -2w is a day, as -2 is a number: neither is an option (newer versions of argparse take it so)
    found._negative_number_matcher = re.compile(r"-\d+ ?[dwmy]?[a-z]*")
    for argument in command.arguments:
        options = argument.options
        if options.get("metavar") == "DAY":
            options = {**options, "type": _day(command, argument, today)}
        found.add_argument(*argument.flags, **options)
    return found


def _day(command: Command, argument: Argument, today: Day) -> Callable[[str], Day]:
    flag = argument.flags[0]
    name = argument.options.get("dest") or flag.lstrip("-").replace("-", "_")

    def read(text: str) -> Day:
        from te_planner.plan.typed_days import edge_of, typed_day

        # an empty one takes a day away, where the edit can
        return typed_day(text, flag, today, edge_of(command.edit, name)) if text.strip() else ""

    return read
