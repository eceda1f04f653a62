"""Days are written in one way for people, within sentences too: 31 Mar 2027. For machines they stay ISO."""

import csv
import io
import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import yaml

from support.calling import Run
from support.plans import TODAY, figures, made
from te_planner.exchange.examples import find_example
from te_planner.exchange.report.build import build_report
from te_planner.exchange.report.outlines import read_kind
from te_planner.exchange.report.write_md import write_md
from te_planner.exchange.why_json import steps
from te_planner.exchange.why_words import worded
from te_planner.readiness.model import Readiness
from te_planner.readiness.why import ask, why, why_date

ISO = re.compile(r"\b\d{4}-\d\d-\d\d\b")
TO_TYPE = re.compile(r"--[a-z-]+ \d{4}-\d\d-\d\d")
"""A day in a command line is there to be typed."""


def texts(data: Any) -> Iterator[str]:
    """What somebody wrote in an example; its days are no texts."""
    if isinstance(data, str):
        yield " ".join(data.split())
    elif isinstance(data, dict | list):
        for each in data.values() if isinstance(data, dict) else data:
            yield from texts(each)


@cache
def typed(name: str) -> tuple[str, ...]:
    """The texts of an example that name a day in ISO."""
    data = yaml.load(find_example(name).read_bytes(), Loader=yaml.CSafeLoader)  # a safe one
    return tuple(each for each in texts(data) if ISO.search(each))


def iso_in(name: str, printed: str) -> list[str]:
    """The lines with a day in ISO that neither was typed into the plan nor is to be typed."""
    found = []
    for line in printed.splitlines() if ISO.search(printed) else ():
        left = " ".join(line.split())
        for each in typed(name):
            left = left.replace(each, "")
        if ISO.search(TO_TYPE.sub("", left)):
            found.append(line)
    return found


@cache
def read(name: str) -> Readiness:
    return figures(made(name))


@pytest.mark.parametrize("name", ["harborview", "tri-rivers"])
@pytest.mark.parametrize("command", ["status", "next", "due", "check", "drivers"])
def test_lists_for_people_have_no_iso_day(run: Run, name: str, command: str) -> None:
    printed = run(command, "-p", made(name)).out
    assert printed
    assert iso_in(name, printed) == []


@pytest.mark.parametrize("name", ["harborview", "tri-rivers"])
def test_why_has_no_iso_day_in_a_sentence(name: str) -> None:
    readiness = read(name)
    system_id = next(iter(readiness.systems))
    asked = ["stage", "observed", *(each.key for each in readiness.snapshot.projects)]
    asked += [each.waypoint.name for each in readiness.outlook.waypoints]
    asked += [each.driver.name for each in readiness.outlook.systems[system_id].drivers]
    asked += readiness.systems[system_id].benefits
    found = [why(readiness, ask(readiness, each), system_id) for each in asked]
    found.append(why_date(readiness, ask(readiness, "RP.3"), system_id))
    words = [worded(step) for top in found for _, step in steps(top)]
    assert iso_in(name, "\n".join(f"{each.label}: {each.value} — {each.rule}" for each in words)) == []


@pytest.mark.parametrize("kind", ["readiness", "board"])
@pytest.mark.parametrize("name", ["harborview", "tri-rivers"])
def test_reports_have_no_iso_day_in_a_sentence(name: str, kind: str) -> None:
    outline = read_kind(kind)
    report = build_report(read(name), command="te-planner report", made_on=TODAY, outline=outline)
    assert iso_in(name, write_md(report)) == []


def test_a_figure_that_is_a_day_is_iso_for_machines(run: Run) -> None:
    asked = ("why", "--date", "P-04", "-p", made("harborview"))
    value = json.loads(run(*asked, "--format", "json").out)["systems"][0]["value"]
    assert ISO.fullmatch(value)
    assert next(csv.DictReader(io.StringIO(run(*asked, "--format", "csv").out)))["value"] == value
    assert value not in run(*asked).out
