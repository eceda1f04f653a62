"""The report as JSON, `te-planner/report/1`: each table under its key, one object a row."""

from typing import Any

from te_planner.exchange.report.model import Chart, Facts, Paragraph, Report, Section, Table, plain_value
from te_planner.exchange.safe_text import json_text

SCHEMA = "te-planner/report/1"


def write_json(report: Report) -> str:
    """The whole report."""
    return json_text(report_json(report))


def report_json(report: Report) -> dict[str, Any]:
    """The report as data. Its keys are those of the tables; `notes` hold the paragraphs of a section,
    `charts` what each chart shows.
    """
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "kind": report.kind,
        "public": report.public,
        "title": report.title,
        "plan": {"name": report.plan, "stakeholder": report.stakeholder},
        "as_of": report.as_of,
        "known_on": report.known_on,
        "made_on": report.made_on,
        "forecasts": report.forecasts,
        "roadmap": report.roadmap,
        "rules": report.rules,
        "journal": report.journal._asdict(),
        "command": report.command,
        "systems": [],
        "notes": {},
    }
    for section in report.sections:
        if section.key != "record":  # all of it stands above
            _add(data, data, section)
    return data


def _add(data: dict[str, Any], target: dict[str, Any], section: Section) -> None:
    """A section with those below it: to the system that it is of, else to where it stands."""
    if section.system is not None:
        target = _system(data, section.system)
    for block in section.blocks:
        if isinstance(block, Paragraph):
            target["notes"].setdefault(section.key, []).append(block.text)
        elif isinstance(block, Facts):
            target.update({fact.key: plain_value(fact.value) for fact in block.facts})
        elif isinstance(block, Chart):
            target.setdefault("charts", []).append(_chart(block))
        else:
            target[block.key] = _rows(block)
    for each in section.sections:
        _add(data, target, each)


def _system(data: dict[str, Any], name: str) -> dict[str, Any]:
    """The object of a system, made where it is not there yet."""
    systems: list[dict[str, Any]] = data["systems"]
    for each in systems:
        if each["system"] == name:
            return each
    systems.append({"system": name, "notes": {}})
    return systems[-1]


def _chart(chart: Chart) -> dict[str, Any]:
    """What a chart shows, in words and rows; without rows where other tables have its figures."""
    rows = _rows(chart.table) if chart.table else []
    return {"chart": chart.kind, "title": chart.title, "text": chart.text, "rows": rows}


def _rows(table: Table) -> list[dict[str, Any]]:
    keys = [column.key for column in table.columns]
    return [dict(zip(keys, map(plain_value, row), strict=True)) for row in table.rows]
