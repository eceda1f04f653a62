"""Tables without headings, whose columns are told by their place."""

from pathlib import Path

import pytest

from support.importing import preview, read, workbook
from support.plans import copied, real_roadmap
from te_planner.errors import WrongCall
from te_planner.exchange.imports.options import Options
from te_planner.exchange.imports.read import read_content
from te_planner.exchange.imports.unheaded import letter

BARE = "Vault;Ann;2027-01-04\nDuct;Bob;2027-02-01\n"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return copied("harborview", tmp_path)


@pytest.mark.parametrize("columns", [("1=title", "2=owner", "3=start"), ("A=title", "b=owner", "3=start")])
def test_its_columns_are_told_by_number_or_letter(plan: Path, columns: tuple[str, ...]) -> None:
    found = preview(plan, read(BARE, columns=columns))
    assert [(each.place.row, dict(each.now)) for each in found.items] == [
        (1, {"title": "Vault", "owner": "Ann", "start": "2027-01-04"}),
        (2, {"title": "Duct", "owner": "Bob", "start": "2027-02-01"}),
    ]
    (table,) = found.tables
    assert (table.kind, table.heading_row, [each.heading for each in table.columns]) == (
        "project",
        0,
        list("ABC"),
    )


def test_the_kind_is_the_one_that_has_such_values_or_the_one_that_is_said(plan: Path) -> None:
    book = workbook(Any=[["P-04", "RPE02.1", 40], ["P-04", "RPE02.2", 60]])
    told = ("A=project", "B=cell", "C=share")
    assert {each.kind for each in read(book, "their.xlsx", columns=told).tables} == {"contribution"}
    with pytest.raises(WrongCall, match="no heading row"):
        read(book, "their.xlsx", columns=told, kind="milestone")


def test_a_place_corrects_a_column_that_has_a_heading(plan: Path) -> None:
    found = read("Title;Boss;B\nVault;Ann;Bob\n", columns=("2=owner",))
    assert found.asked[0].values["owner"] == "Ann"
    found = read("Title;Boss;B\nVault;Ann;Bob\n", columns=("B=owner",))
    assert found.asked[0].values["owner"] == "Bob"  # a heading that reads so comes first


def test_without_a_word_it_is_refused_or_asked(plan: Path) -> None:
    with pytest.raises(WrongCall, match="--map 1=title"):
        read(BARE)
    found = read_content("bare.csv", BARE.encode(), Options(ask=True), real_roadmap, "2026-11-24")
    (table,) = found.tables
    assert table.columns[0] == ("A", "", "such as Vault")
    assert "Say what each column holds" in found.faults[0].text
    assert not found.asked


def test_letters_are_those_of_a_spreadsheet() -> None:
    assert [letter(place) for place in (0, 25, 26, 51, 52, 255)] == ["A", "Z", "AA", "AZ", "BA", "IV"]
