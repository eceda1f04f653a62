"""The file: one, safe to mail, refused with a message where it is no plan, and whole after a kill."""

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from sqlalchemy import PrimaryKeyConstraint, UniqueConstraint
from sqlmodel import SQLModel

from te_planner.errors import PlannerError, Unreadable, WrongCall
from te_planner.plan import edits
from te_planner.plan.reading import IN_ONE_ORDER, TABLES
from te_planner.plan.snapshot import PlanInfo
from te_planner.plan.store import APPLICATION_ID, Plan, create_plan, open_plan
from te_planner.plan.transaction import apply

from plan.conftest import ROAD, TODAY, Do  # isort: skip  # fixtures' types


def test_the_migrated_schema_is_that_of_the_tables(plan: Plan) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from te_planner.plan.orm import engine_for

    engine = engine_for(plan.path)
    with engine.connect() as link:
        assert compare_metadata(MigrationContext.configure(link), SQLModel.metadata) == []
        text = "".join(row[0] or "" for row in link.exec_driver_sql("SELECT sql FROM sqlite_master"))
    engine.dispose()
    for table in SQLModel.metadata.tables.values():
        for constraint in table.constraints:
            if constraint.name:  # checks are not compared by Alembic: each is there by its name
                assert str(constraint.name) in text


def test_a_snapshot_has_the_columns_of_its_tables() -> None:
    for name, kind, order in (*TABLES, ("plan", PlanInfo, "id")):
        columns = SQLModel.metadata.tables[name].columns
        assert list(kind._fields) == [column.name for column in columns]
        assert not any(columns[each].nullable for each in order.split(", "))


def test_rows_that_are_read_by_themselves_have_one_place_in_the_order() -> None:
    orders = {name: set(order.split(", ")) for name, _, order in TABLES}
    for name in IN_ONE_ORDER:
        table = SQLModel.metadata.tables[name]
        assert any(
            {column.name for column in each.columns} <= orders[name]
            for each in table.constraints
            if isinstance(each, PrimaryKeyConstraint | UniqueConstraint)
        )


def test_one_file_and_nothing_beside_it_after_closing(do: Do, plan: Plan) -> None:
    do(edits.add_system, name="Harbor")
    plan.close()
    assert [each.name for each in plan.path.parent.iterdir()] == [plan.path.name]
    if os.name != "nt":
        assert plan.path.stat().st_mode & 0o077 == 0


def test_writing_is_as_durable_as_sqlite_can(plan: Plan) -> None:
    from te_planner.plan.orm import engine_for

    engine = engine_for(plan.path)
    with engine.connect() as link:
        assert link.exec_driver_sql("PRAGMA synchronous").scalar() == 3
        assert link.exec_driver_sql("PRAGMA journal_mode").scalar() == "delete"
        assert link.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    engine.dispose()


def test_a_new_plan_never_takes_the_place_of_a_file(plan: Plan) -> None:
    with pytest.raises(Unreadable, match="exists already"):
        create_plan(plan.path, name="Other", roadmap=ROAD, today=TODAY, who="ann")


def test_a_plan_that_cannot_be_made_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(WrongCall, match="plan name is empty"):
        create_plan(tmp_path / "new.db", name=" ", roadmap=ROAD, today=TODAY, who="ann")
    with pytest.raises(Unreadable, match="cannot be written"):
        create_plan(tmp_path / "no" / "new.db", name="N", roadmap=ROAD, today=TODAY, who="ann")
    assert list(tmp_path.iterdir()) == []


def damaged(plan: Plan, tmp_path: Path, kind: str) -> Path:
    path = tmp_path / "given.db"
    body = plan.path.read_bytes()
    if kind == "text":
        path.write_text("Dear board, please find attached", encoding="utf-8")
    elif kind == "empty":
        path.touch()
    elif kind == "folder":
        path.mkdir()
    elif kind == "cut":
        path.write_bytes(body[: len(body) // 2])
    elif kind == "overwritten":
        path.write_bytes(body[:4096] + b"\xff" * 8192 + body[12288:])
    elif kind == "database":
        with sqlite3.connect(path) as link:
            link.execute("CREATE TABLE t (a)")
        link.close()
    elif kind == "orphan":
        path.write_bytes(body)
        with sqlite3.connect(path) as link:
            link.execute("INSERT INTO system VALUES ('a', 'nowhere', 'Lost', '')")
        link.close()
    elif kind == "newer":
        path.write_bytes(body)
        with sqlite3.connect(path) as link:
            link.execute("UPDATE alembic_version SET version_num = '0099'")
        link.close()
    return path


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("missing", "There is no plan"),
        ("text", "not a te-planner plan"),
        ("empty", "is empty"),
        ("folder", "is a folder"),
        ("cut", "is damaged"),
        ("overwritten", "is damaged"),
        ("database", "not a te-planner plan"),
        ("orphan", "does not fit its checksum"),
        ("newer", r"schema 0099; this one reads"),
    ],
)
def test_what_is_no_sound_plan_is_refused_with_what_to_do(
    plan: Plan, tmp_path: Path, kind: str, said: str
) -> None:
    path = damaged(plan, tmp_path, kind)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(Unreadable, match=said):
        open_plan(path).snapshot()
    assert (path.read_bytes() if path.is_file() else b"") == before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no FIFO in a folder")
def test_a_pipe_is_refused_and_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Unreadable, match="no ordinary file"):
        open_plan(tmp_path / "pipe")


WITHOUT_RIGHTS = """
import os, sys
sys.path.insert(0, {tests!r})
from pathlib import Path
from te_planner.errors import PlannerError
from te_planner.plan import edits
from te_planner.plan.store import open_plan
from te_planner.plan.transaction import apply
from plan.conftest import ROAD, TODAY
if os.getuid() == 0:
    os.setuid(65534)  # root may write everywhere: be somebody else
plan = open_plan(Path({path!r}))
print(plan.snapshot().plan.name)
try:
    apply(plan, edits.add_system, roadmap=ROAD, today=TODAY, who="ann", name="Harbor")
except PlannerError as error:
    print(type(error).__name__, error)
"""


@pytest.mark.skipif(os.name == "nt", reason="rights are those of POSIX")
def test_a_plan_that_may_only_be_read_opens_and_an_edit_says_what_to_do(plan: Plan) -> None:
    plan.close()
    with tempfile.TemporaryDirectory() as name:  # pytest's own folders are closed to other users
        folder, path = Path(name), Path(name) / "ours.db"
        path.write_bytes(plan.path.read_bytes())
        path.chmod(0o444)
        folder.chmod(0o555)
        code = WITHOUT_RIGHTS.format(tests=str(Path(__file__).parents[1]), path=str(path))
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        folder.chmod(0o755)
        assert path.read_bytes() == plan.path.read_bytes()
    assert done.stdout.splitlines()[0] == "Ours"
    assert "Unreadable" in done.stdout
    assert "Copy it to a folder of yours" in done.stdout


WRITER = """
import sys
sys.path.insert(0, {tests!r})
from pathlib import Path
from te_planner.plan import edits
from te_planner.plan.store import open_plan
from te_planner.plan.transaction import apply
from plan.conftest import ROAD, TODAY
plan = open_plan(Path({path!r}))
for number in range({count}):
    title = f"{who} {{number}}"
    entry = apply(plan, edits.add_project, roadmap=ROAD, today=TODAY, who={who!r}, title=title)
    print(entry.seq, flush=True)
"""


def writer(plan: Plan, who: str, count: int) -> subprocess.Popen[str]:
    tests = str(Path(__file__).parents[1])
    code = WRITER.format(tests=tests, path=str(plan.path), who=who, count=count)
    return subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is a matter of POSIX")
@pytest.mark.parametrize("confirmed", [1, 4, 9])
def test_after_a_kill_everything_confirmed_is_there_and_nothing_half(plan: Plan, confirmed: int) -> None:
    process = writer(plan, "bob", 1000)
    assert process.stdout is not None
    seen = [int(process.stdout.readline()) for _ in range(confirmed)]
    process.send_signal(signal.SIGKILL)
    seen += [int(line) for line in process.stdout.read().split()]
    process.wait()
    with open_plan(plan.path) as again:
        found = again.snapshot()
        assert found.head.seq >= seen[-1]
        assert len(found.projects) == len(found.status_changes) == found.head.seq - 1
        apply(again, edits.add_project, roadmap=ROAD, today=TODAY, who="ann", title="Works on")


def test_two_programs_write_in_turn_and_see_each_other(plan: Plan) -> None:
    plan.snapshot()
    assert not plan.changed()
    writers = [writer(plan, who, 15) for who in ("bob", "eve")]
    outs = [process.communicate()[0] for process in writers]
    assert [process.returncode for process in writers] == [0, 0]
    assert sorted(int(line) for out in outs for line in out.split()) == list(range(2, 32))
    assert plan.changed()
    assert len(plan.snapshot().projects) == 30
    assert not plan.changed()


def test_a_lock_that_is_held_too_long_is_told(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("te_planner.plan.store.BUSY_SECONDS", 0.1)
    holder = sqlite3.connect(plan.path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(PlannerError, match="being written by another program"):
        apply(plan, edits.add_system, roadmap=ROAD, today=TODAY, who="ann", name="Harbor")
    holder.execute("ROLLBACK")
    holder.close()


def test_the_database_itself_holds_what_rows_can_break(do: Do, plan: Plan) -> None:
    do(edits.add_system, name="Harbor")
    do(edits.add_project, title="Meters")
    with sqlite3.connect(plan.path) as link:
        link.execute("PRAGMA foreign_keys=ON")
        assert link.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
        for bad in (
            "UPDATE project SET title = ' '",
            "INSERT INTO contribution SELECT 'a', id, 'RPE01.1', (SELECT id FROM system), 130 FROM project",
            "INSERT INTO contribution SELECT 'a', 'x', 'RPE01.1', (SELECT id FROM system), 30 FROM project",
            "INSERT INTO dependency SELECT 'a', id, id, 0 FROM project",
            "INSERT INTO system SELECT 'a', region_id, name, '' FROM system",
        ):
            with pytest.raises(sqlite3.IntegrityError):
                link.execute(bad)
    link.close()
