"""The report as one self-contained HTML page: no script, nothing from elsewhere, autoescaped."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from te_planner.exchange.report.model import Facts, Paragraph, Report, Table, shown, walk
from te_planner.exchange.safe_text import one_line

TEMPLATES = Path(__file__).with_name("templates")


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
    environment.globals["shown"] = shown
    environment.filters["line"] = one_line
    environment.tests["facts"] = lambda block: isinstance(block, Facts)
    environment.tests["paragraph"] = lambda block: isinstance(block, Paragraph)
    environment.tests["table"] = lambda block: isinstance(block, Table)
    numbered = [(number, *found) for number, found in enumerate(walk(report.sections), 1)]
    return environment.get_template("report.html.j2").render(report=report, numbered=numbered)
