"""What a plan says of cells that its edition gave up goes out and comes in with it, and stays readable."""

import shutil
from pathlib import Path

import pytest

from support.editions import edition, replaced, with_cells
from support.plans import copied, made, once, real_roadmap
from te_planner.exchange.examples import new_from_file
from te_planner.exchange.planfile.export import Document, document_yaml, plan_document
from te_planner.exchange.planfile.formats import Form, files_of
from te_planner.exchange.planfile.given_up import given_up
from te_planner.exchange.planfile.steps import read_plan
from te_planner.exchange.planfile.yaml_fields import PlanFileInvalid
from te_planner.plan import edits
from te_planner.plan.recorded import texts_kept
from te_planner.plan.snapshot import Snapshot
from te_planner.plan.store import open_plan
from te_planner.plan.transaction import apply
from te_planner.readiness.evaluate import evaluate
from te_planner.readiness.model import SystemReadiness
from te_planner.readiness.reviews import left_behind

GONE = "RPE04.1 BME02.1 PCE01.1 RPB02.1 BME01.1"
"""Attested, observed, delivered, benefited from and awaited in the example."""

LATER = "2027-03-01"
NEWER = with_cells(edition(real_roadmap(), "2027.1", replaced("retired", GONE)), without=GONE)
FORMS: dict[Form, str] = {"yaml": "a.yaml", "json": "a.json", "xlsx": "a.xlsx", "csv": "tables"}


def told(path: Path) -> Document:
    with open_plan(path) as plan:
        snapshot = plan.snapshot()
        return plan_document(snapshot, given_up(plan, snapshot, NEWER))


def systems_of(snapshot: Snapshot) -> list[SystemReadiness]:
    found = evaluate(NEWER, snapshot, as_of=LATER, today=LATER)
    return sorted(found.systems.values(), key=lambda each: each.system.name)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return Path(shutil.copy(once("harborview-with-less", _adopted), tmp_path / "ours.db"))


def _adopted(path: Path) -> None:
    shutil.copy(made("harborview"), path)
    with open_plan(path) as plan:
        apply(plan, edits.adopt_edition, roadmap=NEWER, today=LATER, who="ann")


def test_the_cells_are_told_with_what_they_said(path: Path) -> None:
    (since,) = told(path)["given_up"]
    assert since["edition"] == real_roadmap().label
    cells = {each["cell"]: each for each in since["cells"]}
    assert "RPE04.1" in cells
    assert set(cells) <= set(GONE.split())
    was = real_roadmap().cells["RPE04.1"]
    assert (cells["RPE04.1"]["text"], cells["RPE04.1"]["nature"]) == (was.text, "action")


@pytest.mark.parametrize("form", FORMS)
def test_the_plan_comes_back_and_the_texts_with_it(form: Form, path: Path, tmp_path: Path) -> None:
    document = told(path)
    source, second = tmp_path / FORMS[form], tmp_path / "second.db"
    for name, content in files_of(form, document, NEWER.label).items():
        target = source / name if name else source
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(content)
    new_from_file(second, source, roadmap=NEWER, today=LATER, who="bob")
    assert document_yaml(told(second)) == document_yaml(document)
    with open_plan(path) as plan, open_plan(second) as again:
        before, after = plan.snapshot(), again.snapshot()
        assert left_behind(NEWER, after) == left_behind(NEWER, before)
        assert after.editions[-1].label == NEWER.label
        kept = texts_kept(again, [each.texts for each in after.editions])
    assert any("RPE04.1" in texts for texts in kept)
    stages = [[each.stage for each in systems_of(found)] for found in (before, after)]
    assert stages[0] == stages[1]


def test_a_cell_that_the_file_does_not_tell_is_refused_as_ever(path: Path) -> None:
    document = told(path)
    document.pop("given_up")
    with pytest.raises(PlanFileInvalid, match=r"no cell of the roadmap"):
        read_plan("a.yaml", document_yaml(document).encode(), NEWER)


def test_nothing_is_told_where_nothing_was_given_up(tmp_path: Path) -> None:
    with open_plan(copied("harborview", tmp_path)) as plan:
        assert given_up(plan, plan.snapshot(), real_roadmap()) == []


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [("cell: RPE04.1", "cell: Nonsense", "no reference"), ("adopted: 2026", "adopted: 26", "not a day")],
)
def test_what_is_wrong_is_named(old: str, new: str, says: str, path: Path) -> None:
    text = document_yaml({**told(path), "given_up": told(path)["given_up"]})
    head, _, tail = text.partition("given_up:")
    assert old in tail
    with pytest.raises(PlanFileInvalid, match=says):
        read_plan("a.yaml", f"{head}given_up:{tail.replace(old, new, 1)}".encode(), NEWER)
