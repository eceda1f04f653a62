"""One call of the command line: its arguments, the day, the plan that it is about, and its output."""

from argparse import Namespace
from collections.abc import Sequence
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from te_planner.cli.output import Output, glued
from te_planner.cli.plans import find_plan, no_plan_text
from te_planner.errors import WrongCall
from te_planner.exchange.csv_text import NOTE, csv_text, safe
from te_planner.exchange.readiness_json import header
from te_planner.exchange.report_model import Column, Table, Value, plain_value, shown
from te_planner.plan.snapshot import Day
from te_planner.readiness.model import Readiness, SystemReadiness
from te_planner.roadmap.model import Cell, Roadmap

if TYPE_CHECKING:
    from te_planner.plan.store import Plan

NO_SYSTEM = "The plan has no distribution system yet: te-planner add system NAME --region REGION"


class Call:
    """What a command gets. The roadmap, plan and figures are loaded when they are asked for."""

    def __init__(self, args: Namespace, today: Day, out: Output) -> None:
        self.args, self.today, self.out = args, today, out

    @cached_property
    def roadmap(self) -> Roadmap:
        from te_planner.roadmap.loader import load_roadmap

        return load_roadmap()

    @cached_property
    def path(self) -> Path:
        """The plan: -p, the variable, or the only one here; else a message."""
        found = find_plan(getattr(self.args, "plan", None))
        if found is None:
            raise WrongCall(no_plan_text())
        return found

    def open(self) -> "Plan":
        from te_planner.plan.store import open_plan

        return open_plan(self.path)

    @cached_property
    def readiness(self) -> Readiness:
        """The figures of the plan as of --as-of, or of today."""
        from te_planner.plan.days import parse_day
        from te_planner.readiness.evaluate import evaluate

        asked = getattr(self.args, "as_of", None)
        as_of = parse_day(asked, "--as-of") if asked else self.today
        with self.open() as plan:
            snapshot = plan.snapshot()
        return evaluate(self.roadmap, snapshot, as_of=as_of, today=self.today)

    @cached_property
    def systems(self) -> tuple[SystemReadiness, ...]:
        """The systems asked for with --system, or all."""
        known = {each.system.name: each for each in self.readiness.systems.values()}
        asked = getattr(self.args, "systems", None) or list(known)
        for name in asked:
            if name not in known:
                raise WrongCall(unknown("system", name, list(known)))
        return tuple(known[name] for name in dict.fromkeys(asked))

    def cell(self, ref: str) -> Cell:
        """A cell of the roadmap by its reference, in any case."""
        found = self.roadmap.cells.get(ref.upper())
        if found:
            return found
        near = get_close_matches(ref.upper(), self.roadmap.cells, n=3)
        raise WrongCall(
            f"The roadmap has no cell {ref!r}. Near: {', '.join(near) or 'none'}.\n"
            "te-planner roadmap search WORDS finds one."
        )

    def table(self, table: Table) -> int:
        """A list, in the format asked for; its schema is named after the table."""
        if self.args.format == "json":
            data = header(f"te-planner/{table.key}/1", self.readiness)
            self.out.json(data | {table.key: objects(table)})
        elif self.args.format == "csv":
            self.csv([[column.key for column in table.columns], *(map(flat, row) for row in table.rows)])
        elif table.rows:
            texts = [list(map(_text, table.columns, row)) for row in table.rows]
            self.out.table([column.title for column in table.columns], texts)
        else:
            self.out.line(table.empty)
        return 0

    def csv(self, rows: Sequence[Any]) -> None:
        """Rows as CSV; where a text was quoted, a message says so."""
        made = [list(row) for row in rows]
        self.out.document(csv_text(made))
        if any(safe(value) != value for row in made for value in row):
            self.out.message(NOTE)


def _text(column: Column, value: Value) -> str:
    text = shown(column.kind, value)
    return glued(text) if column.kind in ("day", "percent", "stage") else text


def objects(table: Table) -> list[dict[str, Any]]:
    """A table's rows as objects."""
    keys = [column.key for column in table.columns]
    return [dict(zip(keys, map(plain_value, row), strict=True)) for row in table.rows]


def flat(value: Any) -> Any:
    """A value for one field of CSV."""
    made = plain_value(value)
    return ", ".join(map(str, made)) if isinstance(made, list) else made


def unknown(what: str, name: str, known: Sequence[str]) -> str:
    near = get_close_matches(name, known, n=3, cutoff=0.4) or list(known)[:5]
    return f"There is no {what} {name!r}. Known are: {', '.join(near) or 'none'}."


def who_is_it(asked: str | None) -> str:
    """Who makes a change: --who, or the account's name."""
    if asked:
        return asked
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "planner"
