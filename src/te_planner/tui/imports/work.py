"""What an import does beside the screen's thread: reading a file against the plan, and taking it in."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from te_planner.exchange.imports.preview import Preview
from te_planner.tui.long_work import Progress

if TYPE_CHECKING:
    from te_planner.plan.store import Plan
    from te_planner.readiness.model import Readiness
    from te_planner.roadmap.model import Roadmap
    from te_planner.tui.session import Done, Session


class Asked(NamedTuple):
    """A file, and what the planner says of it; what is left empty is guessed. `columns`: plain heading ->
    value, empty for a column that is not to be read. `level`: the level of a schedule's tasks that are
    projects. `skip`: what is refused is left out."""

    path: Path
    sheet: str = ""
    dates: Literal["", "dmy", "mdy"] = ""
    decimal: Literal["", "point", "comma"] = ""
    level: int | None = None
    columns: Mapping[str, str] = {}
    skip: bool = False


def look(session: "Session", readiness: "Readiness", asked: Asked, progress: Progress) -> Preview:
    """What the file would change. Raises Unreadable, WrongCall, or what `progress` raises."""
    from te_planner.exchange.imports.compare import compare
    from te_planner.exchange.imports.options import Options
    from te_planner.exchange.imports.read import read_file
    from te_planner.exchange.imports.remembered import Remembered, remembered

    def known(own: "Session") -> "tuple[Roadmap, Remembered]":
        return own.roadmap, remembered(own.plan)

    name, snapshot, today = asked.path.name, readiness.snapshot, session.today
    progress(0, f"reading {name}")
    base, said = session.look(known).result()
    options = Options(
        sheet=asked.sheet,
        columns=asked.columns,
        dates=asked.dates,
        decimal=asked.decimal,
        level=asked.level,
        currency=snapshot.plan.currency,
        remembered=said,
        plan=snapshot,
        ask=True,
    )
    incoming = read_file(asked.path, options, lambda: base, today, _part(progress, 0, 0.6, f"reading {name}"))
    comparing = _part(progress, 0.6, 0.4, "comparing it with the plan")
    return compare([incoming], snapshot, lambda: readiness.roadmap, today, comparing)


def take_in(session: "Session", preview: Preview, asked: Asked, progress: Progress) -> "Done":
    """All of it as one change, and the figures after it. Raises WrongCall, or what `progress` raises."""
    from te_planner.exchange.imports.apply import apply_preview
    from te_planner.exchange.imports.remembered import to_remember

    def write(own: "Session") -> "Done":
        plan: Plan = own.plan
        entry = apply_preview(
            plan,
            preview,
            roadmap=own.roadmap,
            today=own.today,
            who=own.who,
            columns=to_remember(plan, preview.tables, asked.columns),
            skip_faults=asked.skip,
            progress=_part(progress, 0, 0.9, "taking it in"),
        )
        return own.done(entry)

    progress(0, "taking it in")
    return session.look(write).result()


def _part(progress: Progress, begin: float, size: float, now: str) -> Callable[[int, int], None]:
    """A part of the bar, told as so many of so many."""

    def told(done: int, total: int) -> None:
        of = f": {done:,} of {total:,}" if total else ""
        progress(begin + size * (done / total if total else 0), f"{now}{of}")

    return told
