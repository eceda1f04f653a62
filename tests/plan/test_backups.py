"""Backups: whole, verified, rotated, and brought back without losing what was there."""

import os
import sqlite3
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from te_planner.errors import Unreadable, WrongCall
from te_planner.plan import edits
from te_planner.plan.copies.backups import (
    DAYS,
    MONTHS,
    WEEKS,
    back_up,
    backups_of,
    daily_backup,
    find_backup,
    folder_of,
    superfluous,
)
from te_planner.plan.copies.restoring import before_restoring, restore
from te_planner.plan.store import Plan, create_plan, open_plan

from plan.conftest import ROAD, TODAY, Do  # isort: skip  # fixtures' types


@pytest.fixture(autouse=True)
def folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Backups go here."""
    place = tmp_path_factory.mktemp("backups") / "mine"
    monkeypatch.setenv("TE_PLANNER_BACKUPS", str(place))
    return place


def test_a_backup_is_the_plan_and_readable_by_its_owner_only(do: Do, plan: Plan, tmp_path: Path) -> None:
    do(edits.add_project, title="Meters")
    content = back_up(plan.path, tmp_path / "copy.db")
    assert (content.seq, content.rows["project"]) == (2, 1)
    with open_plan(tmp_path / "copy.db") as copy:
        assert copy.snapshot() == plan.snapshot()
    if os.name != "nt":
        assert (tmp_path / "copy.db").stat().st_mode & 0o077 == 0


@pytest.mark.skipif(os.name == "nt", reason="a folder cannot be synced there")
def test_the_names_of_a_new_plan_and_of_a_backup_are_there_for_good(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[tuple[int, list[str]]] = []
    fsync = os.fsync

    def watched(handle: int) -> None:
        fsync(handle)
        synced.append((os.fstat(handle).st_ino, sorted(each.name for each in tmp_path.iterdir())))

    monkeypatch.setattr(os, "fsync", watched)
    create_plan(tmp_path / "a.db", name="Ours", roadmap=ROAD, today=TODAY, who="ann").close()
    back_up(tmp_path / "a.db", tmp_path / "b.db")
    folder = tmp_path.stat().st_ino
    assert synced == [(folder, ["a.db"]), (folder, ["a.db", "b.db"])]


def test_a_backup_never_takes_the_place_of_a_file(plan: Plan, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("mine", encoding="utf-8")
    with pytest.raises(WrongCall, match="is there already"):
        back_up(plan.path, tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_text(encoding="utf-8") == "mine"


def test_a_backup_that_cannot_be_made_says_so_and_leaves_nothing(plan: Plan, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Unreadable, match="could not be made"):
        back_up(plan.path, tmp_path / "file" / "copy.db")
    plan.path.write_bytes(b"SQLite format 3\x00" + bytes(5000))
    with pytest.raises(Unreadable, match="could not be made"):
        back_up(plan.path, tmp_path / "copy.db")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["file", "ours.db"]


def test_a_plan_locked_by_another_is_not_waited_for_without_end(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("te_planner.plan.copies.copying.BUSY_SECONDS", 0.1)
    holder = sqlite3.connect(plan.path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(Unreadable, match="locked"):
        back_up(plan.path, tmp_path / "copy.db")
    holder.close()


def test_one_a_day_by_itself(do: Do, plan: Plan) -> None:
    made = daily_backup(plan.path, TODAY)
    do(edits.add_project, title="Meters")
    assert made
    assert daily_backup(plan.path, TODAY) is None
    assert daily_backup(plan.path, "2026-11-25") == folder_of(plan.path) / "2026-11-25.db"
    assert [(each.path.stem, each.by_itself) for each in backups_of(plan.path)] == [
        ("2026-11-25", True),
        (TODAY, True),
    ]
    assert find_backup(TODAY, plan.path) == made


def test_a_scratch_copy_has_none_by_itself(plan: Plan, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.delenv("TE_PLANNER_BACKUPS")
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(plan.path.parent.parent))
    assert daily_backup(plan.path, TODAY) is None


def test_backups_of_the_same_plan_elsewhere_are_listed_and_of_others_are_not(
    plan: Plan, tmp_path: Path
) -> None:
    daily_backup(plan.path, TODAY)
    (tmp_path / "moved").mkdir()
    moved = plan.path.rename(tmp_path / "moved" / "ours.db")
    with create_plan(tmp_path / "other.db", name="Other", roadmap=ROAD, today=TODAY, who="ann") as other:
        daily_backup(other.path, TODAY)
    assert [each.path.parent.name[:5] for each in backups_of(moved)] == ["ours-"]
    with pytest.raises(WrongCall, match="Known are: 2026-11-24"):
        find_backup("2020-01-01", moved)


def test_a_damaged_backup_is_listed_as_such(plan: Plan) -> None:
    made = daily_backup(plan.path, TODAY)
    assert made
    made.write_bytes(made.read_bytes()[:8192])
    (found,) = backups_of(plan.path)
    assert found.look is None
    assert "cannot be read" in found.fault


@given(st.sets(st.integers(0, 500), max_size=120))
def test_the_rotation_keeps_the_latest_days_then_weeks_then_months(ages: set[int]) -> None:
    days = {date(2026, 11, 24) - timedelta(days=age) for age in ages}
    gone = {date.fromisoformat(each.stem) for each in superfluous([Path(f"{day}.db") for day in days])}
    kept = sorted(days - gone, reverse=True)
    assert kept[:DAYS] == sorted(days, reverse=True)[:DAYS]
    assert len(kept) <= DAYS + WEEKS + MONTHS
    assert superfluous([Path(f"{day}.db") for day in kept]) == []


def test_day_by_day_for_a_year_there_is_always_one_of_each_of_the_last_months(plan: Plan) -> None:
    kept: set[Path] = set()
    for age in range(365, -1, -1):
        kept.add(Path(f"{date(2026, 11, 24) - timedelta(days=age)}.db"))
        kept -= set(superfluous(list(kept)))
    months = {each.stem[:7] for each in kept}
    assert {"2026-11", "2026-10", "2026-09", "2026-08", "2026-07", "2026-06"} <= months
    assert len(kept) == DAYS + WEEKS + MONTHS


def test_restoring_keeps_what_was_there_and_those_who_have_it_open_see_it(
    do: Do, plan: Plan, tmp_path: Path
) -> None:
    before = plan.snapshot()
    back_up(plan.path, tmp_path / "copy.db")
    do(edits.add_project, title="Meters")
    after = plan.snapshot()
    found = before_restoring(tmp_path / "copy.db", plan.path)
    assert [each.summary for each in found.lost] == ["Add P-01 Meters"]
    kept = restore(tmp_path / "copy.db", plan.path)
    assert plan.changed()
    assert plan.snapshot() == before
    assert kept == tmp_path / "ours.db.before-restore.bak"
    with open_plan(kept) as aside:
        assert aside.snapshot() == after
    do(edits.add_project, title="Works on")


def test_a_damaged_plan_is_put_aside_as_it_is(plan: Plan, tmp_path: Path) -> None:
    back_up(plan.path, tmp_path / "copy.db")
    whole = plan.snapshot()
    plan.close()
    plan.path.write_bytes(b"gone")
    plan.path.with_name("ours.db-journal").write_bytes(b"its journal")
    assert before_restoring(tmp_path / "copy.db", plan.path).fault
    kept = restore(tmp_path / "copy.db", plan.path)
    assert kept
    assert kept.read_bytes() == b"gone"
    assert sorted(each.name for each in tmp_path.iterdir()) == [
        "copy.db",
        "ours.db",
        "ours.db.before-restore.bak",
        "ours.db.before-restore.bak-journal",
    ]
    with open_plan(plan.path) as again:
        assert again.snapshot() == whole


def test_restoring_where_nothing_is_makes_the_plan(plan: Plan, tmp_path: Path) -> None:
    assert restore(plan.path, tmp_path / "new.db") is None
    with pytest.raises(WrongCall, match="is the plan itself"):
        before_restoring(plan.path, plan.path)
    (tmp_path / "text.db").write_text("Dear board", encoding="utf-8")
    with pytest.raises(Unreadable, match="cannot be read as a plan"):
        before_restoring(tmp_path / "text.db", plan.path)


def test_a_plan_that_is_held_is_neither_moved_nor_written(
    plan: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    back_up(plan.path, tmp_path / "copy.db")
    monkeypatch.setattr("te_planner.plan.copies.copying.BUSY_SECONDS", 0.1)
    holder = sqlite3.connect(plan.path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(Unreadable, match="locked"):
        restore(tmp_path / "copy.db", plan.path)
    holder.close()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["copy.db", "ours.db"]
