"""A damaged plan is never touched; what can be read of it is saved, and nothing is made up."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from support.plans import made, once, real_roadmap
from te_planner.errors import Unreadable
from te_planner.plan import edits
from te_planner.plan.journal import read_journal, verify_chain
from te_planner.plan.sound.deep import deep_check, read_rows
from te_planner.plan.sound.repair import Repaired, repair
from te_planner.plan.sound.replayed import Rows
from te_planner.plan.store import Plan, open_plan
from te_planner.plan.transaction import apply, undo

from plan.conftest import TODAY, Do  # isort: skip  # fixtures' types

PAGE = 4096
STEP = 47
"""Of the pages, each so manieth is damaged."""


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """A copy of an example, to be damaged; it has some entries more."""
    return Path(shutil.copy(once("harborview-with-notes", _noted), tmp_path / "damaged.db"))


def _noted(path: Path) -> None:
    shutil.copy(made("harborview"), path)
    with open_plan(path) as plan:
        for number in range(6):
            apply(
                plan, edits.change_project, roadmap=real_roadmap(), today=TODAY, who="ann",
                project="P-01", note="x" * 3000 + str(number),
            )  # fmt: skip


def rows_of(path: Path) -> Rows:
    with open_plan(path) as plan:
        return plan.read(read_rows)


def repaired(path: Path) -> Repaired:
    """The new plan is sound, holds nothing that the old one did not, and the damaged file is as it was."""
    before = path.read_bytes()
    new = path.with_name("new.db")
    new.unlink(missing_ok=True)
    found = repair(path, new, today=TODAY, who="ann")
    assert path.read_bytes() == before
    assert sorted(each.name for each in path.parent.iterdir()) == ["damaged.db", "new.db"]
    with open_plan(new) as plan:
        assert verify_chain(plan) == []
        assert deep_check(plan).problems == ()
    return found


def by_hand(path: Path, *changes: str) -> None:
    link = sqlite3.connect(path)
    for each in changes:
        link.execute(each)
    link.commit()
    link.close()


def root_page(path: Path, name: str) -> int:
    link = sqlite3.connect(path)
    (page,) = link.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)).fetchone()
    link.close()
    return int(page)


def overwrite(path: Path, page: int, content: bytes) -> None:
    with path.open("r+b") as file:
        file.seek((page - 1) * PAGE)
        file.write(content)


def test_a_sound_plan_is_saved_whole_with_its_history(damaged: Path) -> None:
    old = rows_of(damaged)
    assert repaired(damaged).whole
    assert rows_of(damaged.with_name("new.db")) == old
    with open_plan(damaged) as plan, open_plan(damaged.with_name("new.db")) as new:
        assert read_journal(new) == read_journal(plan)
        undo(new, today=TODAY, who="ann")


@pytest.mark.parametrize("table", ["project", "milestone", "statement", "region", "plan"])
def test_a_table_that_cannot_be_read_comes_from_the_journal(damaged: Path, table: str) -> None:
    old = rows_of(damaged)
    overwrite(damaged, root_page(damaged, table), b"\xff" * PAGE)
    found = repaired(damaged)
    assert found.whole
    assert rows_of(damaged.with_name("new.db")) == old
    (mended,) = [each for each in found.tables if each.table == table]
    assert mended.from_journal == len(old[table])


def test_without_its_journal_the_tables_are_saved(damaged: Path) -> None:
    old = rows_of(damaged)
    overwrite(damaged, root_page(damaged, "journal"), b"\xff" * PAGE)
    found = repaired(damaged)
    assert (found.entries, found.entries_lost) == (0, "entries 1 to 8")
    assert rows_of(damaged.with_name("new.db")) == old
    with open_plan(damaged.with_name("new.db")) as plan:
        (entry,) = read_journal(plan)
    assert entry.summary.startswith("Repair the plan from damaged.db:")


def test_entries_up_to_the_first_that_was_changed_are_kept(damaged: Path) -> None:
    old = rows_of(damaged)
    by_hand(damaged, "UPDATE journal SET who = 'eve' WHERE seq = 4")
    found = repaired(damaged)
    assert (found.entries, found.entries_lost) == (3, "entries 4 to 8")
    assert rows_of(damaged.with_name("new.db")) == old


def test_a_row_with_a_bit_turned_is_as_the_entries_after_the_damaged_one_tell(damaged: Path) -> None:
    old = rows_of(damaged)
    by_hand(
        damaged,
        "UPDATE journal SET who = 'eve' WHERE seq = 4",
        "UPDATE project SET note = replace(note, 'x', 'y') WHERE key = 'P-01'",
        "UPDATE project SET title = 'Neters' WHERE key = 'P-02'",
    )
    found = repaired(damaged)
    assert (found.entries, found.entries_lost) == (3, "entries 4 to 8")
    new = {row["key"]: row for row in rows_of(damaged.with_name("new.db"))["project"].values()}
    was = {row["key"]: row for row in old["project"].values()}
    assert new["P-01"] == was["P-01"]  # entry 8 tells it
    (doubt,) = found.doubtful  # only an entry before the damaged one tells this one
    assert doubt == f"project P-02: title is “Neters”, by the journal “{was['P-02']['title']}”"


def test_a_cut_end_of_the_journal_is_told(damaged: Path) -> None:
    by_hand(damaged, "DELETE FROM journal WHERE seq = 8")
    assert repaired(damaged).entries_lost == "entry 8"


def test_a_row_that_was_changed_by_hand_is_what_the_journal_tells(damaged: Path) -> None:
    old = rows_of(damaged)
    by_hand(damaged, "UPDATE project SET owner = 'eve'")
    assert repaired(damaged).whole
    assert rows_of(damaged.with_name("new.db")) == old


def test_a_row_that_breaks_the_rules_is_left_out_and_named(damaged: Path) -> None:
    by_hand(
        damaged,
        "PRAGMA ignore_check_constraints=ON",
        "DELETE FROM journal",
        "UPDATE project SET start_day = 'soon' WHERE key = 'P-01'",
        "INSERT INTO system VALUES ('a', 'nowhere', 'Lost', '')",
    )
    found = repaired(damaged)
    lost = [text for each in found.tables for text in each.lost]
    assert any("system Lost: refused (FOREIGN KEY" in each for each in lost)
    assert any(each.startswith("project ") and "is not sound" in each for each in lost)
    assert any(each.startswith("contribution ") and "refused" in each for each in lost)


def within(found: Rows, old: Rows) -> None:
    """Nothing was made up: each row is one that was there, or was before."""
    for name, kept in found.items():
        if name == "plan":
            continue
        for key, row in kept.items():
            assert key in old[name], (name, row)
            same = {column for column, value in row.items() if value == old[name][key][column]}
            assert row.keys() - same <= {"note"}, (name, row, old[name][key])


def each_page(path: Path) -> range:
    return range(1, path.stat().st_size // PAGE + 1)


def zeroed(path: Path, page: int) -> None:
    overwrite(path, page, bytes(PAGE))


def scrambled(path: Path, page: int) -> None:
    import random

    overwrite(path, page, random.Random(page).randbytes(PAGE))  # noqa: S311  # the same each time


def cut(path: Path, page: int) -> None:
    with path.open("r+b") as file:
        file.truncate((page - 1) * PAGE)


@pytest.mark.parametrize("damage", [zeroed, scrambled, cut])
def test_whatever_page_is_gone_the_rest_is_saved_or_it_is_said_that_nothing_is(
    damaged: Path, damage: Callable[[Path, int], None]
) -> None:
    old, whole = rows_of(damaged), damaged.read_bytes()
    saved = 0
    for page in each_page(damaged)[::STEP]:
        damaged.write_bytes(whole)
        damage(damaged, page)
        try:
            repaired(damaged)
        except Unreadable:
            continue
        saved += 1
        within(rows_of(damaged.with_name("new.db")), old)
    assert saved


def test_what_holds_nothing_of_a_plan_is_told(tmp_path: Path, plan: Plan, do: Do) -> None:
    text = tmp_path / "text.db"
    text.write_text("Dear board" * 2000, encoding="utf-8")
    with pytest.raises(Unreadable, match="Nothing of a plan can be read"):
        repair(text, tmp_path / "new.db", today=TODAY, who="ann")
    with pytest.raises(Unreadable, match="exists already"):
        repair(plan.path, text, today=TODAY, who="ann")
    with pytest.raises(Unreadable, match="is no file"):
        repair(tmp_path, tmp_path / "new.db", today=TODAY, who="ann")
    by_hand(plan.path, "UPDATE alembic_version SET version_num = '0099'")
    with pytest.raises(Unreadable, match="schema 0099"):
        repair(plan.path, tmp_path / "new.db", today=TODAY, who="ann")
