"""Benefits: what is reached, what comes next and what blocks it, what is locked or to be decided."""

from typing import ClassVar

from textual.binding import BindingType

from te_planner.exchange.marks import BENEFIT_MARKS, CELL_MARKS
from te_planner.readiness.model import BenefitState, Readiness, SystemReadiness
from te_planner.tui import routes
from te_planner.tui.cards import cell_card
from te_planner.tui.keys import bindings
from te_planner.tui.lines import BLANK, Line, Span, Target, cut, fit, heading, line
from te_planner.tui.pair import PairScreen, matches, nothing_found
from te_planner.tui.wording import blocker_text, short_when, sign, title_of

WHEN = 17


class BenefitsScreen(PairScreen):
    """The benefits of the system that is shown, by status."""

    NAME = "benefits"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("benefits")]

    def list_lines(self, readiness: Readiness, system: SystemReadiness | None, width: int) -> list[Line]:
        if system is None:
            return [line("The plan has no distribution system yet: N makes one.")]
        made: list[Line] = []
        for title, note, found in _groups(system):
            shown = [each for each in found if self._fits(readiness, each)]
            if not shown:
                continue
            made += [*([BLANK] if made else []), heading(f"{title}: {len(shown)}", note)]
            for each in shown:
                made += self._benefit(readiness, each, width)
        return made or nothing_found(self.needle, "The roadmap has no benefits.")

    def _fits(self, readiness: Readiness, benefit: BenefitState) -> bool:
        ref = benefit.cell.ref
        blockers = [each.cell.ref for each in benefit.blockers]
        return matches(
            self.needle, ref, readiness.roadmap.title(ref), benefit.cell.text, benefit.status, *blockers
        )

    def _benefit(self, readiness: Readiness, benefit: BenefitState, width: int) -> list[Line]:
        plain = self.planner.plain
        mark = BENEFIT_MARKS[benefit.status]
        target = routes.cell(benefit.cell.ref)
        when = short_when(benefit.forecast) if benefit.status in ("next", "locked") else ""
        flag = "!" if benefit.unlocked and benefit.flagged else ""
        text = f"{sign(mark, plain)}{flag} {title_of(readiness, benefit.cell.ref)}"
        made = [
            line(
                Span(fit(text, width - WHEN - 1) + " ", mark.tone, target),
                Span(cut(when, WHEN), "quiet", target),
            )
        ]
        for state in benefit.blockers if benefit.status == "next" else ():
            own = CELL_MARKS[state.state]
            said = f"{sign(own, plain)} {blocker_text(readiness, state, width - 6)}"
            made.append(line("    ", Span(cut(said, width - 4), own.tone, routes.cell(state.cell.ref))))
        return made

    def card_lines(
        self, readiness: Readiness, system: SystemReadiness | None, target: Target, width: int
    ) -> list[Line]:
        if system is None or target.ref not in readiness.roadmap.cells:
            return []
        return cell_card(readiness, system, target.ref, width, plain=self.planner.plain)


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
