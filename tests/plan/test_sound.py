"""The deep check finds what was changed by hand, and `against` what no longer fits what was handed in."""

import gzip
import hashlib
import sqlite3
from pathlib import Path

import pytest

from support.plans import made
from te_planner.errors import WrongCall
from te_planner.plan import edits
from te_planner.plan.evidence import evidence_from_text
from te_planner.plan.journal import read_journal
from te_planner.plan.sound.against import held_against
from te_planner.plan.sound.deep import deep_check
from te_planner.plan.store import Plan, open_plan
from te_planner.plan.transaction import redo, undo

from plan.conftest import TODAY, Do  # isort: skip  # fixtures' types
from plan.test_migrate import OLD  # isort: skip


def by_hand(plan: Plan, *changes: str) -> None:
    link = sqlite3.connect(plan.path)
    for each in changes:
        link.execute(each)
    link.commit()
    link.close()


@pytest.mark.parametrize("name", ["harborview", "tri-rivers", "empty"])
def test_the_examples_are_sound(name: str) -> None:
    with open_plan(made(name)) as plan:
        assert deep_check(plan).problems == ()


@pytest.mark.parametrize("stored", sorted(OLD.iterdir()))
def test_a_plan_that_was_brought_up_to_date_is_sound(stored: Path, tmp_path: Path) -> None:
    path = tmp_path / "ours.db"
    path.write_bytes(gzip.decompress(stored.read_bytes()))
    with open_plan(path) as plan:
        undo(plan, today="2026-12-01", who="ann")
        redo(plan, today="2026-12-01", who="ann")
        assert deep_check(plan).problems == ()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE project SET owner = 'nobody'", "project P-01: owner is “nobody”, by the journal “ann”"),
        ("DELETE FROM status_change", "is not there"),
        ("INSERT INTO region VALUES ('r', 'Inland', '')", "region Inland is in no entry"),
        ("UPDATE project SET start_day = '2026-13-01'", "start_day is no day: '2026-13-01'"),
        ("UPDATE project SET note = 'a' || char(27)", r"no text may \(U\+001B\)"),
        ("UPDATE project SET note = x'00'", "note is no text"),
        ("UPDATE contribution SET share = 'half'", "share is no whole number|share"),
        ("UPDATE kept SET text = 'other'", "does not fit its SHA-256"),
        ("DELETE FROM kept", "what its cells said is no longer kept"),
        ("UPDATE journal SET images = '[]' WHERE seq = 2", "that was not as it says|is in no entry"),
        ("UPDATE journal SET images = 'x' WHERE seq = 2", "entry 2 tells nothing that can be read"),
    ],
)
def test_what_was_changed_by_hand_is_found(do: Do, plan: Plan, change: str, said: str) -> None:
    import re

    do(edits.add_project, title="Meters", owner="ann")
    do(edits.add_system, name="Harbor")
    do(edits.map_project, project="P-01", cell="RPE01.1")
    assert deep_check(plan).problems == ()
    by_hand(plan, "PRAGMA ignore_check_constraints=ON", change)
    assert any(re.search(said, each) for each in deep_check(plan).problems), deep_check(plan).problems


def test_evidence_files_are_held_against_their_hash_where_they_are_found(
    do: Do, plan: Plan, tmp_path: Path
) -> None:
    do(edits.add_system, name="Harbor")
    (tmp_path / "papers" / "deep").mkdir(parents=True)
    for name in ("beside.pdf", "papers/deep/order.pdf", "lost.pdf", "changed.pdf"):
        file = tmp_path / name
        file.write_text(name, encoding="utf-8")
        do(edits.attest, cell="RPE01.1", evidence=(evidence_from_text(f"file:{file}"),))
    (tmp_path / "lost.pdf").unlink()
    (tmp_path / "changed.pdf").write_text("other", encoding="utf-8")
    found = deep_check(plan)
    assert (found.fitting, found.missing) == (("beside.pdf",), ("order.pdf", "lost.pdf"))
    (changed,) = found.changed
    assert "changed.pdf is not the evidence that was named" in changed
    assert not found.sound
    assert deep_check(plan, [tmp_path / "papers"]).fitting == ("beside.pdf", "order.pdf")


def test_an_evidence_name_leads_out_of_no_folder(do: Do, plan: Plan, tmp_path: Path) -> None:
    do(edits.add_system, name="Harbor")
    secret = tmp_path.parent / f"{tmp_path.name}-secret.txt"
    secret.write_text("secret", encoding="utf-8")
    digest = hashlib.sha256(b"secret").hexdigest()
    file = evidence_from_text(f"file:{secret}")._replace(title=f"../{secret.name}", sha256=digest)
    do(edits.attest, cell="RPE01.1", evidence=(file,))
    assert deep_check(plan).missing == (f"../{secret.name}",)


def test_a_head_that_was_printed_fits_until_the_past_is_changed(do: Do, plan: Plan) -> None:
    do(edits.add_project, title="Meters")
    do(edits.add_project, title="Chargers")
    head = read_journal(plan)[1].hash
    for asked in (head, head[:8], head[:12].upper()):
        found = held_against(plan, asked)
        assert (found.fits, found.since) == (True, 1)
        assert found.entry == read_journal(plan)[1]
    by_hand(plan, "UPDATE journal SET summary = 'other' WHERE seq = 3")
    assert held_against(plan, head).fits
    by_hand(plan, "UPDATE journal SET summary = 'other' WHERE seq = 1")
    assert not held_against(plan, head).fits
    assert not held_against(plan, "0" * 64).fits


@pytest.mark.parametrize("asked", ["", "1234567", "xyzxyzxyz", "0" * 65])
def test_what_is_no_head_is_told(plan: Plan, asked: str) -> None:
    with pytest.raises(WrongCall, match="is no journal head"):
        held_against(plan, asked)


def test_a_day_of_the_journal_is_told_with_the_entry(do: Do, plan: Plan) -> None:
    entry = do(edits.add_project, title="Meters")
    found = held_against(plan, entry.hash[:8])
    assert found.entry is not None
    assert (found.entry.day, found.entry.who) == (TODAY, "ann")
