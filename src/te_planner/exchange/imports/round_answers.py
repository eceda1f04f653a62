"""A status round that came back: what was filled in, as one set of changes to look at. Blank is no answer."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from te_planner.errors import WrongCall
from te_planner.exchange.imports.day_column import Bad, day_column
from te_planner.exchange.imports.grid import Grid
from te_planner.exchange.imports.headings import plain
from te_planner.exchange.imports.model import Asked, Fault, Incoming, Kind, Place
from te_planner.exchange.imports.options import Options
from te_planner.exchange.imports.own_book import READ_ME, SHEET, VERSION, Marks
from te_planner.exchange.imports.status_round import KEY, check
from te_planner.exchange.imports.values import column_values
from te_planner.plan.days import spelled
from te_planner.plan.snapshot import Milestone, Snapshot

HEADINGS = 30
NEW = "This row is not one of those that were sent, and is not read. Enter it by a template."


class Row(NamedTuple):
    """A row that was sent: its key's parts, and its cells by heading."""

    place: Place
    key: tuple[str, ...]
    cells: Mapping[str, Any]

    def at(self, heading: str) -> Place:
        return self.place._replace(column=heading)

    def text(self, heading: str) -> str:
        cell = self.cells.get(heading)
        return str(cell).strip() if cell is not None else ""


def read_round(file: str, grids: Sequence[Grid], marks: Marks, plan: Snapshot, options: Options) -> Incoming:
    """What was filled in. Raises WrongCall where the round is another plan's, or of a version to come."""
    if marks.version != VERSION:
        raise WrongCall(
            f"{file} is a status round of version {marks.version or '?'}; this te-planner reads {VERSION}.\n"
            "Send a new one, with: te-planner template --owner NAME"
        )
    if marks.plan != plan.plan.id:
        raise WrongCall(
            f"{file} is a status round of another plan than {plan.plan.name}. Nothing was read.\n"
            "Import it into the plan that it was made from (by command: -p PLAN)."
        )
    answers = _Answers(file, marks, plan, options)
    for grid in grids:
        if grid.sheet.casefold() not in (SHEET, READ_ME):
            answers.sheet(grid)
    note = f"A status round of {spelled(marks.made)} for {marks.owner}: {len(answers.asked)} answers."
    return Incoming(file, (answers.asked,), tuple(answers.faults), (note,), tuple(answers.left_out))


class _Answers:
    """The answers of a round, row by row."""

    def __init__(self, file: str, marks: Marks, plan: Snapshot, options: Options) -> None:
        self.file, self.marks, self.plan, self.options = file, marks, plan, options
        self.milestones = {each.id: each for each in plan.milestones}
        self.asked: list[Asked] = []
        self.faults: list[Fault] = []
        self.left_out: list[Fault] = []
        self.seen: set[tuple[str, ...]] = set()

    def sheet(self, grid: Grid) -> None:
        for row in self._rows(grid):
            if row.key in self.seen:
                self.faults.append(Fault(row.place, "This row stands twice. Keep one of them."))
                continue
            self.seen.add(row.key)
            if row.key[0] == "milestone" and len(row.key) == 4:
                self._milestone(row, *row.key[1:])
            elif row.key[0] == "cell" and len(row.key) == 3:
                self._cell(row, *row.key[1:])
            else:
                self.faults.append(Fault(row.at(KEY), "The row's key was changed. Send a new round."))

    def _rows(self, grid: Grid) -> Iterator[Row]:
        """The rows below the headings that have a key; each other that says something is a fault."""
        found = _headings(grid)
        if found is None:
            if any(any(row) for row in grid.rows):
                place = Place(self.file, grid.sheet)
                self.left_out.append(Fault(place, f"No row of it has the heading “{KEY}”. It is not read."))
            return
        number, names = found
        self.faults += [
            Fault(Place(self.file, grid.sheet, row, column), text)
            for row, column, text in grid.remarks
            if row > number
        ]
        for below, cells in enumerate(grid.rows[number:], number + 1):
            said = {
                names[at]: cell for at, cell in enumerate(cells) if at in names and cell not in (None, "")
            }
            key = tuple(str(said.pop(plain(KEY), "")).split())
            place = Place(self.file, grid.sheet, below)
            if key:
                yield Row(place, key, said)
            elif said:
                self.faults.append(Fault(place, NEW))

    def _milestone(self, row: Row, id_: str, sent: str, mark: str) -> None:
        if mark != check(id_, row.text("project"), row.text("milestone")):
            self._not_as_sent(row)
            return
        self._comment(row)
        if (self._day(row, "forecast", quiet=True) or "-") != sent:
            text = "The forecast as sent was written over. Write the new one under “new forecast”."
            self.faults.append(Fault(row.at("forecast"), text))
            return
        known = self.milestones.get(id_)
        if known and (self._day(row, "baseline", quiet=True) or known.baseline_day) != known.baseline_day:
            baseline = spelled(known.baseline_day, "not set")
            text = f"The plan's baseline is {baseline}; a round does not ask for it, and "
            self.left_out.append(Fault(row.at("baseline"), f"{text}what stands here is not read."))
        if not (self._says(row, "done on") or self._says(row, "new forecast")):
            return
        if known is None:
            self.faults.append(Fault(row.place, "The plan has this milestone no more. Add it first."))
            return
        values: dict[str, Any] = {"id": id_}
        for heading, name in (("done on", "actual"), ("new forecast", "forecast")):
            if day := self._day(row, heading):
                values[name] = day
        self._since_sent(row, known, sent)
        self._ask("milestone", row, values, {"actual": "done on", "forecast": "new forecast"})

    def _since_sent(self, row: Row, known: Milestone, sent: str) -> None:
        now = known.forecast_day or "-"
        if now != sent and self._says(row, "new forecast"):
            self.left_out.append(
                Fault(row.at("forecast"), f"Since it was sent ({sent}), the plan's forecast became {now}.")
            )

    def _cell(self, row: Row, ref: str, mark: str) -> None:
        if mark != check(ref, row.text("system")) or ref != row.text("cell"):
            self._not_as_sent(row)
            return
        if not self._says(row, "answer"):
            for heading in ("since", "evidence"):
                if self._says(row, heading):
                    text = f"There is no answer, so what stands under “{heading}” is not read. Choose one."
                    self.faults.append(Fault(row.at("answer"), text))
                    return
            self._comment(row)
            return
        values: dict[str, Any] = {
            "cell": ref,
            "system": row.text("system"),
            "answer": self._value("attestation", "answer", row, "answer"),
            "effective": self._day(row, "since") or self.marks.made,
            "stated": self.marks.made,
            "made_by": self.marks.owner,
        }
        values["stated"] = max(values["stated"], values["effective"])
        if self._says(row, "evidence"):
            values["evidence"] = self._value("attestation", "evidence", row, "evidence")
        if self._says(row, "comment"):
            values["note"] = self._value("attestation", "note", row, "comment")
        self._ask("attestation", row, values, {"effective": "since", "note": "comment"})

    def _ask(self, kind: Kind, row: Row, values: dict[str, Any], columns: dict[str, str]) -> None:
        """Ask for it, where all of its cells mean something; else they were named already."""
        if not any(fault.place._replace(column="") == row.place for fault in self.faults):
            heads = {name: columns.get(name, name) for name in values}
            self.asked.append(Asked(kind, row.place, values, heads))

    def _comment(self, row: Row) -> None:
        if self._says(row, "comment"):
            text = f"“{row.text('comment')}”: a comment to read; the plan has no place for it."
            self.left_out.append(Fault(row.at("comment"), text))

    def _not_as_sent(self, row: Row) -> None:
        text = (
            "This row is not as it was sent: its name was written over, or its key is another row's. Put "
            "back what stood there, or send a new round."
        )
        self.faults.append(Fault(row.place, text))

    def _says(self, row: Row, heading: str) -> bool:
        return bool(row.text(heading))

    def _day(self, row: Row, heading: str, *, quiet: bool = False) -> str | None:
        raw = row.cells.get(heading)
        if raw is None or not str(raw).strip():
            return None
        found, _ = day_column([raw], "last", self.options.dates, heading)
        day: str | None = self._good(found[raw], row, heading, quiet=quiet)
        return day

    def _value(self, kind: Kind, value: str, row: Row, heading: str) -> Any:
        raw = row.cells[heading]
        memo, _ = column_values(kind, value, [raw], self.options, heading)
        return self._good(memo[raw], row, heading)

    def _good(self, value: Any, row: Row, heading: str, *, quiet: bool = False) -> Any:
        """The value, or nothing where it means nothing: that is said once."""
        if not isinstance(value, Bad):
            return value
        fault = Fault(row.at(heading), value.text)
        if not quiet and fault not in self.faults:
            self.faults.append(fault)
        return None


def _headings(grid: Grid) -> tuple[int, dict[int, str]] | None:
    """The number of the row that has the key's heading, and its columns in plain words."""
    for number, row in enumerate(grid.rows[:HEADINGS], 1):
        names = {at: plain(cell) for at, cell in enumerate(row) if isinstance(cell, str) and cell.strip()}
        if plain(KEY) in names.values():
            return number, names
    return None
