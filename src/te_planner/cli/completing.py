"""Which words may come next in a call of te-planner: one answer for every shell.

It reads the commands as they are declared and the shipped roadmap, and never a plan: a key pressed in a shell
opens, migrates and locks nothing.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from te_planner.cli.commands import PLAN, Argument, Command

FILES = ("FILE", "FILE|DIR", "FOLDER", "PLAN", "BACKUP", "DAMAGED", "NEW", "OTHER")
"""The placeholders of arguments that take a file or a folder."""
CELLS = ("CELL", "REF", "BENEFIT")


class Word(NamedTuple):
    """A word that may come next, and what it means, where that is known."""

    text: str
    help: str = ""


class Next(NamedTuple):
    """What may come next: words, and whether a file may."""

    words: tuple[Word, ...] = ()
    files: bool = False


def coming(commands: Mapping[str, Command], before: Sequence[str], current: str) -> Next:
    """What may come after the words before the cursor, where `current` is the word that was begun."""
    words, wants_plan = _without_plan(before)
    if wants_plan:
        return Next(files=True)
    command, rest = _command(commands, words)
    found = Next(_firsts(commands, words), files=not words)
    if command is not None:
        inside = _inside(command, rest, current)
        found = Next(found.words + inside.words, inside.files)
    elif current.startswith("-") and not words:
        found = Next((*_options((PLAN,)), Word("--version"), Word("--help", "all commands")))
    return Next(tuple(each for each in found.words if each.text.startswith(current)), found.files)


def _without_plan(before: Sequence[str]) -> tuple[list[str], bool]:
    """`-p FILE` may stand before the command; the second value: its file is what comes next."""
    if before and before[0] in PLAN.flags:
        return list(before[2:]), len(before) == 1
    if before and before[0].startswith("--plan="):
        return list(before[1:]), False
    return list(before), False


def _command(commands: Mapping[str, Command], words: Sequence[str]) -> tuple[Command | None, Sequence[str]]:
    for count in (2, 1):
        if len(words) >= count and (found := commands.get(" ".join(words[:count]))):
            return found, words[count:]
    return None, words


def _firsts(commands: Mapping[str, Command], words: Sequence[str]) -> tuple[Word, ...]:
    """The first words of the commands, or the second ones of those that begin so."""
    if not words:
        alone = {first: commands[first].help for first in _first_words(commands) if first in commands}
        return tuple(Word(first, alone.get(first, "")) for first in _first_words(commands))
    if len(words) > 1:
        return ()
    pairs = (each for each in commands.values() if each.words.startswith(f"{words[0]} "))
    return tuple(Word(each.words.partition(" ")[2], each.help) for each in pairs)


def _first_words(commands: Mapping[str, Command]) -> list[str]:
    return list(dict.fromkeys(words.split()[0] for words in commands))


def _inside(command: Command, rest: Sequence[str], current: str) -> Next:
    """What may come within a command: an option, the value of one, or the next word that it takes."""
    flag, equals, _ = current.partition("=")
    if equals and (argument := _option(command, flag)):  # as one word: --format=json
        values = _values(argument)
        return Next(tuple(Word(f"{flag}={each.text}", each.help) for each in values.words))
    open_option, given = _read(command, rest)
    if open_option:
        return _values(open_option)
    if current.startswith("-"):
        return Next((*_options(command.arguments), Word("--help", "what the command takes")))
    left = _next_positional(command, given)
    return _values(left) if left else Next(_options(command.arguments))


def _option(command: Command, flag: str) -> Argument | None:
    return next((each for each in command.arguments if flag in each.flags and flag.startswith("-")), None)


def _read(command: Command, rest: Sequence[str]) -> tuple[Argument | None, int]:
    """The option that waits for its value after these words, and how many words are no option's."""
    waits: Argument | None = None
    given = 0
    for word in rest:
        if waits or word == "=":  # bash cuts --format=json in three
            waits = waits if word == "=" else None
        elif word.startswith("-"):
            found = _option(command, word)
            waits = found if found and "action" not in found.options else _appending(found)
        else:
            given += 1
    return waits, given


def _appending(argument: Argument | None) -> Argument | None:
    """An option that may be repeated takes a value; one that is a switch does not."""
    return argument if argument and argument.options["action"] == "append" else None


def _next_positional(command: Command, given: int) -> Argument | None:
    places = [each for each in command.arguments if not each.flags[0].startswith("-")]
    if given < len(places):
        return places[given]
    return places[-1] if places and places[-1].options.get("nargs") in ("*", "+") else None


def _options(arguments: Sequence[Argument]) -> tuple[Word, ...]:
    options = (each for each in arguments if each.flags[0].startswith("-"))
    return tuple(Word(flag, each.options.get("help", "")) for each in options for flag in each.flags)


def _values(argument: Argument) -> Next:
    """The values that an argument takes, as far as they are known without a plan."""
    placeholder = argument.options.get("metavar")
    if choices := argument.options.get("choices"):
        return Next(tuple(Word(str(each)) for each in choices))
    if placeholder in CELLS:
        return Next(_cells())
    if "--example" in argument.flags:
        return Next(_examples())
    return Next(files=placeholder in FILES)


def _cells() -> tuple[Word, ...]:
    from te_planner.roadmap.loader import load_roadmap

    return tuple(Word(each.ref, each.text) for each in load_roadmap().cells.values())


def _examples() -> tuple[Word, ...]:
    from te_planner.roadmap.files import data_folder

    return tuple(Word(path.stem) for path in sorted(data_folder("plans").glob("*.yaml")))
