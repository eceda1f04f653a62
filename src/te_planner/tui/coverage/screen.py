"""Coverage: one screen of six sections, each a list with the cards of what stands in it."""

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.binding import BindingType

from te_planner.readiness.model import Readiness, SystemReadiness
from te_planner.roadmap.model import STAGES, TRACKS
from te_planner.tui import routes
from te_planner.tui.coverage import matrix
from te_planner.tui.coverage.cards import card
from te_planner.tui.coverage.drivers import driver_lines
from te_planner.tui.coverage.gaps import gap_lines
from te_planner.tui.coverage.obligations import obligation_lines
from te_planner.tui.coverage.path import path_lines
from te_planner.tui.coverage.shown import ALL, OF_KIND, SECTIONS, Choices
from te_planner.tui.coverage.wins import win_lines
from te_planner.tui.keys import bindings
from te_planner.tui.lines import BLANK, Line, Span, Target
from te_planner.tui.pair import PairScreen, no_system

NEW = {"path": "waypoint", "drivers": "driver", "obligations": "obligation", "gaps": "estimate"}
"""What `n` makes in a section; elsewhere a project, as on every screen."""
EDITED = {
    "waypoint": "waypoint_change", "driver": "driver_change", "trigger": "driver_change",
    "obligation": "obligation_change", "contribution": "map",
}  # fmt: skip
NARROWED = ("matrix", "gaps")
TURNED = {"track": (*TRACKS, ALL), "stage": (*map(str, STAGES), ALL), "section": SECTIONS}


class CoverageScreen(PairScreen):
    """Sections are turned by one key; track and stage narrow the matrix and the gaps."""

    NAME = "coverage"
    AHEAD = True
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("coverage")]

    def __init__(self) -> None:
        super().__init__()
        self.shown = Choices()

    def on_mount(self) -> None:
        self._lay_out()

    def has_choices(self) -> bool:
        return True

    def choices(self) -> Any:
        return self.shown._replace(needle=self.needle)

    def restore(self, choices: Any) -> None:
        if isinstance(choices, Choices):
            self.shown = choices
            super().restore(choices.needle)
        else:
            super().restore(choices)
        self._lay_out()

    def show_target(self, target: Target) -> None:
        section = OF_KIND.get(target.kind)
        if section and section != self.shown.section:
            self.shown = Choices(section=section)
            self._lay_out()
            self.refresh_figures()
        super().show_target(target)

    def context(self) -> list[Target]:
        """A contribution is about its enabler and its project as well."""
        found = super().context()
        readiness = self.planner.readiness
        for target in tuple(found):
            both = (
                routes.contribution_of(readiness, target.ref)
                if readiness and target.kind == "contribution"
                else None
            )
            if both:
                found += [routes.cell(both[0].cell.ref, both[0].system_id), routes.project(both[1].project)]
        return found

    def chosen(self, sheet: Any, target: Target) -> None:
        if target.kind == "sum":
            what, _, value = target.ref.partition(" ")
            self.action_turn_to(what, value)
        else:
            super().chosen(sheet, target)

    # turning

    def action_turn(self, what: str, step: int) -> None:
        """The next, or previous, section, track or stage; or systems for projects as columns."""
        readiness = self.planner.readiness
        if what == "by":
            if readiness:
                others = "systems" if matrix.by_projects(self.shown, readiness) else "projects"
                self._turn(by=others, moved=0)
            return
        if what in ("track", "stage") and self.shown.section not in ("matrix", "gaps"):
            self.planner.tell("The matrix and the gaps are shown by track and stage; g leads to them.")
            return
        values = TURNED[what]
        now = getattr(self.shown, what)
        self._turn(**{what: values[(values.index(now) + step) % len(values)]})

    def action_turn_to(self, what: str, value: str) -> None:
        self._turn(**{what: value})

    def action_pan(self, step: int) -> None:
        """The matrix's columns, half a screen of them further."""
        readiness = self.planner.readiness
        if readiness:
            last = matrix.last_column(readiness, self.shown, self.list_sheet.size.width - 2)
            moved = min(max(self.shown.moved + step * 5, 0), last)
            if self.shown.section != "matrix":
                self.planner.tell("Only the matrix has columns to move; g leads to it.")
            elif moved == self.shown.moved:
                self.planner.tell(f"There is no column further to the {'right' if step > 0 else 'left'}.")
            else:
                self._turn(moved=moved)

    def _turn(self, **changed: Any) -> None:
        section = self.shown.section
        self.shown = self.shown._replace(**changed)
        if self.shown.section != section:
            super().restore("")
            self.list_sheet.at = (0, 0)
            self.list_sheet.scroll_home(animate=False)
            self.close_card()
            self.list_sheet.focus()
        self._lay_out()
        self.refresh_figures()
        self._follow()

    def _lay_out(self) -> None:
        """The matrix takes the whole width; it and the gaps have a line more of choices."""
        self.set_class(self.shown.section == "matrix", "-matrix")
        self.set_class(self.shown.section == "gaps", "-gaps")

    # making and changing

    def action_new(self) -> None:
        self.action_form(NEW.get(self.shown.section, "project"))

    def action_change(self) -> None:
        """The form of what the cursor is on, filled in."""
        for target in self.context():
            if target.kind in EDITED:
                self.action_form(EDITED[target.kind])
                return
        if any(target.kind == "cell" for target in self.context()):
            self.action_form("estimate")
        else:
            self.planner.tell("Nothing under the cursor can be changed here; n makes something new.")

    # what is shown

    def filter_line(self) -> Line:
        spans = [Span(" ")]
        for each in SECTIONS:
            spans += self._choice("section", each, each.capitalize())
        return tuple(spans)

    def _filters(self, width: int, _height: int) -> list[Line]:
        made = [self.filter_line()]
        readiness = self.planner.readiness
        if self.shown.section in NARROWED:
            made.append(self._narrowing(readiness))
        if self.shown.section == "matrix":
            # the sheet below has a pointer at its left and a scrollbar at its right
            made.append((Span(" "), *matrix.head(readiness, self.shown, width - 2)) if readiness else BLANK)
        return made

    def _narrowing(self, readiness: Readiness | None) -> Line:
        spans = [Span(" track ", "quiet")]
        spans += [span for each in TURNED["track"] for span in self._choice("track", each, each)]
        spans.append(Span(" · stage ", "quiet"))
        spans += [span for each in TURNED["stage"] for span in self._choice("stage", each, each)]
        if self.shown.section == "matrix" and readiness:
            by = "projects" if matrix.by_projects(self.shown, readiness) else "systems"
            spans.append(Span(" · by ", "quiet"))
            for each in ("systems", "projects"):
                spans += self._part("by", each, each, here=each == by)
        return tuple(spans)

    def _choice(self, what: str, value: str, text: str) -> list[Span]:
        return self._part(what, value, text, here=getattr(self.shown, what) == value)

    def _part(self, what: str, value: str, text: str, *, here: bool) -> list[Span]:
        shown = f"[{text}]" if here else f" {text} "
        return [Span(shown, "strong" if here else "quiet", Target("action", f"turn_to('{what}', '{value}')"))]

    def list_lines(self, readiness: Readiness, system: SystemReadiness | None, width: int) -> Sequence[Line]:
        shown, plain = self.choices(), self.planner.plain
        if shown.section == "obligations":
            return obligation_lines(readiness, shown, width)
        if system is None:
            return no_system(width)
        if shown.section == "matrix":
            return matrix.matrix_lines(readiness, system, shown, width, plain=plain)
        make = {"path": path_lines, "drivers": driver_lines, "gaps": gap_lines, "wins": win_lines}[
            shown.section
        ]
        return make(readiness, system, shown, width, plain=plain)

    def card_lines(
        self, readiness: Readiness, system: SystemReadiness | None, target: Target, width: int
    ) -> list[Line]:
        return card(readiness, system, target, width, plain=self.planner.plain)
