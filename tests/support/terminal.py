"""Driving the terminal UI as a person does: keys in, text out."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from textual import events
from textual.pilot import Pilot

from support.quick import quicken, unpainted
from te_planner.roadmap.model import Roadmap
from te_planner.tui.app import PlannerApp
from te_planner.tui.lines import plain

TODAY = "2026-11-24"
SIZES = ((120, 40), (80, 24))
PATIENCE = 10.0
NAMED = {"@": "at", "#": "number_sign", ">": "greater_than_sign", "+": "plus",
         " ": "space", "-": "minus", ".": "full_stop", ":": "colon", "/": "slash", ",": "comma",
         "[": "left_square_bracket", "]": "right_square_bracket", "%": "percent_sign"}  # fmt: skip


class Terminal:
    """A running app: `press` keys, `type` words, read the `screen`."""

    def __init__(self, app: PlannerApp, pilot: Pilot[None]) -> None:
        self.app, self.pilot, self.first = app, pilot, 0

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.worked()

    async def worked(self) -> None:
        """Wait until the last key has done its work."""
        self.app.follow()
        while self.app.at_work:
            await asyncio.sleep(0)

    async def type(self, words: str) -> None:
        """Quick fingers: no waiting between the letters."""
        for sign in words:
            self.app.post_message(events.Key(NAMED.get(sign, sign), sign))
        await self.pilot.pause()
        await self.worked()
        await self.pilot.pause()

    async def until(self, holds: Callable[[], Any], what: str = "") -> None:
        """Wait until something holds; the screen is told where it never does."""
        end = asyncio.get_running_loop().time() + PATIENCE
        while not holds():
            assert asyncio.get_running_loop().time() < end, f"never so: {what}\n{self.screen}"
            await self.pilot.pause(0.02)
        await self.pilot.pause()

    async def edited(self, count: int = 1) -> None:
        """Wait until so many more entries are in the journal than there were at first."""
        await self.until(lambda: len(self.app.entries) >= self.first + count, "an edit")

    @property
    def screen(self) -> str:
        """All that is on the screen, as text."""
        strips = self.app.screen._compositor.render_strips(self.app.size)
        return "\n".join("".join(segment.text for segment in strip) for strip in strips)

    @property
    def bottom(self) -> str:
        return "\n".join(self.screen.splitlines()[-2:])

    @property
    def card(self) -> str:
        """All lines of the screen's card, seen or not."""
        return self.shown("#card")

    def shown(self, name: str) -> str:
        """All lines of the top screen's sheet of this name, seen or not; none where it has no such sheet."""
        return "\n".join(plain(each) for sheet in self.app.screen.query(name) for each in sheet.lines)

    def cell(self, ref: str) -> str:
        """The state of a cell, or the status of a benefit, in the system shown."""
        system = self.app.system
        assert system is not None
        return system.cells[ref].state if ref in system.cells else system.benefits[ref].status


def app_with(path: Path | None, roadmap: Roadmap | None, **options: Any) -> PlannerApp:
    """The app of a program that has this roadmap."""
    app = PlannerApp(path, today=TODAY, who="planner", **options)
    if app.session and roadmap:
        app.session._roadmap = roadmap
    return app


def drive(
    path: Path | None,
    scenario: Callable[[Terminal], Awaitable[None]],
    size: tuple[int, int] = SIZES[0],
    *,
    roadmap: Roadmap | None = None,
    painted: bool = False,
    **options: Any,
) -> PlannerApp:
    """Run the app on a plan and play a scenario once its figures are on the screen.

    `roadmap`: the one that the program has, where it is not the shipped one. `painted`: each frame is
    painted, whether or not the scenario looks at it.
    """
    quicken()
    app = app_with(path, roadmap, **options)

    async def play() -> None:
        async with app.run_test(size=size) as pilot:
            terminal = Terminal(app, pilot)
            if path is not None:
                await terminal.until(lambda: app.readiness and app.entries, "the first figures")
            terminal.first = len(app.entries)
            await scenario(terminal)

    try:
        with nullcontext() if painted else unpainted():
            asyncio.run(play())
    finally:
        if app.session:
            app.session.close()
    return app
