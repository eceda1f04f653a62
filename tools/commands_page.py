"""docs/reference/commands.md: every command as its parser has it."""

import re
from collections.abc import Iterator

from te_planner.cli.commands import FIGURES, GROUPS, Argument, Command, all_commands
from te_planner.cli.edit_commands import CHANGE
from tools.schemas_page import published

HEAD = """# Commands

Made by `make docs` from the program's own list. `te-planner COMMAND --help` prints the same.

`te-planner PLAN` opens the terminal UI; everything that it shows or does has a command. A command that asks
for a plan takes `-p FILE`; without it, it takes the plan that `TE_PLANNER_PLAN` names, else the only
`plans/*.db` of the folder. Days are typed as people say them: `2027-03-31`, `31 mar 2027`, `2027-03`,
`Q2 2027`, `next friday`, `+6m`, `-2w`, `today`.

Data go to standard output, messages to standard error. There is no colour where nobody watches, or where
`NO_COLOR` is set.

| exit code | means |
| --- | --- |
| 0 | done |
| 1 | the answer is no: a check failed, a freeze fits no more, an import was held back |
| 2 | a wrong call: nothing was changed |
| 3 | a file that cannot be read or written |
"""


def page() -> str:
    """All commands, by what they are for."""
    commands = all_commands()
    parts = [HEAD, "## Options that many commands have", ""]
    for name, arguments in (("Of what shows figures", FIGURES), ("Of what changes the plan", CHANGE)):
        parts += [f"### {name}", "", *_table(arguments), ""]
    for group, title in GROUPS.items():
        listed = [each for each in commands.values() if each.group == group]
        parts += [f"## {title.replace('`', '')}", ""]
        for command in listed:
            parts += [*_section(command), ""]
    return "\n".join(parts)


def _section(command: Command) -> Iterator[str]:
    yield f"### {command.words}"
    yield ""
    yield f"{command.help[0].upper()}{command.help[1:]}."
    yield ""
    own = [each for each in command.arguments if each not in FIGURES and each not in CHANGE]
    yield f"`te-planner {_usage(command)}`"
    yield ""
    if own:
        yield from _table(own)
        yield ""
    common = [each for each in command.arguments if each not in own]
    if common:
        yield f"Also {', '.join(f'`{_names(each)}`' for each in common)}."
    if name := published().get(command.words):
        yield f"With `--format json`: [`te-planner/{name}/1`](schemas.md#{name})."


def _usage(command: Command) -> str:
    """What must be said, and that there are options."""
    words = [command.words]
    options = False
    for each in command.arguments:
        if not each.flags[0].startswith("-"):
            shown = _value(each)
            many = each.options.get("nargs")
            words.append({"?": f"[{shown}]", "*": f"[{shown} …]", "+": f"{shown} …"}.get(str(many), shown))
        elif each.options.get("required"):
            words.append(f"{each.flags[0]} {_value(each)}")
        else:
            options = True
    return " ".join([*words, *(["[OPTIONS]"] if options else [])])


def _table(arguments: "tuple[Argument, ...] | list[Argument]") -> Iterator[str]:
    yield "| argument | means |"
    yield "| --- | --- |"
    for each in arguments:
        yield f"| `{_cell(_names(each))}` | {_cell(_meaning(each))} |"


def _names(argument: Argument) -> str:
    if not argument.flags[0].startswith("-"):
        return _value(argument)
    takes = "action" not in argument.options or argument.options["action"] == "append"
    return ", ".join(argument.flags) + (f" {_value(argument)}" if takes else "")


def _value(argument: Argument) -> str:
    """How its value is called: by its own word, or by the words that it can be."""
    if "metavar" in argument.options:
        return str(argument.options["metavar"])
    if "choices" in argument.options:
        return "{" + ",".join(map(str, argument.options["choices"])) + "}"
    return re.sub(r"^--", "", argument.flags[-1]).replace("-", "_").upper()


def _meaning(argument: Argument) -> str:
    text = str(argument.options.get("help", "")).replace("%%", "%")
    if argument.options.get("choices") and "metavar" in argument.options:
        text += f" ({', '.join(map(str, argument.options['choices']))})"
    return text


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
