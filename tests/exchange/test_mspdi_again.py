"""A schedule that is imported once more updates what it brought, and doubles nothing."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from support.plans import TODAY, copied, made, real_roadmap
from support.schedules import baseline, link, schedule, stored, task
from te_planner.exchange.imports.apply import apply_preview
from te_planner.exchange.imports.compare import compare
from te_planner.exchange.imports.mspdi import read_mspdi
from te_planner.exchange.imports.mspdi_known import as_known
from te_planner.exchange.imports.preview import Preview
from te_planner.plan.snapshot import Snapshot
from te_planner.plan.store import open_plan
from te_planner.plan.transaction import undo

Import = Callable[..., Preview]


def text(name: str = "Meters", step: str = "Installed", finish: str = "2027-06-30", **header: Any) -> str:
    known = {"Name": "grid.xml", "GUID": "26172537", "LastSaved": "2026-11-02T14:39:00", **header}
    return schedule(
        task(1, name, 1, Start="2026-10-05", Finish=finish, PercentComplete=10, ActualStart="2026-10-05"),
        task(2, "Design", Finish="2026-11-02", PercentComplete=100, ActualFinish="2026-11-02"),
        task(3, step, Finish=finish, baselines=baseline(0, "2027-06-30")),
        task(4, "Tariff", 1, Start="2027-07-05", Finish="2027-12-01", links=link(1)),
        header=known,
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return copied("empty", tmp_path)


@pytest.fixture
def take(path: Path) -> Import:
    """Import a schedule; what would have changed."""

    def importer(content: str, *, today: str = TODAY, name: str = "grid.xml") -> Preview:
        with open_plan(path) as plan:
            snapshot = plan.snapshot()
            file = read_mspdi(name, stored(content), today=today, plan=snapshot)
            preview = compare([file], snapshot, real_roadmap, today)
            if preview.edits:
                apply_preview(plan, preview, roadmap=real_roadmap(), today=today, who="tester")
            return preview

    return importer


def held(path: Path) -> Snapshot:
    with open_plan(path) as plan:
        return plan.snapshot()


def changed(preview: Preview) -> dict[str, Any]:
    return {each.value: each.new for item in preview.items for each in item.differences}


def test_the_same_file_changes_nothing(take: Import, path: Path) -> None:
    assert take(text()).counts["new"] == 6
    before = held(path)
    assert take(text()).counts == {"new": 0, "changed": 0, "same": 6, "conflict": 0, "not understood": 0}
    assert held(path) == before


def test_saved_again_on_another_day_it_says_nothing_new(take: Import) -> None:
    take(text())
    assert not take(text(LastSaved="2026-12-01T08:00:00"), today="2026-12-02").edits


def test_a_forecast_that_moved_is_given_when_the_file_was_saved(take: Import, path: Path) -> None:
    take(text())
    preview = take(text(finish="2027-07-31", LastSaved="2026-11-20T08:00:00"))
    assert changed(preview) == {"end": "2027-07-31", "forecast": "2027-07-31", "forecast_given": "2026-11-20"}
    step = next(each for each in held(path).milestones if each.title == "Installed")
    assert (step.baseline_day, step.forecast_day) == ("2027-06-30", "2027-07-31")


def test_a_new_name_is_a_new_name_and_no_new_thing(take: Import, path: Path) -> None:
    take(text())
    ids = [(each.id, each.project_id) for each in held(path).milestones]
    preview = take(text("Smart meters", "All installed"))
    assert [each.now for each in preview.items if each.now] == [
        {"title": "Smart meters"},
        {"title": "All installed"},
    ]
    assert [(each.id, each.project_id) for each in held(path).milestones] == ids
    assert [each.title for each in held(path).projects] == ["Smart meters", "Tariff"]


def test_a_task_that_now_lies_under_another_project_is_in_conflict_and_not_the_same() -> None:
    with open_plan(made("harborview")) as plan:
        snapshot = plan.snapshot()
    keys = {each.id: each.key for each in snapshot.projects}
    step = snapshot.milestones[0]
    other = next(each for each in snapshot.projects if each.id != step.project_id)
    text = schedule(task(1, other.title, 1), task(2, "Anything", Finish="2027-06-30"))
    file = as_known(read_mspdi("grid.xml", stored(text), today=TODAY), snapshot)
    moved = [
        each._replace(values={**each.values, "id": step.id}) if each.kind == "milestone" else each
        for each in file.asked
    ]
    preview = compare([file._replace(parts=(tuple(moved),))], snapshot, real_roadmap, TODAY)
    (item,) = [each for each in preview.items if each.kind == "milestone"]
    assert item.state == "conflict"
    assert f"a milestone of {keys[step.project_id]}, here of {other.key}" in item.text


def test_it_is_one_change_that_undo_takes_back(take: Import, path: Path) -> None:
    take(text())
    with open_plan(path) as plan:
        undo(plan, today=TODAY, who="tester")
    assert held(path).projects == ()
    assert take(text()).counts["new"] == 6


def test_a_project_that_the_plan_has_by_name_is_that_one() -> None:
    with open_plan(made("harborview")) as plan:
        snapshot = plan.snapshot()
    known = snapshot.projects[0]
    step = next(each for each in snapshot.milestones if each.project_id == known.id)
    content = schedule(
        task(1, known.title.upper(), 1),
        task(2, step.title, Finish="2031-05-01"),
        task(3, "Handed over", Finish="2031-06-01"),
        task(4, "Tariff", 1, links=link(1)),
    )
    file = as_known(read_mspdi("grid.xml", stored(content), today=TODAY), snapshot)
    preview = compare([file], snapshot, real_roadmap, TODAY)
    assert preview.counts["conflict"] == preview.counts["not understood"] == 0
    said = {(each.kind, each.state, each.what) for each in preview.items}
    assert ("milestone", "changed", f"{known.key}/{step.title}") in said
    assert ("milestone", "new", f"{known.key}/Handed over") in said
    (waits,) = [each for each in preview.items if each.kind == "dependency"]
    assert waits.what.endswith(f"waits for {known.key}")


def test_another_schedule_with_phases_of_the_same_names_is_another_one(take: Import, path: Path) -> None:
    take(text())
    assert take(text(GUID="99172537", finish="2029-06-30")).counts["new"] == 6
    assert [each.title for each in held(path).projects] == ["Meters", "Tariff", "Meters", "Tariff"]
    assert not take(text()).edits


def test_a_schedule_that_does_not_say_which_it_is_is_known_by_most_of_its_tasks(take: Import) -> None:
    def phases(*names: str) -> str:
        tasks = [task(at, name, 1, Finish="2027-06-30") for at, name in enumerate(names, 1)]
        return schedule(*tasks, header={"Title": "Project1"})

    take(phases("Design", "Meters", "Tariff"), name="october.xml")
    again = take(phases("Design", "Meters", "Tariffs"), name="november.xml")
    assert [each.state for each in again.items if each.kind == "project"] == ["same", "same", "changed"]
    other = take(phases("Design", "Chargers", "Permits"), name="chargers.xml")
    assert {each.state for each in other.items if each.kind == "project"} == {"new"}


def test_a_status_that_the_plan_has_already_is_not_set_again() -> None:
    """Since when, the plan may know better than the schedule."""
    with open_plan(made("harborview")) as plan:
        snapshot = plan.snapshot()
    latest = {
        each.project_id: each.status for each in sorted(snapshot.status_changes, key=lambda one: one.day)
    }
    known = next(each for each in snapshot.projects if latest[each.id] == "active")
    content = schedule(task(1, known.title, 1, PercentComplete=5, ActualStart="2020-01-06"), task(2, "Step"))
    file = as_known(read_mspdi("grid.xml", stored(content), today=TODAY), snapshot)
    (project,) = [each.values for each in file.asked if each.kind == "project"]
    assert (project["key"], "status" in project, "status_day" in project) == (known.key, False, False)
