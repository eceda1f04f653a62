"""The commands on what lies ahead, over a plan that has all of it."""

import csv
import io
import json
import sqlite3
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from support.calling import Run
from support.json_schema import problems
from support.meddled import resealed
from support.plans import copied, figures, made
from te_planner.plan.outlook import (
    BenefitWeight,
    Driver,
    ExpectedDay,
    GapEstimate,
    Measure,
    Obligation,
    ObligationTie,
    Reading,
    Trigger,
    Waypoint,
    WaypointCell,
)

COMMANDS = ("waypoints", "drivers", "obligations", "measures", "gaps", "wins")
NAME = "Harborview [bold]Light[/] =1+1"


TABLES = ("obligation_tie", "obligation", "trigger_level", "waypoint_cell", "waypoint", "reading", "driver",
          "measure", "gap_estimate", "benefit_weight", "expected_day")  # fmt: skip


def emptied(path: Path) -> None:
    """Without what the example says of what lies ahead."""
    link = sqlite3.connect(path)
    for table in TABLES:
        link.execute(f"DELETE FROM {table}")  # noqa: S608  # its own names
    link.commit()
    link.close()
    resealed(path)


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """Harborview, with a row or two of each table in place of its own."""
    path = copied("harborview", tmp_path)
    emptied(path)
    found = figures(path)
    (system,) = found.systems.values()
    gaps, home = system.gaps, system.system.id
    condition = next(each for each in system.cells.values() if each.state == "not observed")
    project = next(work for work in found.projects.values() if work.finish and not work.begun)
    benefit = next(each for each in system.benefits.values() if each.unlocked)
    step = next(work for work in found.projects.values() if work.milestones).milestones[0].milestone
    rows: dict[str, list[NamedTuple]] = {
        "driver": [Driver("d1", home, NAME, "MW", ""), Driver("d2", home, "Quiet", "", "")],
        "reading": [
            Reading("r1", "d1", None, "2026-05-28", 60.5, ""),
            Reading("r2", "d1", None, "2026-11-24", 80.0, ""),
            Reading("r3", None, "m1", "2026-11-01", 12.25, ""),
        ],
        "trigger_level": [
            Trigger("t1", "d1", 100, "above", project.project.id, None, None, ""),
            Trigger("t2", "d1", 90, "above", None, "w1", None, ""),
            Trigger("t3", "d1", 95, "above", None, None, condition.cell.ref, ""),
        ],
        "waypoint": [Waypoint("w1", "Filing state", "2026-12-31", "")],
        "waypoint_cell": [
            WaypointCell("wc1", "w1", gaps[0].cell.ref, home),
            WaypointCell("wc2", "w1", condition.cell.ref, home),
        ],
        "measure": [Measure("m1", benefit.cell.ref, home, "Share", "%", "up", None, None, 20.0, None, "")],
        "gap_estimate": [
            GapEstimate("g1", gaps[0].cell.ref, home, 125_000_050, "USD", 9, "Consultant", ""),
            GapEstimate("g2", gaps[1].cell.ref, home, 700, "CAD", None, "", ""),
        ],
        "benefit_weight": [BenefitWeight("b1", benefit.cell.ref, 7)],
        "expected_day": [ExpectedDay("e1", condition.cell.ref, home, "2028-01-01", "2026-01-01", "me", "")],
        "obligation": [
            Obligation("o1", "D-1", "¶ 4", "File the state", "2026-12-15", "Rates", None, "", ""),
            Obligation("o2", "D-1", "¶ 5", "File again", "2025-12-15", "", "2025-12-01", "Filing 7", ""),
        ],
        "obligation_tie": [
            ObligationTie("ot1", "o1", project.project.id, None, None, None),
            ObligationTie("ot2", "o1", None, step.id, None, None),
            ObligationTie("ot3", "o1", None, None, gaps[0].cell.ref, home),
        ],
    }
    with sqlite3.connect(path) as link:
        for table, listed in rows.items():
            for row in listed:
                marks = ", ".join("?" * len(row))
                columns = ", ".join(row._fields)
                link.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", row)  # noqa: S608
    link.close()
    return resealed(path)


def read(run: Run, *words: str | Path) -> Any:
    ran = run(*words, "--format", "json")
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_list_says_the_same_in_each_format(run: Run, plan: Path, command: str) -> None:
    data = read(run, command, "-p", plan)
    assert problems(command, data) == []
    assert data[command]
    records = list(csv.DictReader(io.StringIO(run(command, "-p", plan, "--format", "csv").out)))
    assert len(records) == len(data[command])
    out = run(command, "-p", plan).out
    assert len(out.splitlines()) > len(records)
    assert run(command, "-p", plan, "--system", "zzz").code == 2
    assert run(command, "-p", plan, "--system", "harborview").out == out
    assert run(command, "-p", plan, "--as-of", "2025-06-01").code == 0
    assert run(command, "-p", made("empty")).code == 0


@pytest.mark.parametrize("as_of", ["2026-11-24", "2025-06-01", "2027-06-01"])
def test_status_and_next_carry_it_as_published(run: Run, plan: Path, as_of: str) -> None:
    status = read(run, "status", "-p", plan, "--full", "--as-of", as_of)
    assert problems("status", status) == []
    assert problems("next", read(run, "next", "-p", plan, "--as-of", as_of)) == []
    (system,) = status["systems"]
    assert len(status["waypoints"]) == len(system["drivers"]) - 1 == 1
    assert [each["met"] for each in status["obligations"]] == [as_of > "2025-12-01", False]
    assert any(each["measures"] for each in system["benefits"])


def test_the_report_names_what_a_day_rests_on(run: Run, plan: Path) -> None:
    report = read(run, "report", "-p", plan)
    assert problems("report", report) == []
    assert "by trend" in run("report", "-p", plan).out


def test_gaps_end_in_the_investment_still_to_be_decided(run: Run, plan: Path) -> None:
    out = run("gaps", "-p", plan).out
    assert "USD 1,250,000.50" in out
    assert "in all: CAD 7, USD 1,250,000.50;" in out
    (sums,) = read(run, "gaps", "-p", plan)["investment"]
    assert sums["sums"] == [
        {"currency": "CAD", "cost_minor": 700},
        {"currency": "USD", "cost_minor": 125000050},
    ]


def test_a_trigger_says_by_how_many_months_the_work_is_too_late(run: Run, plan: Path) -> None:
    rows = read(run, "drivers", "-p", plan)["drivers"]
    assert [row["state"] for row in rows] == ["near", "near", "near", "no trigger"]
    late = next(row for row in rows if row["calls_for"].startswith("project"))
    assert late["late_months"] > 0
    assert late["sentence"].endswith(f"too late by {late['late_months']} months")
    assert f"{NAME} reaches 100 MW by trend" in run("drivers", "-p", plan).out


def test_due_lists_what_orders_ask_with_the_milestones(run: Run, plan: Path) -> None:
    kinds = {row["kind"] for row in read(run, "due", "-p", plan)["due"]}
    assert {"milestone", "obligation", "waypoint"} <= kinds
    texts = [row["text"] for row in read(run, "check", "-p", plan)["findings"]]
    assert any("comes too late" in text for text in texts)
