"""Keys at random: whatever is pressed, the program goes on and the plan stays sound."""

import random
from pathlib import Path

import pytest
from textual import events

from support.terminal import Terminal, drive
from te_planner.plan.journal import read_journal, verify_chain
from te_planner.plan.store import open_plan
from te_planner.tui.keys import KEYS

PRESSES = 160
OTHERS = ("up", "down", "left", "right", "tab", "shift+tab", "enter", "escape", "pagedown", "home", "end",
          "space", "a", "5", "[", "ctrl+s", "backspace", "f5", "delete")  # fmt: skip


@pytest.mark.parametrize(("seed", "size"), [(1, (120, 40)), (2, (80, 24)), (3, (61, 17))])
def test_random_keys_break_nothing(harborview: Path, seed: int, size: tuple[int, int]) -> None:
    chance = random.Random(seed)  # noqa: S311  # not for secrets
    known = [key for each in KEYS for key in each.keys if key != "q"]

    async def work(terminal: Terminal) -> None:
        for _ in range(PRESSES):
            key = chance.choice(known if chance.random() < 0.55 else OTHERS)
            if key == "q":
                continue
            await terminal.pilot._wait_for_screen()
            terminal.app.post_message(_event(key))
        for _ in range(6):
            await terminal.press("escape")
        assert terminal.app.is_running

    drive(harborview, work, size, painted=True)
    with open_plan(harborview) as plan:
        plan.snapshot()
        assert verify_chain(plan) == []
        assert read_journal(plan)


def _event(key: str) -> events.Key:
    return events.Key(key, key if len(key) == 1 else None)
