"""A status round goes to an owner, is filled in elsewhere, and comes back as changes to look at."""

import io
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from support.plans import TODAY, figures, made, real_roadmap
from te_planner.errors import WrongCall
from te_planner.exchange.imports.compare import compare
from te_planner.exchange.imports.model import Incoming
from te_planner.exchange.imports.options import Options
from te_planner.exchange.imports.read import read_content
from te_planner.exchange.imports.status_round import owners, round_book, status_round
from te_planner.exchange.imports.xlsx_file import read_xlsx
from te_planner.plan.days import spelled
from te_planner.readiness.evaluate import evaluate
from te_planner.readiness.model import Readiness

OWNER = "T. Nakamura, Customer Programs"


@pytest.fixture(scope="module")
def plan() -> Readiness:
    return figures(made("harborview"))


@pytest.fixture
def book(plan: Readiness) -> Workbook:
    return load_workbook(io.BytesIO(content(plan)))


def content(plan: Readiness, owner: str = OWNER) -> bytes:
    info = plan.snapshot.plan
    return round_book(status_round(plan, owner), info.id, info.name, TODAY)


def back(book: Workbook, plan: Readiness) -> Incoming:
    out = io.BytesIO()
    book.save(out)
    return read_content("round.xlsx", out.getvalue(), Options(plan=plan.snapshot), real_roadmap, TODAY)


def column(sheet: Any, heading: str) -> int:
    return next(cell.column for cell in sheet[1] if cell.value and cell.value.startswith(heading))


def fill(sheet: Any, row: int, **answers: Any) -> None:
    for heading, value in answers.items():
        sheet.cell(row, column(sheet, heading.replace("_", " ")), value)


def test_it_asks_for_the_owners_open_milestones_and_cells_to_confirm(plan: Readiness) -> None:
    asked = status_round(plan, OWNER.upper())
    own = [each for each in plan.projects.values() if each.project.owner == OWNER and not each.cancelled]
    still = {each.milestone.id for work in own for each in work.milestones if not each.done}
    assert {each.id for each in asked.milestones} == still
    assert still
    for each in asked.cells:
        state = next(
            system.cells[each.ref] for system in plan.systems.values() if system.system.name == each.system
        )
        assert state.state in ("claimed", "delivered") or state.flags
        assert each.why
    assert asked.cells


def test_every_open_milestone_that_has_an_owner_is_asked_of_one(plan: Readiness) -> None:
    asked = [each.id for owner in owners(plan) for each in status_round(plan, owner).milestones]
    still = [
        each.milestone.id
        for work in plan.projects.values()
        if work.project.owner and not work.cancelled
        for each in work.milestones
        if not each.done
    ]
    assert sorted(asked) == sorted(still)


def test_unchanged_it_asks_nothing(plan: Readiness, book: Workbook) -> None:
    file = back(book, plan)
    assert not file.asked
    assert not file.faults
    assert not file.left_out
    assert file.notes == (f"A status round of {spelled(TODAY)} for {OWNER}: 0 answers.",)


@pytest.mark.parametrize("day", [date(2026, 11, 2), "2026-11-02", "2 Nov 2026", "02.11.2026"])
def test_a_day_is_taken_as_a_day_or_as_text(plan: Readiness, book: Workbook, day: Any) -> None:
    fill(book["milestones"], 2, done_on=day)
    asked = status_round(plan, OWNER).milestones[0]
    (answer,) = back(book, plan).asked
    assert answer.values == {"id": asked.id, "actual": "2026-11-02"}
    assert str(answer.at("actual")) == "round.xlsx, sheet milestones, row 2, column done on"


def test_what_is_filled_in_is_one_set_of_changes_and_nothing_more(plan: Readiness, book: Workbook) -> None:
    fill(book["milestones"], 2, done_on="2026-11-02")
    fill(book["milestones"], 3, new_forecast="2028-02-29", comment="The vendor is late")
    fill(
        book["cells"],
        2,
        answer="in place",
        since="2026-10-01",
        evidence="Test log | Docket 7, p. 2",
        comment="ok",
    )
    file = back(book, plan)
    preview = compare([file], plan.snapshot, lambda: plan.roadmap, TODAY)
    assert preview.counts == {"new": 1, "changed": 2, "same": 0, "conflict": 0, "not understood": 0}
    assert [name for name, _ in preview.edits][:3].count("complete_milestone") == 1
    statement = next(each for each in file.asked if each.kind == "attestation").values
    asked = status_round(plan, OWNER).cells[0]
    assert (statement["cell"], statement["system"]) == (asked.ref, asked.system)
    assert (statement["made_by"], statement["note"], statement["effective"]) == (OWNER, "ok", "2026-10-01")
    assert [each.text for each in file.left_out] == [
        "“The vendor is late”: a comment to read; the plan has no place for it."
    ]


def test_rows_may_be_sorted_and_sheets_renamed(plan: Readiness, book: Workbook) -> None:
    sheet = book["milestones"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    fill(sheet, 2, done_on="2026-11-02")
    first = [cell.value for cell in sheet[2]]
    for number, values in enumerate([*rows[1:], first], 2):
        for place, value in enumerate(values, 1):
            sheet.cell(number, place).value = value
    sheet.title = "Meilensteine"
    (answer,) = back(book, plan).asked
    assert answer.values["id"] == status_round(plan, OWNER).milestones[0].id


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"done_on": "yes"}, "is no day"),
        ({"done_on": "03/04/2026"}, "can be"),
        ({"milestone": "Another name"}, "not as it was sent"),
        ({"forecast": "2031-01-01"}, "was written over"),
        ({"row_key": "mine"}, "key was changed"),
        ({"row_key": None}, "not one of those that were sent"),
    ],
)
def test_what_cannot_be_taken_is_named_and_its_row_not_read(
    plan: Readiness, book: Workbook, answers: dict[str, Any], words: str
) -> None:
    fill(book["milestones"], 2, new_forecast="2028-01-31")
    sheet = book["milestones"]
    for heading, value in answers.items():
        sheet.cell(2, column(sheet, heading.replace("_", " "))).value = value
    file = back(book, plan)
    assert not file.asked
    (fault,) = file.faults
    assert words in fault.text
    assert fault.place.row == 2


def test_what_was_not_asked_for_is_told_and_not_read(plan: Readiness, book: Workbook) -> None:
    fill(book["milestones"], 2, new_forecast="2028-01-31", baseline="2029-01-01")
    file = back(book, plan)
    assert dict(file.asked[0].values) == {
        "id": status_round(plan, OWNER).milestones[0].id,
        "forecast": "2028-01-31",
    }
    (told,) = file.left_out
    assert "a round does not ask for it" in told.text
    assert told.place.column == "baseline"


def test_a_formula_without_a_value_is_no_silent_answer(plan: Readiness, book: Workbook) -> None:
    fill(book["milestones"], 2, done_on="=TODAY()")
    assert ["never calculated" in each.text for each in back(book, plan).faults] == [True]


def test_an_answer_is_chosen_before_its_evidence_is_read(plan: Readiness, book: Workbook) -> None:
    fill(book["cells"], 2, evidence="Test log | Docket 7")
    (fault,) = back(book, plan).faults
    assert "There is no answer" in fault.text


def test_a_row_that_stands_twice_is_read_once(plan: Readiness, book: Workbook) -> None:
    sheet = book["milestones"]
    fill(sheet, 2, done_on="2026-11-02")
    sheet.append([cell.value for cell in sheet[2]])
    file = back(book, plan)
    assert len(file.asked) == 1
    assert [each.text for each in file.faults] == ["This row stands twice. Keep one of them."]


def test_a_milestone_that_is_gone_and_a_forecast_that_moved_since_are_said(
    plan: Readiness, book: Workbook
) -> None:
    first, second = status_round(plan, OWNER).milestones[:2]
    fill(book["milestones"], 2, done_on="2026-11-02")
    fill(book["milestones"], 3, new_forecast="2028-01-31")
    now = tuple(
        each._replace(forecast_day="2027-12-24") if each.id == second.id else each
        for each in plan.snapshot.milestones
        if each.id != first.id
    )
    file = back(book, plan._replace(snapshot=plan.snapshot._replace(milestones=now)))
    assert [each.text for each in file.faults] == ["The plan has this milestone no more. Add it first."]
    assert "the plan's forecast became 2027-12-24" in file.left_out[0].text


def test_a_round_of_another_plan_or_version_is_refused(plan: Readiness, book: Workbook) -> None:
    other = plan.snapshot._replace(plan=plan.snapshot.plan._replace(id="another"))
    with pytest.raises(WrongCall, match="status round of another plan"):
        back(book, plan._replace(snapshot=other))
    book["te-planner"]["B2"] = "9"
    with pytest.raises(WrongCall, match="version 9"):
        back(book, plan)


def test_the_same_plan_and_day_give_the_same_bytes(plan: Readiness) -> None:
    assert content(plan) == content(plan)


def test_texts_that_look_like_a_workbooks_own_marks_come_back(plan: Readiness) -> None:
    snapshot = plan.snapshot
    odd = [each._replace(title=f"<r>{each.title}_x005F_x000D_</r>") for each in snapshot.milestones]
    marked = evaluate(plan.roadmap, snapshot._replace(milestones=tuple(odd)), as_of=TODAY, today=TODAY)
    found = read_content("r.xlsx", content(marked), Options(plan=marked.snapshot), real_roadmap, TODAY)
    assert not found.faults
    assert found.notes == (f"A status round of {spelled(TODAY)} for {OWNER}: 0 answers.",)
    grids = read_xlsx("r.xlsx", content(marked))
    assert {each.title for each in odd} & {cell for grid in grids for row in grid.rows for cell in row}


def test_texts_are_data_and_what_we_have_is_locked(plan: Readiness) -> None:
    asked = status_round(plan, OWNER)
    odd = asked.milestones[0]._replace(title="=cmd|'/c calc'!A1 " + "x" * 380)
    made_book = round_book(asked._replace(milestones=(odd,)), "id", "Plan", TODAY)
    sheet = load_workbook(io.BytesIO(made_book))["milestones"]
    cell = sheet.cell(2, column(sheet, "milestone"))
    assert (cell.value, cell.data_type) == (odd.title, "s")
    assert sheet.protection.sheet
    assert cell.protection.locked
    assert not sheet.cell(2, column(sheet, "done on")).protection.locked
    assert sheet.column_dimensions["I"].hidden
