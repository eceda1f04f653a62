"""What a file may do to us: nothing. Bombs, locks, damage and control characters end with a message."""

import io
import zipfile

import pytest

from support.importing import read, saved, workbook
from te_planner.errors import PlannerError, Unreadable, WrongCall
from te_planner.exchange.imports import grid, xlsx_file
from te_planner.exchange.imports.grid import MOST_COLUMNS, MOST_ROWS

TITLE = b'<row r="1"><c r="A1" t="inlineStr"><is><t>Title</t></is></c></row>'
SHEET = "xl/worksheets/sheet1.xml"
GOOD = workbook(Projects=[["Title", "Owner"], ["One", "Ann"]])
LOL = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "lollollol"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'


def changed(part: str, content: bytes, *, into: bytes = GOOD) -> bytes:
    """The workbook with one of its parts replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(into)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.infolist():
            new.writestr(each.filename, content if each.filename == part else old.read(each))
        if part not in old.namelist():
            new.writestr(part, content)
    return out.getvalue()


def sheet_xml(rows: bytes) -> bytes:
    return (
        b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b"<sheetData>" + rows + b"</sheetData></worksheet>"
    )


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
NO_TABLES = {
    "nothing": (b"", "x.csv", "empty"),
    "blanks": (b"   \n", "x.csv", "empty"),
    "a PDF": (b"%PDF-1.7 ...", "x.csv", "a PDF"),
    "a plan": (b"SQLite format 3\x00", "x.db", "a plan"),
    "old Excel": (OLE + b"\0" * 600, "x.xls", "old Office file"),
    "locked": (OLE + "EncryptedPackage".encode("utf-16-le"), "x.xlsx", "password"),
    "half a workbook": (GOOD[: len(GOOD) // 2], "x.xlsx", "damaged"),
    "no zip": (b"PK\x03\x04 and nothing else", "x.xlsx", "damaged"),
    "bytes": (bytes(range(256)) * 40, "x.csv", "no text"),
    "torn UTF-16": (b"\xff\xfe\x00\xd8\x00", "x.csv", "UTF-16"),
    "torn sheet": (changed(SHEET, b"<worksheet><sheetData><row"), "x.xlsx", "damaged"),
    "entities": (changed(SHEET, LOL + b"<worksheet>&b;</worksheet>"), "x.xlsx", "entities"),
}


@pytest.mark.parametrize("name", NO_TABLES)
def test_what_is_no_table_says_what_it_is(name: str) -> None:
    content, file, said = NO_TABLES[name]
    with pytest.raises(Unreadable, match=said) as caught:
        read(content, file)
    assert len(str(caught.value).splitlines()) <= 3
    assert caught.value.exit_code == 3


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", SHEET])
def test_no_entity_is_ever_expanded(part: str) -> None:
    with pytest.raises(PlannerError):
        read(changed(part, LOL + b"<x>&b;</x>"), "x.xlsx")


def test_an_opendocument_sheet_is_named() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    with pytest.raises(Unreadable, match="OpenDocument"):
        read(out.getvalue(), "x.ods")


def test_a_zip_bomb_is_not_unpacked() -> None:
    bomb = changed(SHEET, sheet_xml(b" " * 20_000_000))
    assert len(bomb) < 100_000
    with pytest.raises(Unreadable, match="grows"):
        read(bomb, "bomb.xlsx")


def test_a_sheet_longer_than_any_plan_ends_at_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grid, "MOST_ROWS", 1000)
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>%d</v></c></row>' % (n, n, n * 7919) for n in range(1, 3000))
    with pytest.raises(Unreadable, match="more than 1,000 rows"):
        read(changed(SHEET, sheet_xml(rows)), "long.xlsx")


def test_a_part_larger_than_any_plan_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_file, "SHEET", 300)
    with pytest.raises(Unreadable, match="sheet1"):
        read(GOOD, "large.xlsx")


def test_a_row_far_down_costs_no_memory() -> None:
    rows = TITLE + b'<row r="1048576"><c r="A1048576"><v>1</v></c></row>'
    with pytest.raises(Unreadable, match="rows"):
        read(changed(SHEET, sheet_xml(rows)), "far.xlsx")


def test_too_many_columns_are_refused() -> None:
    with pytest.raises(Unreadable, match="columns"):
        read("Title" + ",x" * (MOST_COLUMNS + 5) + "\n", "wide.csv")


def test_too_many_rows_of_text_are_refused() -> None:
    with pytest.raises(Unreadable, match="rows"):
        read("Title\n" + "x\n" * (MOST_ROWS + 1000), "long.csv")


def test_a_quote_mark_left_open_is_named() -> None:
    with pytest.raises(Unreadable, match="quote mark"):
        read('Title,Owner\n"One,Ann\n' + "x,y\n" * 20_000, "open.csv")


@pytest.mark.parametrize("sign", ["\x1b", "\x00", "\x07", "\x9b"], ids=["ESC", "NUL", "BEL", "CSI"])
def test_a_control_character_is_refused_with_its_place(sign: str) -> None:
    found = read(f"Title,Owner\nOne,Ann\nTwo{sign}[31m,Bob\n")
    assert [each.values["title"] for each in found.asked] == ["One"]
    (fault,) = found.faults
    assert (fault.place.row, fault.place.column) == (3, "Title")
    assert f"U+{ord(sign):04X}" in fault.text


@pytest.mark.parametrize(
    "text",
    [
        "=cmd|'/C calc'!A0",
        "+1+1",
        "@SUM(A1)",
        "<script>alert(1)</script>",
        "[b]x[/b]",
        "{{ 7*7 }}",
        "../../x",
    ],
)
def test_text_is_data(text: str) -> None:
    quoted = text.replace('"', '""')
    found = read(f'Title,Owner\n"{quoted}",Ann\n')
    assert found.asked[0].values["title"] == text
    assert found.faults == ()


def test_a_workbook_of_a_later_kind_is_named() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        book.writestr("word/document.xml", "<x/>")
    with pytest.raises(Unreadable, match="Word document"):
        read(out.getvalue(), "x.docx")


def test_a_sheet_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(PlannerError, match="Projects"):
        read(GOOD, "x.xlsx", sheet="Portfolio")
    with pytest.raises(WrongCall, match="no workbook"):
        read("Title\nOne\n", sheet="Portfolio")


def test_what_a_sheet_says_of_its_own_size_is_not_believed() -> None:
    rows = TITLE + b'<row r="2"><c r="A2" t="inlineStr"><is><t>One</t></is></c></row>'
    xml = sheet_xml(rows).replace(b"<sheetData>", b'<dimension ref="A1:XFD1048576"/><sheetData>')
    found = read(changed(SHEET, xml), "x.xlsx")
    assert [each.values["title"] for each in found.asked] == ["One"]


def test_openpyxl_reads_xml_safely() -> None:
    import openpyxl

    assert openpyxl.DEFUSEDXML
    assert saved(openpyxl.Workbook())
