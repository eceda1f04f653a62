"""Older plans come up to date by themselves: a copy is kept, nothing is lost, failure leaves the old one."""

import gzip
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Connection

from te_planner.errors import Unreadable
from te_planner.plan import migrate as migrating
from te_planner.plan.journal import read_journal, verify_chain
from te_planner.plan.store import OLDER, REVISION, Plan, open_plan
from te_planner.plan.transaction import redo, undo

OLD = Path(__file__).parent / "old"


@pytest.fixture(params=OLDER)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A plan as the older program left it: an example, with a statement undone and a status set."""
    path = tmp_path / "ours.db"
    path.write_bytes(gzip.decompress((OLD / f"{request.param}.db.gz").read_bytes()))
    return path


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    link = sqlite3.connect(path)
    names = [row[0] for row in link.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found = {name: link.execute(f"SELECT * FROM {name} ORDER BY 1").fetchall() for name in names}  # noqa: S608  # its own
    link.close()
    return found


def test_every_older_schema_has_a_stored_plan() -> None:
    assert {path.name.partition(".")[0] for path in OLD.iterdir()} == set(OLDER)


def test_an_older_plan_opens_with_all_that_it_held(old: Path) -> None:
    before = rows(old)
    with open_plan(old) as plan:
        snapshot = plan.snapshot()
        assert verify_chain(plan) == []
    after = rows(old)
    assert after.pop("alembic_version") == [(REVISION,)]
    before.pop("alembic_version")
    for name, kept in before.items():
        assert [row[: len(kept[0])] for row in after[name]] == kept if kept else after[name] == []
    assert all(each.meaning == 1 for each in snapshot.statements)


def test_a_copy_as_it_was_is_kept_beside_it(old: Path) -> None:
    before = rows(old)
    open_plan(old).close()
    copy = old.with_name(f"{old.name}.before-{REVISION}.bak")
    assert rows(copy) == before
    assert sorted(each.name for each in old.parent.iterdir()) == [old.name, copy.name]


def test_what_was_done_before_can_be_undone_and_done_again(old: Path) -> None:
    with open_plan(old) as plan:
        whole = plan.snapshot()
        last = read_journal(plan)[-1]
        assert undo(plan, today="2026-12-01", who="ann").target_id == last.id
        redo(plan, today="2026-12-01", who="ann")
        assert plan.snapshot()._replace(head=whole.head) == whole


def test_a_migration_that_fails_leaves_the_plan_as_it_was(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(link: Connection) -> dict[str, int]:
        if counted:
            raise sqlite3.OperationalError("disk I/O error")
        counted.append(link)
        return {}

    counted: list[Connection] = []
    before = rows(old)
    monkeypatch.setattr(migrating, "_counts", fails)
    with pytest.raises(Unreadable, match="It is as it was"):
        open_plan(old)
    assert rows(old) == before


def test_rows_that_would_be_lost_stop_it(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counts = iter([{"project": 99}, {"project": 98}])
    monkeypatch.setattr(migrating, "_counts", lambda _link: next(counts))
    with pytest.raises(Unreadable, match="rows of project would be lost"):
        open_plan(old)


def test_a_newer_plan_is_refused_with_its_revision(plan: Plan) -> None:
    plan.close()
    link = sqlite3.connect(plan.path)
    link.execute("UPDATE alembic_version SET version_num = '9999'")
    link.commit()
    link.close()
    with pytest.raises(Unreadable, match=r"schema 9999; this one reads"):
        open_plan(plan.path)
