"""The stage-readiness summary: the same figures in each format, and typed text that stays text."""

import csv
import html
import io
import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest

from support.json_schema import problems
from support.plans import figures, made
from support.small import Plan, cell, ready, roadmap
from te_planner.exchange.report.build import build_report
from te_planner.exchange.report.model import Chart, Report, Table, Title, plain_value, shown, walk
from te_planner.exchange.report.write_csv import write_csv
from te_planner.exchange.report.write_html import write_html
from te_planner.exchange.report.write_json import report_json, write_json
from te_planner.exchange.report.write_md import write_md

TODAY = "2026-11-24"
HOSTILE = (
    "=1+1",
    "<script>alert(1)</script>",
    "[click](javascript:x) | **bold** `code`",
    "\u202eright to left",
    "😀 𝔘𝔫𝔦",
    "{{ 7*7 }}",
    "\x1b[31mred\x9b1m",
)
ROAD = roadmap(
    cell("RPE01.1"), cell("RPE01.2"), cell("RPR01.1"),
    cell("RPB01.1", requires=["RPE01.1"], through=["RPR01.1"]), cell("RPB01.2", requires=["RPE01.2"]),
)  # fmt: skip


def report_of(name: str) -> Report:
    return build_report(figures(made(name)), command="te-planner report --plan x.db", made_on=TODAY)


def hostile(text: str) -> Report:
    plan = Plan()
    plan.project("P-01")
    plan.contribution("P-01", "RPE01.1")
    plan.rows["projects"] = [each._replace(title=text, owner=text) for each in plan.rows["projects"]]
    return build_report(ready(ROAD, plan), command="te-planner report", made_on=TODAY)


def tables(report: Report) -> list[Table]:
    """Those of the charts among them, in reading order."""
    blocks = [block for _, each in walk(report.sections) for block in each.blocks]
    found = [block.table if isinstance(block, Chart) else block for block in blocks]
    return [each for each in found if isinstance(each, Table)]


def texts(table: Table) -> list[list[str]]:
    return [
        [shown(column.kind, value) for column, value in zip(table.columns, row, strict=True)]
        for row in table.rows
    ]


class Reader(HTMLParser):
    """The tables of a page, and every tag that it opens and closes."""

    VOID = ("meta",)

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        if tag not in self.VOID:
            self.open.append(tag)
        if tag == "table":
            self.tables.append([])
        if tag == "tr":
            self.tables[-1].append([])
        if tag == "td":
            self.tables[-1][-1].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)
        if self.open and self.open[-1] == "td":
            self.tables[-1][-1][-1] += data


def page(report: Report) -> Reader:
    reader = Reader()
    reader.feed(write_html(report))
    reader.close()
    assert reader.open == []
    return reader


def unescaped(text: str) -> str:
    return re.sub(r"\\([^\w\s])", r"\1", text)


def md_tables(text: str) -> list[list[list[str]]]:
    found: list[list[list[str]]] = []
    last = ""
    for line in text.splitlines():
        if line.startswith("| ---"):
            found.append([])
        elif line.startswith("| ") and last.startswith("| "):
            found[-1].append([unescaped(part) for part in re.split(r"(?<!\\) \| ", line[2:-2])])
        last = line
    return found


@pytest.mark.parametrize("name", ["harborview", "tri-rivers", "empty"])
def test_the_same_figures_stand_in_each_format(name: str) -> None:
    report = report_of(name)
    wanted = [texts(table) for table in tables(report) if table.rows]
    assert wanted
    assert md_tables(write_md(report)) == wanted
    assert [[row for row in table if row] for table in page(report).tables] == wanted
    flat = [row for table in wanted for row in table]
    lines = list(csv.reader(io.StringIO(write_csv(report))))
    assert [row for row in lines if row in flat] == flat
    data = json.loads(write_json(report))
    sections = [each for each in report.sections if each.system is None]
    systems = [each for each in report.sections if each.system is not None]
    for section, target in [*((s, data) for s in sections), *zip(systems, data["systems"], strict=True)]:
        for _, part in walk((section,)):
            for block in part.blocks:
                if isinstance(block, Table):
                    assert [list(row.values()) for row in target[block.key]] == [
                        [plain_value(value) for value in row] for row in block.rows
                    ]


@pytest.mark.parametrize("name", ["harborview", "tri-rivers", "empty"])
def test_json_is_as_published(name: str) -> None:
    assert problems("report", report_json(report_of(name))) == []


def test_it_says_what_it_rests_on() -> None:
    report, readiness = report_of("harborview"), figures(made("harborview"))
    said = {fact.key: shown(fact.kind, fact.value) for fact in report.facts.facts}
    assert readiness.snapshot.head.hash in said["journal_head"]
    assert said["roadmap_label"] == readiness.roadmap.label
    assert said["rules_version"] == readiness.rules
    assert said["command_line"] == "te-planner report --plan x.db"
    text = write_md(report)
    assert "neither wrote nor endorse" in text
    assert "Derived, not the source's" in text


def test_it_carries_the_figures_of_readiness() -> None:
    data: dict[str, Any] = report_json(report_of("harborview"))
    readiness = figures(made("harborview"))
    system = next(iter(readiness.systems.values()))
    told = data["systems"][0]
    assert told["observed_stage"] == system.observed.stage
    assert told["enabler_stage"] == system.stage
    by_track = {(row["track"], row["stage"]): row["actions"] for row in told["readiness"]}
    for track in system.tracks:
        for each in track.transitions:
            assert by_track[track.track, each.stage] == each.actions._asdict()
    told_next = dict.fromkeys(row["cell"] for row in told["next"])
    assert list(told_next) == [each.cell.ref for each in (*system.coming, *system.stuck)]
    assert [row["cell"] for row in told["gaps"]] == [each.cell.ref for each in system.gaps]
    claimed = [ref for ref, each in system.cells.items() if each.state == "claimed"]
    assert set(claimed) <= {row["cell"] for row in told["claims"]}
    attained = [ref for ref, each in system.cells.items() if each.state == "attained"]
    assert set(attained) <= {row["cell"] for row in told["evidence"]}


def test_an_empty_plan_says_what_is_missing() -> None:
    text = write_md(report_of("empty"))
    assert "## What is missing" in text
    assert "te-planner add system" in text
    assert "te-planner add project" in text


def test_the_same_plan_gives_the_same_bytes() -> None:
    for write in (write_md, write_html, write_csv, write_json):
        assert write(report_of("harborview")) == write(report_of("harborview"))


@pytest.mark.parametrize("text", HOSTILE)
def test_typed_text_is_text_in_html(text: str) -> None:
    reader = page(hostile(text))
    assert not reader.seen & {"script", "img", "iframe", "link", "b"}
    assert re.sub(r"[\x1b\x9b]", "\ufffd", text) in "".join(reader.text)


def test_html_asks_for_nothing_from_elsewhere() -> None:
    text = write_html(report_of("harborview"))
    assert not re.search(r"\b(src|href)=\"(?!#)", text)
    assert "@import" not in text
    assert "url(" not in text
    assert "prefers-color-scheme: dark" in text
    assert "@media print" in text


@pytest.mark.parametrize("text", HOSTILE)
def test_typed_text_is_text_in_markdown(text: str) -> None:
    line = next(line for line in write_md(hostile(text)).splitlines() if line.startswith("| P-01 |"))
    fields = re.split(r"(?<!\\) \| ", line[2:-2])
    assert len(fields) == 7
    assert unescaped(fields[1]) == re.sub(r"[\x1b\x9b]", "\ufffd", text)
    assert not re.search(r"(?<!\\)[\[\]<>`*]", fields[1])


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_csv_is_never_a_formula(start: str) -> None:
    text = write_csv(hostile(f"{start}HYPERLINK(0)"))
    assert "so that no spreadsheet computes it" in text.splitlines()[1]
    for row in csv.reader(io.StringIO(text)):
        assert not any(field.startswith(("=", "+", "-", "@", "\t", "\r")) for field in row)


def test_control_characters_reach_no_format() -> None:
    report = hostile("\x1b[31mred\x9b1m\x07")
    for write in (write_md, write_html, write_csv, write_json):
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]", html.unescape(write(report)))


def test_titles_are_marked_for_people_and_plain_for_programs() -> None:
    report = report_of("harborview")
    road = figures(made("harborview")).roadmap
    derived = [ref for ref, cell in road.cells.items() if cell.provenance != "source"]
    found = [
        (column, value, shown(column.kind, value), row)
        for table in tables(report)
        for row in table.rows
        for column, value in zip(table.columns, row, strict=True)
        if column.key in ("title", "blocker_title") and isinstance(value, Title)
    ]
    assert any("~" in value.signs for _, value, _, _ in found)
    for column, value, text, row in found:
        ref = row[4] if column.key == "blocker_title" else row[0]
        assert text.startswith("~") == (ref in derived)
        assert plain_value(value) == road.title(str(ref))


def test_names_that_run_backward_do_not_turn_the_text_around_them() -> None:
    rule = re.search(r"\n([^\n]*) \{ unicode-bidi: plaintext; \}", write_html(report_of("harborview")))
    assert rule
    assert {"p", "li", "caption", "nav a", "td"} <= set(rule[1].split(", "))
