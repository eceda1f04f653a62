"""Lists as tab-separated text, which every spreadsheet takes from the clipboard."""

from collections.abc import Iterable, Sequence

from te_planner.exchange.csv_text import safe
from te_planner.exchange.marks import percent
from te_planner.readiness.model import Readiness, SystemReadiness
from te_planner.tui.lines import Target, clean
from te_planner.tui.wording import cell_mark, lateness

PROJECT = ("key", "title", "owner", "status", "start", "end", "work", "finish", "late", "note")
CELL = ("cell", "row", "track", "stage", "nature", "state")


def copied(readiness: Readiness, system: SystemReadiness | None, targets: Sequence[Target]) -> str:
    """The projects or cells, a heading first. What a spreadsheet would compute is quoted, as in CSV."""
    works = [readiness.projects[each.ref] for each in targets if each.ref in readiness.projects]
    if works:
        rows = [
            (
                own.key, own.title, own.owner, work.status, own.start_day, own.end_day,
                percent(work.progress), work.finish, lateness(work), own.note,
            )
            for work in works
            for own in (work.project,)
        ]  # fmt: skip
        return _text([PROJECT, *rows])
    road = readiness.roadmap
    cells = [road.cells[each.ref] for each in targets if each.ref in road.cells]
    return _text(
        [
            CELL,
            *(
                (each.ref, road.title(each.ref), each.track, str(each.stage), each.nature or "",
                 cell_mark(system, each).word if system else "")
                for each in cells
            ),
        ]
    )  # fmt: skip


def _text(rows: Iterable[Sequence[str | None]]) -> str:
    return "".join("\t".join(clean(str(safe(value or ""))) for value in row) + "\n" for row in rows)
