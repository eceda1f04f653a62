"""The tutorial with keys, played as it stands: it comes to the same plan as its commands."""

import re
from pathlib import Path

import pytest
from textual.widgets import Input

from support.terminal import Terminal, drive
from tools.consoles import DAY, fits, run, said, there

TUTORIAL = Path(__file__).parents[2] / "docs" / "tutorial.md"
STEP = re.compile(r"^\d+\. .*?(?=^\S|^\n|\Z)", re.MULTILINE | re.DOTALL)
"""An item of a numbered list, with the lines that are indented below it."""
WORD = re.compile(r"`([^`]+)`|\*\*([^*]+)\*\*")
KEYS = {":": "colon", ".": "full_stop", "/": "slash", "esc": "escape", "Home": "home"} | {
    each: each for each in ("enter", "tab", "down", "right")
}
AT_THE_END = ("projects", "next")
"""Commands whose last output on the page is of the plan as it is at the end."""


def steps(text: str) -> list[str]:
    """What is pressed, typed (after a quote mark) and seen (after a star), in order."""
    return [
        f"*{seen}" if seen else KEYS.get(word) or (word if len(word) == 1 else f"'{word}")
        for item in STEP.findall(text)
        for word, seen in WORD.findall(" ".join(item.split()))
    ]


async def follow(terminal: Terminal, todo: list[str]) -> None:
    for each in todo:
        if each.startswith("*"):
            await terminal.until(lambda shown=each[1:]: shown in terminal.screen, each)
        elif each.startswith("'"):
            await terminal.until(lambda: isinstance(terminal.app.focused, Input), each)
            await terminal.type(each[1:])
        else:
            await terminal.press(each)


def test_keys_and_commands_make_the_same_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = TUTORIAL.read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    drive(None, lambda terminal: follow(terminal, steps(text)))
    assert (tmp_path / f"larkmead-board-{DAY}.pdf").stat().st_size > 1000
    last = dict(said(text))
    with there(tmp_path):
        for each in AT_THE_END:
            command = f"te-planner {each}"
            assert fits(last[command], run(command))
