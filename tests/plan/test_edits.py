"""Edits: what they write, and what they refuse with a message while the plan stays as it was."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from support.often import tried
from te_planner.errors import WrongCall
from te_planner.plan import edits
from te_planner.plan.evidence import EvidenceText, evidence_from_text
from te_planner.plan.store import Plan
from te_planner.plan.transaction import Edit

from plan.conftest import Do, new_plan  # isort: skip  # a fixture's type

PROOF = EvidenceText("document", "Board resolution", "2026-14, p. 2")


def furnish(do: Do) -> None:
    do(edits.add_system, name="Harbor", region="Coast")
    do(edits.add_project, title="Meters", start="2026-01-01", end="2026-12-31", status="active")
    do(edits.map_project, project="P-01", cell="RPE01.1", share=60)
    do(edits.add_milestone, project="P-01", title="Accepted", day="2026-12-01")


@pytest.fixture
def plan(tmp_path: Path) -> Iterator[Plan]:
    with new_plan(tmp_path, "small-with-a-project", furnish) as opened:
        yield opened


def test_keys_follow_each_other_and_names_are_taken_in_any_case(do: Do, plan: Plan) -> None:
    do(edits.add_project, title="Second")
    do(edits.map_project, project="p-02", cell="rpe01.2", systems=["harbor"])
    assert [each.key for each in plan.snapshot().projects] == ["P-01", "P-02"]
    assert {(each.cell, each.share) for each in plan.snapshot().contributions} == {
        ("RPE01.1", 60),
        ("RPE01.2", 100),
    }


def test_mapping_again_changes_the_share(do: Do, plan: Plan) -> None:
    do(edits.map_project, project="P-01", cell="RPE01.1", share=80)
    assert [each.share for each in plan.snapshot().contributions] == [80]


def test_an_attestation_keeps_who_when_extent_and_evidence(do: Do, plan: Plan) -> None:
    do(
        edits.attest,
        cell="RPE01.1",
        effective="2026-03-01",
        approved_by="board",
        extent="214/380 feeders",
        review="2027-03-01",
        evidence=[PROOF],
    )
    found = plan.snapshot()
    statement = found.statements[0]
    assert (statement.kind, statement.made_by, statement.approved_by) == ("attestation", "ann", "board")
    assert (statement.extent_done, statement.extent_total, statement.extent_unit) == (214, 380, "feeders")
    assert (statement.effective_day, statement.statement_day) == ("2026-03-01", "2026-11-24")
    assert [(each.title, each.place) for each in found.evidence] == [("Board resolution", "2026-14, p. 2")]


def test_ending_a_statement_ends_the_run_that_it_confirms(do: Do, plan: Plan) -> None:
    do(edits.attest, cell="RPE01.1", effective="2025-01-01", evidence=[PROOF])
    do(edits.attest, cell="RPE01.1", effective="2026-01-01")
    last = plan.snapshot().statements[-1]
    do(edits.end_statement, statement=last.id[:8], reason="the server was switched off", since="2026-06-01")
    assert {each.ended_from for each in plan.snapshot().statements} == {"2026-06-01"}


def test_ending_an_observed_condition_ends_it_whatever_was_said_in_between(do: Do, plan: Plan) -> None:
    do(edits.observe, cell="BME01.1", effective="2026-01-10", evidence=[PROOF])
    do(edits.observe, cell="BME01.1", effective="2026-02-10", answer="not in place")
    do(edits.observe, cell="BME01.1", effective="2026-03-10", evidence=[PROOF])
    last = plan.snapshot().statements[-1]
    do(edits.end_statement, statement=last.id, reason="the market closed", since="2026-05-01")
    assert [each.ended_from for each in plan.snapshot().statements] == ["2026-05-01", None, "2026-05-01"]


def test_money_is_kept_in_whole_cents(do: Do, plan: Plan) -> None:
    do(edits.set_budget, project="P-01", year=2026, kind="capital", planned="1,250,000.50", actual=99)
    line = plan.snapshot().budget_lines[0]
    assert (line.planned_minor, line.actual_minor, line.currency) == (125_000_050, 9900, "USD")


def test_a_milestone_is_reforecast_completed_and_reopened(do: Do, plan: Plan) -> None:
    do(edits.reforecast_milestone, milestone="P-01/accepted", day="2027-02-01")
    do(edits.complete_milestone, milestone="P-01/Acc")
    found = plan.snapshot().milestones[0]
    assert (found.baseline_day, found.forecast_day, found.forecast_given_day, found.actual_day) == (
        "2026-12-01",
        "2027-02-01",
        "2026-11-24",
        "2026-11-24",
    )
    do(edits.reopen_milestone, milestone=found.id)
    assert plan.snapshot().milestones[0].actual_day is None


def test_a_milestone_that_is_not_new_comes_with_its_forecast_and_the_day_it_was_done(
    do: Do, plan: Plan
) -> None:
    days = {"day": "2026-06-01", "forecast": "2026-09-01", "given": "2026-07-01", "actual": "2026-10-01"}
    do(edits.add_milestone, project="P-01", title="Ordered", **days)
    found = plan.snapshot().milestones[-1]
    assert (found.baseline_day, found.forecast_day, found.forecast_given_day, found.actual_day) == (
        "2026-06-01",
        "2026-09-01",
        "2026-07-01",
        "2026-10-01",
    )


def test_a_milestone_is_tied_to_another_cell_and_to_none(do: Do, plan: Plan) -> None:
    do(edits.change_milestone, milestone="P-01/Accepted", cell="RPE01.2")
    found = plan.snapshot()
    assert (found.milestones[0].cell, found.milestones[0].system_id) == ("RPE01.2", found.systems[0].id)
    do(edits.change_milestone, milestone="P-01/Accepted", cell="")
    assert (plan.snapshot().milestones[0].cell, plan.snapshot().milestones[0].system_id) == (None, None)


REFUSED: list[tuple[Edit, dict[str, Any], str]] = [
    (edits.map_project, {"project": "P-01", "cell": "RPE99.1"}, r"no cell “RPE99.1”.*RPE01"),
    (edits.map_project, {"project": "P-01", "cell": "RPB01.1"}, "not an enabler cell"),
    (edits.map_project, {"project": "P-01", "cell": "DAE02.1"}, "how things are today"),
    (edits.map_project, {"project": "P-77", "cell": "RPE01.1"}, r"no project “P-77”"),
    (edits.map_project, {"project": "P-01", "cell": "RPE01.1", "share": 130}, "130 is not"),
    (edits.map_project, {"project": "P-01", "cell": "RPE01.1", "share": 0}, "0 is not"),
    (edits.map_project, {"project": "P-01", "cell": "RPE01.1", "systems": ["Hill"]}, "no system “Hill”"),
    (edits.map_project, {"project": "P-01", "cell": "RPE01.1", "share": 60}, "says so already"),
    (edits.add_project, {"title": "  "}, "title is empty"),
    (edits.add_project, {"title": "x" * 401}, "401 characters"),
    (edits.add_project, {"title": "a\x1b[31mb"}, r"U\+001B"),
    (edits.add_project, {"title": "a\ud800b"}, r"U\+D800"),
    (edits.add_project, {"title": "a\x00b"}, r"U\+0000"),
    (edits.add_project, {"title": "Again", "key": "p-01"}, "already"),
    (edits.add_project, {"title": "Odd", "key": "P 1"}, "blank"),
    (edits.add_project, {"title": "Back", "start": "2027-01-01", "end": "2026-01-01"}, "before the start"),
    (edits.add_project, {"title": "Odd", "status": "maybe"}, "no status"),
    (edits.change_project, {"project": "P-01", "end": "2025-01-01"}, "before the start"),
    (
        edits.add_milestone,
        {"project": "P-01", "title": "Odd", "day": "2026-02-31"},
        "not a day in the calendar",
    ),
    (edits.add_milestone, {"project": "P-01", "title": "Odd", "day": "31.12.2026"}, "is not a day"),
    (edits.add_milestone, {"project": "P-01", "title": "Odd", "weight": 0}, "weight"),
    (edits.add_milestone, {"project": "P-01", "title": "Odd", "system": "Harbor"}, "name the cell too"),
    (edits.add_milestone, {"project": "P-01", "title": "Odd", "actual": "2026-11-25"}, "future"),
    (
        edits.add_milestone,
        {"project": "P-01", "title": "Odd", "forecast": "2027-01-01", "given": "2026-11-25"},
        "future",
    ),
    (edits.complete_milestone, {"milestone": "P-01/Nothing"}, "no milestone"),
    (edits.complete_milestone, {"milestone": "P-01/Accepted", "day": "2026-11-25"}, "future"),
    (edits.depend, {"project": "P-01", "on": "P-01"}, "cannot wait for itself"),
    (edits.add_milestone, {"project": "P-01", "title": "accepted"}, "has a milestone"),
    (edits.set_status, {"project": "P-01", "status": "active"}, "already"),
    (edits.undepend, {"project": "P-01", "on": "P-01"}, "does not wait"),
    (edits.set_status, {"project": "P-01", "status": "done", "day": "2027-01-01"}, "future"),
    (edits.set_budget, {"project": "P-01", "year": 2026, "kind": "capital", "planned": "lots"}, "no amount"),
    (
        edits.set_budget,
        {"project": "P-01", "year": 2026, "kind": "capital", "planned": "0.001"},
        "whole cents",
    ),
    (edits.attest, {"cell": "RPE01.1", "effective": "2027-01-01"}, "future"),
    (edits.attest, {"cell": "RPE01.1", "answer": "maybe"}, "no answer"),
    (edits.attest, {"cell": "RPE01.1", "extent": "400/380 feeders"}, "no extent"),
    (edits.attest, {"cell": "RPB01.1"}, "observed, not attested"),
    (edits.attest, {"cell": "BME01.1"}, "Observe it instead"),
    (edits.attest, {"cell": "RPE01.1", "system": "Harbor", "region": "Coast"}, "not for both"),
    (edits.observe, {"cell": "RPE01.1"}, "Attest it instead"),
    (edits.attest, {"cell": "RPE01.1", "evidence": [EvidenceText("link", "x", "javascript:1")]}, "no link"),
    (edits.attest, {"cell": "RPE01.1", "evidence": [EvidenceText("document", "x", "")]}, "is empty"),
    (edits.void_statement, {"statement": "abcdef", "reason": "x"}, "no statement"),
    (edits.set_not_applicable, {"cell": "RPE01.1", "reason": " "}, "reason is empty"),
    (edits.set_not_applicable, {"cell": "RPR01.1", "reason": "x"}, "can be set aside"),
    (edits.end_not_applicable, {"cell": "RPE01.1"}, "not set aside"),
    (
        edits.waive_requirement,
        {"benefit": "RPB01.1", "requires": "RPE01.2", "reason": "x"},
        "nothing to waive",
    ),
    (edits.add_requirement, {"benefit": "RPB01.1", "requires": "RPE01.2", "reason": "x"}, "later stage"),
    (edits.add_requirement, {"benefit": "RPB01.1", "requires": "DAE02.1", "reason": "x"}, "gate nothing"),
    (edits.add_requirement, {"benefit": "RPB01.1", "requires": "RPE01.1", "reason": "x"}, "already"),
    (edits.pick_stage, {"characteristic": "weather", "stage": 1}, "no characteristic"),
    (edits.pick_stage, {"characteristic": "value", "stage": 4}, "no stage 4"),
    (edits.add_system, {"name": "Harbor"}, "already"),
]


@pytest.mark.parametrize(("edit", "values", "said"), REFUSED, ids=range(len(REFUSED)))
def test_what_cannot_be_is_refused_and_the_plan_stays_as_it_was(
    do: Do, plan: Plan, edit: Edit, values: dict[str, Any], said: str
) -> None:
    before = plan.snapshot()
    with pytest.raises(WrongCall, match=said):
        do(edit, **values)
    assert plan.snapshot() == before


def test_a_circle_of_dependencies_is_refused_by_name(do: Do, plan: Plan) -> None:
    for title in ("Second", "Third"):
        do(edits.add_project, title=title)
    do(edits.depend, project="P-02", on="P-01")
    do(edits.depend, project="P-03", on="P-02", lag=30)
    with pytest.raises(WrongCall, match="P-01 waits for P-03 waits for P-02 waits for P-01"):
        do(edits.depend, project="P-01", on="P-03")
    assert len(plan.snapshot().dependencies) == 2


def test_with_several_systems_the_planner_is_asked_which(do: Do) -> None:
    do(edits.add_system, name="Hill", region="Coast")
    with pytest.raises(WrongCall, match="Which system"):
        do(edits.attest, cell="RPE01.1")
    do(edits.attest, cell="RPE01.1", region="Coast")


@pytest.mark.parametrize(
    ("typed", "kind", "place"),
    [
        ("Order 12 | Docket 24-0117, p. 3", "document", "Docket 24-0117, p. 3"),
        ("Map | https://example.org/map", "link", "https://example.org/map"),
        ("https://example.org/map", "link", "https://example.org/map"),
    ],
)
def test_evidence_is_typed_in_one_line(typed: str, kind: str, place: str) -> None:
    found = evidence_from_text(typed)
    assert (found.kind, found.place) == (kind, place)


def test_a_bare_note_is_no_evidence() -> None:
    with pytest.raises(WrongCall, match="bare note"):
        evidence_from_text("everybody says so")


@given(text=st.text(min_size=1, max_size=60))
@tried(60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_title_is_stored_as_it_is_or_refused(do: Do, plan: Plan, text: str) -> None:
    try:
        do(edits.change_project, project="P-01", title=text)
    except WrongCall:
        return
    assert plan.snapshot().projects[0].title == text.strip()


def test_a_new_budget_figure_keeps_the_actual_and_the_currency_that_were_recorded(do: Do, plan: Plan) -> None:
    line = {"project": "P-01", "year": 2026, "kind": "capital"}
    do(edits.set_budget, **line, planned=100, actual=90, currency="EUR")
    do(edits.set_budget, **line, planned=120)
    found = plan.snapshot().budget_lines
    assert [(each.planned_minor, each.actual_minor, each.currency) for each in found] == [
        (12000, 9000, "EUR")
    ]


def test_a_status_from_an_earlier_day_says_which_one_stands(do: Do, plan: Plan) -> None:
    do(edits.add_project, title="Second")
    entry = do(edits.set_status, project="P-02", status="active", day="2026-10-01")
    assert entry.summary == "Set P-02 to active from 1 Oct 2026"
    second = next(each.id for each in plan.snapshot().projects if each.key == "P-02")
    found = [each for each in plan.snapshot().status_changes if each.project_id == second]
    assert [(each.status, each.day) for each in found] == [("active", "2026-10-01")]
    entry = do(edits.set_status, project="P-02", status="approved", day="2026-09-01")
    assert entry.summary == "Set P-02 to approved from 1 Sep 2026; since 1 Oct 2026 it is active"


@pytest.mark.parametrize("typed", ["| trust me", "file:nowhere.pdf", "file:"])
def test_evidence_needs_a_title_and_a_file_that_is_there(typed: str) -> None:
    with pytest.raises(WrongCall, match="Write it as"):
        evidence_from_text(typed)


def test_a_project_is_kept_out_of_public_reports_and_let_in_again(plan: Plan, do: Do) -> None:
    def internal() -> bool:
        return bool(plan.snapshot().projects[0].internal)

    assert not internal()
    do(edits.change_project, project="P-01", internal=True)
    do(edits.change_project, project="P-01", title="Another")
    assert internal()
    do(edits.change_project, project="P-01", internal=False)
    assert not internal()
