"""The empty workbook can be filled in without this program, and imports back."""

import io

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from support.plans import TODAY, made, real_roadmap
from te_planner.exchange.imports.model import Incoming
from te_planner.exchange.imports.options import Options
from te_planner.exchange.imports.own_book import EXAMPLE, SHEET
from te_planner.exchange.imports.read import read_content
from te_planner.exchange.imports.template import SHEET_OF, template_book
from te_planner.plan.snapshot import Snapshot
from te_planner.plan.store import open_plan


@pytest.fixture
def plan() -> Snapshot:
    with open_plan(made("harborview")) as opened:
        return opened.snapshot()


def back(book: Workbook) -> Incoming:
    """The workbook as its program saves it, imported."""
    out = io.BytesIO()
    book.save(out)
    return read_content("filled.xlsx", out.getvalue(), Options(), real_roadmap, TODAY)


def opened(plan: Snapshot | None = None) -> Workbook:
    return load_workbook(io.BytesIO(template_book(real_roadmap(), plan, TODAY)))


def test_an_empty_template_asks_nothing_and_names_its_examples() -> None:
    file = back(opened())
    assert not file.asked
    assert not file.faults
    assert [each.text for each in file.left_out] == ["The example is not imported."] * len(SHEET_OF)
    assert {table.kind for table in file.tables} == set(SHEET_OF)
    unread = [column.heading for table in file.tables for column in table.columns if not column.value]
    assert unread == []


def test_the_example_is_taken_once_it_is_no_example() -> None:
    """Every value of every sheet's example means what its heading says."""
    book = opened()
    for name in SHEET_OF.values():
        for cell in book[name][2]:
            if isinstance(cell.value, str) and cell.value.startswith(EXAMPLE):
                cell.value = cell.value.removeprefix(EXAMPLE).strip()
    file = back(book)
    assert not file.faults
    assert [each.kind for each in file.asked] == list(SHEET_OF)
    for each in file.asked:
        said = [value for value in book[SHEET_OF[each.kind]][2] if value.value is not None]
        assert len(each.values) == len(said)


def test_rows_that_somebody_adds_are_read() -> None:
    book = opened()
    sheet = book["projects"]
    sheet["B3"], sheet["C3"], sheet["D3"] = "Feeder automation", "Ben", "2027-03-01"
    (project,) = back(book).asked
    assert project.values == {"title": "Feeder automation", "owner": "Ben", "start": "2027-03-01"}


def test_statuses_systems_and_cells_can_be_chosen(plan: Snapshot) -> None:
    book = opened(plan)
    offered = {
        validation.formula1: str(validation.sqref)
        for sheet in ("projects", "contributions")
        for validation in book[sheet].data_validations.dataValidation
    }
    assert '"proposed,approved,active,on hold,done,cancelled"' in offered
    reference = book["reference"]
    cells = [row[0].value for row in reference.iter_rows(min_row=2) if row[0].value]
    assert f"reference!$A$2:$A${len(cells) + 1}" in offered
    assert f"reference!$E$2:$E${len(plan.systems) + 1}" in offered
    natures = {real_roadmap().cells[ref].nature for ref in cells}
    assert natures == {"action", "condition"}
    assert [row[4].value for row in reference.iter_rows(min_row=2) if row[4].value] == [
        each.name for each in plan.systems
    ]


def test_headings_have_notes_and_what_it_is_stands_in_a_hidden_sheet(plan: Snapshot) -> None:
    book = opened(plan)
    assert "such as 2027-03-31" in book["milestones"]["C1"].comment.text
    assert book[SHEET].sheet_state == "hidden"
    said = {row[0].value: row[1].value for row in book[SHEET].iter_rows()}
    assert said == {"kind": "template", "version": "1", "plan": plan.plan.id, "made": TODAY, "owner": ""}


def test_the_same_plan_and_day_give_the_same_bytes(plan: Snapshot) -> None:
    assert template_book(real_roadmap(), plan, TODAY) == template_book(real_roadmap(), plan, TODAY)


def test_no_text_is_a_formula(plan: Snapshot) -> None:
    systems = tuple(each._replace(name='=HYPERLINK("http://x")') for each in plan.systems)
    book = opened(plan._replace(systems=systems))
    cell = book["reference"]["E2"]
    assert (cell.value, cell.data_type) == ('=HYPERLINK("http://x")', "s")
