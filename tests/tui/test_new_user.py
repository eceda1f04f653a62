"""A new user, with nothing read but the screen: each job takes its keys, and no more."""

from pathlib import Path

import pytest

from support.terminal import SIZES, Terminal, drive

KEYS = {
    "a new plan": 5,  # n, three tabs between four questions, enter
    "a system": 2,  # N, enter
    "three projects": 6,  # n, enter, three times
    "a project mapped": 2,  # m, enter
    "stage 1 of a track": 8,  # 7; y, tab, enter with evidence; j for each of the four others
    "why a benefit is locked": 2,  # 4, w
    "a report": 3,  # 9, e, enter
}
"""Beside the letters that are typed."""


class Counted:
    """Plays a job and counts its keys, letters of what is typed apart."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal, self.count = terminal, 0
        self.counts: dict[str, int] = {}

    async def press(self, *keys: str) -> None:
        self.count += len(keys)
        await self.terminal.press(*keys)

    async def type(self, words: str, shows: str = "") -> None:
        """Into the form that says so; it begins where there is something to write."""
        await self.terminal.until(lambda: shows in self.terminal.screen, shows)
        await self.terminal.type(words)

    async def done(self, job: str, shows: str) -> None:
        """What a job ends with, on the screen."""
        screen = self.terminal
        await screen.until(
            lambda: shows in screen.screen and len(screen.app.screen_stack) == 1, f"{job}: {shows}"
        )
        self.counts[job], self.count = self.count, 0


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_from_nothing_to_a_report(
    size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    counts: dict[str, int] = {}

    async def jobs(terminal: Terminal) -> None:
        user = Counted(terminal)
        await user.press("n")
        await user.type("Ours", "four questions")
        for answer in ("Ours Utility", "North", "Coast"):
            await user.press("tab")
            await user.type(answer)
        await user.press("enter")
        await user.done("a new plan", "Observed: in stage 1")
        await terminal.until(lambda: terminal.app.entries, "the journal")

        await user.press("N")
        await user.type("South", "a service territory")
        await user.press("enter")
        await user.done("a system", "Done: Add the system South")
        assert terminal.app.system.system.name == "South"  # it is what one goes on with

        for title in ("Charging", "Meters", "Market"):
            await user.press("n")
            await user.type(title, "what it is called")
            await user.press("enter")
            await terminal.until(lambda: len(terminal.app.screen_stack) == 1, "the form closed")
        await user.done("three projects", "Done: Add P-03 Market")

        await user.press("m")
        await user.type("DAE03.1", "share %")
        await terminal.until(lambda: "RPE01.1" not in terminal.screen, "a reference narrows the list")
        await user.press("enter")
        await user.done("a project mapped", "Map P-03 to DAE03.1")

        await user.press("7")
        await terminal.until(lambda: "5 left" in terminal.screen, "the questions")
        await user.press("y")
        await user.type("Order 7", "RPE01.1 is in place")
        await user.press("tab")
        await user.type("Docket 1, p. 2")
        await user.press("enter")
        for left in (4, 3, 2, 1):
            await terminal.until(lambda left=left: f"{left} left" in terminal.screen, f"{left} left")
            await user.press("j")
        await user.done("stage 1 of a track", "5 of 5 answered")
        assert terminal.cell("RPE01.1") == "attained"
        assert "g next stage" in terminal.screen  # and where to go from here

        await user.press("4")
        await terminal.until(lambda: "Next, stuck" in terminal.screen, "the benefits")
        await user.press("w")
        await terminal.until(lambda: "Why: DAB06.1" in terminal.screen, "why")
        assert "DAE06.1" in terminal.screen  # what it waits for
        user.counts["why a benefit is locked"], user.count = user.count, 0
        await terminal.press("escape")

        await user.press("9")
        await terminal.until(lambda: "Stage-readiness summary" in terminal.screen, "the preview")
        await user.press("e")
        await terminal.until(lambda: "Save the report" in terminal.screen, "the form")
        await user.press("enter")
        await user.done("a report", "Wrote ours-readiness-2026-11-24.html")
        await terminal.press("q")
        counts.update(user.counts)

    drive(None, jobs, size)
    assert counts == KEYS
    assert (tmp_path / "ours-readiness-2026-11-24.html").stat().st_size > 1000
