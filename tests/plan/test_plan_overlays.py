"""A plan and its overlays: kept in the plan's file, applied in order, taken off without losing an answer."""

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from support.meddled import resealed
from support.plans import TODAY, copied, real_roadmap
from te_planner.errors import Unreadable, WrongCall
from te_planner.plan import edits
from te_planner.plan.journal import Entry
from te_planner.plan.overlays import working_roadmap
from te_planner.plan.snapshot import Snapshot
from te_planner.plan.store import open_plan
from te_planner.plan.transaction import Edit, apply, redo, undo
from te_planner.readiness.evaluate import evaluate
from te_planner.readiness.model import Readiness
from te_planner.roadmap.files import data_folder
from te_planner.roadmap.overlay import Overlay
from te_planner.roadmap.overlay_files import read_overlay

ISLAND = data_folder("overlays") / "island-coop"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return copied("harborview", tmp_path)


def do(path: Path, change: Edit, **values: Any) -> Entry:
    with open_plan(path) as plan:
        return apply(plan, change, roadmap=real_roadmap(), today=TODAY, who="ann", **values)


def add(path: Path, overlay: Overlay | None = None) -> Entry:
    it = overlay or read_overlay(ISLAND)
    values = {"name": it.name, "version": it.version, "fingerprint": it.fingerprint}
    return do(path, edits.add_overlay, content=it.content, **values)


def snapshot(path: Path) -> Snapshot:
    with open_plan(path) as plan:
        return plan.snapshot()


def figures(path: Path) -> Readiness:
    """As the program works them out: over the plan's own roadmap."""
    found = snapshot(path)
    roadmap = working_roadmap(real_roadmap(), found.overlays)
    return evaluate(roadmap, found, as_of=TODAY, today=TODAY)


def told(readiness: Readiness) -> tuple[Any, ...]:
    """All figures, without the journal's head and the roadmap, which are another object each time."""
    return (readiness.systems, readiness.projects, readiness.due, readiness.findings, readiness.roadmap.label)


def other(folder: Path, old: str = "", new: str = "", file: str = "rows") -> Overlay:
    """The example with something else in it."""
    copy = Path(shutil.copytree(ISLAND, folder / "island-coop", dirs_exist_ok=True))
    path = copy / f"{file}.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return read_overlay(copy)


def second(folder: Path, body: str = "") -> Overlay:
    place = folder / "second"
    place.mkdir(exist_ok=True)
    head = (
        'format: te-planner/overlay/1\nname: second\nspace: SEC\nversion: "1"\ntitle: Two\nstatement: Test.\n'
    )
    (place / "a.yaml").write_text(head + body, encoding="utf-8")
    return read_overlay(place)


def test_without_overlays_the_plan_works_by_the_roadmap_itself(path: Path) -> None:
    assert working_roadmap(real_roadmap(), snapshot(path).overlays) is real_roadmap()


def test_an_overlays_cells_count_and_take_edits(path: Path) -> None:
    before = figures(path)
    add(path)
    do(path, edits.map_project, project="P-01", cell="PCE-ISL01.2", share=40)
    do(path, edits.attest, cell="rpe-isl01.1", evidence=[])
    after = figures(path)
    (system,) = after.systems.values()
    assert system.cells["PCE-ISL01.2"].planned_share == 40
    assert system.cells["RPE-ISL01.1"].state == "claimed"
    assert "PCB-ISL01.2" in system.benefits
    assert len(system.cells) == len(next(iter(before.systems.values())).cells) + 4
    assert after.roadmap.label == after.snapshot.plan.roadmap
    assert "island-coop 1.2 (" in after.roadmap.label


def test_the_plan_records_the_edition_that_it_works_by(path: Path) -> None:
    add(path)
    found = snapshot(path)
    assert found.editions[-1].label == found.plan.roadmap == figures(path).roadmap.label


def test_a_mailed_plan_gives_the_same_figures_without_the_folder(path: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(ISLAND, tmp_path / "mine"))
    add(path, read_overlay(folder))
    here = told(figures(path))
    shutil.rmtree(folder)
    away = tmp_path / "elsewhere"
    away.mkdir()
    assert told(figures(Path(shutil.move(path, away / "mailed.db")))) == here


def test_undo_gives_the_figures_from_before_and_redo_those_after(path: Path) -> None:
    before = told(figures(path))
    add(path)
    after = told(figures(path))
    assert after != before
    with open_plan(path) as plan:
        undo(plan, today=TODAY, who="ann")
    assert told(figures(path)) == before
    assert not snapshot(path).overlays
    with open_plan(path) as plan:
        redo(plan, today=TODAY, who="ann")
    assert told(figures(path)) == after


def test_a_newer_version_takes_the_place_of_the_older(path: Path, tmp_path: Path) -> None:
    add(path)
    add(path, second(tmp_path))
    newer = other(tmp_path, 'version: "1.2"', 'version: "1.3"', "overlay")
    entry = add(path, newer)
    assert entry.summary == "Put the overlay island-coop 1.3 in the place of 1.2"
    assert [(each.name, each.version) for each in snapshot(path).overlays] == [
        ("island-coop", "1.3"),
        ("second", "1"),
    ]
    assert " + island-coop 1.3 (" in figures(path).roadmap.label


def test_the_same_overlay_again_changes_nothing(path: Path) -> None:
    add(path)
    with pytest.raises(WrongCall, match="says so already"):
        add(path)


def test_an_overlay_that_does_not_fit_is_refused(path: Path, tmp_path: Path) -> None:
    before = snapshot(path)
    bad = second(
        tmp_path, "requirements:\n  - {benefit: RPB03.1, add: [PCE-ISL01.1], why: W, confidence: low}\n"
    )
    with pytest.raises(WrongCall, match=r"second: RPB03\.1: names PCE-ISL01\.1, which is nowhere"):
        add(path, bad)
    assert snapshot(path) == before


def test_one_on_which_a_later_one_rests_stays(path: Path, tmp_path: Path) -> None:
    add(path)
    body = "requirements:\n  - {benefit: RPB03.1, add: [PCE-ISL01.1], why: W, confidence: low}\n"
    add(path, second(tmp_path, body))
    with pytest.raises(
        WrongCall, match=r"overlay second 1 cannot be applied.*PCE-ISL01\.1, which is nowhere"
    ):
        do(path, edits.remove_overlay, name="island-coop")
    do(path, edits.remove_overlay, name="second")
    do(path, edits.remove_overlay, name="island-coop")
    assert not snapshot(path).overlays


@pytest.mark.parametrize(
    ("change", "values", "word"),
    [
        (edits.attest, {"cell": "PCE-ISL01.2"}, "statement"),
        (edits.map_project, {"project": "P-01", "cell": "PCE-ISL01.2"}, "contribution"),
        (edits.set_not_applicable, {"cell": "PCE-ISL01.2", "reason": "no"}, "scope decision"),
        (
            edits.add_requirement,
            {"benefit": "PCB02.2", "requires": "PCE-ISL01.2", "reason": "so"},
            "requirement change",
        ),
    ],
)
def test_nothing_said_of_its_cells_is_lost(
    path: Path, tmp_path: Path, change: Edit, values: dict[str, Any], word: str
) -> None:
    add(path)
    do(path, change, **values)
    with pytest.raises(WrongCall, match=rf"island-coop cannot be removed.*PCE-ISL01\.2 \({word}\)"):
        do(path, edits.remove_overlay, name="island-coop")
    text = (ISLAND / "rows.yaml").read_text(encoding="utf-8")
    cell = text[
        text.index("      2:\n        text: >-\n          Each island") : text.index("  - ref: PCB-ISL01")
    ]
    smaller = _without_second_cell(tmp_path, cell)
    with pytest.raises(WrongCall, match=rf"drops cells that the plan speaks of: PCE-ISL01\.2 \({word}\)"):
        add(path, smaller)


def _without_second_cell(folder: Path, cell: str) -> Overlay:
    """The example without PCE-ISL01.2, and without what rests on it."""
    copy = Path(shutil.copytree(ISLAND, folder / "island-coop"))
    (copy / "rows.yaml").write_text(
        (ISLAND / "rows.yaml")
        .read_text(encoding="utf-8")
        .replace(cell, "")
        .replace("PCE-ISL01.2, RPE", "RPE"),
        encoding="utf-8",
    )
    text = (ISLAND / "overlay.yaml").read_text(encoding="utf-8")
    text = text.replace("add: [PCE-ISL01.2]", "add: [PCE-ISL01.1]").replace(
        "cell: PCE-ISL01.2", "cell: PCE-ISL01.1"
    )
    (copy / "overlay.yaml").write_text(text, encoding="utf-8")
    return read_overlay(copy)


def test_what_was_voided_or_ended_holds_no_overlay(path: Path) -> None:
    add(path)
    do(path, edits.attest, cell="PCE-ISL01.2")
    statement = next(each for each in snapshot(path).statements if each.cell == "PCE-ISL01.2")
    do(path, edits.void_statement, statement=statement.id, reason="slip")
    do(path, edits.set_not_applicable, cell="PCE-ISL01.2", reason="no")
    do(path, edits.end_not_applicable, cell="PCE-ISL01.2")
    do(path, edits.remove_overlay, name="island-coop")
    assert not snapshot(path).overlays
    assert figures(path).systems


def test_an_unknown_overlay_is_named_with_those_there_are(path: Path) -> None:
    add(path)
    with pytest.raises(WrongCall, match=r"no overlay “islands”\. It has: island-coop"):
        do(path, edits.remove_overlay, name="islands")


def spoil(path: Path, **columns: str) -> None:
    """Change an overlay's row by hand."""
    link = sqlite3.connect(path)
    for column, value in columns.items():
        link.execute(f"UPDATE overlay SET {column} = ?", (value,))  # noqa: S608  # our own names
    link.commit()
    link.close()
    resealed(path)


def test_content_changed_by_hand_is_told_and_can_be_mended_or_removed(path: Path, tmp_path: Path) -> None:
    add(path)
    content = snapshot(path).overlays[0].content
    spoil(path, content=content.replace("Islands that carry", "Islands that can not carry"))
    with pytest.raises(Unreadable) as raised:
        figures(path)
    said = str(raised.value)
    assert "overlay island-coop 1.2 cannot be applied" in said
    assert "changed by hand" in said
    assert "te-planner add overlay FOLDER" in said
    assert "te-planner remove overlay island-coop" in said
    with pytest.raises(Unreadable, match="island-coop"):
        do(path, edits.map_project, project="P-01", cell="RPE02.1")
    again = Path(shutil.copy(path, tmp_path / "again.db"))
    add(path, other(tmp_path, 'version: "1.2"', 'version: "1.3"', "overlay"))
    assert figures(path).roadmap.parts.overlays[0].version == "1.3"
    do(again, edits.remove_overlay, name="island-coop")
    assert figures(again).systems


@pytest.mark.parametrize("content", ["", "{}", "[" * 100_000, "\x00", '{"name": "other"}'], ids=range(5))
def test_hostile_content_of_a_plan_is_a_message(path: Path, content: str) -> None:
    from te_planner.roadmap.overlay import fingerprint_of

    add(path)
    spoil(path, content=content, fingerprint=fingerprint_of(content))
    with pytest.raises(Unreadable, match=r"overlay island-coop 1\.2 cannot be applied: island-coop"):
        figures(path)


def test_a_fingerprint_or_version_that_is_another_is_refused(path: Path) -> None:
    it = read_overlay(ISLAND)
    for version, fingerprint in (("1.3", it.fingerprint), ("1.2", "0" * 64)):
        with pytest.raises(WrongCall, match="not the version"):
            do(
                path,
                edits.add_overlay,
                content=it.content,
                name=it.name,
                version=version,
                fingerprint=fingerprint,
            )


def test_status_of_a_plan_with_an_overlay_imports_no_yaml(path: Path) -> None:
    add(path)
    code = (
        "import sys; from te_planner.cli import main; code = main(['status', '-p', sys.argv[1]]); "
        "sys.exit(code or 40 * ('yaml' in sys.modules) or 50 * ('sqlmodel' in sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert "island-coop 1.2" in ran.stdout
