"""One call of the command line: its arguments, the day, the plan that it is about, and its output."""

from argparse import Namespace
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from te_planner.cli.output import Output
from te_planner.cli.plans import find_plan, no_plan_text
from te_planner.errors import Unreadable, WrongCall

if TYPE_CHECKING:
    from te_planner.exchange.report.model import Table
    from te_planner.plan.snapshot import Day, Snapshot
    from te_planner.plan.store import Plan
    from te_planner.readiness.model import Due, Readiness, SystemReadiness
    from te_planner.roadmap.model import Cell, Roadmap

NO_SYSTEM = "The plan has no distribution system yet: te-planner add system NAME --region REGION"


OTHER_EDITION = (
    "The plan works by another edition of the roadmap: te-planner roadmap diff tells what it would change."
)


class Call:
    """What a command gets. The roadmap, plan and figures are loaded when they are asked for."""

    def __init__(self, args: Namespace, today: "Day", out: Output) -> None:
        self.args, self.today, self.out = args, today, out
        self._opened: list[Plan] = []
        self.doubted = False
        """Whether the plan is looked at although its file does not fit its checksum."""

    @cached_property
    def base(self) -> "Roadmap":
        """The shipped roadmap, without overlays."""
        from te_planner.roadmap.loader import load_roadmap

        return load_roadmap()

    @cached_property
    def roadmap(self) -> "Roadmap":
        """The one that the command is about: the plan's, where it works on one, and overlays named on top."""
        from te_planner.plan.overlays import working_roadmap

        folders = getattr(self.args, "overlays", None)
        # with --overlay the plan is a choice: without -p it is not looked for
        on_plan = hasattr(self.args, "plan") and (self.args.plan or not hasattr(self.args, "overlays"))
        roadmap = working_roadmap(self.base, self.snapshot.overlays) if on_plan else self.base
        if folders:
            from te_planner.roadmap.overlaid import overlaid
            from te_planner.roadmap.overlay_files import read_overlay

            roadmap = overlaid(roadmap, [read_overlay(Path(folder)) for folder in folders])
        return roadmap

    @cached_property
    def path(self) -> Path:
        """The plan: -p, the variable, or the only one here; else a message."""
        found = find_plan(getattr(self.args, "plan", None))
        if found is None:
            raise WrongCall(no_plan_text())
        return found

    def open(self) -> "Plan":
        from te_planner.plan.store import open_plan

        self._opened.append(open_plan(self.path, doubted=self.doubted))
        return self._opened[-1]

    def back_up(self) -> None:
        """The day's backup, once something was written and told; where it cannot be made, that is told."""
        if any(plan.wrote for plan in self._opened):
            from te_planner.plan.copies.backups import daily_backup

            self.out.stdout.flush()
            try:
                daily_backup(self.path, self.today)
            except Unreadable as error:
                self.out.message(str(error))

    @cached_property
    def snapshot(self) -> "Snapshot":
        with self.open() as plan:
            return plan.snapshot()

    @cached_property
    def readiness(self) -> "Readiness":
        """The figures of the plan as of --as-of, or of today; with --known-on as they were known then."""
        as_of = self.day("as_of")
        known_on = self.day("known_on")
        if known_on and as_of and as_of > known_on:
            raise WrongCall(
                f"--as-of {as_of} lies after --known-on {known_on}: nobody knew then what would hold.\n"
                f"Name a day up to {known_on}, or leave one of the two out."
            )
        if self.snapshot.plan.roadmap != self.roadmap.label:
            self.out.message(OTHER_EDITION)
        self._warn_of_copies()
        return self.figures(as_of or known_on or self.today, known_on)

    def _warn_of_copies(self) -> None:
        from te_planner.exchange.command_line import command_line
        from te_planner.plan.copies.conflicting import conflicting_copies, warning

        for each in conflicting_copies(self.path):
            words = ("te-planner", "merge", str(each.path), "-p", str(self.path))
            self.out.message(f"{warning(each)}\n{command_line(words)} shows them.")

    def figures(self, as_of: "Day", known_on: "Day | None" = None) -> "Readiness":
        """The figures of the plan as of a day, as it is now or as it was known on another day."""
        from te_planner.readiness.evaluate import evaluate

        if known_on is None:
            return evaluate(self.roadmap, self.snapshot, as_of=as_of, today=self.today)
        if known_on > self.today:
            raise WrongCall(f"{known_on} lies ahead: nobody knows yet what the plan will say then.")
        from te_planner.plan.replay import known_on as replayed

        with self.open() as plan:
            then = replayed(plan, known_on)
        return evaluate(self.roadmap, then, as_of=as_of, today=self.today, known_on=known_on)

    def day(self, option: str) -> "Day | None":
        """The day of an option such as --as-of, or None where it was not given."""
        from te_planner.plan.days import parse_day

        asked = getattr(self.args, option, None)
        return parse_day(asked, f"--{option.replace('_', '-')}") if asked else None

    @cached_property
    def systems(self) -> "tuple[SystemReadiness, ...]":
        """The systems asked for with --system, or all."""
        known = {each.system.name: each for each in self.readiness.systems.values()}
        asked = getattr(self.args, "systems", None) or list(known)
        names = dict.fromkeys(named("system", name, list(known)) for name in asked)
        return tuple(known[name] for name in names)

    @cached_property
    def due(self) -> "tuple[Due, ...]":
        """What is late or coming up in the systems asked for, or in none of them."""
        ids = {None, *(each.system.id for each in self.systems)}
        return tuple(each for each in self.readiness.due if each.system_id in ids)

    @cached_property
    def project(self) -> str | None:
        """The key of the project asked for with --project."""
        asked = getattr(self.args, "project", None)
        keys = [each.key for each in self.readiness.snapshot.projects]
        return None if asked is None else named("project", asked, keys)

    def cell(self, ref: str) -> "Cell":
        """A cell of the roadmap by its reference, in any case."""
        found = self.roadmap.cells.get(ref.upper())
        if found:
            return found
        from difflib import get_close_matches

        near = get_close_matches(ref.upper(), self.roadmap.cells, n=3)
        raise WrongCall(
            f"The roadmap has no cell “{ref}”. Near: {', '.join(near) or 'none'}.\n"
            "te-planner roadmap search WORDS finds one."
        )

    def table(self, table: "Table") -> int:
        """A list, in the format asked for; its schema is named after the table."""
        from te_planner.cli.tables import csv_row, csv_titles, objects, texts

        if self.args.format == "json":
            from te_planner.exchange.readiness_json import header

            data = header(f"te-planner/{table.key}/1", self.readiness)
            self.out.json(data | {table.key: objects(table)})
        elif self.args.format == "csv":
            self.csv([csv_titles(table), *(csv_row(table, row) for row in table.rows)])
        elif table.rows:
            self.note_day()
            self.out.table([column.title for column in table.columns], texts(table))
        else:
            self.note_day()
            self.out.line(table.empty)
        return 0

    def note_day(self) -> None:
        """What the figures of another day than today are."""
        from te_planner.exchange.marks import as_of_note

        if note := as_of_note(self.readiness.as_of, self.today, self.readiness.known_on):
            self.out.line(note, "quiet")

    def csv(self, rows: Sequence[Any]) -> None:
        """Rows as CSV; where a text was quoted, a message says so."""
        from te_planner.exchange.csv_text import NOTE, csv_text, safe

        made = [list(row) for row in rows]
        self.out.document(csv_text(made))
        if any(safe(value) != value for row in made for value in row):
            self.out.message(NOTE)


def named(what: str, asked: str, known: Sequence[str]) -> str:
    """The name that was asked for, as written or in any case."""
    if asked in known:
        return asked
    for name in known:
        if name.casefold() == asked.casefold():
            return name
    raise WrongCall(unknown(what, asked, known))


def unknown(what: str, name: str, known: Sequence[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=3, cutoff=0.4) or list(known)[:5]
    return f"There is no {what} “{name}”. Known are: {', '.join(near) or 'none'}."


def who_is_it(asked: str | None) -> str:
    """Who makes a change: --who, or the account's name."""
    if asked:
        return asked
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "planner"
