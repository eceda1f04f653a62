"""Every format of a report read back: each value of each table is the model's, and text stays text."""

import hashlib
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import docx
import icalendar
import openpyxl
import pytest

from support.plans import figures, made
from support.small import Plan, cell, ready, roadmap
from te_planner.exchange.report.build import build_report
from te_planner.exchange.report.file import FORMATS, written
from te_planner.exchange.report.glyphs import Missing, missing_glyphs
from te_planner.exchange.report.model import Chart, Column, Report, Table, Value, shown, walk
from te_planner.exchange.report.outlines import read_kind
from te_planner.exchange.report.write_pdf import pdf_data, write_pdf
from te_planner.exchange.workbook import read_sheets
from te_planner.exchange.xlsx_text import MOST

TODAY = "2026-11-24"
NAMES = ("harborview", "tri-rivers", "empty")
HOSTILE = (
    "=cmd|' /C calc'!A0",
    "<script>alert(1)</script> & &amp;",
    "[b]bold[/b] [click](javascript:x)",
    "{{ 7*7 }} {% raw %}",
    '#include "x.typ" #let y = 1 #y @key <label>',
    "$x^2$ `code` *bold* _it_ // no comment /* none */",
    "\\textbf{x} \\u{1F600} _x0041_ _x000D_",
    "a:b;c,d\\n  e",
    "https://example.org/a?b=c#d mailto:x@example.org internal:Sheet1!A1",
    "'quoted “smart” -- --- ... ''",
    "0012 1e5 40 % 2027-01-01",
)
MARKUP = (
    "<r>run</r>", "<r><t>&amp;</t></r>", "<r></r></si>", "_x000D_", "a_x005F_x000D_", "x005F_ b", "_xD83D_",
)  # fmt: skip
ROAD = roadmap(
    cell("RPE01.1"), cell("RPE01.2"), cell("RPR01.1"),
    cell("RPB01.1", requires=["RPE01.1"], through=["RPR01.1"]), cell("RPB01.2", requires=["RPE01.2"]),
)  # fmt: skip
RIGHT_TO_LEFT, CJK, EMOJI = "ניהול טעינה", "电网 计划", "🔌 ⚡"


@cache
def report_of(name: str) -> Report:
    command = "te-planner report --plan x.db"
    return build_report(figures(made(name)), command=command, made_on=TODAY, calendar=True)


@cache
def content(name: str, kind: str) -> bytes:
    return written(report_of(name), kind).content


def typed(text: str, *systems: str, kind: str = "readiness") -> Report:
    """A report in which the text was typed as title, owner, evidence, and name of a milestone."""
    return all_typed((text,), *systems, kind=kind)


def all_typed(texts: Sequence[str], *systems: str, kind: str = "readiness") -> Report:
    """The same of several texts, each in a project of its own."""
    plan = Plan(*systems, stakeholder=texts[0][:100])
    place = systems[0] if systems else "A"
    plan.state("RPE01.2", evidence=True, system=place)
    for number, text in enumerate(texts, 1):
        key = f"P-{number:02}"
        plan.project(key, start="2026-01-01", end="2027-06-30")
        plan.contribution(key, "RPE01.1", system=place)
        plan.milestone(key, text, "2027-03-01")
    plan.rows["projects"] = [
        each._replace(title=text, owner=text) for each, text in zip(plan.rows["projects"], texts, strict=True)
    ]
    first = plan.rows["evidence"][0]
    plan.rows["evidence"] = [
        first._replace(id=f"{first.id} {number}", title=text, place=text) for number, text in enumerate(texts)
    ]
    figures, outline = ready(ROAD, plan), read_kind(kind)
    return build_report(figures, command="te-planner report", made_on=TODAY, outline=outline, calendar=True)


def charts(report: Report) -> list[Chart]:
    return [block for _, each in walk(report.sections) for block in each.blocks if isinstance(block, Chart)]


def tables(report: Report) -> list[Table]:
    """The tables with rows, those of the charts among them, in reading order."""
    blocks = [block for _, each in walk(report.sections) for block in each.blocks]
    found = [block.table if isinstance(block, Chart) else block for block in blocks]
    return [each for each in found if isinstance(each, Table) and each.rows]


def texts(table: Table) -> list[list[str]]:
    return [
        [shown(column.kind, value) for column, value in zip(table.columns, row, strict=True)]
        for row in table.rows
    ]


def whole(report: Report) -> list[list[list[str]]]:
    return [[[column.title for column in table.columns], *texts(table)] for table in tables(report)]


# reading back


def docx_tables(file: bytes) -> list[list[list[str]]]:
    body = docx.Document(io.BytesIO(file)).element.body
    return [
        [["".join(each.text or "" for each in tc.iter(W + "t")) for tc in tr.iter(W + "tc")]
         for tr in table.iter(W + "tr")]
        for table in body.iter(W + "tbl")
    ]  # fmt: skip


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def docx_text(file: bytes) -> str:
    return "\n".join(
        "".join(each.text or "" for each in paragraph.iter(W + "t"))
        for paragraph in docx.Document(io.BytesIO(file)).element.body.iter(W + "p")
    )


def pdf_tables(report: Report, missing: Missing | None = None) -> list[list[list[str]]]:
    """What is handed to typst: a PDF's own text needs a reader that the project does not lock."""
    items = [each for part in pdf_data(report, missing or Missing())["parts"] for each in part["items"]]
    return [[list(each["titles"]), *each["rows"]] for each in items if each["kind"] == "table"]


def strings(data: Any) -> list[str]:
    if isinstance(data, str):
        return [data]
    within = data.values() if isinstance(data, dict) else data if isinstance(data, list | tuple) else ()
    return [text for each in within for text in strings(each)]


def cells(file: bytes) -> list[list[list[Any]]]:
    """The sheets after the first, each a list of rows."""
    book = openpyxl.load_workbook(io.BytesIO(file))
    return [[[each.value for each in row] for row in sheet.iter_rows()] for sheet in book.worksheets[1:]]


def typed_cell(column: Column, value: Value) -> Any:
    """What a sheet has for a value."""
    if value is None or value in ("", ()):
        return None
    if column.kind == "day":
        return datetime.combine(date.fromisoformat(str(value)), datetime.min.time())
    if column.kind == "percent" and isinstance(value, Fraction):
        return int(value * 100) / 100
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    return shown(column.kind, value)


def test_a_short_report_lies_one_way_and_needs_no_contents() -> None:
    report = typed("Project", kind="board")
    assert len(pdf_data(report, Missing())["parts"]) == 1
    assert not pdf_data(report, Missing())["contents"]
    document = docx.Document(io.BytesIO(written(report, "docx").content))
    assert len(document.sections) == 1
    assert "TOC" not in document.element.xml
    assert pdf_data(report_of("harborview"), Missing())["contents"]


@pytest.mark.parametrize("name", NAMES)
def test_docx_has_every_value(name: str) -> None:
    assert docx_tables(content(name, "docx")) == whole(report_of(name))


@pytest.mark.parametrize("name", NAMES)
def test_pdf_is_given_every_value(name: str) -> None:
    report = report_of(name)
    assert pdf_tables(report) == whole(report)
    assert content(name, "pdf").startswith(b"%PDF-")


@pytest.mark.parametrize("name", NAMES)
def test_xlsx_has_every_value_as_what_it_is(name: str) -> None:
    report = report_of(name)
    wanted = [
        [
            [column.title for column in table.columns],
            *[
                [typed_cell(column, value) for column, value in zip(table.columns, row, strict=True)]
                for row in table.rows
            ],
        ]
        for table in tables(report)
    ]
    assert cells(content(name, "xlsx")) == wanted


def test_xlsx_is_ready_to_be_sorted_and_printed() -> None:
    book = openpyxl.load_workbook(io.BytesIO(content("tri-rivers", "xlsx")))
    names = [each.title.casefold() for each in book.worksheets]
    assert len(set(names)) == len(names)
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == f"A1:{sheet.cell(sheet.max_row, sheet.max_column).coordinate}"
        assert sheet.print_title_rows == "$1:$1"
    assert book.properties.created == datetime(2026, 11, 24)  # noqa: DTZ001  # a workbook has no zone
    first = {row[0].value: row[1].value for row in book.worksheets[0].iter_rows()}
    assert first["As of"] == datetime(2026, 11, 24)  # noqa: DTZ001
    assert first["Rules"] == "te-planner rules 2"


@pytest.mark.parametrize("name", NAMES)
def test_every_chart_is_in_words_in_every_format(name: str) -> None:
    report = report_of(name)
    said = [f"{each.title}. {each.text}" for each in charts(report)]
    assert said or name == "empty"
    for each in said:
        assert each in docx_text(content(name, "docx"))
    first = openpyxl.load_workbook(io.BytesIO(content(name, "xlsx"))).worksheets[0]
    assert set(said) <= {row[1].value for row in first.iter_rows()}
    items = [each for part in pdf_data(report, Missing())["parts"] for each in part["items"]]
    assert said == [f"{each['title']}. {each['text']}" for each in items if each["kind"] == "chart"]
    page = content(name, "html").decode()
    assert page.count("<svg ") == page.count('role="img" aria-label="') == len(said)
    described = re.findall(r'descr="([^"]*)"', zipped(content(name, "docx"), "word/document.xml"))
    assert described == [each.text for each in charts(report)]


def zipped(file: bytes, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(file)).read(name).decode()


def test_docx_is_made_to_be_edited() -> None:
    document = docx.Document(io.BytesIO(content("harborview", "docx")))
    titles = [each.title for _, each in walk(report_of("harborview").sections)]
    headings = [each for each in document.paragraphs if each.style.name.startswith("Heading")]
    assert [each.text for each in headings] == titles
    listed = [each.text for each in document.paragraphs if each.style.name.startswith("toc")]
    assert listed == titles
    xml = zipped(content("harborview", "docx"), "word/document.xml")
    assert len(re.findall(r"SEQ Table", xml)) == len(document.tables) == xml.count("<w:tblHeader/>")
    marks = set(re.findall(r'bookmarkStart [^>]*w:name="([^"]*)"', xml))
    assert marks == set(re.findall(r'w:anchor="([^"]*)"', xml))
    about = document.core_properties
    assert (about.title, about.author) == (report_of("harborview").title, "Harborview Municipal Light")
    assert about.created.date() == about.modified.date() == date(2026, 11, 24)
    turned = {(each.page_width > each.page_height) for each in document.sections}
    assert turned == {True, False}


def test_calendar_has_milestones_and_obligations() -> None:
    calendar = icalendar.Calendar.from_ical(content("harborview", "ics"))
    events = calendar.walk("VEVENT")
    readiness = figures(made("harborview"))
    steps = {
        f"{step.milestone.id}@te-planner": step.day
        for work in readiness.projects.values()
        if not work.cancelled
        for step in work.milestones
        if step.day
    }
    owed = {f"{each.id}@te-planner": each.due_day for each in readiness.snapshot.obligations}
    assert owed
    told = {str(each["uid"]): each.decoded("dtstart").isoformat() for each in events}
    assert told == steps | owed
    assert {each.decoded("dtstamp").date() for each in events} == {date(2026, 11, 24)}
    assert any("done" in each["categories"].cats for each in events)
    missing = written(report_of("harborview"), "ics").warnings
    assert missing == (f"{report_of('harborview').undated} milestones without a day are in no calendar.",)


# the same bytes


def test_the_same_plan_gives_the_same_bytes_in_another_process() -> None:
    code = (
        "import hashlib, sys; from pathlib import Path; from support.plans import figures\n"
        "from te_planner.exchange.report.build import build_report\n"
        "from te_planner.exchange.report.file import FORMATS, written\n"
        "report = build_report(figures(Path(sys.argv[1])), command='te-planner report --plan x.db',"
        " made_on='2026-11-24', calendar=True)\n"
        "for kind in FORMATS: print(kind, hashlib.sha256(written(report, kind).content).hexdigest())"
    )
    wanted = "".join(
        f"{kind} {hashlib.sha256(content('harborview', kind)).hexdigest()}\n" for kind in FORMATS
    )
    # this process has a seed of its own
    env = os.environ | {"PYTHONHASHSEED": "1", "PYTHONPATH": os.pathsep.join(sys.path)}
    ran = subprocess.run(
        [sys.executable, "-c", code, str(made("harborview"))],
        env=env,
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout == wanted


# text is data


def test_typed_text_is_text_in_docx_pdf_xlsx_and_calendar() -> None:
    report = all_typed(HOSTILE)
    assert docx_tables(written(report, "docx").content) == whole(report)
    made_pdf, warnings = write_pdf(report)
    assert made_pdf.startswith(b"%PDF-")
    assert warnings == ()
    assert pdf_tables(report) == whole(report)
    book = openpyxl.load_workbook(io.BytesIO(written(report, "xlsx").content))
    found = [each for sheet in book.worksheets for row in sheet.iter_rows() for each in row]
    assert all(each.data_type != "f" and each.hyperlink is None for each in found)
    steps = icalendar.Calendar.from_ical(written(report, "ics").content).walk("VEVENT")
    assert [str(each["summary"]) for each in steps] == [
        f"P-{number:02}: {text}" for number, text in enumerate(HOSTILE, 1)
    ]
    for text in HOSTILE:
        assert sum(each.value == text for each in found) >= 3, text


@pytest.mark.parametrize("text", [RIGHT_TO_LEFT, CJK, EMOJI, "é̂ ﷽ 𝔘𝔫𝔦 👩‍👩‍👧", "\u202eturned\u202c"])
def test_every_script_is_whole_in_every_format(text: str) -> None:
    report = typed(text)
    assert docx_tables(written(report, "docx").content) == whole(report)
    found = strings(cells(written(report, "xlsx").content))
    assert text in found
    steps = icalendar.Calendar.from_ical(written(report, "ics").content).walk("VEVENT")
    assert text in str(steps[0]["summary"])
    for kind in ("md", "html", "csv", "json"):
        assert text in re.sub(r"\\(.)", r"\1", written(report, kind).content.decode())
    _, warnings = write_pdf(report)
    missing = missing_glyphs([text])
    assert bool(warnings) >= bool(missing)
    for sign in missing:
        assert sign in warnings[0]
        assert any(f"U+{ord(sign):04X}" in each for each in strings(pdf_tables(report, missing)))


def test_a_missing_glyph_is_named_and_never_dropped() -> None:
    missing = missing_glyphs([f"Grid {CJK} ok ● ✕ ~ é"])
    assert missing == set("电网计划")
    assert missing.told("a 电网 b划") == "a [U+7535 U+7F51] b[U+5212]"
    (warning,) = missing.warnings("PDF")
    assert "CJK: 划 电 网 计" in warning
    assert missing_glyphs([RIGHT_TO_LEFT]) == set()
    assert Missing().warnings("PDF") == ()


@pytest.mark.parametrize("kind", ["docx", "pdf", "xlsx", "ics", "md", "html", "csv", "json"])
@pytest.mark.parametrize("text", ["title " * 66, "x" * 400, "word " * 400, "y" * 2000], ids=len)
def test_long_text_is_whole_in_every_format(kind: str, text: str) -> None:
    text = text.strip()
    report = typed(text)
    made_file = written(report, kind)
    assert made_file.warnings == ()
    read: dict[str, Callable[[bytes], list[str]]] = {
        "docx": lambda file: strings(docx_tables(file)),
        "pdf": lambda _: strings(pdf_tables(report)),
        "xlsx": lambda file: strings(cells(file)),
        "ics": lambda file: [
            str(each["summary"]).removeprefix("P-01: ")
            for each in icalendar.Calendar.from_ical(file).walk("VEVENT")
        ],
    }
    if kind in read:
        assert text in read[kind](made_file.content)
    else:
        assert text in made_file.content.decode()


def test_thirty_systems_are_whole_in_every_format() -> None:
    names = [f"Distribution system of the {number}th district" for number in range(30)]
    short = typed("Project", *names, kind="board")  # without the charts of thirty systems
    assert docx_tables(written(short, "docx").content) == pdf_tables(short) == whole(short)
    assert written(short, "pdf").content.startswith(b"%PDF-")
    report = typed("Project", *names)
    wanted = whole(report)
    assert pdf_tables(report) == wanted
    assert [sheet[0] for sheet in cells(written(report, "xlsx").content)] == [each[0] for each in wanted]
    for kind in ("md", "html", "csv", "json"):
        made_file = written(report, kind).content.decode()
        assert all(name in made_file for name in names)


def test_what_no_cell_holds_is_whole_on_a_sheet_of_its_own() -> None:
    report = typed("x")
    text = "😀 long " * 5000
    table = Table("t", "Table", (Column("a", "A"),), ((text,), ("short",)), "")
    section = report.sections[0]._replace(blocks=(table,))
    book = openpyxl.load_workbook(io.BytesIO(written(report._replace(sections=(section,)), "xlsx").content))
    told = str(book.worksheets[1]["A2"].value)
    assert "whole on the sheet Long texts, text 1" in told
    pieces = [row[0].value for row in book["Long texts"].iter_rows(min_row=2)]
    assert "".join(map(str, pieces)) == text
    assert all(len(str(each).encode("utf-16-le")) // 2 <= MOST for each in pieces)


@pytest.mark.parametrize("text", MARKUP)
def test_text_that_looks_like_a_workbooks_own_marks_is_whole(text: str, tmp_path: Path) -> None:
    path = tmp_path / "report.xlsx"
    path.write_bytes(written(typed(text), "xlsx").content)
    found = [cell for sheet in read_sheets(path) for _, row in sheet.rows for cell in row]
    assert sum(cell == text for cell in found) >= 3


def test_markup_that_no_cell_holds_is_whole_too(tmp_path: Path) -> None:
    text = "<r>" + "&_x000D_" * 4000 + "</r>"
    report = typed("x")
    table = Table("t", "Table", (Column("a", "A"),), ((text,),), "")
    section = report.sections[0]._replace(blocks=(table,))
    path = tmp_path / "report.xlsx"
    path.write_bytes(written(report._replace(sections=(section,)), "xlsx").content)
    *_, (name, rows) = read_sheets(path)
    assert name == "Long texts"
    assert "".join(str(row[0]) for _, row in rows[1:]) == text


def test_json_of_charts_is_that_of_their_tables() -> None:
    report = report_of("tri-rivers")
    data = json.loads(content("tri-rivers", "json"))
    told = [*[each for system in data["systems"] for each in system["charts"]], *data["charts"]]
    assert [each["text"] for each in told] == [each.text for each in charts(report)]
    for chart, each in zip(charts(report), told, strict=True):
        assert len(each["rows"]) == len(chart.table.rows if chart.table else ())
