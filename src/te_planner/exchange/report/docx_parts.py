"""Parts of a DOCX that python-docx has no call for: fields, captions, header rows, a table of contents."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from te_planner.exchange.report.pages import Grid, Paper, is_whole

FONT = "Arial"
BLUE, QUIET = "16324F", "55606B"
DERIVED, WARN = "5B3F8C", "8A4B00"
TWIPS = 1440 / 25.4
"""Of one millimetre."""
MARGIN, DENSE = 20, 15
"""Of a page, in millimetres; of one that holds much."""


def set_styles(document: Any, *, dense: bool) -> None:
    """The styles that the report uses; an editor changes its looks in one place. `dense`: for few pages."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt, RGBColor

    known = {each.name for each in document.styles}

    def style(name: str, size: float, colour: str = "", **looks: Any) -> Any:
        found = (
            document.styles[name]
            if name in known
            else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        )
        found.font.name, found.font.size = FONT, Pt(size)
        # the template's headings name theme fonts, which would win
        for slot in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            found.element.rPr.rFonts.attrib.pop(_qn(f"w:{slot}"), None)
        if colour:
            found.font.color.rgb = RGBColor.from_string(colour)
        for key, value in looks.items():
            setattr(found.font, key, value)
        return found

    text, small = (8, 7) if dense else (10, 10)
    style("Normal", text).paragraph_format.space_after = Pt(3 if dense else 6)
    style("Title", 14 if dense else 22, BLUE, bold=True)
    first = style("Heading 1", 10 if dense else 16, BLUE, bold=True)
    style("Heading 2", 13, BLUE, bold=True)
    third = style("Heading 3", 7 if dense else 11.5, BLUE, bold=True)
    caption = style("Caption", 8 if dense else 9, QUIET, bold=False, italic=False)
    caption.paragraph_format.space_before = Pt(6)
    style("Derived", small, DERIVED, italic=True).base_style = document.styles["Normal"]
    note = style("Note", text, WARN)
    note.base_style = document.styles["Normal"]
    for name in ("Facts", "toc 1", "toc 2", "toc 3"):
        format_ = style(name, text).paragraph_format
        format_.space_after = Pt(2)
        if name.startswith("toc"):
            format_.left_indent = Pt(14 * (int(name[-1]) - 1))
    style("Cell", 7 if dense else 7.5).paragraph_format.space_after = Pt(0)
    style("Cell wide", 6.5).paragraph_format.space_after = Pt(0)
    style("Between", 3).paragraph_format.space_after = Pt(0)
    style("Small print", 6).paragraph_format.space_after = Pt(2)
    style("Contents", 13, BLUE, bold=True)
    picture = style("Picture", 10).paragraph_format
    picture.keep_with_next, picture.space_before = True, Pt(6)
    if dense:
        for tight in (first, third):
            tight.paragraph_format.space_before, tight.paragraph_format.space_after = Pt(4), Pt(1.5)
        document.styles["Title"].paragraph_format.space_after = Pt(4)
        caption.paragraph_format.space_before = caption.paragraph_format.space_after = Pt(2)


def add_paragraph(document: Any, text: str = "", style: str = "Normal") -> Any:
    """A paragraph at the end. By its style's id: python-docx would look through all styles each time."""
    paragraph = document.add_paragraph(text)
    if style != "Normal":
        paragraph._p.style = _style_id(style)
    return paragraph


def add_section(document: Any) -> Any:
    """A new page that may lie another way. What ends the one before takes no line, which might be a page."""
    from docx.shared import Pt

    spare = document.element.body[-2]  # before the body's own last words
    section = document.add_section()
    end = document.paragraphs[-1]
    if spare.tag == end._p.tag and not spare.xpath(".//w:r"):  # what follows a table
        spare.getparent().remove(spare)
    end.paragraph_format.space_before = end.paragraph_format.space_after = Pt(0)
    end.paragraph_format.line_spacing = Pt(1)
    return section


def turn(section: Any, paper: Paper, *, wide: bool, dense: bool) -> None:
    """A page of a paper, upright or across."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    width, height = Mm(paper.width), Mm(paper.height)
    section.page_width, section.page_height = (height, width) if wide else (width, height)
    margin = Mm(DENSE if dense else MARGIN)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = margin
    if dense:
        section.top_margin = section.bottom_margin = Mm(12)
        section.header_distance = section.footer_distance = Mm(6)


def add_heading(document: Any, text: str, level: int, number: int) -> None:
    """A heading with the bookmark to which the contents lead."""
    heading = add_paragraph(document, text, f"Heading {min(level, 9)}")
    start = _element("w:bookmarkStart", id=str(number), name=_bookmark(number))
    heading._p.insert(1, start)  # after the paragraph's properties
    heading._p.append(_element("w:bookmarkEnd", id=str(number)))


def add_contents(document: Any, headings: Sequence[tuple[int, str]]) -> None:
    """A table of contents to depth 2, already filled: it prints without an update, and Word can update it."""
    add_paragraph(document, "Contents", "Contents")
    listed = [(n, depth, text) for n, (depth, text) in enumerate(headings, 1) if depth < 2]
    for place, (number, depth, text) in enumerate(listed):
        paragraph = add_paragraph(document, style=f"toc {depth + 1}")._p
        if place == 0:
            _append(paragraph, _field("begin"), _code(r'TOC \o "1-2" \h \z \n'), _field("separate"))
        link = _element("w:hyperlink", anchor=_bookmark(number), history="1")
        link.append(_run(text))
        paragraph.append(link)
        if place == len(listed) - 1:
            paragraph.append(_field("end"))


def add_caption(document: Any, label: str, number: int, text: str) -> None:
    """`Table 3: …`, numbered by a field; above a table it keeps with it."""
    paragraph = add_paragraph(document, style="Caption")
    paragraph.paragraph_format.keep_with_next = label == "Table"
    element = paragraph._p
    _append(element, _run(f"{label} "), _field("begin"), _code(f"SEQ {label} \\* ARABIC"))
    _append(element, _field("separate"), _run(str(number)), _field("end"), _run(f": {text}"))


def add_page_number(section: Any, text: str) -> None:
    """The footer: what the report is about, and the page."""
    footer = section.footer.paragraphs[0]
    footer.style = "Caption"
    element = footer._p
    element.append(_run(f"{text} · page "))
    for code, between in (("PAGE", " of "), ("NUMPAGES", "")):
        _append(element, _field("begin"), _code(code), _field("separate"), _run("1"), _field("end"))
        element.append(_run(between))


def describe_picture(run: Any, title: str, text: str) -> None:
    """The alternative text of the run's picture."""
    properties = run._r.find(f".//{_qn('wp:docPr')}")
    properties.set("title", title)
    properties.set("descr", text)
    properties.set("name", title[:80])


def add_table(document: Any, grid: Grid, paper: Paper, *, wide: bool, dense: bool) -> None:
    """A table whose header row stands on each of its pages. Built as XML: python-docx takes minutes here."""
    across = (paper.height if wide else paper.width) - 2 * (DENSE if dense else MARGIN)
    widths = [int(across * TWIPS * width / sum(grid.widths)) for width in grid.widths]
    table = _element("w:tbl")
    look = _element("w:tblPr")
    _append(look, _element("w:tblStyle", val="TableGrid"), _element("w:tblW", w=str(sum(widths)), type="dxa"))
    borders = _element("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = side in ("top", "bottom", "insideH")
        borders.append(_element(f"w:{side}", val="single" if line else "nil", sz="4", color="C3CAD1"))
    margins = _element("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(_element(f"w:{side}", w="60", type="dxa"))
    _append(look, borders, _element("w:tblLayout", type="fixed"), margins)
    columns = _element("w:tblGrid")
    _append(columns, *(_element("w:gridCol", w=str(width)) for width in widths))
    _append(table, look, columns)
    name = _style_id("Cell wide" if wide else "Cell")
    table.append(_row(grid.titles, widths, name, head=True))
    for row in grid.rows:
        table.append(_row(row, widths, name, head=False))
    document.element.body.insert_element_before(table, "w:sectPr")
    add_paragraph(document, style="Between" if dense else "Facts")  # else two tables would be one


def _row(texts: Sequence[str], widths: Sequence[int], style: str, *, head: bool) -> Any:
    row = _element("w:tr")
    properties = _element("w:trPr")
    if head or is_whole(texts):
        properties.append(_element("w:cantSplit"))
    if head:
        properties.append(_element("w:tblHeader"))
    row.append(properties)
    for text, width in zip(texts, widths, strict=True):
        cell, properties = _element("w:tc"), _element("w:tcPr")
        properties.append(_element("w:tcW", w=str(width), type="dxa"))
        if head:
            properties.append(_element("w:shd", val="clear", color="auto", fill="E8EDF2"))
        paragraph, looks = _element("w:p"), _element("w:pPr")
        looks.append(_element("w:pStyle", val=style))
        _append(paragraph, looks, _run(text, bold=head))
        _append(cell, properties, paragraph)
        row.append(cell)
    return row


def _run(text: str, *, bold: bool = False) -> Any:
    run, words = _element("w:r"), _element("w:t")
    if bold:
        properties = _element("w:rPr")
        properties.append(_element("w:b"))
        run.append(properties)
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(words)
    return run


def _field(kind: str) -> Any:
    run = _element("w:r")
    run.append(_element("w:fldChar", fldCharType=kind))
    return run


def _code(text: str) -> Any:
    run, code = _element("w:r"), _element("w:instrText")
    code.text = f" {text} "
    code.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(code)
    return run


def _element(tag: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement

    return OxmlElement(tag, attrs={_qn(f"w:{key}"): value for key, value in attributes.items()})


def _append(parent: Any, *children: Any) -> None:
    for child in children:
        parent.append(child)


@cache
def _qn(name: str) -> str:
    from docx.oxml.ns import qn

    return str(qn(name))


def _bookmark(number: int) -> str:
    return f"_Toc{number:08}"


def _style_id(name: str) -> str:
    return name.replace(" ", "")
