"""A clock set back, another zone, an odd day: no edit is lost and the journal keeps its order."""

import time
from pathlib import Path

import pytest
import time_machine

from faults.chance import begin, do, faults_of
from faults.conftest import Told
from plan.conftest import ROAD
from te_planner.plan import edits
from te_planner.plan.journal import read_journal
from te_planner.plan.store import create_plan, open_plan
from te_planner.plan.transaction import redo, undo

MOMENTS = (
    ("2026-11-24T10:00:00+00:00", "2026-11-24"),
    ("2026-11-20T10:00:00+00:00", "2026-11-20"),  # set back by days
    ("1970-01-01T00:00:01+00:00", "1970-01-01"),  # a battery ran dry
    ("2028-02-29T23:59:59+14:00", "2028-02-29"),  # a leap day, far east
    ("2028-02-29T00:00:01-12:00", "2028-02-28"),  # and far west
    ("2036-02-07T06:28:16+00:00", "2036-02-07"),
    ("2038-01-19T03:14:08+00:00", "2038-01-19"),
    ("9999-12-31T23:59:59+00:00", "9999-12-31"),
    ("2026-10-25T01:30:00+00:00", "2026-10-25"),  # an hour that comes twice
)


def test_no_clock_loses_an_edit_or_the_order_of_the_journal(tmp_path: Path, told: Told) -> None:
    with create_plan(tmp_path / "ours.db", name="Ours", roadmap=ROAD, today=MOMENTS[0][1], who="ann") as plan:
        begin(plan)
        for number, (moment, today) in enumerate(MOMENTS):
            with time_machine.travel(moment, tick=False):
                do(plan, edits.add_project, {"title": f"Meters {number}"}, today)
                undo(plan, today=today, who="ann")
                redo(plan, today=today, who="ann")
        entries = read_journal(plan)
        days = [each.day for each in entries]
        titles = {each.title for each in plan.snapshot().projects}
        assert {f"Meters {number}" for number in range(len(MOMENTS))} <= titles
        assert days == sorted(days)
        assert [each.seq for each in entries] == list(range(1, len(entries) + 1))
        assert faults_of(plan) == []
    told("clock", len(MOMENTS) * 3, 0, kept_in_order=len(MOMENTS) * 3)


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of a process is set by POSIX alone")
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12", "Asia/Kathmandu", "UTC"])
def test_a_plan_written_in_one_zone_is_read_in_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    with create_plan(tmp_path / "ours.db", name="Ours", roadmap=ROAD, today="2026-11-24", who="ann") as plan:
        begin(plan)
        before = plan.snapshot()
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        with open_plan(tmp_path / "ours.db") as plan:
            assert plan.snapshot() == before
            do(plan, edits.add_project, {"title": "Meters"}, "2026-11-23")
            assert faults_of(plan) == []
    finally:
        monkeypatch.undo()
        time.tzset()
