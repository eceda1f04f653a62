"""Reader: what the roadmap says beside its cells, and the workshop's questions with their answers."""

from typing import ClassVar

from textual.binding import BindingType

from te_planner.exchange.marks import CELL_MARKS
from te_planner.readiness.model import Readiness, SystemReadiness
from te_planner.readiness.workshop import Asked, answered_text, asked_questions
from te_planner.roadmap.model import Roadmap
from te_planner.tui.keys import bindings
from te_planner.tui.lines import BLANK, Line, Span, Target, cut, fit, heading, line
from te_planner.tui.pair import PairScreen, matches, nothing_found
from te_planner.tui.reader_cards import reader_card, standing_of
from te_planner.tui.reader_entries import Entry, entries
from te_planner.tui.wording import sign

CLAUSE = 9
NOTES = {
    "What shows the stage": "O picks what fits",
    "Standards": "~ derived: cover part of an enabler",
}
MARKS = {"answered": CELL_MARKS["attained"], "open": CELL_MARKS["planned"]}


class ReaderScreen(PairScreen):
    """The list of all that can be read, with its card."""

    NAME = "reader"
    OF_ROADMAP = True
    AHEAD = True
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("reader")]

    def list_lines(self, readiness: Readiness, system: SystemReadiness | None, width: int) -> list[Line]:
        asked = asked_questions(readiness.roadmap, readiness.snapshot, readiness.as_of)
        standings = {str(each.question.number): each for each in asked}
        notes = {**NOTES, "Workshop questions": answered_text(asked)}
        made: list[Line] = []
        group = ""
        for each in self._found(readiness.roadmap, standings):
            if each.group != group:
                group = each.group
                made += [*([BLANK] if made else []), heading(group, notes.get(group, ""))]
            made.append(self._entry(each, _own(each, standings), width))
        return made or nothing_found(width, self.needle, "The roadmap has no texts.", readiness.roadmap)

    def _found(self, roadmap: Roadmap, standings: dict[str, Asked]) -> list[Entry]:
        """What fits the search; groups, and in them entries, that are named so come first."""
        best: dict[str, int] = {}
        ranked: list[tuple[int, Entry]] = []
        for each in entries(roadmap):
            own = _own(each, standings)
            said = (standing_of(own), own.answer.answer if own.answer else "") if own else ()
            told = (each.group, each.name, each.clause, each.text, *said)
            if matches(self.needle, *told, everyday=self.everyday):
                rank = _rank(self.needle, each.name)
                ranked.append((rank, each))
                best[each.group] = min(rank, best.get(each.group, rank))
        groups = sorted(best, key=lambda group: best[group])
        ranked.sort(key=lambda found: (groups.index(found[1].group), found[0]))
        return [each for _, each in ranked]

    def _entry(self, entry: Entry, asked: Asked | None, width: int) -> Line:
        name, tone, right = entry.name, "", entry.clause
        if asked:
            right = standing_of(asked)
            mark = MARKS[right]
            name, tone = f"{sign(mark, self.planner.plain)} {name.removeprefix('Question ')}", mark.tone
        return line(
            "  ",
            Span(fit(name, width - CLAUSE - 3) + " ", tone, entry.target),
            Span(cut(right, CLAUSE), "quiet", entry.target),
        )

    def card_lines(
        self, readiness: Readiness, system: SystemReadiness | None, target: Target, width: int
    ) -> list[Line]:
        return reader_card(readiness, system, target, width, plain=self.planner.plain)


def _own(entry: Entry, standings: dict[str, Asked]) -> Asked | None:
    return standings.get(entry.target.ref) if entry.target.kind == "question" else None


def _rank(needle: str, name: str) -> int:
    """0 for a name that begins with what is searched, 1 for one that has it, 2 for any other."""
    if name.casefold().startswith(needle.strip().casefold()):
        return 0
    return 1 if matches(needle, name) else 2
