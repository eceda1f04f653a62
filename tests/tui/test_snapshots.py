"""Every screen drawn as SVG, of both examples and an empty plan, on a fixed day and in three sizes.

One app a plan goes through all screens, and its terminal is made smaller and larger on each.
After a wanted change: `pytest tests/tui/test_snapshots.py --snapshot-update`.
"""

from pathlib import Path

import pytest
from syrupy import SnapshotAssertion

from support.plans import copied
from support.shots import SIZES, ScreenShots, settled, steady, without_hashes
from support.terminal import Terminal, drive

WALK: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("overview", ()),
    ("roadmap", ("2", "down", "right")),
    ("projects", ("3", "down", "down")),
    ("benefits", ("4", "down")),
    ("timeline", ("5", "down", "down")),
    ("coverage", ("6",)),
    ("coverage-path", ("g", "down", "down", "down")),
    ("coverage-drivers", ("g",)),
    ("coverage-obligations", ("g", "down", "down")),
    ("coverage-gaps", ("g",)),
    ("coverage-wins", ("g",)),
    ("assess", ("7",)),
    ("history", ("8",)),
    ("report", ("9",)),
    ("reader", ("r", *("down",) * 14)),
    ("editions", ("E",)),
)
"""What all plans show: each screen by the keys that lead on to it from the one before."""
WINDOWS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("roadmap-filters", ("2", "j", "b", "h")),
    ("deeds", ("0", "down", "down", "full_stop")),
    ("why", ("escape", "w")),
    ("form", ("escape", "a")),
    ("help", ("escape", "question_mark")),
    ("palette", ("escape", "ctrl+p", "b", "m")),
    ("question", ("escape", "r", "slash", *"question", "enter", "end", "enter")),
    ("benefit-graph", ("4", "down", "l")),
    ("history-chart", ("8", "c")),
    ("history-since", ("escape", "f", "enter")),
)
"""What is opened over or in them, once."""


async def compared(
    terminal: Terminal, snapshot: SnapshotAssertion, walk: tuple[tuple[str, tuple[str, ...]], ...]
) -> list[str]:
    """The screens that are not as they were, by size and name."""
    wrong = []
    for name, keys in walk:
        await terminal.press(*keys)
        for width, height in SIZES:
            await terminal.pilot.resize_terminal(width, height)
            await terminal.until(lambda: settled(terminal), f"{name} settles")
            steady(terminal)
            shot = f"{width}x{height}-{name}"
            if terminal.app.export_screenshot(title="te-planner") != snapshot(name=shot):
                wrong.append(shot)
    return wrong


@pytest.mark.parametrize("name", ["harborview", "tri-rivers", "empty"])
def test_every_screen_is_as_it_was(snapshot: SnapshotAssertion, tmp_path: Path, name: str) -> None:
    wrong: list[str] = []

    async def walk(terminal: Terminal) -> None:
        without_hashes(terminal)
        steps = (*WALK, *WINDOWS) if name == "harborview" else WALK
        wrong.extend(await compared(terminal, snapshot.use_extension(ScreenShots), steps))

    drive(copied(name, tmp_path), walk)
    assert not wrong, f"plan {name}: {', '.join(wrong)}"


def test_the_plain_graph_is_as_it_was(snapshot: SnapshotAssertion, harborview: Path) -> None:
    wrong: list[str] = []

    async def walk(terminal: Terminal) -> None:
        steps = (("benefit-graph-plain", ("4", "down", "l")), ("roadmap-plain", ("2", "down", "right")))
        wrong.extend(await compared(terminal, snapshot.use_extension(ScreenShots), steps))

    drive(harborview, walk, plain=True)
    assert not wrong, f"plain: {', '.join(wrong)}"


def test_the_start_screen_is_as_it_was(
    snapshot: SnapshotAssertion, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    wrong: list[str] = []

    async def walk(terminal: Terminal) -> None:
        await terminal.until(lambda: "Tri-Rivers" in terminal.screen, "the examples")
        steps = (("start", ()), ("new-plan", ("n",)))
        wrong.extend(await compared(terminal, snapshot.use_extension(ScreenShots), steps))

    drive(None, walk)
    assert not wrong, f"start: {', '.join(wrong)}"
