"""The main job with keys alone: map, complete, attest, see a benefit open, undo, redo."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from support.plans import copied, real_roadmap
from te_planner.plan.store import open_plan
from te_planner.readiness.model import SystemReadiness
from te_planner.tui.app import PlannerApp

TODAY = "2026-11-24"
SIZES = [(80, 24), (120, 40)]


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return copied("harborview", tmp_path)


async def until(pilot: Pilot[None], holds: Callable[[], object]) -> None:
    """Wait until something holds; the plan is read and written on a thread of its own."""
    for _ in range(400):
        await pilot.pause(0.02)
        if holds():
            return
    raise AssertionError("it never came to hold")


def system(app: PlannerApp) -> SystemReadiness:
    assert app.system is not None
    return app.system


async def form(pilot: Pilot[None], app: PlannerApp, key: str) -> None:
    """Open a form, and wait until it takes keys."""
    await pilot.press(key)
    await until(pilot, lambda: len(app.screen_stack) > 1 and app.focused)


async def fill(pilot: Pilot[None], app: PlannerApp, name: str, text: str) -> None:
    """Tab to a field of the form, and type."""
    for _ in range(20):
        if app.focused and app.focused.id == f"field-{name}":
            break
        await pilot.press("tab")
    assert app.focused
    assert app.focused.id == f"field-{name}"
    await pilot.press(*text)


async def save(pilot: Pilot[None], app: PlannerApp) -> None:
    """Save the form that is open, and wait for the new figures."""
    before = app.readiness
    await pilot.press("enter")
    await until(pilot, lambda: app.readiness is not before and len(app.screen_stack) == 1)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_from_a_gap_to_an_open_benefit_and_back_with_keys_alone(plan: Path, size: tuple[int, int]) -> None:
    async def job() -> None:
        app = PlannerApp(plan, today=TODAY, who="ann")
        async with app.run_test(size=size) as pilot:
            await until(pilot, lambda: app.readiness and app.entries)
            state = lambda ref: system(app).cells[ref].state  # noqa: E731  # asked again after each edit

            # a gap: RPE03.2, third row, second stage
            await pilot.press("2", "down", "down", "right")
            assert state("RPE03.2") == "uncovered"
            await form(pilot, app, "m")
            await pilot.press(*"P-08")
            await save(pilot, app)
            assert state("RPE03.2") == "in progress"

            # a milestone of the project of the row under the cursor
            await pilot.press("3", "down", "down", "down")
            done = sum(each.done for each in app.readiness.projects[project_id(app, "P-04")].milestones)
            await form(pilot, app, "d")
            await save(pilot, app)
            assert (
                sum(each.done for each in app.readiness.projects[project_id(app, "P-04")].milestones)
                == done + 1
            )

            # attest what is delivered: RPE03.1, and a next benefit opens
            assert system(app).benefits["RPB03.1"].status == "next"
            await pilot.press("2", "left")
            assert state("RPE03.1") == "delivered"
            await form(pilot, app, "a")
            await fill(pilot, app, "title", "Value study")
            await fill(pilot, app, "place", "UB-2026-03, p. 4")
            await save(pilot, app)
            assert state("RPE03.1") == "attained"
            assert system(app).benefits["RPB03.1"].status in ("unlocked", "realised")

            # all of it undone, and done again
            for _ in range(3):
                before = app.readiness
                await pilot.press("u")
                await until(pilot, lambda before=before: app.readiness is not before)
            assert (state("RPE03.1"), state("RPE03.2")) == ("delivered", "uncovered")
            assert system(app).benefits["RPB03.1"].status == "next"
            for _ in range(3):
                before = app.readiness
                await pilot.press("U")
                await until(pilot, lambda before=before: app.readiness is not before)
            assert (state("RPE03.1"), state("RPE03.2")) == ("attained", "in progress")

    asyncio.run(job())
    with open_plan(plan) as again:  # as it was confirmed on the screen, after closing
        found = again.snapshot()
    assert {each.title for each in found.evidence} >= {"Value study"}
    assert [each.name for each in plan.parent.iterdir()] == [plan.name]


def project_id(app: PlannerApp, key: str) -> str:
    assert app.readiness is not None
    return next(id_ for id_, work in app.readiness.projects.items() if work.project.key == key)


def test_what_an_edit_refuses_stays_in_the_form_with_the_reason(plan: Path) -> None:
    async def job() -> None:
        app = PlannerApp(plan, today=TODAY, who="ann")
        async with app.run_test(size=(120, 40)) as pilot:
            await until(pilot, lambda: app.readiness and app.entries)
            before = app.readiness
            await pilot.press("2")
            await form(pilot, app, "a")
            await fill(pilot, app, "title", "everybody says so")
            await pilot.press("enter")
            await pilot.pause(0.2)
            assert len(app.screen_stack) > 1  # the form is still there
            await pilot.press("escape")
            await pilot.pause(0.1)
            assert app.readiness is before

    asyncio.run(job())


def test_text_of_a_stranger_is_shown_as_it_is(plan: Path) -> None:
    from te_planner.plan import edits
    from te_planner.plan.transaction import apply

    odd = "[red]x[/] [@click=app.quit]go[/] \u202eabc =1+1 😀"
    with open_plan(plan) as opened:
        apply(
            opened,
            edits.change_project,
            roadmap=real_roadmap(),
            today=TODAY,
            who="ann",
            project="P-01",
            title=odd,
        )

    async def job() -> None:
        app = PlannerApp(plan, today=TODAY, who="ann")
        async with app.run_test(size=(200, 50)) as pilot:
            await until(pilot, lambda: app.readiness and app.entries)
            await pilot.press("3")
            await pilot.pause(0.2)
            shown = app.export_screenshot()
            assert "[red]x[/]".replace(" ", "&#160;") in shown

    asyncio.run(job())


def test_another_programs_edit_appears_without_a_restart(plan: Path) -> None:
    from te_planner.plan import edits
    from te_planner.plan.transaction import apply

    async def job() -> None:
        app = PlannerApp(plan, today=TODAY, who="ann")
        async with app.run_test(size=(120, 40)) as pilot:
            await until(pilot, lambda: app.readiness and app.entries)
            with open_plan(plan) as opened:
                apply(
                    opened,
                    edits.add_project,
                    roadmap=real_roadmap(),
                    today=TODAY,
                    who="bob",
                    title="From afar",
                )
            await until(
                pilot, lambda: any(w.project.title == "From afar" for w in app.readiness.projects.values())
            )

    asyncio.run(job())
