"""The graph of a benefit, and the views of the history, drawn as SVG on a fixed day."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from support.terminal import SIZES, TODAY
from te_planner.tui.app import PlannerApp
from te_planner.tui.history_chart import ChartWindow
from te_planner.tui.history_since import Moved, SinceWindow
from te_planner.tui.lines import Target

VIEWS: dict[str, list[str]] = {
    "benefit-graph": ["l"],
    "benefit-graph-plain": ["l"],
    "roadmap-filters": ["2", "j", "b", "h"],
    "history-chart": ["8", "c"],
    "history-since": ["8", "f", "enter"],
}


def _settled(app: PlannerApp) -> bool:
    """Whether what is computed beside the screen has come."""
    here = app.screen
    if isinstance(here, ChartWindow):
        return here.drawn is not None
    return not isinstance(here, SinceWindow) or isinstance(here.found, Moved)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("view", VIEWS)
def test_view(snap_compare: Callable[..., bool], harborview: Path, view: str, size: tuple[int, int]) -> None:
    app = PlannerApp(harborview, today=TODAY, who="planner", plain=view.endswith("plain"))

    async def ready(pilot: Any) -> None:
        while not (app.readiness and app.entries):
            await pilot.pause(0.02)
        app.entries = tuple(each._replace(hash="0" * 64) for each in app.entries)
        app.go(Target("cell", "BMB05.2"))
        await pilot.pause(0.1)
        for key in VIEWS[view]:
            await pilot.press(key)
        if view.startswith("history"):  # what lies under the window is computed as well
            while not (app.screen_stack[0].known and _settled(app)):
                await pilot.pause(0.05)
        await pilot.pause(0.2)

    assert snap_compare(app, terminal_size=size, run_before=ready)
    if app.session:
        app.session.close()
