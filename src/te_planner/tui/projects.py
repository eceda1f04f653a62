"""Projects: who does what by when, and what opens when a project finishes."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType

from te_planner.exchange.marks import month_text, percent
from te_planner.readiness.model import ProjectWork, Readiness, SystemReadiness
from te_planner.tui import routes
from te_planner.tui.keys import bindings
from te_planner.tui.lines import Line, Target, columns, first_step
from te_planner.tui.marking import MarkedPair
from te_planner.tui.pair import matches, nothing_found
from te_planner.tui.project_card import project_card
from te_planner.tui.rows import Rows
from te_planner.tui.wording import STATUS_TONES, lateness

EMPTY = "No project yet. A project says which enablers it delivers, by when, and who owns it."
OWNER_FROM = 84
NEXT_FROM = 122
"""From this width on a row names the owner; from this on also the milestone that comes next."""


class ProjectsScreen(MarkedPair):
    """All projects of the plan; the card names what opens in the system that is shown."""

    NAME = "projects"
    LIST = "-long"
    AHEAD = True
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("projects")]

    def list_lines(self, readiness: Readiness, system: SystemReadiness | None, width: int) -> Sequence[Line]:
        works = sorted(readiness.projects.values(), key=lambda each: each.project.key)
        found = [each for each in works if self._fits(each)]
        if not readiness.projects:
            return first_step(EMPTY, "n", "makes the first one", "form('project')", width)
        if not found:
            return nothing_found(width, self.needle, "")
        widths = _widths(width)
        head = columns([(each, "head") for each in _titles(widths)], widths, gap=1)
        return Rows([head], [routes.project(each) for each in found], lambda item: _row(found[item], widths))

    def _fits(self, work: ProjectWork) -> bool:
        own = work.project
        return matches(self.needle, own.key, own.title, own.owner, work.status, lateness(work))

    def show_target(self, target: Target) -> None:
        readiness = self.planner.readiness
        work = routes.project_of(readiness, target) if readiness else None
        if work:
            super().show_target(routes.project(work))
        if target.kind == "milestone" and self.card_sheet.select(target):
            self.open_card()

    def card_lines(
        self, readiness: Readiness, system: SystemReadiness | None, target: Target, width: int
    ) -> list[Line]:
        work = readiness.projects.get(target.ref)
        return project_card(readiness, system, work, width, plain=self.planner.plain) if work else []


def _widths(width: int) -> list[int]:
    """Key, title, (owner,) status, progress, finish, late: the title takes what is left."""
    fixed = [5, 9, 5, 8, 11]
    owner = [18] if width >= OWNER_FROM else []
    gaps = len(fixed) + len(owner)
    title = max(width - sum(fixed) - sum(owner) - gaps, 8)
    if width < NEXT_FROM:
        return [fixed[0], title, *owner, *fixed[1:]]
    coming = (title - 1) * 2 // 5
    return [fixed[0], title - 1 - coming, *owner, *fixed[1:], coming]


def _titles(widths: list[int]) -> list[str]:
    owner = ["Owner"] if len(widths) > 6 else []
    coming = ["Next milestone"] if len(widths) > 7 else []
    return ["Key", "Title", *owner, "Status", "Work", "Finish", "Late", *coming]


def _row(work: ProjectWork, widths: list[int]) -> Line:
    own = work.project
    tone = STATUS_TONES.get(work.status, "")
    late = lateness(work)
    owner = [(own.owner, "quiet")] if len(widths) > 6 else []
    coming = [(_coming(work), "quiet")] if len(widths) > 7 else []
    cells = [
        (own.key, "strong"),
        (own.title, "quiet" if work.cancelled else ""),
        *owner,
        (work.status, tone),
        (percent(work.progress), tone),
        (month_text(work.finish), "" if work.finish else "quiet"),
        (late, "late" if late.startswith("late") else "check"),
        *coming,
    ]
    return columns(cells, widths, routes.project(work), gap=1)


def _coming(work: ProjectWork) -> str:
    """The first milestone that is open, with its month."""
    still = [each for each in work.milestones if not each.done]
    first = min(still, key=lambda each: each.day or "9999", default=None)
    return f"{month_text(first.day)} {first.milestone.title}" if first and not work.cancelled else ""
