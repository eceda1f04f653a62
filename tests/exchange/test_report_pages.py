"""A report on paper: what lies across, who gets the room of a table, and what stays together."""

import io
import re

import docx
import pytest

from support.plans import figures, made
from te_planner.exchange.report.build import build_report
from te_planner.exchange.report.draw import draw
from te_planner.exchange.report.figures import Coverage
from te_planner.exchange.report.glyphs import Missing
from te_planner.exchange.report.model import Chart, Column, Paragraph, Section, Table, walk
from te_planner.exchange.report.outlines import read_kind
from te_planner.exchange.report.pages import PAPERS, PORTRAIT, grid, parts
from te_planner.exchange.report.svg import fitting
from te_planner.exchange.report.write_docx import write_docx
from te_planner.exchange.report.write_pdf import pdf_data, write_pdf

REPORT = build_report(figures(made("harborview")), command="te-planner report", made_on="2026-11-24")
NARROW = Table("narrow", "Narrow", (Column("a", "A"),), (("x",),), "")


def broad(rows: int) -> Table:
    """A table that fits upright, and takes three times as many lines there as across."""
    columns = tuple(Column(f"c{n}", f"Column{n}") for n in range(8))
    text = " ".join(["words"] * 12)
    return Table(
        "broad", "Broad", columns, (("shortest", "word", "word", "word", "x", "x", text, text),) * rows, ""
    )


def test_the_room_goes_to_the_columns_that_have_text_even_in_few_rows() -> None:
    columns = (Column("key", "Key"), Column("list", "List"), Column("note", "Note"))
    rows = [("P-01", ", ".join(["RPB01.1"] * 6), "–")] * 30
    rows += [("P-02", "–", "What a planner writes in a few of the rows alone, at some length")] * 3
    key, some, note = grid(Table("t", "T", columns, tuple(rows), "")).widths
    assert key < 10
    assert note > 0.6 * some


def test_a_long_table_lies_across_where_that_takes_fewer_pages() -> None:
    assert not grid(broad(3)).wide
    assert grid(broad(60)).wide
    assert sum(grid(broad(3)).widths) <= PORTRAIT


def test_the_first_words_of_a_chapter_lie_as_what_they_lead_to() -> None:
    chapter = Section("s", "A chapter", (Paragraph("Few words."),), (Section("t", "T", (broad(60),)),))
    last = tuple(Section(f"l{n}", f"L{n}", (NARROW,)) for n in range(9))
    found = parts(REPORT._replace(sections=(Section("f", "F", (NARROW,)), chapter, *last)))
    assert [(each.wide, len(each.sections)) for each in found] == [(False, 1), (True, 2), (False, 9)]


def test_what_leads_to_a_table_stays_with_it() -> None:
    sections = (Section("s", "S", (Paragraph("Before."), NARROW, Paragraph("After."))),)
    (part,) = pdf_data(REPORT._replace(sections=sections), Missing())["parts"]
    assert [each["leads"] for each in part["items"] if each["kind"] == "paragraph"] == [True, False]
    assert [each["small"] for each in part["items"] if each["kind"] == "table"] == [True]


def test_a_board_is_told_what_the_codes_stand_for() -> None:
    report = build_report(
        figures(made("harborview")), command="", made_on="2026-11-24", outline=read_kind("board")
    )
    blocks = {section.key: section.blocks for _, section in walk(report.sections)}
    said = " ".join(each.text for each in blocks["highlights"] if isinstance(each, Paragraph))
    assert "DAE05.1 Interoperability of transactive nodes" in said
    (pressing,) = (each for each in blocks["pressing"] if isinstance(each, Table))
    assert any("review PCE07.1 (Testing, certification and simulation)" in row for row in pressing.rows)


@pytest.mark.parametrize(("name", "most"), [("harborview", 1), ("tri-rivers", 2), ("empty", 1)])
@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_a_board_is_handed_a_page_a_system(name: str, most: int, paper: str) -> None:
    report = build_report(
        figures(made(name)), command="", made_on="2026-11-24", outline=read_kind("board"), paper=paper
    )
    content, _ = write_pdf(report)
    assert re.findall(rb"/Type/Pages/Count (\d+)", content) == [b"%d" % most]
    assert {"letter": b"[0 0 612 792]", "a4": b"[0 0 595."}[paper] in content


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_docx_lies_on_the_paper_that_was_asked_for(paper: str) -> None:
    for sections, way in ((REPORT.sections[:1], "upright"), ((Section("s", "S", (broad(60),)),), "across")):
        content, _ = write_docx(REPORT._replace(paper=paper, sections=sections))
        sides = [
            sorted((round(each.page_width.mm), round(each.page_height.mm)))
            for each in docx.Document(io.BytesIO(content)).sections
        ]
        assert set(map(tuple, sides)) == {(PAPERS[paper].width, PAPERS[paper].height)}, way


def test_paper_is_as_is_usual_where_the_money_is() -> None:
    readiness = figures(made("harborview"))
    assert REPORT.paper == "letter"
    plan = readiness.snapshot.plan._replace(currency="EUR")
    there = readiness._replace(snapshot=readiness.snapshot._replace(plan=plan))
    outline = read_kind("board")
    for asked, paper in ((None, "a4"), ("letter", "letter")):
        report = build_report(there, command="", made_on="2026-11-24", outline=outline, paper=asked)
        assert report.paper == paper


def test_a_board_is_told_what_each_stuck_benefit_lacks() -> None:
    readiness = figures(made("tri-rivers"))
    report = build_report(readiness, command="", made_on="2026-11-24", outline=read_kind("board"))
    (shown_first,) = (
        each
        for _, one in walk(report.sections)
        for each in one.blocks
        if getattr(each, "key", "") == "highlights"
    )
    keys = [each.key for each in shown_first.columns]
    rows = [dict(zip(keys, row, strict=True)) for row in shown_first.rows]
    assert all(bool(row["missing"]) == (row["list"] == "stuck") for row in rows)
    said = {row["cell"]: row["missing"] for row in rows}
    assert said["RPB03.2"] == ("RPE05.2: contributions cover 60 % of it",)


def test_a_heading_is_not_said_again_by_its_table() -> None:
    sections = (Section("t", "T", (NARROW._replace(title="T", derived=True), NARROW)),)
    (part,) = pdf_data(REPORT._replace(sections=sections), Missing())["parts"]
    assert [each.get("title", each.get("text")) for each in part["items"]] == ["T (derived)", "", "Narrow"]


def test_an_empty_plan_is_not_told_that_it_has_no_gap() -> None:
    report = build_report(figures(made("empty")), command="", made_on="2026-11-24", outline=read_kind("gaps"))
    empty = [each.empty for _, one in walk(report.sections) for each in one.blocks if isinstance(each, Table)]
    assert "The plan has no distribution system, so that nothing can be a gap yet." in empty
    assert "There is no gap." not in empty


def test_a_page_that_is_full_is_followed_by_no_empty_one() -> None:
    chapters = tuple(Section(f"s{n}", f"S{n}", (broad(60 * (n % 2) or 1),)) for n in range(10))
    content, _ = write_docx(REPORT._replace(sections=chapters))
    ends = [
        each for each in docx.Document(io.BytesIO(content)).paragraphs if each._p.xpath("./w:pPr/w:sectPr")
    ]
    assert len(ends) == 10
    assert {each.paragraph_format.line_spacing.pt for each in ends} == {1}
    assert [each._p.getprevious().tag[-4:] for each in ends[1:]] == ["}tbl"] * 9


@pytest.mark.parametrize("room", range(0, 120, 7))
def test_words_are_cut_alike_whether_they_are_ascii_or_not(room: int) -> None:
    assert fitting("Feeder sensors", room) == fitting("Feeder sensörs", room).replace("ö", "o")


def test_each_square_of_the_coverage_has_the_number_of_its_row() -> None:
    chart = next(
        each
        for _, section in walk(REPORT.sections)
        for each in section.blocks
        if isinstance(each, Chart) and isinstance(each.figure, Coverage)
    )
    squares = re.findall(r"<title>PCE(\d\d)\.1: .*?</text><text [^>]*>(\d\d)</text>", draw(chart))
    assert [row for row, _ in squares] == [told for _, told in squares]
    assert "05" not in [row for row, _ in squares]  # the source leaves that cell empty
    assert len(squares) == 6
