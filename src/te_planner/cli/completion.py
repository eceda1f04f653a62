"""`completion`: the script for a shell, and the answers to what that script asks."""

from pathlib import Path

from te_planner.cli.call import Call
from te_planner.cli.commands import all_commands

ENDINGS = {"bash": "bash", "zsh": "zsh", "fish": "fish", "powershell": "ps1"}
HELP = 60
"""Characters of what a word means; a shell shows it beside the word."""


def completion(call: Call) -> int:
    """Print the script, to be read when the shell starts."""
    script = Path(__file__).with_name("shells") / f"te-planner.{ENDINGS[call.args.shell]}"
    call.out.document(script.read_text(encoding="utf-8"))
    return 0


def answer(call: Call) -> int:
    """The words that may come next, one a line, a tab and what it means; `:files` where a file may."""
    from te_planner.cli.completing import coming

    current, *before = call.args.words or ["."]
    # the begun word comes first and behind a dot: it may be empty, or look like an option
    found = coming(all_commands(), before, current.removeprefix("."))
    lines = [f"{each.text}\t{_short(each.help)}".rstrip() for each in found.words]
    for line in (*lines, *([":files"] if found.files else ())):
        call.out.stdout.write(line + "\n")
    return 0


def _short(text: str) -> str:
    # a shell's own encoding may lack more than ASCII
    plain = " ".join(text.replace("…", "...").encode("ascii", "replace").decode().split())
    return plain if len(plain) <= HELP else f"{plain[: HELP - 3]}..."
