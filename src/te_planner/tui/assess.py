"""Assess: a guided run through the enablers of a track's stage, and the four questions of 4.2."""

from collections.abc import Sequence
from typing import Any, ClassVar, NamedTuple, cast

from textual.binding import BindingType

from te_planner.errors import PlannerError
from te_planner.exchange.marks import CELL_MARKS, day_text, percent
from te_planner.readiness.assess import Asked, asked, left
from te_planner.readiness.model import CellState, Readiness, SystemReadiness
from te_planner.roadmap.model import STAGES, TRACKS, Stage, TrackKey
from te_planner.tui import routes
from te_planner.tui.keys import bindings
from te_planner.tui.lines import BLANK, Line, Span, Target, columns, labelled, line, wrap, wrapped
from te_planner.tui.pair import PairScreen, no_system
from te_planner.tui.wording import sign

OBSERVED = "4.2"
PICKS = "Of these four questions one picks what fits: enter does it."
SCOPES = (*TRACKS, OBSERVED)
KEYS = (("y", "yes, on evidence"), ("h", "partly"), ("j", "no"), ("x", "set aside"))
WORDS = {"in place": "yes, in place", "partly": "partly", "not in place": "no"}
IDLE = frozenset(
    ("answer('in place')", "answer('partly')", "answer('not in place')", "turn('stage', 1)", "form('attest')")
)
"""What has no enabler to work on, where four questions are picked from or there is no system."""

READING = 3.0
"""Seconds after which somebody who came here is taken to read a question."""


class Choices(NamedTuple):
    """What is being assessed."""

    scope: str = "RP"
    stage: Stage = 1


class AssessScreen(PairScreen):
    """One key an answer; the cursor goes on to the next that has none. What was answered is kept."""

    NAME = "assess"
    AHEAD = True
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("assess")]

    def __init__(self) -> None:
        super().__init__()
        self.chosen_scope = Choices()

    def has_choices(self) -> bool:
        return True

    def choices(self) -> Any:
        return self.chosen_scope

    def restore(self, choices: Any) -> None:
        if isinstance(choices, Choices):
            self.chosen_scope = choices

    def arrive(self, target: Target | None, choices: Any) -> None:
        super().arrive(target, choices)
        if target is None and choices is None:
            self.call_after_refresh(self.go_on)
        self.set_timer(READING, self._expect_answer)

    def _expect_answer(self) -> None:
        """One key answers: who stays here to read a question is about to."""
        if self.is_current:
            self.planner.expect_edit()

    def show_target(self, target: Target) -> None:
        readiness = self.planner.readiness
        cell = readiness.roadmap.cells.get(target.ref) if readiness else None
        if cell and cell.lane == "E":
            self.chosen_scope = Choices(cell.track, cell.stage)
            self.refresh_figures()
        super().show_target(target)

    def idle(self) -> frozenset[str]:
        system, scope = self.planner.system, self.chosen_scope
        return IDLE if system is None or scope.scope == OBSERVED else frozenset()

    # what is asked

    def questions(self) -> tuple[Asked, ...]:
        system, scope = self.planner.system, self.chosen_scope
        if system is None or scope.scope == OBSERVED:
            return ()
        return asked(system, cast("TrackKey", scope.scope), scope.stage)

    def filter_line(self) -> Line:
        scope = self.chosen_scope
        spans = [Span(" assess ", "quiet")]
        spans += [self._choice("scope", each, each == scope.scope) for each in SCOPES]
        if scope.scope != OBSERVED:
            spans.append(Span(" · stage ", "quiet"))
            spans += [self._choice("stage", each, each == scope.stage) for each in STAGES]
            questions = self.questions()
            if not questions:
                return tuple(spans)
            open_ = left(questions)
            done = f"   {len(questions) - open_} of {len(questions)} answered"
            spans.append(Span(f"{done}, {open_} left" if open_ else done, "next" if open_ else "good"))
            if not open_:
                onward = "g next stage" if scope.stage != STAGES[-1] else "k next track"
                spans.append(Span(f"  {onward}", "next", Target("action", _onward(scope))))
        return tuple(spans)

    def _choice(self, what: str, value: object, here: bool) -> Span:
        text = f"[{value}]" if here else f" {value} "
        return Span(text, "strong" if here else "quiet", Target("action", f"turn_to('{what}', '{value}')"))

    def list_lines(self, readiness: Readiness, system: SystemReadiness | None, width: int) -> Sequence[Line]:
        if system is None:
            return no_system(width)
        if self.chosen_scope.scope == OBSERVED:
            return _observed_lines(readiness, system, width)
        return [_row(readiness, each, width, self.planner.plain) for each in self.questions()]

    def card_lines(
        self, readiness: Readiness, system: SystemReadiness | None, target: Target, width: int
    ) -> list[Line]:
        if system is None:
            return []
        if target.kind == "observed":
            return _observed_card(readiness, system, target.ref, width)
        if target.ref not in system.cells:
            return []
        return _card(readiness, system.cells[target.ref], width, self.planner.plain)

    # answering

    def action_turn(self, what: str, step: int) -> None:
        scope = self.chosen_scope
        if what == "track":
            place = (SCOPES.index(scope.scope) + step) % len(SCOPES)
            self._turn(scope._replace(scope=SCOPES[place]))
        else:
            self._turn(scope._replace(stage=STAGES[(STAGES.index(scope.stage) + step) % len(STAGES)]))

    def action_turn_to(self, what: str, value: str) -> None:
        scope = self.chosen_scope
        self._turn(
            scope._replace(scope=value) if what == "scope" else scope._replace(stage=STAGES[int(value) - 1])
        )

    def _turn(self, choices: Choices) -> None:
        self.chosen_scope = choices
        self.list_sheet.at = (0, 0)
        self.refresh_figures()
        self.go_on()

    def chosen(self, sheet: Any, target: Target) -> None:
        if target.kind == "observed":
            self.action_form("pick")
        elif target.kind == "action":
            self.open_target(target)
        else:
            self.planner.visit("roadmap" if target.kind == "cell" else "projects", target)

    def action_answer(self, answer: str) -> None:
        """`in place` asks for the evidence at once; the others are noted as they are."""
        target = self.here()
        system = self.planner.system
        if system is None or target is None or target.ref not in system.cells:
            asks = self.chosen_scope.scope == OBSERVED and system is not None
            self.planner.tell(PICKS if asks else "There is no enabler under the cursor to answer for.")
        elif answer == "in place":
            self.action_form("assessed")
        else:
            self.run_worker(self._answer(target.ref, system, answer))

    async def _answer(self, ref: str, system: SystemReadiness, answer: str) -> None:
        edit = "observe" if system.cells[ref].cell.nature == "condition" else "attest"
        values = {"cell": ref, "system": system.system.name, "answer": answer}
        try:
            await self.planner.edit(edit, values)
        except PlannerError as error:
            self.planner.tell(str(error), failed=True)
            return
        self.go_on()

    def go_on(self) -> None:
        """To the next question without an answer, from the cursor on, then from the top."""
        questions = self.questions()
        refs = [each.state.cell.ref for each in questions]
        target = self.here()
        at = refs.index(target.ref) if target and target.ref in refs else 0
        for each in (*questions[at:], *questions[:at]):
            if not each.answered:
                self.list_sheet.select(routes.cell(each.state.cell.ref))
                break
        self.card_sheet.scroll_home(animate=False)


def _onward(scope: Choices) -> str:
    """The action that goes on once all of a stage is answered."""
    return "turn('stage', 1)" if scope.stage != STAGES[-1] else "turn('track', 1)"


def _row(readiness: Readiness, each: Asked, width: int, plain: bool) -> Line:
    state = each.state
    ref, mark = state.cell.ref, CELL_MARKS[state.state]
    said = state.standing
    answer = WORDS[said.answer] if said else mark.word if each.answered else ""
    flag = "! ask again" if state.flags else ""
    widths = [2, 8, max(width - 36, 10), 20]
    tone = "quiet" if each.answered else ""
    cells = [(sign(mark, plain), mark.tone), (ref, tone), (readiness.roadmap.title(ref), tone),
             (flag or answer, "check" if flag else tone)]  # fmt: skip
    return columns(cells, widths, routes.cell(ref))


def _card(readiness: Readiness, state: CellState, width: int, plain: bool) -> list[Line]:
    """The question: what the cell asks for, what could show it, what was answered last, and the keys."""
    mark, ref = CELL_MARKS[state.state], state.cell.ref
    keys: list[Span | str] = []
    for key, does in KEYS:
        keys += [Span(key, "key"), f" {does}   "]
    made = [line(*keys), BLANK]
    made += wrapped(state.cell.text, width, "strong", target=routes.cell(ref))
    made += [BLANK, line(Span(f"{sign(mark, plain)} {mark.word}", mark.tone))]
    if said := state.standing:
        last = f"{WORDS[said.answer]}, since {day_text(said.since)}, by {said.statement.made_by}"
        claim = "; a claim" if said.answer == "in place" and not said.evidence else ""
        made += labelled("last answer", last + claim, width)
        for item in said.evidence:
            made += labelled("", f"{item.title}, {item.place or item.sha256}", width, tone="quiet")
        made += [line(Span(f"! {flag}: is it still so?", "check")) for flag in state.flags]
    if hints := readiness.roadmap.hints(ref):
        made += [BLANK, line(Span("Evidence could be", "head"), Span("  ~ derived", "quiet"))]
        for hint in hints:
            first, *more = wrap(hint, width - 4)
            made += [line(f"  – {first}"), *(line(f"    {part}") for part in more)]
    made += [BLANK, *labelled("moved by", ", ".join(state.cell.actors), width)]
    for work in state.contributions:
        own = work.project.project
        text = f"{own.key} {own.title}: {work.contribution.share} %, work {percent(work.progress)}"
        made += labelled("project", text, width, target=routes.project(work.project))
    return made


def _observed_lines(readiness: Readiness, system: SystemReadiness, width: int) -> list[Line]:
    picks = {each.characteristic: each.pick for each in system.observed.profile}
    made = []
    for each in readiness.roadmap.parts.characteristics:
        pick = picks.get(each.key)
        said = f"stage {pick.stage}, {day_text(pick.effective_day)}" if pick else "not picked yet"
        widths = [max(width - 24, 10), 22]
        cells = [(each.title, ""), (said, "quiet" if pick else "next")]
        made.append(columns(cells, widths, Target("observed", each.key)))
    return made


def _observed_card(readiness: Readiness, system: SystemReadiness, key: str, width: int) -> list[Line]:
    found = next((each for each in readiness.roadmap.parts.characteristics if each.key == key), None)
    if found is None:
        return []
    made = [line(Span("enter", "key"), " picks what fits (4.2)"), BLANK]
    made += wrapped(found.question, width, "strong", target=Target("observed", key))
    pick = next(each.pick for each in system.observed.profile if each.characteristic == key)
    for stage, text in enumerate(found.picks, 1):
        here = pick is not None and pick.stage == stage
        name = f"stage {stage} ({'x' if here else ' '})"
        made += [BLANK, *labelled(name, text, width, tone="good strong" if here else "")]
    if pick:
        by = f"picked for {day_text(pick.effective_day)}, by {pick.made_by}"
        made += [BLANK, *labelled("last answer", by, width)]
    if found.note:
        made += [BLANK, *wrapped(found.note, width, "quiet")]
    return made
