"""The report as one self-contained HTML page: no script, nothing from elsewhere, autoescaped."""

from html import escape
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from te_planner.exchange.report.draw import draw
from te_planner.exchange.report.model import Chart, Facts, Paragraph, Report, Table, shown, walk
from te_planner.exchange.report.svg import DARK, LIGHT, variables
from te_planner.exchange.safe_text import one_line

TEMPLATES = Path(__file__).with_name("templates")

CELL, ROW = "\x1f", "\x1e"


def write_html(report: Report) -> str:
    """The whole report; it prints well, in light and dark."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals |= {"shown": shown, "body": body, "drawn": drawn}
    environment.globals |= {"light": variables(LIGHT), "dark": variables(DARK)}
    environment.filters["line"] = one_line
    environment.tests["facts"] = lambda block: isinstance(block, Facts)
    environment.tests["paragraph"] = lambda block: isinstance(block, Paragraph)
    environment.tests["chart"] = lambda block: isinstance(block, Chart)
    environment.tests["table"] = lambda block: isinstance(block, Table)
    numbered = [(number, *found) for number, found in enumerate(walk(report.sections), 1)]
    return environment.get_template("report.html.j2").render(report=report, numbered=numbered)


def body(table: Table) -> Markup:
    """The rows of a table; here and not in the template, where 30,000 values take thrice as long."""
    kinds = [column.kind for column in table.columns]
    rows = [CELL.join(map(shown, kinds, row)) for row in table.rows]
    # all escaped at once: `shown` gives no control character, so these stand between values alone
    text = escape(ROW.join(rows)).replace(CELL, "</td><td>").replace(ROW, "</td></tr>\n<tr><td>")
    return Markup(f"<tr><td>{text}</td></tr>")  # noqa: S704  # escaped above


def drawn(chart: Chart) -> Markup:
    """The picture, as a part of the page."""
    return Markup(draw(chart))  # noqa: S704  # `svg` escapes what it is given
