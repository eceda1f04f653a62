"""Slips of the keyboard and broken surroundings: each is told in words, and none changes what was meant."""

import os
import sqlite3
import subprocess
import sys
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from support.meddled import resealed
from te_planner.errors import PlannerError, Unreadable, WrongCall
from te_planner.plan import edits
from te_planner.plan.evidence import EvidenceText
from te_planner.plan.store import Plan, create_plan, open_plan
from te_planner.plan.transaction import redo, undo

from plan.conftest import ROAD, TODAY, Do  # isort: skip  # a fixture's type


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"who": ""}, "who is empty"),
        ({"who": "a\x1b[31m"}, r"U\+001B"),
        ({"currency": "US"}, "three letters"),
        ({"currency": "U$D"}, "three letters"),
    ],
)
def test_a_new_plan_refuses_what_it_could_not_keep(tmp_path: Path, values: dict[str, Any], said: str) -> None:
    given = {"name": "Ours", "roadmap": ROAD, "today": TODAY, "who": "ann"} | values
    with pytest.raises(WrongCall, match=said):
        create_plan(tmp_path / "new.db", **given)
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_no_disk_takes_is_told(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 300)
    with pytest.raises(Unreadable, match="cannot be read"):
        open_plan(path)
    with pytest.raises(Unreadable, match="cannot be written"):
        create_plan(path, name="Ours", roadmap=ROAD, today=TODAY, who="ann")


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own there")
def test_a_new_plan_never_takes_the_place_of_a_link_that_leads_nowhere(tmp_path: Path) -> None:
    path = tmp_path / "ours.db"
    path.symlink_to(tmp_path / "nowhere")
    with pytest.raises(Unreadable, match="exists already"):
        create_plan(path, name="Ours", roadmap=ROAD, today=TODAY, who="ann")
    assert path.is_symlink()


def elsewhere(code: str, **values: str) -> str:
    """What a process of its own prints."""
    head = "from pathlib import Path\nfrom te_planner.plan.store import create_plan, open_plan\n"
    head += "from te_planner.errors import PlannerError\nfrom te_planner.roadmap.loader import load_roadmap\n"
    head += "ROAD = load_roadmap()\n"
    text = head + "".join(f"{name} = {value!r}\n" for name, value in values.items()) + code
    return subprocess.run([sys.executable, "-c", text], capture_output=True, text=True, check=True).stdout


CLOSED = """
import os
import te_planner.plan.creation  # while its files may be read
if os.getuid() == 0:
    os.setuid(65534)  # root may look everywhere: be somebody else
def make(path):
    create_plan(path, name="Ours", roadmap=ROAD, today="2026-11-24", who="ann")
for do in (open_plan, make):
    try:
        do(Path(folder) / "ours.db")
    except PlannerError as error:
        print(type(error).__name__, error)
"""


@pytest.mark.skipif(os.name == "nt", reason="rights are those of POSIX")
def test_a_folder_that_may_not_be_entered_is_told() -> None:
    with tempfile.TemporaryDirectory() as name:  # pytest's own folders are closed to other users
        Path(name).chmod(0o755)
        folder = Path(name) / "closed"
        folder.mkdir(mode=0o000)
        opened, made = elsewhere(CLOSED, folder=str(folder)).splitlines()
        folder.chmod(0o700)
    assert opened.startswith("Unreadable")
    assert "cannot be read" in opened
    assert made.startswith("Unreadable")
    assert "cannot be written" in made


FULL = """
import resource, signal
import te_planner.plan.creation  # before the limit: its bytecode is a file as well
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))
try:
    create_plan(Path(folder) / "ours.db", name="Ours", roadmap=ROAD, today="2026-11-24", who="ann")
except PlannerError as error:
    print(type(error).__name__, error)
"""


@pytest.mark.skipif(os.name == "nt", reason="limits are those of POSIX")
def test_a_disk_without_room_for_a_new_plan_is_told_and_nothing_is_left(tmp_path: Path) -> None:
    said = elsewhere(FULL, folder=str(tmp_path))
    assert said.startswith("Unreadable")
    assert "cannot be written" in said
    assert list(tmp_path.iterdir()) == []


SPILLS = """
import os, sqlite3
link = sqlite3.connect(path, isolation_level=None)
link.execute("PRAGMA cache_size=1")
link.execute("BEGIN IMMEDIATE")
for number in range(3000):
    link.execute("INSERT INTO region VALUES (?, ?, '')", (str(number), "r" * 300 + str(number)))
os._exit(0)  # as a kill does: nothing is rolled back, the journal stays beside the file
"""


def test_a_write_cut_off_halfway_is_rolled_back_on_opening(do: Do, plan: Plan) -> None:
    do(edits.add_system, name="Harbor")
    before = plan.snapshot()
    plan.close()
    elsewhere(SPILLS, path=str(plan.path))
    journal = plan.path.with_name(plan.path.name + "-journal")
    assert journal.exists()
    with open_plan(plan.path) as again:
        assert again.snapshot() == before
    assert not journal.exists()


def test_a_file_name_with_signs_that_mean_something_in_an_address(tmp_path: Path) -> None:
    name = "a#b%20 é.db" if os.name == "nt" else "a?b#c%20 é.db"
    create_plan(tmp_path / name, name="Ours", roadmap=ROAD, today=TODAY, who="ann").close()
    with open_plan(tmp_path / name) as again:
        assert again.snapshot().plan.name == "Ours"
    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_names_that_differ_in_case_alone_are_one(do: Do, plan: Plan) -> None:
    do(edits.add_system, name="Harbor", region="Coast")
    with pytest.raises(WrongCall, match="already"):
        do(edits.add_system, name="harbor", region="Coast")
    with pytest.raises(WrongCall, match="already"):
        do(edits.add_region, name="COAST")
    do(edits.add_system, name="Hill", region="coast")
    assert [each.name for each in plan.snapshot().regions] == ["Coast"]


def test_a_name_written_out_goes_before_one_in_another_case(do: Do, plan: Plan) -> None:
    do(edits.add_system, name="Harbor", region="Coast")
    with sqlite3.connect(plan.path) as link:  # as older plans may hold
        link.execute("INSERT INTO system SELECT 'low', region_id, 'harbor', '' FROM system")
    link.close()
    resealed(plan.path)
    do(edits.attest, cell="RPE01.1", system="harbor")
    assert plan.snapshot().statements[0].system_id == "low"


@pytest.fixture
def project(do: Do) -> None:
    do(edits.add_system, name="Harbor")
    do(edits.add_project, title="Meters")


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("amount", "cents"),
    [
        ("1250000", 125_000_000),
        ("1,250,000.50", 125_000_050),
        ("1 250 000", 125_000_000),
        ("0.5", 50),
        ("-40", -4000),
        (Decimal("12.30"), 1230),
        (Decimal("1E+3"), 100_000),
        (0, 0),
    ],
)
def test_an_amount_is_what_was_written(do: Do, plan: Plan, amount: Any, cents: int) -> None:
    do(edits.set_budget, project="P-01", year=2027, kind="capital", planned=amount)
    assert plan.snapshot().budget_lines[0].planned_minor == cents


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    "amount",
    [
        "1250,50", "1.250,00", "1,2,3", "1_000", "1e3", "1e999999999", "NaN", "", "0.001",
        Decimal("NaN"), Decimal("1e999999999"), "1" * 5000,
    ],
)  # fmt: skip
def test_an_amount_that_could_be_read_in_two_ways_or_none_is_refused(do: Do, plan: Plan, amount: Any) -> None:
    with pytest.raises(WrongCall, match="amount"):
        do(edits.set_budget, project="P-01", year=2027, kind="capital", planned=amount)
    assert plan.snapshot().budget_lines == ()


@pytest.mark.usefixtures("project")
def test_a_currency_has_three_letters(do: Do, plan: Plan) -> None:
    line: dict[str, Any] = {"project": "P-01", "year": 2027, "kind": "capital", "planned": 1}
    with pytest.raises(WrongCall, match="three letters"):
        do(edits.set_budget, currency="EURO", **line)
    do(edits.set_budget, currency="eur", **line)
    assert plan.snapshot().budget_lines[0].currency == "EUR"


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    "item",
    [
        EvidenceText("file", "f", "", "z" * 64),
        EvidenceText("file", "f", "", "٣" * 64),
        EvidenceText("document", "f", "p. 2", "\x1b[31m"),
    ],
)
def test_a_hash_is_hexadecimal_and_a_files_alone(do: Do, plan: Plan, item: EvidenceText) -> None:
    with pytest.raises(WrongCall, match="SHA-256"):
        do(edits.attest, cell="RPE01.1", evidence=[item])
    assert plan.snapshot().statements == ()


@pytest.mark.usefixtures("project")
def test_a_project_and_a_slash_name_no_milestone(do: Do, plan: Plan) -> None:
    do(edits.add_milestone, project="P-01", title="Accepted")
    with pytest.raises(WrongCall, match="no milestone"):
        do(edits.complete_milestone, milestone="P-01/")
    assert plan.snapshot().milestones[0].actual_day is None


@pytest.mark.usefixtures("project")
def test_a_baseline_is_attested_and_not_observed(do: Do, plan: Plan) -> None:
    with pytest.raises(WrongCall, match="Attest it instead"):
        do(edits.observe, cell="DAE02.1")
    do(edits.attest, cell="DAE02.1")
    assert plan.snapshot().statements[0].kind == "attestation"


@pytest.mark.usefixtures("project")
def test_an_undo_says_whose_it_is(plan: Plan) -> None:
    for who in ("", "a\x1b[31m"):
        with pytest.raises(WrongCall, match="who"):
            undo(plan, today=TODAY, who=who)
    assert len(plan.snapshot().projects) == 1


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM journal WHERE seq = 3",
        "UPDATE journal SET images = '{' WHERE seq = 3",
        "UPDATE journal SET images = '[1]' WHERE seq = 3",
        """UPDATE journal SET images = '[{"table": "x", "key": "1", "before": null, "after": {}}]'
           WHERE seq = 3""",
    ],
)
def test_a_journal_that_was_meddled_with_is_told_on_redo(plan: Plan, change: str) -> None:
    undo(plan, today=TODAY, who="ann")
    with sqlite3.connect(plan.path) as link:
        link.execute(change)
    link.close()
    before = plan.snapshot()
    with pytest.raises(PlannerError, match="te-planner check"):
        redo(plan, today=TODAY, who="ann")
    assert plan.snapshot() == before
