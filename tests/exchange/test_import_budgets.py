"""Budgets in a column a year, beside the projects that they are of or alone."""

from pathlib import Path
from typing import Any

import pytest

from support.importing import preview, read, take_in, workbook
from support.plans import copied
from te_planner.exchange.imports.options import columns_of
from te_planner.exchange.imports.remembered import to_remember
from te_planner.exchange.imports.wide_budget import year_of
from te_planner.plan.store import open_plan


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return copied("harborview", tmp_path)


def lines(path: Path, content: bytes | str, **options: Any) -> list[tuple[Any, ...]]:
    """Project, year, kind, planned and actual of each budget line that would be new or other."""
    found = preview(path, read(content, **options)).items
    names = ("project", "year", "kind", "planned", "actual")
    return [
        tuple(value if value is None else str(value) for value in map(dict(values).get, names))
        for each in found
        for edit, values in each.edits
        if edit == "set_budget"
    ]


@pytest.mark.parametrize(
    ("heading", "meant"),
    [
        ("2027", "planned 2027"),
        ("2027 capital planned", "planned 2027 capital"),
        ("Capex FY28 (actual)", "actual 2028 capital"),
        ("O&M 2030 budget", "planned 2030 operating"),
        ("2027 capital operating", None),
        ("2027-2028 capital", None),
        ("2027 milestone", None),
        ("Budget", None),
    ],
)
def test_a_heading_says_year_kind_and_what_of_it(heading: str, meant: str | None) -> None:
    found = year_of(heading)
    assert (str(found) if found else None) == meant


def test_a_column_a_year_is_a_line_a_year(plan: Path) -> None:
    table = (
        "Project;2031 capital planned;2031 capital actual;FY32 opex;Sum\n"
        'P-01;"$1,200,000";;300000;1\nP-04;100;90;;2\n'
    )
    assert lines(plan, table) == [
        ("P-01", "2031", "capital", "1200000", None),
        ("P-01", "2032", "operating", "300000", None),
        ("P-04", "2031", "capital", "100", "90"),
    ]
    found = preview(plan, read(table))
    assert [each.kind for each in found.tables] == ["budget"]
    assert [each.place.column for each in found.left_out] == ["Sum"]
    assert not found.refused


def test_a_table_of_projects_has_its_budgets_beside(plan: Path) -> None:
    rows = [["Key", "Title", "Type", 2031], ["P-77", "Vault", "capital", 12], ["P-78", "Duct", None, 3]]
    book = workbook(Projects=rows)
    found = preview(plan, read(book, "theirs.xlsx"))
    assert [each.kind for each in found.tables] == ["project", "budget"]
    (refused,) = found.refused
    assert "capital or operating" in refused.text
    assert [edit for edit, _ in found.edits] == ["add_project", "add_project", "set_budget"]
    assert lines(plan, "Key;Title;Capex 2031\nP-77;Vault;12\n") == [("P-77", "2031", "capital", "12", None)]


def test_what_the_planner_says_of_such_a_column_holds(plan: Path) -> None:
    table = "Project;2031 capital;2032 capital\nP-01;5;6\n"
    assert [each[1] for each in lines(plan, table, columns=["2031 capital="])] == ["2032"]


def test_what_a_column_a_year_holds_can_be_said_and_is_kept(plan: Path) -> None:
    table = "Project;Name;Total 2031\nP-01;Feeder sensors and automated reclosers;7\n"
    said = ["Total 2031=actual 2031 capital"]
    take_in(plan, read("Project;2031 capital\nP-01;9\n"))
    found = read(table, columns=said)
    assert lines(plan, table, columns=said) == [("P-01", "2031", "capital", "9", "7")]
    with open_plan(plan) as opened:
        kept = to_remember(opened, found.tables, columns_of(said))
    assert any('"total 2031": "actual 2031 capital"' in each for each in kept)


def test_a_year_of_money_makes_a_table_of_projects_not_of_milestones() -> None:
    found = read("Project,Name,2031 capital\nX-1,New,5\n")
    assert [each.kind for each in found.tables] == ["project", "budget"]


def test_nought_of_a_money_and_a_bare_figure_are_of_the_columns_currency(plan: Path) -> None:
    table = "Project;2031 capital;2032 capital\nP-01;2.000.000,50 €;- €\nP-04;750.000;750.000 €\n"
    found = read(table)
    assert [
        (str(each.values["planned"]), each.values["currency"])
        for each in found.asked
        if each.kind == "budget"
    ] == [("2000000.50", "EUR"), ("0", "EUR"), ("750000", "EUR"), ("750000", "EUR")]
    assert any("750.000 is taken for € too" in note for note in found.notes)
    assert any("as 2.000.000,50 € in column 2031 capital shows" in note for note in found.notes)


def test_headings_in_two_rows_are_read_as_one() -> None:
    rows = [["ID", "Name", "Budget 2031", None, "Status"], ["ID", None, "capital", "O&M", "Status"],
            ["X-1", "New", 5, 6, "active"]]  # fmt: skip
    found = read(workbook(Plan=rows), "ours.xlsx")
    assert found.faults == ()
    assert [each.values.get("kind") for each in found.asked] == [None, "capital", "operating"]
    assert {each.heading_row for each in found.tables} == {2}


def test_a_row_that_names_a_project_is_no_second_heading() -> None:
    found = read("Key;Title;Owner;Status\nX-1;New;Ann;active\n")
    assert [each.values["title"] for each in found.asked] == ["New"]
