"""Each screen drawn as SVG, on a fixed day. After a wanted change: `pytest tests/tui --snapshot-update`."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from support.terminal import SIZES, TODAY
from te_planner.tui.app import PlannerApp

SCREENS = {
    "overview": [],
    "roadmap": ["2", "down", "right"],
    "projects": ["3", "down", "down", "down"],
    "benefits": ["4", "down"],
    "timeline": ["5", "down", "down"],
    "coverage": ["6"],
    "coverage-path": ["6", "g", "down", "down", "down"],
    "coverage-drivers": ["6", "g", "g"],
    "coverage-obligations": ["6", *["g"] * 3, "down", "down", "down", "down"],
    "coverage-gaps": ["6", *["g"] * 4],
    "coverage-wins": ["6", *["g"] * 5],
    "deeds": ["2", "down", "down", "full_stop"],
    "assess": ["7"],
    "report": ["9"],
    "history": ["8"],
    "reader": ["r", *["down"] * 14],
    "question": ["r", "slash", "q", "u", "e", "s", "t", "i", "o", "n", "enter", "pagedown", "enter"],
    "why": ["2", "right", "w"],
    "form": ["2", "a"],
    "help": ["question_mark"],
}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("screen", SCREENS)
def test_screen(
    snap_compare: Callable[..., bool], harborview: Path, screen: str, size: tuple[int, int]
) -> None:
    app = PlannerApp(harborview, today=TODAY, who="planner")

    async def ready(pilot: Any) -> None:
        while not (app.readiness and app.entries):
            await pilot.pause(0.02)
        # the hash rests on the roadmap's edition as well, whose texts may be mended
        app.entries = tuple(each._replace(hash="0" * 64) for each in app.entries)
        snapshot = app.readiness.snapshot
        head = snapshot.head._replace(hash="0" * 64)
        app.readiness = app.readiness._replace(snapshot=snapshot._replace(head=head))
        await pilot.pause()
        for key in SCREENS[screen]:
            await pilot.press(key)
        await pilot.pause(0.1)

    assert snap_compare(app, terminal_size=size, run_before=ready)
    if app.session:
        app.session.close()
