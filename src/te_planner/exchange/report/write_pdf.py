"""The report as PDF, set by typst: tagged, with an outline, and the same bytes on every machine.

Typed text reaches typst as data (a JSON input, shown as strings), never as markup.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from itertools import zip_longest
from pathlib import Path
from typing import Any, Literal

from te_planner.errors import Unreadable
from te_planner.exchange.marks import day_text
from te_planner.exchange.report.draw import draw
from te_planner.exchange.report.glyphs import FONTS, Missing, missing_glyphs
from te_planner.exchange.report.model import Block, Chart, Facts, Paragraph, Report, Section, Table, shown
from te_planner.exchange.report.pages import (
    PAPERS,
    PORTRAIT,
    SMALL_PRINT,
    Paper,
    grid,
    has_caption,
    heading,
    is_short,
    is_whole,
    parts,
)
from te_planner.exchange.report.svg import on_paper
from te_planner.exchange.safe_text import one_line

TEMPLATE = Path(__file__).with_name("templates") / "report.typ"
STANDARD: Literal["ua-1"] = "ua-1"
"""PDF/UA: tagged, titled, every picture with words; no character without a glyph."""
UNNAMED = "missing codepoints"
UNSHOWN = re.compile(r'(?:the text|disallowed codepoint) `"(.*?)"`', re.DOTALL)
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
"""How typst names a character that is not seen."""
PICTURES = b"""
#set document(title: "Charts")
#set page(width: auto, height: auto, margin: 2pt)
#for svg in json(bytes(sys.inputs.data)) { page(image(bytes(svg), format: "svg", alt: "Chart")) }
"""
"""All in one go, each on a page of its own size."""
SMALL = 24
"""Lines of a table that stays on one upright page: a third of it."""
FOOTER = 90
"""A longer title is not repeated on every page."""


def write_pdf(report: Report) -> tuple[bytes, tuple[str, ...]]:
    """The whole report, and warnings of characters that the fonts lack."""
    template = TEMPLATE.read_bytes()
    made_at = datetime.fromisoformat(report.made_on).replace(tzinfo=UTC)
    missing = missing_glyphs(_texts(pdf_data(report, Missing())))
    apart = Missing()
    while True:
        data = json.dumps(pdf_data(report, missing, apart), ensure_ascii=False)
        made = _typeset(template, data, made_at)
        if isinstance(made, bytes):
            return made, (*missing.warnings("PDF"), *apart.warnings("Charts of the PDF"))
        # one that is not named is joined to another in a chart: it stands apart there
        joined = Missing() if made or apart else Missing(filter(_joins, data))
        if missing.issuperset(made) and not joined:
            raise Unreadable("Some of the text cannot be set as PDF. Write HTML or DOCX, and print that.")
        missing, apart = Missing(missing | made), Missing(apart | joined)


def pictures(charts: Sequence[Chart]) -> tuple[list[bytes], Missing]:
    """The charts as PNG, for what cannot show SVG, and the characters that their fonts lack."""
    import typst

    missing = missing_glyphs([draw(chart) for chart in charts])
    while charts:
        told = _teller(missing)
        data = json.dumps([on_paper(draw(chart, told), FONTS) for chart in charts])
        made = _typeset(PICTURES, data, None)
        if isinstance(made, bytes) or missing.issuperset(made):
            pages = typst.compile(
                PICTURES, format="png", ppi=200, ignore_system_fonts=True, sys_inputs={"data": data}
            )
            return [bytes(each) for each in (pages if isinstance(pages, list) else [pages])], missing
        missing = Missing(missing | made)
    return [], missing


def _typeset(source: bytes, data: str, made_at: datetime | None) -> bytes | frozenset[str]:
    """The PDF, or the characters that it cannot show; none where typst does not name them.

    A font may have a character and not show it beside its neighbours.
    """
    import typst

    try:
        return typst.compile(
            source,
            format="pdf",
            ignore_system_fonts=True,
            sys_inputs={"data": data},
            pdf_standards=[STANDARD],
            timestamp=made_at,
        )
    except typst.TypstError as error:
        found = UNSHOWN.search(str(error))
        if not found and UNNAMED not in str(error):
            raise
        named = ESCAPED.sub(lambda escape: chr(int(escape[1], 16)), found[1] if found else "")
        return _at_fault(named, data)


def _at_fault(named: str, data: str) -> frozenset[str]:
    """Of the characters that typst names, and shows alone where they are ASCII, what keeps them from it.

    `a` with an enclosing mark is named as `a`.
    """
    found = frozenset(sign for sign in named if not sign.isascii())
    if found or not named:
        return found
    joined = re.findall(rf"[{re.escape(named)}]([^\x00-\x7f]+)", data)
    return frozenset(filter(_joins, "".join(joined)))


def _teller(missing: Missing) -> Callable[[str], str]:
    return lambda text: missing.told(one_line(text))


def _joins(sign: str) -> bool:
    """A mark, or what is not seen itself, such as a joiner."""
    return unicodedata.category(sign) in ("Mn", "Mc", "Me", "Cf")


def pdf_data(report: Report, missing: Missing, apart: Missing | None = None) -> dict[str, Any]:
    """What the template sets: every text as it is to be read; `apart`: more that charts cannot show."""
    told = _teller(missing)
    drawn = _teller(Missing(missing | apart) if apart else missing)

    paper, short = PAPERS[report.paper], is_short(report)

    def section_items(section: Section, depth: int, *, wide: bool) -> list[dict[str, Any]]:
        made = [{"kind": "heading", "level": depth + 1, "text": told(heading(section, short=short))}]
        for block, after in zip_longest(section.blocks, section.blocks[1:]):
            made += item(section, block, after, wide=wide)
        return [{"kind": "small print", "items": made}] if short and section.key in SMALL_PRINT else made

    def item(section: Section, block: Block, after: Block | None, *, wide: bool) -> list[dict[str, Any]]:
        if isinstance(block, Paragraph):
            return [_paragraph(told(block.text), block.tone, leads=isinstance(after, Table | Chart))]
        if isinstance(block, Facts):
            return [_facts(block, told)]
        if isinstance(block, Table):
            return [_table(block, told, paper, wide=wide, captioned=has_caption(section, block, short=short))]
        svg = on_paper(draw(block, drawn), FONTS)
        chart = {
            "kind": "chart",
            "svg": svg,
            "width": chart_width(svg, paper, wide=wide),
            "title": told(block.title),
            "text": told(block.text),
        }
        return [chart, *([_table(block.table, told, paper, wide=wide)] if block.table else [])]

    footer = f"{report.plan}, as of {day_text(report.as_of)}"
    return {
        "title": told(report.title),
        "author": told(report.stakeholder or report.plan),
        "fonts": FONTS,
        "day": [int(each) for each in report.made_on.split("-")],
        "footer": told(footer if len(footer) <= FOOTER else f"As of {day_text(report.as_of)}"),
        "facts": _facts(report.head, told),
        "contents": not short,
        "paper": paper.name,
        "parts": [
            {
                "wide": part.wide,
                "items": [
                    each
                    for depth, section in part.sections
                    for each in section_items(section, depth, wide=part.wide)
                ],
            }
            for part in parts(report)
        ],
    }


def chart_width(svg: str, paper: Paper, *, wide: bool) -> int:
    """How wide a picture stands on the page, in millimetres, so that it fits in height too."""
    size = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    if size is None:
        raise ValueError("a drawing without a size")
    across, high = float(size[1]), float(size[2])
    return int(min(170, (paper.lying if wide else paper.upright) * across / high))


def _facts(block: Facts, told: Any) -> dict[str, Any]:
    return {
        "kind": "facts",
        "rows": [[told(fact.label), told(shown(fact.kind, fact.value))] for fact in block.facts],
    }


def _paragraph(text: str, tone: str = "plain", *, leads: bool = False) -> dict[str, Any]:
    """`leads`: it stays with what follows."""
    return {"kind": "paragraph", "tone": tone, "text": text, "leads": leads}


def _table(table: Table, told: Any, paper: Paper, *, wide: bool, captioned: bool = True) -> dict[str, Any]:
    if not table.rows:
        return _paragraph(told(table.empty))
    made = grid(table, paper)
    scale = (paper.across if wide else PORTRAIT) / sum(made.widths)
    return {
        "kind": "table",
        "title": told(table.title) + (" (derived)" if table.derived else "") if captioned else "",
        "widths": made.widths,
        "words": [max(4, int(width * min(scale, 2) - 2)) for width in made.widths],
        "titles": made.titles,
        "small": made.lines <= SMALL // (2 if wide else 1),
        "whole": [is_whole(row) for row in made.rows],
        "rows": [[told(text) for text in row] for row in made.rows],
    }


def _texts(data: Any) -> list[str]:
    """Every text within."""
    if isinstance(data, str):
        return [data]
    within = data.values() if isinstance(data, dict) else data if isinstance(data, list | tuple) else ()
    return [text for each in within for text in _texts(each)]
