"""Edits of what lies ahead and what pushes: what they write, refuse, take along, and how undo restores it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from te_planner.errors import WrongCall
from te_planner.plan import edits
from te_planner.plan.store import Plan
from te_planner.plan.transaction import Edit, undo

from plan.conftest import Do, TODAY, new_plan  # isort: skip  # a fixture's type

SOLAR = {"driver": "Rooftop solar"}
SAIDI = {"measure": "Minutes lost"}
ORDER = {"obligation": "UB-1 ¶4"}


def furnish(do: Do) -> None:
    do(edits.add_system, name="Harbor", region="Coast")
    do(edits.add_project, title="Meters", start="2026-01-01", status="active")
    do(edits.add_milestone, project="P-01", title="Accepted", day="2026-12-01")
    do(edits.set_budget, project="P-01", year=2026, kind="capital", planned=100, docket="UB-1")
    do(edits.add_driver, name="Rooftop solar", unit="MW")
    do(edits.record_reading, **SOLAR, value="1,250.5", day="2025-12-31", note="from the register")
    do(edits.add_waypoint, name="2028 filing", day="2028-03-01", cells=["RPE01.1"])
    do(edits.add_trigger, **SOLAR, level=2000, project="P-01")
    do(edits.add_trigger, **SOLAR, level=2000, waypoint="2028 filing")
    do(edits.add_trigger, **SOLAR, level=3000, cell="BME01.1")
    do(
        edits.add_measure,
        benefit="RPB01.1",
        name="Minutes lost",
        unit="min",
        better="down",
        baseline=96,
        target=60,
        target_day="2030-12-31",
    )
    do(edits.record_reading, **SAIDI, value=71, day="2025-12-31")
    do(edits.estimate_gap, cell="RPE01.2", cost="1,250,000.50", lead_months=18, by="vendor")
    do(edits.weigh_benefit, benefit="RPB01.1", weight=5)
    do(edits.expect_condition, cell="BME01.1", day="2029-06-30", note="by the forecast")
    do(edits.add_obligation, docket="UB-1", paragraph="4", title="File a plan", due="2027-03-31")
    do(edits.tie_obligation, **ORDER, project="P-01")
    do(edits.tie_obligation, **ORDER, milestone="P-01/Accepted")
    do(edits.add_obligation, docket="UB-1", paragraph="5", title="Report", due="2026-03-31")
    do(edits.meet_obligation, obligation="UB-1 ¶5", filing="Report of March", day="2026-03-30")


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    with new_plan(tmp_path, "small-with-an-outlook", furnish) as opened:
        yield opened


def test_what_was_entered_is_in_the_plan(plan: Plan) -> None:
    got = plan.snapshot()
    assert [(each.name, each.unit) for each in got.drivers] == [("Rooftop solar", "MW")]
    assert sorted(each.value for each in got.readings) == [71.0, 1250.5]
    assert [(each.cell, each.system_id) for each in got.waypoint_cells] == [("RPE01.1", got.systems[0].id)]
    measure = got.measures[0]
    assert (measure.baseline, measure.baseline_day, measure.target, measure.better) == (96, TODAY, 60, "down")
    estimate = got.gap_estimates[0]
    assert (estimate.cost_minor, estimate.currency, estimate.lead_months, estimate.who) == (
        125_000_050,
        "USD",
        18,
        "vendor",
    )
    expected = got.expected_days[0]
    assert (expected.day, expected.given_day, expected.made_by) == ("2029-06-30", TODAY, "ann")
    met, still_open = got.obligations
    assert (met.met_day, met.met_by, still_open.met_day) == ("2026-03-30", "Report of March", None)
    assert len(got.obligation_ties) == 2


def test_a_candidate_measure_brings_its_unit_and_direction(do: Do, plan: Plan) -> None:
    do(edits.add_measure, benefit="RPB01.1", name="cost of metering")
    made = next(each for each in plan.snapshot().measures if each.name == "Cost of metering")
    assert (made.unit, made.better, made.baseline, made.baseline_day) == ("USD", "down", None, None)


def test_again_is_changed_and_what_is_left_out_is_kept(do: Do, plan: Plan) -> None:
    do(edits.estimate_gap, cell="rpe01.2", lead_months=24)
    do(edits.record_reading, driver="rooftop SOLAR", value="1300", day="2025-12-31")
    do(edits.expect_condition, cell="BME01.1", day="2030-01-01")
    do(edits.change_measure, **SAIDI, target="")
    got = plan.snapshot()
    assert [(each.cost_minor, each.lead_months, each.who) for each in got.gap_estimates] == [
        (125_000_050, 24, "vendor")
    ]
    solar = next(each for each in got.readings if each.driver_id)
    assert (solar.value, solar.note) == (1300.0, "from the register")
    assert [each.day for each in got.expected_days] == ["2030-01-01"]
    assert (got.measures[0].target, got.measures[0].target_day) == (None, None)


def test_a_weight_of_one_is_none(do: Do, plan: Plan) -> None:
    do(edits.weigh_benefit, benefit="RPB01.1", weight=1)
    assert plan.snapshot().benefit_weights == ()


def test_a_stage_of_a_track_stands_for_what_gates_it(do: Do, plan: Plan) -> None:
    do(edits.aim_waypoint, waypoint="2028 FILING", cells=["rp.2", "BM.1", "da.2"])
    assert {each.cell for each in plan.snapshot().waypoint_cells} == {"RPE01.1", "RPE01.2", "BME01.1"}


CHANGES: list[tuple[Edit, dict[str, Any]]] = [
    (edits.add_driver, {"name": "EVs"}),
    (edits.change_driver, {**SOLAR, "name": "Solar", "unit": "kW", "note": "new"}),
    (edits.remove_driver, SOLAR),
    (edits.record_reading, {**SOLAR, "value": 1, "day": "2025-12-31"}),
    (edits.record_reading, {**SAIDI, "value": "-0.5"}),
    (edits.remove_reading, {**SOLAR, "day": "2025-12-31"}),
    (edits.add_trigger, {**SOLAR, "level": 1500, "direction": "below", "project": "P-01"}),
    (edits.remove_trigger, {**SOLAR, "cell": "BME01.1"}),
    (edits.add_waypoint, {"name": "Target", "day": "2031-01-01"}),
    (edits.change_waypoint, {"waypoint": "2028 filing", "name": "Filing", "day": "2028-04-01"}),
    (edits.aim_waypoint, {"waypoint": "2028 filing", "cells": ["RPE01.2", "BME01.1"]}),
    (edits.remove_waypoint_cells, {"waypoint": "2028 filing", "cells": ["RPE01.1"]}),
    (edits.remove_waypoint, {"waypoint": "2028 filing"}),
    (edits.add_measure, {"benefit": "RPB01.1", "name": "Cost of metering", "baseline": "12"}),
    (edits.change_measure, {**SAIDI, "better": "up", "baseline": "", "target_day": ""}),
    (edits.remove_measure, SAIDI),
    (edits.estimate_gap, {"cell": "RPE01.1", "by": "us"}),
    (edits.remove_estimate, {"cell": "RPE01.2"}),
    (edits.weigh_benefit, {"benefit": "RPB01.1", "weight": 1}),
    (edits.expect_condition, {"cell": "BME01.1", "day": "2031-01-01"}),
    (edits.forget_expectation, {"cell": "BME01.1"}),
    (edits.add_obligation, {"docket": "UB-1", "title": "All of it", "due": "2020-01-01"}),
    (edits.change_obligation, {**ORDER, "paragraph": "¶ 7", "due": "2027-06-30", "owner": "Bo"}),
    (edits.remove_obligation, ORDER),
    (edits.tie_obligation, {**ORDER, "cell": "RPB01.1"}),
    (edits.untie_obligation, {**ORDER, "milestone": "P-01/Accepted"}),
    (edits.meet_obligation, {**ORDER, "filing": "Plan"}),
    (edits.reopen_obligation, {"obligation": "ub-1 ¶ 5"}),
    (edits.remove_budget, {"project": "P-01", "year": 2026, "kind": "capital", "docket": "UB-1"}),
    (edits.remove_project, {"project": "P-01"}),
    (edits.remove_milestone, {"milestone": "P-01/Accepted"}),
]


@pytest.mark.parametrize(("edit", "values"), CHANGES, ids=range(len(CHANGES)))
def test_undo_restores_the_plan_as_it_was(do: Do, plan: Plan, edit: Edit, values: dict[str, Any]) -> None:
    before = plan.snapshot()
    do(edit, **values)
    after = plan.snapshot()
    assert after._replace(head=before.head) != before
    undo(plan, today=TODAY, who="ann")
    assert plan.snapshot()._replace(head=before.head) == before


def test_every_edit_of_the_outlook_is_undone_above() -> None:
    outlook = ("drivers", "triggers", "waypoints", "measures", "gaps", "weights", "conditions", "obligations")
    named = {name for name in edits.__all__ if getattr(edits, name).__module__.rpartition(".")[2] in outlook}
    assert named <= {edit.__name__ for edit, _ in CHANGES}


@pytest.mark.parametrize(
    ("edit", "values", "left", "says"),
    [
        (edits.remove_project, {"project": "P-01"}, (2, 0), "1 trigger and 2 ties of obligations"),
        (edits.remove_milestone, {"milestone": "P-01/Accepted"}, (3, 1), "1 tie of an obligation"),
        (edits.remove_waypoint, {"waypoint": "2028 filing"}, (2, 2), "1 trigger"),
        (edits.remove_driver, SOLAR, (0, 2), "3 triggers"),
    ],
)
def test_what_rests_on_a_row_goes_with_it_and_is_told(
    do: Do, plan: Plan, edit: Edit, values: dict[str, Any], left: tuple[int, int], says: str
) -> None:
    entry = do(edit, **values)
    got = plan.snapshot()
    assert (len(got.triggers), len(got.obligation_ties)) == left
    assert entry.summary.endswith(f", and with it {says}")


REFUSED: list[tuple[Edit, dict[str, Any], str]] = [
    (edits.add_driver, {"name": " "}, "driver name is empty"),
    (edits.add_driver, {"name": "ROOFTOP solar"}, "already"),
    (
        edits.change_driver,
        {"driver": "Rooftop solr", "unit": "kW"},
        r"no driver “Rooftop solr”.*Rooftop solar",
    ),
    (edits.record_reading, {**SOLAR, "value": "lots"}, "no figure"),
    (edits.record_reading, {**SOLAR, "value": "1,25"}, "no figure"),
    (edits.record_reading, {**SOLAR, "value": "."}, "no figure"),
    (edits.record_reading, {**SOLAR, "value": ""}, "no figure"),
    (edits.record_reading, {**SOLAR, "value": "12 %"}, "told in MW"),
    (edits.record_reading, {**SOLAR, "value": float("nan")}, "cannot be a figure"),
    (edits.record_reading, {**SOLAR, "value": float("-inf")}, "cannot be a figure"),
    (edits.record_reading, {**SOLAR, "value": 1e300}, "cannot be a figure"),
    (edits.record_reading, {**SOLAR, "value": 10**300}, "cannot be a figure"),
    (edits.record_reading, {**SOLAR, "value": "9999999999999999"}, "cannot be a figure"),
    (edits.record_reading, {**SOLAR, "value": 1, "day": "2026-11-25"}, "future"),
    (edits.record_reading, {"value": 1}, "Name one"),
    (edits.record_reading, {**SOLAR, **SAIDI, "value": 1}, "not of both"),
    (edits.remove_reading, {**SOLAR, "day": "2020-01-01"}, "no reading of 2020-01-01"),
    (edits.add_trigger, {**SOLAR, "level": 1}, "one thing"),
    (edits.add_trigger, {**SOLAR, "level": 1, "project": "P-01", "cell": "BME01.1"}, "one thing"),
    (edits.add_trigger, {**SOLAR, "level": 1, "cell": "RPE01.1"}, "an action, which a project delivers"),
    (edits.add_trigger, {**SOLAR, "level": 1, "cell": "DAE02.1"}, "no condition"),
    (edits.add_trigger, {**SOLAR, "level": 1, "cell": "RPB01.1"}, "not an enabler cell"),
    (edits.add_trigger, {**SOLAR, "level": 1, "direction": "up", "project": "P-01"}, "no direction"),
    (edits.add_trigger, {**SOLAR, "level": 2000.0, "project": "P-01"}, "already"),
    (edits.add_trigger, {**SOLAR, "level": 1, "waypoint": "2028 filling"}, r"no waypoint.*2028 filing"),
    (edits.remove_trigger, {**SOLAR, "project": "P-01", "level": 7}, "no such trigger"),
    (edits.add_waypoint, {"name": "2028 Filing", "day": "2029-01-01"}, "already"),
    (edits.add_waypoint, {"name": "Next", "day": "soon"}, "is not a day"),
    (edits.add_waypoint, {"name": "Next", "day": "2029-01-01", "cells": ["RPB01.1"]}, "what a waypoint asks"),
    (edits.aim_waypoint, {"waypoint": "2028 filing", "cells": ["DAE02.1"]}, "how things are today"),
    (edits.aim_waypoint, {"waypoint": "2028 filing", "cells": ["RPE01.1"]}, "says so already"),
    (edits.aim_waypoint, {"waypoint": "2028 filing", "cells": []}, "No cell"),
    (edits.remove_waypoint_cells, {"waypoint": "2028 filing", "cells": ["RPE01.2"]}, "none of these"),
    (edits.add_measure, {"benefit": "RPE01.1", "name": "x"}, "what a measure shows"),
    (edits.add_measure, {"benefit": "RPB01.1", "name": "Own"}, r"(?s)up or down.*Cost of metering"),
    (edits.add_measure, {"benefit": "RPB01.1", "name": "minutes LOST", "better": "up"}, "already"),
    (edits.add_measure, {"benefit": "RPB01.1", "name": "Own", "better": "more"}, "no direction"),
    (
        edits.add_measure,
        {"benefit": "RPB01.1", "name": "Own", "better": "up", "target_day": "2030-01-01"},
        "no value",
    ),
    (edits.change_measure, {**SAIDI, "baseline_day": "2027-01-01"}, "future"),
    (edits.change_measure, {**SAIDI, "target": float("inf")}, "cannot be a figure"),
    (edits.estimate_gap, {"cell": "RPE01.1"}, "Give one of them"),
    (edits.estimate_gap, {"cell": "BME01.1", "cost": 1}, "only watch"),
    (edits.estimate_gap, {"cell": "DAE02.1", "cost": 1}, "how things are today"),
    (edits.estimate_gap, {"cell": "RPE01.1", "cost": "-5"}, "less than nothing"),
    (edits.estimate_gap, {"cell": "RPE01.1", "cost": "1e300"}, "no amount"),
    (edits.estimate_gap, {"cell": "RPE01.1", "lead_months": 1201}, "1201 is not"),
    (edits.remove_estimate, {"cell": "RPE01.1"}, "no estimate"),
    (edits.weigh_benefit, {"benefit": "RPB01.1", "weight": 0}, "0 is not"),
    (edits.weigh_benefit, {"benefit": "RPB01.1", "weight": 1001}, "1001 is not"),
    (edits.weigh_benefit, {"benefit": "RPE01.1", "weight": 2}, "not a benefit cell"),
    (edits.expect_condition, {"cell": "RPE01.1", "day": "2030-01-01"}, "no condition"),
    (edits.expect_condition, {"cell": "BME01.1", "day": "2026-01-01"}, "is observed"),
    (edits.expect_condition, {"cell": "BME01.1", "day": "2030-01-01", "given": "2027-01-01"}, "future"),
    (edits.forget_expectation, {"cell": "RPE01.1"}, "no expected day"),
    (
        edits.add_obligation,
        {"docket": "ub-1", "paragraph": "¶4", "title": "x", "due": "2027-01-01"},
        "already",
    ),
    (edits.add_obligation, {"docket": "UB-1 ¶8", "title": "x", "due": "2027-01-01"}, "apart"),
    (edits.change_obligation, {"obligation": "UB-1", "owner": "x"}, r"asks 2 things: UB-1 ¶4, UB-1 ¶5"),
    (edits.change_obligation, {"obligation": "UB-1 ¶6", "owner": "x"}, r"no obligation.*UB-1 ¶5"),
    (edits.tie_obligation, ORDER, "one thing"),
    (edits.tie_obligation, {**ORDER, "project": "p-01"}, "already"),
    (edits.tie_obligation, {**ORDER, "project": "P-01", "system": "Harbor"}, "with a cell alone"),
    (edits.tie_obligation, {**ORDER, "cell": "RPR01.1"}, "enabler or benefit"),
    (edits.tie_obligation, {**ORDER, "cell": "DAE02.1"}, "how things are today"),
    (edits.untie_obligation, {**ORDER, "cell": "RPE01.1"}, "not tied"),
    (edits.meet_obligation, {**ORDER, "filing": " "}, "filing is empty"),
    (edits.meet_obligation, {**ORDER, "filing": "x", "day": "2027-01-01"}, "future"),
    (edits.meet_obligation, {"obligation": "UB-1 ¶5", "filing": "x"}, "was met on 30 Mar 2026"),
    (edits.reopen_obligation, ORDER, "open already"),
    (edits.remove_budget, {"project": "P-01", "year": 2026, "kind": "capital"}, "no budget “capital” 2026"),
]


@pytest.mark.parametrize(("edit", "values", "said"), REFUSED, ids=range(len(REFUSED)))
def test_what_cannot_be_is_refused_and_the_plan_stays_as_it_was(
    do: Do, plan: Plan, edit: Edit, values: dict[str, Any], said: str
) -> None:
    before = plan.snapshot()
    with pytest.raises(WrongCall, match=said):
        do(edit, **values)
    assert plan.snapshot() == before


def test_with_several_systems_a_name_says_whose_it_is(do: Do, plan: Plan) -> None:
    do(edits.add_system, name="Hill", region="Coast")
    do(edits.add_driver, name="Rooftop solar", system="Hill", unit="kW")
    with pytest.raises(WrongCall, match="in Harbor, Hill"):
        do(edits.record_reading, **SOLAR, value=1)
    do(edits.record_reading, **SOLAR, value=1, system="hill")
    with pytest.raises(WrongCall, match="Which system"):
        do(edits.aim_waypoint, waypoint="2028 filing", cells=["RPE01.2"])
    do(edits.aim_waypoint, waypoint="2028 filing", cells=["RPE01.1", "RPE01.2"], systems=["Harbor", "Hill"])
    assert len(plan.snapshot().waypoint_cells) == 4


def test_a_measure_is_told_from_its_namesake_by_the_benefit(do: Do, plan: Plan) -> None:
    do(edits.add_measure, benefit="RPB01.2", name="Minutes lost", better="down")
    with pytest.raises(WrongCall, match="BENEFIT/NAME"):
        do(edits.remove_measure, **SAIDI)
    do(edits.remove_measure, measure="rpb01.2/minutes lost")
    assert [each.benefit for each in plan.snapshot().measures] == ["RPB01.1"]


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1250", 1250),
        ("1,250.5", 1250.5),
        ("1 250", 1250),
        (" +3 ", 3),
        ("−0.25", -0.25),
        ("-0", 0),
        (".5", 0.5),
    ],
)
def test_figures_are_read_as_they_are_typed(do: Do, plan: Plan, typed: str, value: float) -> None:
    do(edits.record_reading, **SOLAR, value=typed)
    assert plan.snapshot().readings[-1].value == value


def test_a_percent_sign_is_taken_where_the_unit_is_percent(do: Do, plan: Plan) -> None:
    do(edits.add_driver, name="Share", unit="% of customers")
    do(edits.record_reading, driver="Share", value="12 %", day="2026-01-01")
    assert plan.snapshot().readings[-1].value == 12.0
