"""`backup`, `backups`, `restore`, `merge`, `repair` and the deeper checks, as they are called."""

import json
import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from support.calling import Run
from support.json_schema import problems
from support.plans import TODAY, copied
from te_planner.exchange.planfile import file


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return copied("harborview", tmp_path)


@pytest.fixture(autouse=True)
def folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Backups go here."""
    place = tmp_path_factory.mktemp("backups")
    monkeypatch.setenv("TE_PLANNER_BACKUPS", str(place))
    return place


def edit(run: Run, plan: Path, title: str = "Chargers") -> None:
    assert run("add", "project", title, "-p", plan, "--who", "ann").code == 0


def test_the_first_edit_of_a_day_is_followed_by_a_backup(run: Run, plan: Path, folder: Path) -> None:
    assert run("status", "-p", plan).code == 0
    assert list(folder.glob("*/*.db")) == []
    edit(run, plan)
    edit(run, plan, "More")
    (made,) = folder.glob("*/*.db")
    assert made.stem == TODAY
    told = json.loads(run("backups", "-p", plan, "--format", "json").out)
    assert problems("backups", told) == []
    listed = told["backups"]
    assert [(each["backup"], each["made"], each["missing"]) for each in listed] == [(TODAY, "by itself", 1)]


def test_where_no_backup_can_be_made_the_edit_stands_and_it_is_told(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("TE_PLANNER_BACKUPS", str(tmp_path / "file"))
    ran = run("add", "project", "Chargers", "-p", plan)
    assert ran.code == 0
    assert "could not be made" in ran.err
    assert "Chargers" in run("projects", "-p", plan).out


def test_restore_asks_before_entries_are_lost_and_keeps_the_plan(run: Run, plan: Path) -> None:
    assert "Made " in run("backup", "-p", plan).out
    assert "already" in run("backup", "-p", plan).out
    again = json.loads(run("backup", "-p", plan, "--format", "json").out)
    assert (problems("backup", again), again["made"]) == ([], False)
    edit(run, plan)
    listed = json.loads(run("backups", "-p", plan, "--format", "json").out)["backups"]
    (name,) = [each["backup"] for each in listed if each["made"] == "by hand"]
    asked = run("restore", name, plan)
    assert asked.code == 1
    assert "that the backup lacks: 1" in asked.out
    assert "Add P-17 Chargers" in asked.out
    assert "--yes" in asked.err
    refused = run("restore", name, plan, "--format", "json")
    told = json.loads(refused.out)
    assert problems("restore", told) == []
    assert (refused.code, told["restored"], told["lost"][0]["seq"]) == (1, False, again["entry"] + 1)
    done = run("restore", name, plan, "--yes")
    assert done.code == 0
    kept = plan.with_name("harborview.db.before-restore.bak")
    assert str(kept) in done.out
    assert "Chargers" not in run("projects", "-p", plan).out
    assert "Chargers" in run("projects", "-p", kept).out
    assert run("restore", "never", plan).code == 2


def test_a_damaged_plan_comes_back_without_being_asked(run: Run, plan: Path, tmp_path: Path) -> None:
    assert run("backup", tmp_path / "copy.db", "-p", plan).code == 0
    plan.write_bytes(plan.read_bytes()[:20000])
    assert run("status", "-p", plan).code == 3
    done = run("restore", tmp_path / "copy.db", "-p", plan)
    assert (done.code, "cannot be read" in done.err) == (0, True)
    assert run("check", "--deep", "-p", plan).code == 0


def test_repair_writes_a_new_plan_and_says_what_is_gone(run: Run, plan: Path, tmp_path: Path) -> None:
    ran = run("repair", plan, "-o", tmp_path / "new.db")
    assert (ran.code, "All of it was saved." in ran.out) == (0, True)
    link = sqlite3.connect(plan)
    link.execute("UPDATE journal SET who = 'eve' WHERE seq = 2")
    link.execute("UPDATE project SET title = 'Neters' WHERE key = 'P-02'")
    link.commit()
    ran = run("repair", plan, "-o", tmp_path / "doubted.db", "--format", "json")
    told = json.loads(ran.out)
    assert problems("repair", told) == []
    assert (ran.code, told["whole"], told["entries_lost"]) == (1, False, "entry 2")
    assert "title is “Neters”" in told["doubtful"][0]
    link.execute("DELETE FROM journal")
    link.commit()
    link.close()
    ran = run("repair", plan, "-o", tmp_path / "newer.db")
    assert ran.code == 1
    assert "of the journal: entries 1 to 2" in ran.out
    assert "nothing proves the rows" in ran.out
    assert run("status", "-p", tmp_path / "newer.db").code == 0
    assert run("repair", plan, "-o", plan).code == 3


def test_merge_tells_first_and_takes_over_when_asked(run: Run, plan: Path) -> None:
    other = Path(shutil.copy(plan, plan.with_name("harborview (1).db")))
    edit(run, plan, "Ours")
    edit(run, other, "Theirs")
    warned = run("status", "-p", plan)
    assert "harborview (1).db, with 1 entry missing here" in warned.err
    assert "te-planner merge" in warned.err
    dry = run("merge", other, "-p", plan)
    assert dry.code == 0
    assert "P-17 became P-18" in dry.out
    assert "Nothing was changed." in dry.out
    assert "Theirs" not in run("projects", "-p", plan).out
    assert "1 taken over" in run("merge", other, "-p", plan, "--apply").out
    assert "P-18" in run("projects", "-p", plan).out
    assert "Taken over from harborview (1).db: Add P-17 Theirs" in run("log", "-p", plan).out
    assert "Nothing of it is missing here." in run("merge", other, "-p", plan).out
    assert run("undo", "-p", plan).code == 0
    assert run("merge", other, "-p", plan, "--entry", "99").code == 2
    told = json.loads(run("merge", other, "-p", plan, "--format", "json").out)
    assert problems("merge", told) == []
    assert [each["state"] for each in told["entries"]] == ["taken"]


def test_a_conflict_is_told_and_theirs_decides(run: Run, plan: Path) -> None:
    other = Path(shutil.copy(plan, plan.with_name("bobs.db")))
    for path, owner in ((plan, "A. Mara"), (other, "B. Ode")):
        assert run("set", "project", "P-01", "--owner", owner, "-p", path).code == 0
    told = run("merge", other, "-p", plan, "--apply")
    assert told.code == 1
    assert "theirs “B. Ode”, yours “A. Mara”" in " ".join(told.out.split())
    assert "--theirs" in told.err
    data = json.loads(run("merge", other, "-p", plan, "--format", "json").out)
    assert problems("merge", data) == []
    assert [each["state"] for each in data["entries"]] == ["conflict"]
    assert run("merge", other, "-p", plan, "--apply", "--theirs").code == 0
    assert "B. Ode" in run("projects", "-p", plan).out


def test_deep_check_and_against(run: Run, plan: Path) -> None:
    assert run("check", "--deep", "-p", plan).code == 0
    data = json.loads(run("check", "--deep", "-p", plan, "--format", "json").out)
    assert problems("check", data) == []
    assert data["deep"]["file_problems"] == []
    head = data["journal"]["head"]
    edit(run, plan)
    told = json.loads(run("check", "--against", head, "-p", plan, "--format", "json").out)
    assert problems("check-against", told) == []
    assert (told["fits"], told["entry"], told["since"]) == (True, 2, 1)
    fits = run("check", "--against", head[:8], "-p", plan)
    assert (fits.code, fits.out.startswith("It fits: entry 2 of")) == (0, True)
    assert "entries since then: 1." in fits.out
    link = sqlite3.connect(plan)
    link.execute("UPDATE project SET owner = 'eve' WHERE key = 'P-01'")
    link.execute("UPDATE journal SET who = 'eve' WHERE seq = 1")
    link.commit()
    link.close()
    deep = run("check", "--deep", "-p", plan)
    assert deep.code == 1
    assert "owner is “eve”" in deep.out
    assert json.loads(run("check", "--deep", "-p", plan, "--format", "json").out)["sound"] is False
    assert "owner is “eve”" in run("check", "--deep", "-p", plan, "--format", "csv").out
    against = run("check", "--against", head[:8], "-p", plan)
    assert (against.code, "does NOT fit" in against.out) == (1, True)
    data = json.loads(run("check", "--against", head, "-p", plan, "--format", "json").out)
    assert problems("check-against", data) == []
    assert data["fits"] is False
    assert run("check", "--against", "short", "-p", plan).code == 2


@pytest.mark.skipif(os.name == "nt", reason="rights are those of POSIX")
def test_all_that_is_made_is_readable_by_its_owner_only(
    run: Run, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = tmp_path / "ours.db"
    os.umask(0o022)  # what most accounts have
    assert run("new", plan, "--example", "harborview").code == 0
    edit(run, plan)
    for words in (
        ("backup", tmp_path / "copy.db", "-p", plan),
        ("restore", tmp_path / "copy.db", plan, "--yes"),
        ("repair", plan, "-o", tmp_path / "new.db"),
        ("export", tmp_path / "folder", "-p", plan),
        ("export", tmp_path / "tables", "--format", "csv", "-p", plan),
        ("report", "-o", tmp_path / "report.md", "-p", plan),
        ("template", "-o", tmp_path / "asked.xlsx", "-p", plan),
    ):
        assert run(*words).code == 0, words
    made = [*tmp_path.rglob("*"), *folder.rglob("*")]
    assert len(made) > 30
    assert [path for path in made if path.stat().st_mode & 0o077] == []
    monkeypatch.setattr(file, "LARGEST", 1000)
    assert "more than the 1,000 bytes" in run("export", tmp_path / "large.yaml", "-p", plan).err
    (tmp_path / "report.md").chmod(0o644)  # handed to others by its owner
    assert run("report", "-o", tmp_path / "report.md", "-p", plan).code == 0
    assert (tmp_path / "report.md").stat().st_mode & 0o777 == 0o644
