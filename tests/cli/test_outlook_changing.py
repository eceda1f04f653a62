"""The commands over what lies ahead and what pushes: each edit as a planner types it."""

from pathlib import Path

import pytest

from support.calling import Run
from support.plans import copied
from te_planner.plan.store import open_plan

CALLS = (
    ("add", "driver", "Battery sites", "--unit", "sites"),
    ("add", "reading", "1,250", "--driver", "battery SITES", "--day", "2026-10-31"),
    ("add", "trigger", "Battery sites", "2 000", "--cell", "bme01.1", "--direction", "above"),
    ("add", "waypoint", "Half way", "2029-06-30", "--cell", "RP.1", "--cell", "PCE01.2"),
    ("aim", "half way", "dae04.2", "DAE05.1"),
    ("set", "waypoint", "Half way", "--day", "2029-09-30"),
    ("add", "measure", "pcb02.1", "Time from application to permission to operate", "--target", "20"),
    ("add", "reading", "24", "--measure", "PCB02.1/time from application to permission to operate"),
    ("estimate", "rpe02.3", "--cost", "1,250,000.50", "--lead", "18", "--by", "Bo"),
    ("weigh", "pcb06.2", "7"),
    ("expect", "bme02.3", "2040-01-01"),
    ("add", "obligation", "D-1", "File a plan", "2027-06-30", "--paragraph", "4", "--owner", "Bo"),
    ("tie", "d-1 ¶ 4", "--cell", "rpe04.2"),
    ("tie", "D-1", "--milestone", "P-11/Reply"),
    ("untie", "D-1", "--cell", "RPE04.2"),
    ("set", "obligation", "D-1", "--due", "2027-07-30"),
    ("meet", "D-1", "Filing 2", "--day", "2026-11-20"),
    ("reopen", "D-1"),
    ("set", "driver", "Battery sites", "--note", "register"),
    ("set", "measure", "Time from application to permission to operate", "--target", ""),
    ("remove", "reading", "2026-10-31", "--driver", "Battery sites"),
    ("remove", "trigger", "Battery sites", "--cell", "BME01.1"),
    ("remove", "waypoint-cells", "Half way", "RP.1"),
    ("remove", "measure", "Time from application to permission to operate"),
    ("remove", "estimate", "RPE02.3"),
    ("remove", "expectation", "BME02.3"),
    ("remove", "driver", "Battery sites"),
    ("remove", "waypoint", "Half way"),
    ("remove", "obligation", "D-1"),
    ("weigh", "PCB06.2", "1"),
    ("remove", "budget", "P-01", "2022", "capital"),
)


def test_each_edit_is_a_command_and_undo_takes_all_of_them_back(run: Run, tmp_path: Path) -> None:
    path = copied("harborview", tmp_path)
    with open_plan(path) as plan:
        before = plan.snapshot()
    for words in CALLS:
        ran = run(*words, "-p", path)
        assert (ran.code, ran.err) == (0, ""), (words, ran.err)
        assert ran.out.strip()
    for _ in CALLS:
        assert run("undo", "-p", path).code == 0
    with open_plan(path) as plan:
        assert plan.snapshot()._replace(head=before.head) == before


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("add", "reading", "5"), "Name one"),
        (("add", "reading", "5 %", "--driver", "Rooftop solar"), "told in MW"),
        (("add", "trigger", "Rooftop solr", "5", "--project", "P-01"), "Rooftop solar"),
        (("add", "waypoint", "Next", "2029-01-01", "--cell", "PCB01.1"), "what a waypoint asks for"),
        (("expect", "RPE02.2", "2029-01-01"), "no condition"),
        (("meet", "UB-2026-04", "Filing"), "UB-2026-03"),
        (("weigh", "PCB06.2", "lots"), "lots"),
    ],
)
def test_what_cannot_be_is_refused_in_three_lines(
    run: Run, tmp_path: Path, words: tuple[str, ...], says: str
) -> None:
    ran = run(*words, "-p", copied("harborview", tmp_path))
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err
    assert len(ran.err.splitlines()) <= 3
