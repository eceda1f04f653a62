"""Draw every screen of the real program, on an example plan, as SVG files into a folder.

make screenshot
"""

import asyncio
import sys
import tempfile
from pathlib import Path

from te_planner.exchange.examples import new_from_example
from te_planner.roadmap.loader import load_roadmap
from te_planner.tui.app import PlannerApp

DAY = "2026-11-24"
SCREENS = {
    "overview": [],
    "roadmap": ["2", "down", "right"],
    "projects": ["3", "down", "down", "down"],
    "benefits": ["4", "down", "l"],
    "timeline": ["5"],
    "coverage": ["6", "g", "g"],
    "assess": ["7"],
    "history": ["8"],
    "report": ["9"],
    "reader": ["r", *["down"] * 14],
    "why": ["2", "right", "w"],
}


async def draw(plan: Path, target: Path, keys: list[str]) -> None:
    app = PlannerApp(plan, today=DAY, who="example")
    async with app.run_test(size=(120, 40)) as pilot:
        while not (app.readiness and app.entries):
            await pilot.pause(0.02)
        for key in keys:
            await pilot.press(key)
        await pilot.pause(0.3)
        target.write_text(app.export_screenshot(title="te-planner"), encoding="utf-8")
    if app.session:
        app.session.close()


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        plan = Path(place) / "harborview.db"
        new_from_example(plan, "harborview", roadmap=load_roadmap(), today=DAY, who="example")
        for name, keys in SCREENS.items():
            asyncio.run(draw(plan, folder / f"{name}.svg", keys))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
