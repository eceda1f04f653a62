"""The report as DOCX, for a planner to edit on: styles, headings, captions, a table of contents, alt texts.

Neither clock nor random number is in it: the file is packed again in a fixed order, with a fixed time.
"""

import io
import zipfile
from datetime import UTC, datetime
from itertools import count, zip_longest
from typing import Any

from te_planner.exchange.marks import day_text
from te_planner.exchange.report.docx_parts import (
    add_caption,
    add_contents,
    add_heading,
    add_page_number,
    add_paragraph,
    add_section,
    add_table,
    describe_picture,
    set_styles,
    turn,
)
from te_planner.exchange.report.model import (
    Block,
    Chart,
    Facts,
    Paragraph,
    Report,
    Section,
    Table,
    shown,
    walk,
)
from te_planner.exchange.report.pages import (
    PAPERS,
    SMALL_PRINT,
    Paper,
    Part,
    grid,
    has_caption,
    heading,
    is_short,
    parts,
)
from te_planner.exchange.report.write_pdf import pictures
from te_planner.exchange.safe_text import one_line

BEGIN = (1980, 1, 1, 0, 0, 0)
"""The first time that a zip can tell."""
SMALL_HEADING = 3
"""The level of a heading of small print."""
BETWEEN = " · "
TONES = {"plain": "Normal", "derived": "Derived", "warning": "Note"}


def write_docx(report: Report) -> tuple[bytes, tuple[str, ...]]:
    """The whole report, and a warning of characters that its pictures cannot show."""
    import docx

    charts = [block for _, each in walk(report.sections) for block in each.blocks if isinstance(block, Chart)]
    drawn, missing = pictures(charts)

    document = docx.Document()
    pages, contents, paper = parts(report), not is_short(report), PAPERS[report.paper]
    set_styles(document, dense=not contents)
    _properties(document, report)
    turn(document.sections[0], paper, wide=not contents and pages[0].wide, dense=not contents)
    add_page_number(document.sections[0], one_line(f"{report.plan}, as of {day_text(report.as_of)}"))
    document.add_heading(one_line(report.title), 0)
    _facts(document, report.head, "Facts" if contents else "One line")
    if contents:
        headings = [(depth, section.title) for part in pages for depth, section in part.sections]
        add_contents(document, [(depth, one_line(title)) for depth, title in headings])
    _Body(document, drawn, paper).write(pages, apart=contents)
    file = io.BytesIO()
    document.save(file)
    return packed(file.getvalue()), missing.warnings("Pictures of the DOCX")


class _Body:
    """Writes the parts, and counts the headings, tables and figures as it goes."""

    def __init__(self, document: Any, pictures: list[bytes], paper: Paper) -> None:
        self.document, self.pictures, self.paper = document, iter(pictures), paper
        self.dense = False
        self.headings = count(1)
        self.counts = {"Table": count(1), "Figure": count(1)}

    def write(self, pages: list[Part], *, apart: bool) -> None:
        self.dense = not apart
        for part in pages:
            if apart:
                turn(add_section(self.document), self.paper, wide=part.wide, dense=False)
            for depth, section in part.sections:
                small = self.dense and section.key in SMALL_PRINT
                level = SMALL_HEADING if small else depth + 1
                add_heading(
                    self.document, one_line(heading(section, short=self.dense)), level, next(self.headings)
                )
                for block, after in zip_longest(section.blocks, section.blocks[1:]):
                    self.block(section, block, after, wide=part.wide, small=small)

    def block(self, section: Section, block: Block, after: Block | None, *, wide: bool, small: bool) -> None:
        if isinstance(block, Paragraph):
            style = "Small print" if small else TONES[block.tone]
            paragraph = add_paragraph(self.document, one_line(block.text), style)
            if isinstance(after, Table | Chart):  # what leads to it stays with it
                paragraph.paragraph_format.keep_with_next = True
        elif isinstance(block, Facts):
            _facts(self.document, block, "Small print" if small else "Facts")
        elif isinstance(block, Chart):
            self.chart(block, wide=wide)
        else:
            self.table(block, wide=wide, captioned=has_caption(section, block, short=self.dense))

    def table(self, table: Table, *, wide: bool, captioned: bool = True) -> None:
        if not table.rows:
            self.document.add_paragraph(table.empty)
            return
        if captioned:
            self.caption("Table", table.title + (" (derived)" if table.derived else ""))
        add_table(self.document, grid(table, self.paper), self.paper, wide=wide, dense=self.dense)

    def chart(self, chart: Chart, *, wide: bool) -> None:
        from docx.shared import Mm

        png = next(self.pictures)
        run = add_paragraph(self.document, style="Picture").add_run()
        run.add_picture(io.BytesIO(png), width=Mm(chart_width(png, self.paper, wide=wide)))
        describe_picture(run, one_line(chart.title), one_line(chart.text))
        self.caption("Figure", f"{chart.title}. {chart.text}")
        if chart.table:
            self.table(chart.table, wide=wide)

    def caption(self, label: str, text: str) -> None:
        add_caption(self.document, label, next(self.counts[label]), one_line(text))


def chart_width(png: bytes, paper: Paper, *, wide: bool) -> int:
    """How wide a picture stands on the page, in millimetres, so that it fits in height too."""
    across, high = (int.from_bytes(png[place : place + 4], "big") for place in (16, 20))
    return int(min(170, (paper.lying - 5 if wide else paper.upright) * across / high))


def _facts(document: Any, block: Facts, style: str) -> None:
    """One under another; where there is little room, one behind another."""
    paragraph = None
    for fact in block.facts:
        if paragraph is None or style == "Facts":
            paragraph = add_paragraph(document, style="Facts" if style == "One line" else style)
        else:
            paragraph.add_run(BETWEEN)
        paragraph.add_run(f"{one_line(fact.label)}: ").bold = True
        paragraph.add_run(shown(fact.kind, fact.value))


def _properties(document: Any, report: Report) -> None:
    made = datetime.fromisoformat(report.made_on).replace(tzinfo=UTC)
    about = document.core_properties
    about.title = one_line(report.title)[:255]
    about.subject = f"As of {day_text(report.as_of)}"
    about.author = one_line(report.stakeholder or report.plan)[:255]
    about.last_modified_by = "te-planner"
    about.comments = about.keywords = about.category = ""
    about.revision = 1
    about.created = about.modified = about.last_printed = made.replace(tzinfo=None)
    about.language = "en"


def packed(content: bytes) -> bytes:
    """The same zip with its members in order, each at the same time."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        # the list of types comes first, as Word writes it
        for name in sorted(old.namelist(), key=lambda each: (each != "[Content_Types].xml", each)):
            member = zipfile.ZipInfo(name, BEGIN)
            member.create_system, member.external_attr = 3, 0o600 << 16  # the same from every system
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, old.read(name))
    return out.getvalue()
