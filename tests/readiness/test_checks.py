"""Sound plans: what is inconsistent, improbable or unfinished, and where each finding leads."""

import pytest

from support.plans import figures, made
from support.small import TODAY, Plan, cell, ready, roadmap
from te_planner.readiness.checks.going import SEVERITIES
from te_planner.readiness.checks.plan import MOST_TRIED, beyond_tried
from te_planner.readiness.model import Finding
from te_planner.tui.keys import KEYS

ROAD = roadmap(cell("RPE01.1"), cell("RPE01.2"), cell("BME01.1", nature="condition"), concepts=["RP1"])


def findings(plan: Plan, as_of: str = TODAY) -> dict[str, Finding]:
    """Every finding by its code."""
    readiness = ready(ROAD, plan, as_of)
    found = [
        *readiness.findings,
        *(each for system in readiness.systems.values() for each in system.findings),
    ]
    return {each.code: each for each in found}


def quiet() -> Plan:
    """A plan of one project with which nothing is wrong."""
    plan = Plan()
    plan.project("P-01")
    plan.rows["projects"][0] = plan.rows["projects"][0]._replace(owner="Someone")
    plan.milestone("P-01", "Built", "2027-01-01")
    plan.contribution("P-01", "RPE01.1")
    for characteristic in ("penetration", "value", "operations", "markets"):
        plan.pick(characteristic, 1)
    return plan


def test_nothing_is_found_where_nothing_is_wrong() -> None:
    assert set(findings(quiet())) <= {"other-edition"}


def test_a_plan_larger_than_any_that_was_tried_says_so() -> None:
    plan = ready(ROAD, quiet()).snapshot
    most = plan._replace(projects=plan.projects * MOST_TRIED["projects"])
    assert list(beyond_tried(most)) == []
    (found,) = beyond_tried(most._replace(projects=(*most.projects, plan.projects[0])))
    assert found.severity == "information"
    assert "10,001 projects" in found.text


def test_a_circle_is_an_error_and_named_from_one_to_the_next() -> None:
    plan = quiet()
    for key, other in (("P-02", "P-03"), ("P-03", "P-04"), ("P-04", "P-02"), ("P-05", "P-02")):
        plan.project(key)
        plan.milestone(key, "Built", "2027-01-01")
        plan.depends(key, other)
    found = findings(plan)["circle"]
    assert found.severity == "error"
    assert found.refs == ("P-02", "P-03", "P-04")
    assert "P-02 → P-03 → P-04 → P-02" in found.text


def test_two_circles_are_two_errors() -> None:
    plan = quiet()
    for key, other in (("P-02", "P-03"), ("P-03", "P-02"), ("P-04", "P-05"), ("P-05", "P-04")):
        plan.project(key)
        plan.depends(key, other)
    circles = [each.refs for each in ready(ROAD, plan).findings if each.code == "circle"]
    assert circles == [("P-02", "P-03"), ("P-04", "P-05")]


@pytest.mark.parametrize(
    ("code", "severity"),
    [
        ("unknown-cell", "error"),
        ("done-with-open", "error"),
        ("waits-for-cancelled", "warning"),
        ("end-before-start", "error"),
        ("done-in-future", "warning"),
        ("no-milestones", "warning"),
        ("no-day", "warning"),
        ("all-done", "warning"),
        ("end-before-milestones", "warning"),
        ("begun-early", "warning"),
        ("delivered", "warning"),
        ("duplicated", "warning"),
        ("row-succession", "information"),
        ("no-owner", "information"),
        ("delivers-nothing", "information"),
        ("not-picked", "information"),
    ],
)
def test_each_slip_is_found_with_its_severity(code: str, severity: str) -> None:
    plan = quiet()
    assert code not in findings(plan)
    SLIPS[code](plan)
    found = findings(plan)[code]
    assert found.severity == severity
    assert found.command[0] == "te-planner"


def _second(plan: Plan, status: str = "active", **more: str) -> None:
    plan.project("P-02", status=status, **more)


def _replaced(plan: Plan, table: str, **values: object) -> None:
    plan.rows[table][0] = plan.rows[table][0]._replace(**values)


def _cancelled(plan: Plan) -> None:
    _second(plan, "cancelled")
    plan.depends("P-01", "P-02")


def _early(plan: Plan) -> None:
    _second(plan)
    plan.depends("P-01", "P-02")


def _twice(plan: Plan) -> None:
    _second(plan)
    plan.contribution("P-02", "RPE01.1")


SLIPS = {
    "unknown-cell": lambda plan: plan.attain("RPE99.1"),
    "done-with-open": lambda plan: plan.status("P-01", "done", "2026-01-01"),
    "waits-for-cancelled": _cancelled,
    "end-before-start": lambda plan: _replaced(
        plan, "projects", start_day="2027-05-01", end_day="2027-02-01"
    ),
    "done-in-future": lambda plan: _replaced(plan, "milestones", actual_day="2026-11-25"),
    "no-milestones": _second,
    "no-day": lambda plan: plan.milestone("P-01", "Some day"),
    "all-done": lambda plan: _replaced(plan, "milestones", actual_day="2026-11-01"),
    "end-before-milestones": lambda plan: _replaced(plan, "projects", end_day="2026-12-31"),
    "begun-early": _early,
    "delivered": lambda plan: _replaced(plan, "milestones", actual_day="2026-11-01"),
    "duplicated": _twice,
    "row-succession": lambda plan: plan.attain("RPE01.2"),
    "no-owner": lambda plan: _replaced(plan, "projects", owner=" "),
    "delivers-nothing": lambda plan: plan.rows["contributions"].clear(),
    "not-picked": lambda plan: plan.rows["stage_picks"].clear(),
}


def test_what_was_done_after_a_past_day_is_not_in_the_future() -> None:
    plan = quiet()
    _replaced(plan, "milestones", actual_day="2026-11-01")
    assert "done-in-future" not in findings(plan, as_of="2026-06-01")


def test_a_forecast_beyond_the_end_is_a_delay_and_no_contradiction() -> None:
    plan = quiet()
    _replaced(plan, "projects", end_day="2027-01-31")
    _replaced(plan, "milestones", forecast_day="2027-06-01", forecast_given_day="2026-11-01")
    assert "end-before-milestones" not in findings(plan)


@pytest.mark.parametrize("name", ["harborview", "tri-rivers", "empty"])
def test_findings_come_by_severity_and_each_leads_somewhere(name: str) -> None:
    readiness = figures(made(name))
    keys = {key for each in KEYS for key in each.keys}
    for found in (readiness.findings, *(each.findings for each in readiness.systems.values())):
        severities = [SEVERITIES.index(each.severity) for each in found]
        assert severities == sorted(severities)
        for each in found:
            assert each.command[0] == "te-planner"
            assert each.key in keys
