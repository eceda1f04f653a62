"""Draw a screen of the real program, on an example plan, as an SVG file.

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


async def draw(target: Path, keys: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        plan = Path(folder) / "harborview.db"
        new_from_example(plan, "harborview", roadmap=load_roadmap(), today=DAY, who="example")
        app = PlannerApp(plan, today=DAY)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause()
            await app.workers.wait_for_complete()
            await pilot.press(*keys)
            await pilot.pause()
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(app.export_screenshot(title="te-planner"), encoding="utf-8")


if __name__ == "__main__":
    asyncio.run(draw(Path(sys.argv[1]), sys.argv[2:]))
