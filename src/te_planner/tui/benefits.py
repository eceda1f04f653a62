"""Benefits: what is reached, what comes next and what blocks it, what is locked or to be decided."""

from typing import Any, ClassVar, NamedTuple

from textual.binding import BindingType

from te_planner.exchange.marks import BENEFIT_MARKS, CELL_MARKS
from te_planner.readiness.model import BenefitState, CellState, Readiness, SystemReadiness
from te_planner.tui import routes
from te_planner.tui.benefits_graph import GraphSheet, benefit_graph
from te_planner.tui.benefits_measures import measure_lines, measure_text
from te_planner.tui.cards import cell_card
from te_planner.tui.keys import bindings
from te_planner.tui.lines import BLANK, Line, Span, Target, cut, fit, fit_line, headed, line
from te_planner.tui.pair import PairScreen, matches, no_system, nothing_found
from te_planner.tui.wording import blocker_text, short_when, sign, title_of

WHEN = 17
WIDE = 160
"""From this width of the terminal on, what a benefit waits for stands beside it."""
ALL = "all"
SHOWN = (ALL, "unlocked", "coming", "stuck", "to decide", "locked")
"""What the list can be narrowed to; the realised ones are unlocked too."""


class Choices(NamedTuple):
    """Which benefits are listed, and whether the graph stands in place of the card."""

    shown: str = ALL
    graph: bool = False
    needle: str = ""


class BenefitsScreen(PairScreen):
    """The benefits of the system that is shown, by status."""

    NAME = "benefits"
    OF_ROADMAP = True
    AHEAD = True
    CARD = GraphSheet
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("benefits")]

    def __init__(self) -> None:
        super().__init__()
        self.shown, self.graph = ALL, False

    # choices

    def has_choices(self) -> bool:
        return True

    def choices(self) -> Any:
        return Choices(self.shown, self.graph, self.needle)

    def restore(self, choices: Any) -> None:
        if isinstance(choices, Choices):
            self.shown, graph, choices = choices
            self._set_graph(graph)
        super().restore(choices)

    def action_turn(self, what: str, step: int) -> None:
        """The next status; or the graph in place of the card, and back."""
        if what == "graph":
            self._set_graph(not self.graph)
            self._follow()
        else:
            self.shown = SHOWN[(SHOWN.index(self.shown) + step) % len(SHOWN)]
            self.list_sheet.at = (0, 0)
        self.refresh_figures()

    def action_turn_to(self, shown: str) -> None:
        self.shown = shown
        self.list_sheet.at = (0, 0)
        self.refresh_figures()

    def _set_graph(self, graph: bool) -> None:
        self.graph = graph
        if self.is_mounted:
            self.query_one(".pair").set_class(graph, "-graph")
            self.query_one("#card", GraphSheet).by_column = graph

    def open_card(self) -> None:
        super().open_card()
        target = self.here()
        if self.graph and target:  # from the benefit one goes left, to what it waits for
            self.card_sheet.select(target)

    def show_target(self, target: Target) -> None:
        system = self.planner.system
        if system and target.ref in system.benefits and not self._has(system.benefits[target.ref]):
            self.shown = ALL
            self.refresh_figures()
        super().show_target(target)

    def _has(self, benefit: BenefitState) -> bool:
        """Whether the chosen status is that of a benefit."""
        if self.shown in ("coming", "stuck"):
            return benefit.list == self.shown
        return (
            self.shown == ALL
            or self.shown == benefit.status
            or (self.shown == "unlocked" and benefit.unlocked)
        )

    def filter_line(self) -> Line:
        spans = [Span(" show ", "quiet")]
        for each in SHOWN:
            here = each == self.shown
            text = f"next {each}" if each in ("coming", "stuck") else each
            text = f"[{text}]" if here else f" {text} "
            spans.append(Span(text, "strong" if here else "quiet", Target("action", f"turn_to('{each}')")))
        word = "card" if self.graph else "graph"
        spans += [Span("  l", "key", Target("action", "turn('graph', 1)"))]
        spans += [Span(f" {word}", "", Target("action", "turn('graph', 1)"))]
        return tuple(spans)

    # what is shown

    def list_lines(self, readiness: Readiness, system: SystemReadiness | None, width: int) -> list[Line]:
        if system is None:
            return no_system(width)
        made: list[Line] = []
        for title, note, found in _groups(system):
            shown = [each for each in found if self._has(each) and self._fits(readiness, each)]
            if not shown:
                continue
            made += [*([BLANK] if made else []), *headed(f"{title}: {len(shown)}", note, width)]
            for each in shown:
                made += self._benefit(readiness, each, width)
        empty = (
            "The roadmap has no benefits."
            if self.shown == ALL
            else "No benefit is so; g shows the next ones."
        )
        return made or nothing_found(width, self.needle, empty, readiness.roadmap)

    def _fits(self, readiness: Readiness, benefit: BenefitState) -> bool:
        ref = benefit.cell.ref
        blockers = [each.cell.ref for each in benefit.blockers]
        said = (ref, readiness.roadmap.title(ref), benefit.cell.text, benefit.status, *blockers)
        return matches(self.needle, *said, everyday=self.everyday)

    def _benefit(self, readiness: Readiness, benefit: BenefitState, width: int) -> list[Line]:
        plain = self.planner.plain
        mark = BENEFIT_MARKS[benefit.status]
        target = routes.cell(benefit.cell.ref)
        when = short_when(benefit.forecast) if benefit.status in ("next", "locked") else ""
        when = "below target" if benefit.below_target else when
        flag = "!" if benefit.unlocked and benefit.flagged else ""
        text = f"{sign(mark, plain)}{flag} {title_of(readiness, benefit.cell.ref)}"
        if self.app.size.width >= WIDE and not self.graph:
            made = self._waiting(readiness, benefit, Span(text, mark.tone, target), when, width)
        else:
            made = [
                line(
                    Span(fit(text, width - WHEN - 1) + " ", mark.tone, target),
                    Span(cut(when, WHEN), "quiet", target),
                )
            ]
            for state in benefit.blockers if benefit.status == "next" else ():
                made.append(line("    ", self._blocker(readiness, state, width - 4)))
        for measure in benefit.measures if benefit.unlocked else ():
            said = f"{measure.measure.name}: {measure_text(measure)}"
            made.append(line("    ", Span(cut(said, width - 4), "check" if measure.falls_short else "quiet")))
        return made

    def _blocker(self, readiness: Readiness, state: CellState, width: int) -> Span:
        own = CELL_MARKS[state.state]
        said = f"{sign(own, self.planner.plain)} {blocker_text(readiness, state, width - 2)}"
        return Span(cut(said, width), own.tone, routes.cell(state.cell.ref))

    def _waiting(
        self, readiness: Readiness, benefit: BenefitState, own: Span, when: str, width: int
    ) -> list[Line]:
        """Where there is room: what a benefit waits for stands beside it, of a locked one the first of it."""
        name = width * 2 // 5
        room = width - name - WHEN - 2
        shown = benefit.blockers if benefit.status == "next" else benefit.blockers[:1]
        rest = len(benefit.blockers) - len(shown)
        more = f" and {rest} more" if rest else ""
        waits = [self._blocker(readiness, state, room - len(more)) for state in shown] or [Span("")]
        made: list[Line] = []
        for place, each in enumerate(waits):
            beside = fit_line(line(each, Span(more, "quiet")), room)
            first = own._replace(text=fit(own.text, name)) if place == 0 else Span(" " * name)
            end = Span(cut(when, WHEN), "quiet", own.target) if place == 0 else Span("")
            made.append(line(first, " ", *beside, " ", end))
        return made

    def card_lines(
        self, readiness: Readiness, system: SystemReadiness | None, target: Target, width: int
    ) -> list[Line]:
        if system is None or target.ref not in system.benefits:
            return []
        if self.graph:
            return benefit_graph(readiness, system, target.ref, width, plain=self.planner.plain)
        made = cell_card(readiness, system, target.ref, width, plain=self.planner.plain)
        return [*made, *measure_lines(system.benefits[target.ref], width)]


def _groups(system: SystemReadiness) -> list[tuple[str, str, list[BenefitState]]]:
    """The benefits by status, those to look at first on top."""

    def of(*statuses: str) -> list[BenefitState]:
        return [each for each in system.benefits.values() if each.status in statuses]

    return [
        ("Next, coming", "every blocker is covered", [*system.coming]),
        ("Next, stuck", "something is not covered", [*system.stuck]),
        ("To decide", "a required cell is set aside", of("to decide")),
        ("Realised", "seen, with evidence", of("realised")),
        ("Unlocked", "all that they require is there", of("unlocked")),
        ("Locked", "something earlier comes first", of("locked")),
        ("Not applicable", "set aside", of("not applicable")),
    ]
