"""A project in one line, and a table that was pasted: what is read, and what is named as refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.plans import TODAY, real_roadmap
from te_planner.exchange.one_line import EXAMPLE, OneLine, read_line
from te_planner.exchange.pasted import ORDER, read_projects


def read(text: str) -> OneLine:
    return read_line(text, TODAY, real_roadmap().cells)


def test_the_example_means_what_it_says() -> None:
    cells = (("PCE02.2", 40),)
    wanted = OneLine("Managed charging", "T. Nakamura", "2027-01-01", "2028-06-30", "approved", cells)
    assert read(EXAMPLE) == wanted


def test_the_parts_may_come_in_any_order_and_all_but_the_title_may_be_missing() -> None:
    assert read("#on-hold >PCE02.2 ..+1y Managed charging") == OneLine(
        "Managed charging", "", "", "2027-11-24", "on hold", (("PCE02.2", 100),)
    )
    assert read("Managed charging") == OneLine("Managed charging")


def test_an_address_a_number_or_dots_within_a_word_are_the_titles_own() -> None:
    assert read("Mail ops@example.org phase#2 a>b").title == "Mail ops@example.org phase#2 a>b"
    assert read("Wait ... then go").title == "Wait ... then go"


def test_a_number_after_an_enabler_is_its_share() -> None:
    for share in ("60%", "60 %", "60"):
        assert read(f"Pilot >PCE02.2 {share} @Ann").cells == (("PCE02.2", 60),)
    assert read("Pilot >PCE02.2 2027-01..").cells == (("PCE02.2", 100),)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Pilot @Ann 60", "“60” is read as part of the owner."),
        ("Pilot @Ann 2027-01.. 60 soon", "“60 soon” is read as part of the owner."),
        ("Pilot #active two", "“two” is read as part of the title."),
    ],
)
def test_what_may_be_meant_otherwise_is_told_before_it_is_saved(text: str, told: str) -> None:
    assert told in read(text).remarks
    assert not read(EXAMPLE).remarks
    assert not read("#on-hold >PCE02.2 ..+1y Managed charging 2").remarks


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("@Ann", "no title"),
        ("X #soon", "#soon is no status"),
        ("X #active #done", "one status"),
        ("X >PCE99.2", ">PCE99.2 is no enabler"),
        ("X >RPB03.1", ">RPB03.1 is no enabler"),
        ("X >PCE02.2 140%", "1 to 100"),
        ("X 03/04/2027..", "3 Apr 2027 or 4 Mar 2027"),
        ("X 2028..2027-01", "start"),
        ("X 2028-02..2027-01", "lies before"),
        ("X 2027-01..2027-02 2027-03..2027-04", "runs once"),
    ],
)
def test_what_means_nothing_is_named(text: str, told: str) -> None:
    assert any(told in fault for fault in read(text).faults)


@given(st.text(alphabet="ab @#>.%0123456789-/PCE", max_size=40))
def test_any_line_is_read_without_an_error(text: str) -> None:
    found = read(text)
    assert found.faults or found.title


def test_a_table_without_a_heading_has_the_usual_columns() -> None:
    found = read_projects("Sensors\tAnn\t2027-01\tQ2 2028\tActive\tP-90\tnote\n", TODAY, set())
    assert found.rows[0].values == dict(
        zip(ORDER, ("Sensors", "Ann", "2027-01-01", "2028-06-30", "active", "P-90", "note"), strict=True)
    )


def test_a_bad_line_costs_no_other_and_says_why() -> None:
    lines = (
        "Title\tKey\tStatus\tColour",
        "A\tP-01\t\tred",
        "\tP-90",
        "B\tP-91\tsoon",
        "C\tp-92",
        "D\tP-92",
        "E",
    )
    table = "\r\n".join(lines)
    found = read_projects(table, TODAY, {"P-01"})
    assert [each.values["title"] for each in found.good] == ["C", "E"]
    assert found.left_out == ("colour",)
    told = {each.line: each.fault for each in found.rows if each.fault}
    assert list(told) == [2, 3, 4, 6]
    assert "P-01 already" in told[2]
    assert "no title" in told[3]
    assert "no status" in told[4]
    assert "P-92 already" in told[6]


def test_a_quote_mark_before_a_formula_is_ours_and_goes() -> None:
    assert read_projects("'=1+1\n'Tis\n", TODAY, set()).rows[0].values == {"title": "=1+1"}
    assert read_projects("'Tis\n", TODAY, set()).rows[0].values == {"title": "'Tis"}


@given(st.text(max_size=60))
def test_any_table_is_read_without_an_error(text: str) -> None:
    for each in read_projects(text, TODAY, set()).rows:
        assert each.fault or each.values["title"]
