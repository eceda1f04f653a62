"""Tables as they really are: other headings, other alphabets, titles above, totals below, cells merged."""

import io
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
import xlsxwriter
from openpyxl import Workbook

from support.importing import read, saved, workbook
from te_planner.errors import WrongCall
from te_planner.exchange.imports.model import Asked, Incoming
from te_planner.exchange.xlsx_text import put_text

GERMAN = """Projektübersicht Netz Süd;;;;;
Stand: 03.04.2026;;;;;

Projekt Nr.;Projektname;Verantwortlich ;Beginn;Ende;Status
N-01;Zählertausch „Smart“;M. Größe  ;01.02.2027;Dez 2028;laufend
N-02;Ortsnetzstation;J. Weiß;15.03.2027;Q2 2029;on hold

N-03;Leitstelle;;;;abgeschlossen
Summe: 3;;;;;
"""


def values(found: Incoming, kind: str = "project") -> list[dict[str, Any]]:
    return [dict(each.values) for each in found.asked if each.kind == kind]


@pytest.mark.parametrize(
    ("codec", "told"),
    [("latin-1", "Windows-1252"), ("cp1252", "Windows-1252"), ("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"),
     ("utf-16", "UTF-16"), ("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16")],
)  # fmt: skip
def test_a_german_table_with_semicolons_in_any_encoding(codec: str, told: str) -> None:
    text = GERMAN if codec != "latin-1" else GERMAN.replace("„", "«").replace("“", "»")
    found = read(text.replace("\n", "\r\n").encode(codec))
    assert found.faults == ()
    assert any(told in note and "semicolon" in note for note in found.notes)
    first, second, third = values(found)
    assert first | {"title": ""} == {
        "key": "N-01", "title": "", "owner": "M. Größe", "start": "2027-02-01", "end": "2028-12-31",
        "status": "active",
    }  # fmt: skip
    assert (second["end"], second["status"]) == ("2029-06-30", "on hold")
    assert third == {"key": "N-03", "title": "Leitstelle", "status": "done"}
    assert [each.place.row for each in found.asked] == [5, 6, 8]
    assert any(each.place.row == 9 and "sums up" in each.text for each in found.left_out)
    assert any("Blank rows passed over: 1." in note for note in found.notes)
    assert any("laufend" in note for note in found.notes)


def midnight(year: int, month: int, day: int) -> datetime:
    """A day as Excel has it: with a time, and in no time zone."""
    return datetime(year, month, day)  # noqa: DTZ001  # Excel knows none


def american() -> bytes:
    book = Workbook()
    cover = book.active
    cover.title = "Cover"
    cover["B2"] = "Grid modernization portfolio"
    sheet = book.create_sheet("FY27 Portfolio")
    sheet["A1"] = "Portfolio of projects"
    sheet.merge_cells("A1:F1")
    sheet.append([])
    sheet.append(["Project ID", "Project Name", "Lead", "Start Date", "Finish Date", "% Complete", "Vendor"])
    sheet.append(["A-1", "AMI 2.0 ", " A. Lopez", midnight(2027, 1, 4), "3/31/2028", 0.4, "Acme"])
    sheet.append(["A-2", "ADMS\nphase 2", "J. Stein", 46480, "12/15/2028", 0.1, None])
    sheet.append([None, "Grand Total", None, None, None, None, None])
    for row in (4, 5):
        sheet.cell(row, 6).number_format = "0%"
    steps = book.create_sheet("Milestones")
    steps.append(["Project", "Milestone", "Due Date", "Weight"])
    for row in (["A-1", "Design", midnight(2027, 3, 1), 1], [None, "Build", midnight(2027, 9, 1), 2],
                ["A-2", "Go live", midnight(2028, 5, 1), 1.0]):  # fmt: skip
        steps.append(row)
    steps.merge_cells("A2:A3")
    steps.sheet_state = "hidden"
    return saved(book)


def test_an_american_workbook_with_a_title_merged_cells_and_totals() -> None:
    found = read(american(), "ours.xlsx")
    assert found.faults == ()
    assert values(found) == [
        {"key": "A-1", "title": "AMI 2.0", "owner": "A. Lopez", "start": "2027-01-04", "end": "2028-03-31"},
        {
            "key": "A-2",
            "title": "ADMS phase 2",
            "owner": "J. Stein",
            "start": "2027-04-03",
            "end": "2028-12-15",
        },
    ]
    assert values(found, "milestone") == [
        {"project": "A-1", "title": "Design", "baseline": "2027-03-01", "weight": 1},
        {"project": "A-1", "title": "Build", "baseline": "2027-09-01", "weight": 2},
        {"project": "A-2", "title": "Go live", "baseline": "2028-05-01", "weight": 1},
    ]
    assert any("month before day" in note for note in found.notes)
    assert any("Milestones is hidden" in note for note in found.notes)
    said = [str(each) for each in found.left_out]
    assert any("Cover" in each for each in said)
    assert any("column Vendor" in each for each in said)
    assert any("Grand Total" in each for each in said)
    assert {each.sheet: each.heading_row for each in found.tables} == {"FY27 Portfolio": 3, "Milestones": 1}


def test_only_the_sheet_that_is_asked_for_is_read() -> None:
    found = read(american(), "ours.xlsx", sheet="milestones")
    assert {each.kind for each in found.asked} == {"milestone"}


def test_where_a_thing_stands_is_said_with_sheet_row_and_column() -> None:
    found = read(american(), "ours.xlsx")
    build = next(each for each in found.asked if each.values["title"] == "Build")
    assert str(build.at("baseline")) == "ours.xlsx, sheet Milestones, row 3, column Due Date"


def test_a_bad_value_costs_its_row_alone_and_is_named() -> None:
    found = read("Title,Start\nOne,2027-01-01\nTwo,someday\nThree,2027-02-01\n")
    assert [each["title"] for each in values(found)] == ["One", "Three"]
    assert [str(each) for each in found.faults] == [
        "theirs.csv, row 3, column Start: “someday” is no day. Write it as 2027-03-31."
    ]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(sign: str) -> None:
    rows = [["Project", "Owner", "Budget note"], ["Meters, smart; new", "Lopez | Stein", "1.234,56"]]
    text = "\n".join(sign.join(f'"{cell}"' for cell in row) for row in rows)
    assert values(read(text)) == [{"title": "Meters, smart; new", "owner": "Lopez | Stein"}]


def test_excels_first_line_names_the_delimiter() -> None:
    found = read("sep=;\nTitle;Owner\nA, B;C\n")
    assert values(found) == [{"title": "A, B", "owner": "C"}]
    assert found.asked[0].place.row == 3


def test_the_planner_says_what_a_column_is() -> None:
    text = "Vorhaben,Lead engineer,Owner\nMeters,Ann,Bob\n"
    with pytest.raises(WrongCall, match="no heading row"):
        read(text)
    found = read(text, columns=["vorhaben=title", "Lead engineer=owner", "Owner="])
    assert values(found) == [{"title": "Meters", "owner": "Ann"}]
    assert {column.why for column in found.tables[0].columns} == {"as you said"}


def test_what_was_said_of_the_same_headings_before_is_used_again() -> None:
    text = "Vorhaben,Lead engineer\nMeters,Ann\n"
    before = {("vorhaben", "lead engineer"): {"vorhaben": "title", "lead engineer": "owner"}}
    found = read(text, remembered=before)
    assert values(found) == [{"title": "Meters", "owner": "Ann"}]
    assert {column.why for column in found.tables[0].columns} == {"as at the last import"}


@pytest.mark.parametrize(
    ("headings", "kind"),
    [
        ("Project,Owner,Finish", "project"),
        ("Project,Milestone,Date", "milestone"),
        ("Project,Enabler,Share", "contribution"),
        ("Project,Depends on,Lag days", "dependency"),
        ("Project,Year,Type,Planned,Actual", "budget"),
        ("Cell,System,In place since,Evidence", "attestation"),
        ("Benefit,KPI,Unit,Target", "measure"),
        ("KPI,Date,Value", "reading"),
    ],
)
def test_what_a_table_holds_is_guessed_from_its_headings(headings: str, kind: str) -> None:
    found = read(f"{headings}\n" + ",".join(["1"] * len(headings.split(","))) + "\n")
    assert found.tables[0].kind == kind


def test_an_empty_cell_says_nothing() -> None:
    found = read("Key,Title,Owner,Start\nP-1,One,,\nP-2,Two,-,tbd\n")
    assert values(found) == [{"key": "P-1", "title": "One"}, {"key": "P-2", "title": "Two", "owner": "-"}]


def test_money_has_the_currency_of_its_cell_or_column() -> None:
    text = (
        "Project;Year;Kind;Planned;Actual;Currency\n"
        "P-1;FY 2027;Capex;1.250.000,50 €;;\nP-1;2028;opex;99,5;12;chf\n"
    )
    first, second = values(read(text), "budget")
    assert first == {
        "project": "P-1", "year": 2027, "kind": "capital", "planned": Decimal("1250000.50"), "currency": "EUR"
    }  # fmt: skip
    assert second["currency"] == "CHF"
    assert (second["planned"], second["actual"]) == (Decimal("99.5"), Decimal(12))


def test_two_currencies_in_a_row_are_a_fault() -> None:
    found = read("Project,Year,Kind,Planned,Currency\nP-1,2027,capital,€5,USD\n")
    assert "several currencies" in found.faults[0].text


def test_excels_percent_and_money_formats_are_known() -> None:
    book = Workbook()
    sheet = book.active
    sheet.append(["Project", "Cell", "Share"])
    sheet.append(["P-1", "RPE02.1", 1])
    sheet["C2"].number_format = "0%"
    money = book.create_sheet("Budget")
    money.append(["Project", "Year", "Kind", "Planned"])
    money.append(["P-1", 2027, "capital", 1234.5])
    money["D2"].number_format = "#,##0.00\\ [$€-407]"
    found = read(saved(book), "x.xlsx")
    assert values(found, "contribution")[0]["share"] == 100
    assert values(found, "budget")[0] | {} == {
        "project": "P-1", "year": 2027, "kind": "capital", "planned": Decimal("1234.5"), "currency": "EUR"
    }  # fmt: skip


def test_a_milestone_that_is_complete_needs_its_day() -> None:
    found = read(
        "Project,Milestone,% complete,Actual\nP-1,One,100 %,\nP-1,Two,100 %,2026-03-01\nP-1,Three,40 %,\n"
    )
    assert [each["title"] for each in values(found, "milestone")] == ["Two", "Three"]
    assert "nothing says since when" in found.faults[0].text


def test_evidence_is_a_title_and_a_place_and_opens_no_file() -> None:
    digest = "a" * 64
    text = (
        f'Cell,Since,Evidence\nRPE01.1,2026-01-01,"Order 7 | p. 3\nfile:scan.pdf | {digest}"\n'
        "RPE01.1,2026-01-02,file:/etc/passwd\n"
    )
    found = read(text)
    first = found.asked[0].values["evidence"]
    assert [(each.kind, each.title) for each in first] == [("document", "Order 7"), ("file", "scan.pdf")]
    assert "without its hash" in found.faults[0].text


def test_headings_that_stand_again_on_the_next_page_are_no_entry() -> None:
    found = read("Title,Owner\nOne,Ann\nTitle,Owner\nTwo,Bob\n")
    assert [each["title"] for each in values(found)] == ["One", "Two"]


def test_a_formula_that_was_never_calculated_is_named() -> None:
    found = read(workbook(Projects=[["Title", "Owner"], ["One", "Ann"], ["Two", "=A1"]]), "x.xlsx")
    assert [each["title"] for each in values(found)] == ["One"]
    assert "never calculated" in found.faults[0].text
    assert (found.faults[0].place.row, found.faults[0].place.column) == (3, "B")


def test_a_cell_with_an_error_is_named() -> None:
    found = read(workbook(Projects=[["Title", "Owner"], ["One", "#REF!"]]), "x.xlsx")
    assert found.asked == () or "owner" not in found.asked[0].values or found.faults


def test_days_stay_days_and_whole_numbers_whole() -> None:
    found = read(
        workbook(P=[["Key", "Title", "Start"], [12.0, date(2027, 1, 2), midnight(2027, 1, 2)]]), "x.xlsx"
    )
    assert values(found) == [{"key": "12", "title": "2027-01-02", "start": "2027-01-02"}]


def test_texts_are_read_as_the_spreadsheet_shows_them() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet("P")
    rows = (("Key", "Title", "Note"), ("X-1", "Sensors x005F_ b", "one\r\ntwo"), ("X-2", "_x000D_", "-"))
    for number, row in enumerate(rows):
        for place, text in enumerate(row):
            put_text(sheet, number, place, text)
    book.close()
    assert values(read(out.getvalue(), "x.xlsx"))[0] == {
        "key": "X-1", "title": "Sensors x005F_ b", "note": "one\ntwo"
    }  # fmt: skip
    assert values(read(out.getvalue(), "x.xlsx"))[1]["title"] == "_x000D_"


def test_a_truth_is_no_number_and_a_number_no_truth() -> None:
    """To Python 1, 1.0 and TRUE are equal; to the planner they are not."""
    rows = [["Key", "Title"], ["X-1", True], ["X-2", 1], ["X-3", 1.0], ["X-4", 0], ["X-5", False]]
    found = read(workbook(Projects=rows), "ours.xlsx").asked
    assert [each.values["title"] for each in found] == ["TRUE", "1", "1", "0", "FALSE"]
    weights = [["Project", "Milestone", "Weight"], ["P-01", "One", True], ["P-01", "Two", 1]]
    file = read(workbook(Milestones=weights), "ours.xlsx")
    assert [each.place.row for each in file.faults] == [2]
    assert [each.values["title"] for each in file.asked] == ["Two"]


def test_more_than_one_kind_in_a_workbook() -> None:
    found = read(
        workbook(
            Dependencies=[["Project", "Predecessor", "Lag"], ["P-2", "P-1", 5]],
            Contributions=[["Project", "Enabler", "Share"], ["P-1", "RPE02.1", "40 %"]],
        ),
        "x.xlsx",
    )
    assert sorted(each.kind for each in found.asked) == ["contribution", "dependency"]
    assert all(isinstance(each, Asked) for each in found.asked)


def test_what_a_column_leaves_open_the_others_of_its_sheet_show() -> None:
    table = "Project;Milestone;Baseline;Forecast\nA-1;One;03/04/2027;13/05/2027\nA-1;Two;05/06/2027;\n"
    found = read(table)
    assert [each["baseline"] for each in values(found, "milestone")] == ["2027-04-03", "2027-06-05"]
    assert "Column Baseline: day before month, as 13/05/2027 in column Forecast shows." in found.notes
    torn = read("Key;Title;Start;End;Status day\nA-1;One;03/04/2027;13/05/2027;05/13/2027\n")
    assert [each.place.column for each in torn.faults] == ["Start"]  # the others differ: it is asked


def test_a_month_or_quarter_alone_is_told_with_the_day_taken_for_it() -> None:
    found = read("Project,Milestone,Baseline\nA-1,One,Q1 2027\nA-1,Two,2027-05-06\n")
    assert "Column Baseline: the last day of what names no day, 31 Mar 2027 for Q1 2027." in found.notes


def test_columns_of_one_name_are_told_apart_by_their_places() -> None:
    table = "Key,Title,Date,Date\nB-1,One,2027-01-02,2027-03-04\n"
    (told,) = values(read(table, columns=["3=start", "D=end"]))
    assert (told["start"], told["end"]) == ("2027-01-02", "2027-03-04")


def test_a_formula_without_a_value_counts_only_where_it_is_read() -> None:
    rows = [["Key", "Title", "Start", "Spent"], ["A-1", "One", midnight(2027, 1, 4), "=1+1"],
            ["A-2", "Two", "=C2+9", 1], ["Total", None, None, "=SUM(D2:D3)"]]  # fmt: skip
    found = read(workbook(Projects=rows), "ours.xlsx")
    assert [(each.place.row, each.place.column) for each in found.faults] == [(3, "C")]
    assert [each["key"] for each in values(found)] == ["A-1"]


def test_a_percentage_that_is_not_kept_is_told() -> None:
    found = read("Project,Milestone,% complete\nA-1,One,40 %\nA-1,Two,0 %\n")
    assert any("% complete: 40 % is not kept" in note for note in found.notes)


def test_a_column_without_a_heading_is_told_where_it_says_something() -> None:
    found = read("Key,Title,,\nA-1,One,,\nA-2,Two,8000,\n")
    assert [(each.place.column, each.text) for each in found.left_out] == [
        ("C", "This column has no heading, and is not read.")
    ]
