"""Long work: a bar at once, and esc calls it off before anything is committed."""

from pathlib import Path
from threading import Event

import pytest

from support.terminal import Terminal, drive
from te_planner.errors import WrongCall
from te_planner.tui.long_work import Cancelled, LongWork, Outcome, Progress


def test_the_bar_is_there_at_once_and_the_outcome_is_what_was_made(harborview: Path) -> None:
    go = Event()
    told: list[Outcome[str] | None] = []

    def work(progress: Progress) -> str:
        progress(0.25, "reading the first part")
        go.wait(10)
        progress(1, "done")
        return "made"

    async def play(terminal: Terminal) -> None:
        terminal.app.push_screen(LongWork("Reading a file", work), told.append)
        await terminal.until(lambda: "25%" in terminal.screen, "the bar")
        assert "█" in terminal.screen
        assert "░" in terminal.screen
        assert "reading the first part" in terminal.screen
        assert "esc cancel" in terminal.screen
        go.set()
        await terminal.until(lambda: told, "the end")

    drive(harborview, play)
    assert told == [Outcome("made")]


def test_esc_calls_it_off_before_anything_is_committed(harborview: Path) -> None:
    asked = Event()
    committed: list[int] = []
    told: list[Outcome[None] | None] = []

    def work(progress: Progress) -> None:
        for step in range(1000):
            progress(step / 1000, f"step {step}")
            asked.wait(0.01)
        committed.append(1)

    async def play(terminal: Terminal) -> None:
        terminal.app.push_screen(LongWork("Reading a file", work), told.append)
        await terminal.until(lambda: "step" in terminal.screen, "the work")
        await terminal.press("escape")
        await terminal.until(lambda: told, "the end")

    drive(harborview, play)
    assert told == [Outcome(cancelled=True)]
    assert committed == []


def test_what_the_work_refuses_is_handed_on(harborview: Path) -> None:
    told: list[Outcome[None] | None] = []

    def work(progress: Progress) -> None:
        progress(0.5, "half")
        raise WrongCall("The file has no columns.")

    async def play(terminal: Terminal) -> None:
        terminal.app.push_screen(LongWork("Reading a file", work), told.append)
        await terminal.until(lambda: told, "the end")

    drive(harborview, play)
    assert str(told[0].fault if told[0] else "") == "The file has no columns."


def test_leaving_the_program_ends_the_work(harborview: Path) -> None:
    begun, ended = Event(), Event()

    def work(progress: Progress) -> None:
        try:
            while True:
                progress(0.1, "on and on")
                begun.set()
        finally:
            ended.set()

    async def play(terminal: Terminal) -> None:
        terminal.app.push_screen(LongWork("Reading a file", work))
        await terminal.until(begun.is_set, "the work")
        await terminal.press("ctrl+q")
        await terminal.until(ended.is_set, "the end")

    drive(harborview, play)


@pytest.mark.parametrize("leave", ["escape", "ctrl+q"])
def test_work_on_the_plans_own_thread_is_called_off_too(harborview: Path, leave: str) -> None:
    going = Event()
    ended: list[str] = []

    async def play(terminal: Terminal) -> None:
        session = terminal.app.session
        assert session is not None

        def steps(progress: Progress) -> None:
            for step in range(1000):
                going.set()
                try:
                    progress(step / 1000, f"step {step}")
                except Cancelled:
                    ended.append("called off")
                    raise
                Event().wait(0.01)

        def work(progress: Progress) -> None:
            session.look(lambda _own: steps(progress)).result()

        terminal.app.push_screen(LongWork("Importing", work))
        await terminal.until(going.is_set, "the work")
        await terminal.press(leave)
        await terminal.until(lambda: ended, "the end")

    drive(harborview, play)  # and the plan is closed: nothing waits for a screen that is gone
    assert ended == ["called off"]
