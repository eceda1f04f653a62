"""A report as a frozen tree of sections, facts, paragraphs and tables, from which each format is written.

A table's values are the figures themselves (a day, a fraction, a tally), taken from Readiness once; `shown`
puts them into words, the same for every format that people read.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, Literal, NamedTuple

from te_planner.exchange.marks import NOT_SOURCE, based, day_text, percent, stage_text
from te_planner.exchange.report.figures import Figure
from te_planner.exchange.safe_text import one_line
from te_planner.plan.snapshot import Day
from te_planner.readiness.drivers import number
from te_planner.readiness.model import GroupForecast, Tally
from te_planner.roadmap.model import Roadmap

Kind = Literal["text", "count", "number", "stage", "day", "percent", "list", "tally", "group", "flag"]


class Title(NamedTuple):
    """A cell's title, for people after the signs of what is not the source's as it stands there."""

    text: str
    signs: str

    def __str__(self) -> str:
        return f"{self.signs} {self.text}".lstrip()


Value = str | int | float | Title | Fraction | tuple[str, ...] | Tally | GroupForecast | None
Tone = Literal["plain", "derived", "warning"]
ChartKind = Literal["stages", "coverage", "gantt", "readiness"]


class Column(NamedTuple):
    """A column: its key in JSON, its title, and what its values are."""

    key: str
    title: str
    kind: Kind = "text"


class Table(NamedTuple):
    """A table; `empty` is said in its place where it has no row. `derived`: ours, not the source's."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    empty: str
    derived: bool = False


class Paragraph(NamedTuple):
    """A paragraph of plain text."""

    text: str
    tone: Tone = "plain"


class Fact(NamedTuple):
    """One labelled value."""

    key: str
    label: str
    value: Value
    kind: Kind = "text"


class Facts(NamedTuple):
    """Labelled values, one under another."""

    facts: tuple[Fact, ...]


class Chart(NamedTuple):
    """A picture with what it says in words: one sentence, and a table where no other table has its figures.

    `figure` is what is drawn; formats without pictures have the sentence and the table.
    """

    key: str
    kind: ChartKind
    title: str
    text: str
    figure: Figure
    table: Table | None = None


Block = Paragraph | Table | Facts | Chart


class Section(NamedTuple):
    """A titled part of the report; `system` where it is about one distribution system."""

    key: str
    title: str
    blocks: tuple[Block, ...]
    sections: tuple["Section", ...] = ()
    system: str | None = None


class Journal(NamedTuple):
    """The head of the plan's journal: how many entries, and the hash of the last."""

    entries: int
    head: str


class Event(NamedTuple):
    """A day for a calendar: a milestone, or the due day of an obligation. `id` is the id of its row."""

    id: str
    kind: Literal["milestone", "obligation"]
    day: Day
    title: str
    text: str
    done: bool


class Report(NamedTuple):
    """A report. `command` made it; `made_on` is the day on which it was made.

    `known_on`: the day on which the plan said so, where it is not as it says now. `kind`: the kind of report,
    `own` for one by somebody's own outline. `public`: without what is internal.
    """

    title: str
    plan: str
    stakeholder: str
    as_of: Day
    known_on: Day | None
    made_on: Day
    forecasts: bool
    roadmap: str
    rules: str
    journal: Journal
    command: str
    facts: Facts
    """All that each report says of itself."""
    head: Facts
    """What of it stands at the head: all, or the least where the outline puts the record elsewhere."""
    sections: tuple[Section, ...]
    kind: str = "readiness"
    public: bool = False
    events: tuple[Event, ...] = ()
    undated: int = 0
    """Milestones that no calendar can have, since they have no day."""
    paper: str = "a4"
    """What the formats with pages are laid out for: `a4` or `letter`."""
    quoted: tuple[str, ...] = ()
    """What a public report still says of what is internal, and where: for who hands it out, not printed."""


def walk(sections: tuple[Section, ...], depth: int = 0) -> Iterator[tuple[int, Section]]:
    """Every section with its depth, in reading order."""
    for section in sections:
        yield depth, section
        yield from walk(section.sections, depth + 1)


def title(roadmap: Roadmap, ref: str) -> Title:
    """A cell's title: `~` derived, `+` an overlay's, `…` where the source cuts it short."""
    cell = roadmap.cells[ref]
    signs = NOT_SOURCE.get(cell.provenance, "") + ("…" if cell.cut else "")
    return Title(roadmap.title(ref), signs)


def shown(kind: Kind, value: Value) -> str:
    """A value in words; the same in every format that people read."""
    if type(value) is str and kind == "text":  # most are, and a large plan has tens of thousands
        return (value if value.isprintable() else one_line(value)) or "–"
    return "–" if value is None and kind != "percent" else _shown(kind, value)


def _shown(kind: Kind, value: Value) -> str:
    if isinstance(value, Tally):
        return _tally(value)
    if isinstance(value, GroupForecast):
        return _group(value)
    if isinstance(value, Title):
        return one_line(str(value))
    if isinstance(value, tuple):
        return one_line(", ".join(map(str, value))) or "–"
    if kind == "flag":
        return "nobody delivers this" if value else "–"
    if kind == "day":
        return day_text(value if isinstance(value, str) else None, missing="–")
    if kind == "percent":
        return percent(value if isinstance(value, Fraction) else None)
    if kind == "number":
        return number(value) if isinstance(value, int | float) else "–"
    if kind == "stage":
        return stage_text(value) if isinstance(value, int) else "–"
    return one_line(str(value)) if value not in (None, "") else "–"


def _tally(tally: Tally) -> str:
    if not tally.applicable:
        return "none apply"
    text = f"{tally.satisfied} of {tally.applicable}"
    return f"{text} (strict {tally.strict}, {tally.flagged} flagged)" if tally.flagged else text


def _group(forecast: GroupForecast) -> str:
    """As `marks.group_text`, with the whole day and each cell without one named: a filing needs both."""
    if forecast.is_past:
        return f"since {day_text(forecast.day)}" if forecast.day else "from the start"
    if not forecast.undated:
        return based(day_text(forecast.day), forecast.basis)
    missing = f"{len(forecast.undated)} without a date: {', '.join(forecast.undated)}"
    return f"the rest by {day_text(forecast.day)}; {missing}" if forecast.is_open else missing


def plain_value(value: Value) -> Any:
    """A value for JSON: percent are whole, rounded down as they are shown."""
    if isinstance(value, Tally):
        return value._asdict()
    if isinstance(value, Title):
        return value.text
    if isinstance(value, GroupForecast):
        return group_json(value)
    if isinstance(value, Fraction):
        return percent_number(value)
    return list(value) if isinstance(value, tuple) else value


def percent_number(value: Fraction | None) -> int | None:
    """Whole percent, rounded down as `marks.percent` shows it."""
    return None if value is None else value.numerator * 100 // value.denominator


def group_json(forecast: GroupForecast) -> dict[str, Any]:
    """`whole`: the day by which all are expected; `day`: of those that have one, ahead where `open`."""
    return {
        "day": forecast.day,
        "whole": forecast.whole,
        "undated": list(forecast.undated),
        "fixed_by": forecast.fixed_by,
        "satisfied": forecast.is_past,
        "open": forecast.is_open,
        "basis": forecast.basis,
    }
