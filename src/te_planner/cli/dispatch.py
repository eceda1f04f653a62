"""From the words of a call to its command."""

import gc
import sys
from collections.abc import Mapping
from importlib import import_module

from te_planner import __version__
from te_planner.errors import PlannerError, WrongCall

TYPE_CHECKING = False  # as typing has it, whose import --version does without
if TYPE_CHECKING:
    from pathlib import Path

    from te_planner.cli.commands import Command

USAGE = """usage: te-planner [PLAN] [--as-of DAY]
       te-planner COMMAND [ARGUMENTS]
       te-planner COMMAND --help

Plan the way to transactive energy over the roadmap of ISO/IEC TR 15067-3-7.
PLAN opens in the terminal; without one, the only plans/*.db here or the start screen.
"""
OPTIONS = """
Options
  -p, --plan FILE  the plan (else TE_PLANNER_PLAN, or the only plans/*.db here)
  --version        the program's version
  -h, --help       this list

Exit codes: 0 done, 1 the answer is no, 2 a wrong call, 3 a file that cannot be read or written.
"""


def dispatch(argv: list[str], today: str) -> int:
    """Run the command that the words name; without one, open the terminal UI."""
    plan, argv = _plan_first(argv)
    if argv and argv[0] in ("-V", "--version"):
        return _print(f"te-planner {__version__}\n")
    if plan is None and len(argv) == 1 and (file := _file(argv[0])):
        # the screen waits for no list of commands
        return open_plan_screen(file)
    from te_planner.collecting import uncollected

    # over before garbage matters: the search for it takes a sixth of a `status` of 10,000 projects, and a
    # tenth of the imports that an edit needs
    with uncollected():
        from te_planner.cli.commands import all_commands

        commands = all_commands()
    if argv and argv[0] in ("-h", "--help", "help"):
        return _print(help_text(commands))
    if not argv or argv[0].partition("=")[0] == "--as-of":
        from te_planner.cli.plans import find_plan

        return open_plan_screen(find_plan(plan), _as_of(argv, today))
    command, rest = _find(commands, argv)
    if command is None:
        return _no_command(commands, argv, plan, today)
    with uncollected():
        return _run(command, rest, plan, today)


def _run(command: "Command", rest: list[str], plan: str | None, today: str) -> int:
    # --help and --version pay for none of these
    from te_planner.cli.call import Call
    from te_planner.cli.output import Output
    from te_planner.cli.parser import parser

    args = parser(command, today).parse_args(rest)
    args.edit = command.edit
    if plan is not None:
        if getattr(args, "plan", None) is not None:
            raise WrongCall(f"Two plans are named, {plan} and {args.plan}. Name one.")
        args.plan = plan
    module, _, function = command.run.partition(":")
    run = getattr(import_module(f"te_planner.cli.{module}"), function)
    call = Call(args, today, Output(plain=getattr(args, "plain", False)))
    try:
        code: int = run(call)
    except PlannerError as error:
        error.command = command.words
        raise
    call.back_up()
    return code


def help_text(commands: "Mapping[str, Command]") -> str:
    """All commands by what they are for."""
    from te_planner.cli.commands import GROUPS

    size = max(map(len, commands))
    parts = [USAGE]
    for group, title in GROUPS.items():
        listed = [each for each in commands.values() if each.group == group]
        parts.append(
            title + "\n" + "\n".join(f"  {each.words:<{size}}  {each.help}" for each in listed) + "\n"
        )
    return "\n".join(parts) + OPTIONS


def _print(text: str) -> int:
    sys.stdout.write(text)
    return 0


def _plan_first(argv: list[str]) -> tuple[str | None, list[str]]:
    """`-p FILE` before the command is taken as well."""
    if argv[:1] and argv[0].startswith("--plan="):
        return argv[0].removeprefix("--plan="), argv[1:]
    if argv[:1] and argv[0] in ("-p", "--plan"):
        if len(argv) < 2:
            raise WrongCall(f"te-planner: {argv[0]} needs a file.\nte-planner --help says how.")
        return argv[1], argv[2:]
    return None, argv


def _file(word: str) -> "Path | None":
    """A file that nobody can take for a command: its name has an ending, and it is there."""
    if word.startswith("-"):
        return None
    from pathlib import Path

    path = Path(word)
    return path if path.suffix and path.is_file() else None


def _find(commands: "Mapping[str, Command]", argv: list[str]) -> "tuple[Command | None, list[str]]":
    """The command of two words or of one, and what is left."""
    for count in (2, 1):
        found = commands.get(" ".join(argv[:count]))
        if found and len(argv) >= count:
            return found, argv[count:]
    return None, argv


def _no_command(commands: "Mapping[str, Command]", argv: list[str], plan: str | None, today: str) -> int:
    """A plan to open, the first word of a pair, or a slip."""
    from difflib import get_close_matches
    from pathlib import Path

    word, *rest = argv
    pairs = [each for each in commands.values() if each.words.startswith(f"{word} ")]
    if pairs and rest and rest[0] in ("-h", "--help"):
        return _print("\n".join(f"te-planner {each.words}: {each.help}" for each in pairs) + "\n")
    if pairs:
        listed = ", ".join(each.words.removeprefix(f"{word} ") for each in pairs)
        raise WrongCall(f"te-planner {word}: say which: {listed}.\nte-planner {word} --help lists them.")
    if word.startswith("-"):
        raise WrongCall(f"te-planner: there is no option {word}.\nte-planner --help lists them.")
    first = {each.split()[0] for each in commands}
    near = get_close_matches(word.lower(), first, n=2)
    if not Path(word).exists() and (near or rest):
        hint = f"Did you mean {' or '.join(near)}? " if near else ""
        raise WrongCall(f"There is no command {word!r}. {hint}te-planner --help lists them.")
    as_of = _as_of(rest, today)
    if plan is not None:
        raise WrongCall(f"te-planner opens one plan; {word!r} is one too many.")
    return open_plan_screen(Path(word), as_of)


def _as_of(argv: list[str], today: str) -> str | None:
    """The day of `--as-of DAY`, the one option with which the terminal UI opens."""
    if not argv:
        return None
    if argv[0].startswith("--as-of="):
        argv = [*argv[0].split("=", 1), *argv[1:]]
    if argv[0] != "--as-of" or len(argv) != 2:
        raise WrongCall(f"te-planner opens one plan, with --as-of DAY if need be; {argv[-1]!r} is too much.")
    from te_planner.plan.typed_days import edge_of, typed_day

    return typed_day(argv[1], "as of", today, edge_of("", "as_of"))


def open_plan_screen(path: "Path | None", as_of: str | None = None) -> int:
    """The terminal UI on a plan, or on the start screen."""
    if path is not None and not path.exists():
        from te_planner.cli.plans import plans_here

        here = ", ".join(map(str, plans_here()[:5]))
        known = f"Here are: {here}." if here else f"te-planner new {path} makes it."
        raise WrongCall(f"There is no plan {path}. {known}")
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        what = f"te-planner status -p {path}" if path else "te-planner --help"
        raise WrongCall(f"The screen needs a terminal.\n{what} prints instead.")
    # what is imported stays: looking through it for garbage would cost the first frame a fifth of its time
    gc.disable()
    from te_planner.tui.app import run

    run(path, as_of)
    return 0
