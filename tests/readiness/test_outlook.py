"""Triggers, waypoints, obligations, measures, estimates, weights and what to do next."""

from fractions import Fraction

import pytest

from support.small import TODAY, Plan, cell, ready, roadmap
from te_planner.readiness.days import shift
from te_planner.readiness.model import Readiness
from te_planner.readiness.outlook_model import Investment, ObligationState, TriggerState, WaypointState
from te_planner.readiness.what_next import own_actors

ROAD = roadmap(
    cell("RPE01.1"),
    cell("RPE01.2"),
    cell("RPE02.1")._replace(actors=("regulator",)),
    cell("RPR01.1"),
    cell("RPB01.1", requires=["RPE01.1"], through=["RPR01.1"]),
    cell("RPB02.1", requires=["RPE01.1", "RPE02.1"]),
    cell("RPB03.1", requires=["BME01.1"]),
    cell("BME01.1", nature="condition"),
    cell("DAE01.1"),
    cell("PCE01.1", nature="baseline"),
)


def trigger(plan: Plan) -> TriggerState:
    return ready(ROAD, plan).outlook.systems["A"].drivers[0].triggers[0]


def waypoint(plan: Plan, as_of: str = TODAY, today: str = TODAY) -> WaypointState:
    return ready(ROAD, plan, as_of, today).outlook.waypoints[0]


def obligation(plan: Plan, as_of: str = TODAY, today: str = TODAY) -> ObligationState:
    return ready(ROAD, plan, as_of, today).outlook.obligations[0]


def codes(found: Readiness) -> set[str]:
    return {each.code for each in (*found.findings, *found.systems["A"].findings)}


def test_a_plan_on_paper() -> None:
    """The whole of it, today being 24 November 2026.

    Solar stands at 60 MW on 16 August 2026 (100 days ago) and at 80 MW today: 0.2 MW a day. Its trigger of
    100 MW is (100 - 80) / 0.2 = 100 days ahead: 4 March 2027, near. It calls for P-01, which is proposed and
    has one milestone on 15 May 2027. From 4 March to 15 May: two whole months too late.

    P-01 delivers all of RPE01.1, so that is expected on 15 May 2027. RPE02.1 is a gap, estimated at USD
    2 500 000.00 and 9 months; DAE01.1 is one at CAD 1.00; RPE01.2 is one that nobody has estimated.
    BME01.1 is expected by the planner on 1 July 2027.

    Waypoint "Filing state", 1 June 2027: RPE01.1 (15 May) and BME01.1 (1 July): by 1 July 2027, 30 days and
    one whole month late. Waypoint "Regulation", 1 June 2027: RPE01.1 and RPE02.1: one gap, no date.

    Order 1 is due on 1 May 2027 and tied to P-01 (15 May): at risk, 14 days too late. Order 2 is due on
    1 June 2027 and tied to the milestone: in time.

    Benefits: RPB01.1 needs RPE01.1: next, coming, 15 May 2027. RPB03.1 needs the condition BME01.1: nobody's
    project covers it, so stuck, without a gap. RPB02.1 needs RPE01.1 and the gap RPE02.1: stuck, one gap.
    Leverage of RPE01.1: two benefits, one of them alone.
    """
    plan = Plan()
    plan.driver("Solar", ("2026-08-16", 60.0), (TODAY, 80.0))
    plan.trigger("Solar", 100, project="P-01")
    plan.project("P-01", status="proposed")
    plan.milestone("P-01", "Rule in force", "2027-05-15")
    plan.contribution("P-01", "RPE01.1")
    plan.expected("BME01.1", "2027-07-01")
    plan.estimate("RPE02.1", 250_000_000, 9)
    plan.estimate("DAE01.1", 100, currency="CAD")
    plan.waypoint("Filing state", "2027-06-01", "RPE01.1", "BME01.1", "PCE01.1")
    plan.waypoint("Regulation", "2027-06-01", "RPE01.1", "RPE02.1")
    plan.obligation("1", "2027-05-01")
    plan.tie("1", project="P-01")
    plan.obligation("2", "2027-06-01")
    plan.tie("2", milestone="Rule in force")
    found = ready(ROAD, plan)
    system, outlook = found.systems["A"], found.outlook

    solar = outlook.systems["A"].drivers[0].triggers[0]
    assert (solar.state, solar.day, solar.calls_for, solar.begun) == ("near", "2027-03-04", "P-01", False)
    assert (solar.ready, solar.late_months) == ("2027-05-15", 2)
    assert solar.sentence == (
        "Solar reaches 100 MW by trend on 4 Mar 2027; "
        "P-01 has not begun, ready 15 May 2027: too late by 2 months"
    )

    filing, regulation = outlook.waypoints
    assert (filing.judgement, filing.late_days, filing.late_months) == ("too late", 30, 1)
    assert (filing.forecast.whole, filing.forecast.basis) == ("2027-07-01", "expected")
    assert (filing.actions.applicable, filing.conditions.applicable) == (1, 1)
    assert (regulation.judgement, regulation.late_days) == ("no date", 0)
    assert regulation.reasons == (("RPE02.1 in A", "nobody delivers this"),)
    assert regulation.investment == Investment((("USD", 250_000_000),), 1, 1, 0, 9)

    one, two = outlook.obligations
    assert (one.judgement, one.ready, one.late_days) == ("at risk", "2027-05-15", 14)
    assert (two.judgement, two.ready, two.late_days) == ("in time", "2027-05-15", 0)

    whole = outlook.investments.whole
    assert whole == Investment((("CAD", 100), ("USD", 250_000_000)), 3, 2, 1, 9)
    assert outlook.systems["A"].investments.tracks["RP"].without_estimate == 1
    assert outlook.systems["A"].investments.stages[2].gaps == 1

    assert [each.cell.ref for each in system.coming] == ["RPB01.1"]
    assert [each.cell.ref for each in system.stuck] == ["RPB03.1", "RPB02.1"]
    assert system.leverage["RPE01.1"] == ("RPE01.1", ("RPB01.1", "RPB02.1"), ("RPB01.1",))
    assert list(system.leverage) == ["RPE01.1", "BME01.1", "RPE02.1"]
    assert codes(found) >= {"trigger-late", "waypoint-late", "obligation-at-risk"}


def test_a_trigger_that_is_reached_and_no_project_begun_is_a_warning() -> None:
    plan = Plan()
    plan.driver("Solar", ("2026-01-15", 120.0))
    plan.trigger("Solar", 100, project="P-01")
    plan.project("P-01", status="proposed")
    plan.milestone("P-01", "End", "2027-01-20")
    assert (trigger(plan).state, trigger(plan).late_months) == ("reached", 12)
    assert "trigger-reached" in codes(ready(ROAD, plan))
    plan.status("P-01", "active", "2026-11-01")
    assert trigger(plan).begun
    assert codes(ready(ROAD, plan)) >= {"trigger-late"}
    plan.status("P-01", "cancelled", "2026-11-02")
    assert not trigger(plan).begun
    assert trigger(plan).reason == "cancelled"
    assert "trigger-reached" in codes(ready(ROAD, plan))


def test_a_trigger_calls_for_a_waypoint_by_its_forecast() -> None:
    plan = Plan()
    plan.driver("Solar", ("2026-01-15", 120.0))
    plan.trigger("Solar", 100, waypoint="Ready")
    plan.waypoint("Ready", "2027-06-01", "RPE01.1")
    assert trigger(plan).ready is None
    assert "RPE01.1 in A: nobody delivers this" in trigger(plan).sentence
    plan.attain("RPE01.1", day="2026-02-20")
    found = trigger(plan)
    assert (found.done, found.ready, found.late_months) == (True, "2026-02-20", 1)
    assert not codes(ready(ROAD, plan)) & {"trigger-reached", "trigger-late"}


def test_waypoints_are_a_path_by_day_and_reached_ones_say_so() -> None:
    plan = Plan("A", "B")
    plan.waypoint("Later", "2028-01-01", "RPE01.1")
    plan.waypoint("Sooner", "2027-01-01", "RPE02.1")
    plan.attain("RPE02.1", day="2026-10-01")
    first, second = ready(ROAD, plan).outlook.waypoints
    assert (first.waypoint.name, first.judgement, first.strict) == ("Sooner", "reached", True)
    assert (second.judgement, second.reasons[0].reason) == ("no date", "nobody delivers this")
    assert [state.cell.ref for state in second.gaps] == ["RPE01.1"]


def test_a_waypoint_that_rests_on_a_flagged_statement_is_reached_and_not_strictly() -> None:
    plan = Plan()
    plan.waypoint("Ready", "2026-06-01", "RPE01.1")
    plan.attain("RPE01.1", day="2026-05-01", review="2026-10-01")
    assert (waypoint(plan).judgement, waypoint(plan).strict) == ("reached", False)
    assert waypoint(plan).actions.strict == 0


def test_a_waypoint_whose_day_has_passed_is_too_late_whatever_is_dated() -> None:
    plan = Plan()
    plan.waypoint("Ready", shift(TODAY, -40), "RPE01.1", "RPE77.1")
    found = waypoint(plan)
    assert (found.judgement, found.late_days, found.late_months) == ("too late", 40, 1)
    assert found.unknown == ("RPE77.1",)
    assert waypoint(plan, as_of=shift(TODAY, -60)).judgement == "no date"
    assert codes(ready(ROAD, plan)) >= {"waypoint-late", "unknown-cell"}


def test_what_is_set_aside_leaves_a_waypoint_and_an_empty_one_has_no_date() -> None:
    plan = Plan()
    plan.waypoint("Ready", "2027-06-01", "RPE01.1")
    plan.set_aside("RPE01.1")
    found = waypoint(plan)
    assert (found.judgement, found.actions.applicable, len(found.set_aside)) == ("no date", 0, 1)


@pytest.mark.parametrize(
    ("due", "met", "judgement", "late"),
    [
        ("2026-10-01", "2026-09-30", "met", 0),
        ("2026-10-01", "2026-10-11", "met late", 10),
        ("2026-10-01", None, "late", 54),
        ("2026-10-01", "2026-12-01", "late", 54),
        ("2027-10-01", None, "untied", 0),
        (TODAY, None, "untied", 0),
    ],
)
def test_an_obligation_by_its_days_alone(due: str, met: str | None, judgement: str, late: int) -> None:
    plan = Plan()
    plan.obligation("1", due, met)
    found = obligation(plan)
    assert (found.judgement, found.late_days) == (judgement, late)


def test_an_obligation_waits_for_the_latest_of_what_it_is_tied_to() -> None:
    plan = Plan()
    plan.project("P-01", end="2027-03-01")
    plan.obligation("1", "2027-06-01")
    plan.tie("1", project="P-01")
    assert (obligation(plan).judgement, obligation(plan).ready) == ("in time", "2027-03-01")
    plan.rows["obligations"][0] = plan.rows["obligations"][0]._replace(due_day="2027-03-01")
    assert obligation(plan).judgement == "in time"  # ready on the very day
    plan.contribution("P-01", "RPE01.1")
    plan.tie("1", cell="RPE01.1")
    plan.tie("1", cell="RPB01.1")
    assert obligation(plan).judgement == "in time"
    plan.tie("1", cell="RPE02.1")
    found = obligation(plan)
    assert (found.judgement, found.ready) == ("at risk", "2027-03-01")
    assert found.undated == (("RPE02.1 in A", "nobody delivers this"),)
    assert obligation(plan, as_of="2026-06-01").judgement == "open"  # no forecast, so no judgement of it
    plan.attain("RPE02.1", "RPE01.1")
    plan.status("P-01", "on hold", "2026-11-01")
    assert obligation(plan).undated == (("P-01", "on hold"),)


@pytest.mark.parametrize("ref", ["RPE01.2", "RPB01.2"])
def test_an_obligation_tied_to_what_is_set_aside_is_at_risk(ref: str) -> None:
    road = roadmap(
        cell("RPE01.1"),
        cell("RPE01.2"),
        cell("RPB01.1", requires=["RPE01.1"]),
        cell("RPB01.2", requires=["RPE01.2"]),
    )
    plan = Plan()
    plan.attain("RPE01.1", day="2025-01-01")
    plan.set_aside(ref)
    plan.obligation("1", "2027-06-01")
    plan.tie("1", cell=ref)
    found = ready(road, plan).outlook.obligations[0]
    assert (found.judgement, found.ready) == ("at risk", None)
    assert found.undated == ((f"{ref} in A", "not applicable"),)


def test_due_lists_open_obligations_and_waypoints_whose_day_comes_up() -> None:
    plan = Plan()
    plan.obligation("1", "2026-12-01")
    plan.obligation("2", "2026-11-01")
    plan.obligation("3", "2026-10-01", "2026-09-01")
    plan.obligation("4", "2027-10-01")
    plan.waypoint("Soon", "2026-12-24", "RPE01.1")
    plan.waypoint("Far", "2028-12-24", "RPE01.1")
    plan.waypoint("There", "2026-12-24", "RPE02.1")
    plan.attain("RPE02.1")
    found = [(each.kind, each.ref, each.days) for each in ready(ROAD, plan).due]
    assert found == [("obligation", "2", 23), ("obligation", "1", -7), ("waypoint", "Soon", -30)]


def test_a_benefit_is_realised_only_when_its_measures_meet_their_targets() -> None:
    plan = Plan()
    plan.attain("RPE01.1", "RPR01.1")

    def benefit() -> tuple[str, bool]:
        found = ready(ROAD, plan).systems["A"].benefits["RPB01.1"]
        return found.status, found.below_target

    assert benefit() == ("realised", False)
    plan.measure("RPB01.1", ("2026-01-01", 3.0))  # without a target it gates nothing
    assert benefit() == ("realised", False)
    plan.measure("RPB01.1", target=10.0)
    assert benefit() == ("unlocked", True)
    assert "measure-unread" in codes(ready(ROAD, plan))
    plan.measure("RPB01.1", ("2026-01-01", 12.0), ("2026-06-01", 10.0), target=10.0, better="down")
    plan.rows["measures"].pop(1)
    assert benefit() == ("realised", False)
    plan.add("readings", plan.rows["readings"][-1]._replace(id="later", day="2026-07-01", value=11.0))
    assert benefit() == ("unlocked", True)
    plan.rows["statements"].pop()
    assert benefit() == ("unlocked", False)  # nothing shows it yet: no target is missed


def test_estimates_on_what_is_no_gap_any_more_are_not_counted() -> None:
    plan = Plan()
    plan.estimate("RPE01.1", 500, 3)
    plan.estimate("RPE02.1", None, 7)
    plan.attain("RPE01.1")
    found = ready(ROAD, plan)
    assert found.outlook.investments.whole == Investment((), 3, 0, 3, 7)
    assert "estimate-no-gap" in codes(found)
    assert set(found.outlook.systems["A"].estimates) == {"RPE01.1", "RPE02.1"}


def test_weights_order_what_comes_on_the_same_day_or_has_as_many_gaps() -> None:
    plan = Plan()
    plan.waypoint("Ready", "2027-06-01", "RPE01.1")
    assert [each.cell.ref for each in ready(ROAD, plan).systems["A"].stuck] == [
        "RPB03.1",
        "RPB01.1",
        "RPB02.1",
    ]
    plan.set_aside("BME01.1")
    plan.change("RPB02.1", "RPE02.1", "waived")
    assert [each.cell.ref for each in ready(ROAD, plan).systems["A"].stuck] == ["RPB01.1", "RPB02.1"]
    plan.weigh("RPB02.1", 5)
    assert [each.cell.ref for each in ready(ROAD, plan).systems["A"].stuck] == ["RPB02.1", "RPB01.1"]
    plan.project("P-01", end="2027-03-01")
    plan.contribution("P-01", "RPE01.1")
    assert [each.cell.ref for each in ready(ROAD, plan).systems["A"].coming] == ["RPB02.1", "RPB01.1"]


def test_quick_wins_name_the_benefits_that_then_unlock() -> None:
    plan = Plan()
    plan.project("P-01", status="done")
    plan.milestone("P-01", "End", "2026-01-01", done="2026-03-01")
    plan.contribution("P-01", "RPE01.2")
    plan.state("RPE02.1")
    found = ready(ROAD, plan).outlook.systems["A"].quick_wins
    # attained, RPE01.2 supersedes RPE01.1, on which RPB01.1 waits
    assert [(each.state.cell.ref, each.step, each.unlocks) for each in found.cells] == [
        ("RPE01.2", "attest", ("RPB01.1",)),
        ("RPE02.1", "add evidence", ()),
    ]
    assert [each.cell.ref for each in found.one_left] == ["RPB03.1", "RPB01.1"]
    plan.attain("RPE01.2")
    after = ready(ROAD, plan).systems["A"]
    assert after.benefits["RPB01.1"].unlocked


def test_what_waits_on_others_names_who_can_move_it() -> None:
    found = ready(ROAD, Plan()).outlook.systems["A"].waiting_on_others
    assert [(each.state.cell.ref, each.who, each.benefits) for each in found] == [
        ("RPE02.1", ("regulator",), ("RPB02.1",)),
        ("BME01.1", ("utility",), ("RPB03.1",)),
    ]
    theirs = ready(ROAD, Plan(stakeholder="The state's regulator")).outlook.systems["A"].waiting_on_others
    assert [each.state.cell.ref for each in theirs] == ["RPE01.1", "BME01.1"]


def test_whose_plan_it_is() -> None:
    assert own_actors("Harborview Municipal Light") == ("utility", "DSO")
    assert own_actors("Sunfield, an Aggregator and vendor") == ("aggregator", "vendor")
    assert own_actors("Customers' vendorship") == ("utility", "DSO")


def test_nothing_of_this_counts_as_progress() -> None:
    plan = Plan()
    plan.estimate("RPE01.1", 5)
    plan.waypoint("Ready", "2027-06-01", "RPE01.1")
    plan.driver("Solar", (TODAY, 500.0))
    plan.trigger("Solar", 100, cell="BME01.1")
    found = ready(ROAD, plan).systems["A"]
    assert all(state.progress == Fraction(0) for state in found.cells.values())
    assert found.stage == 0
