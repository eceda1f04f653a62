"""Editions: what another edition of the roadmap changes in the plan, and what to look at again."""

import asyncio
from collections.abc import Iterator, Sequence
from typing import Any, ClassVar, NamedTuple

from textual.binding import Binding, BindingType
from textual.widget import Widget

from te_planner.errors import PlannerError
from te_planner.plan.recorded import Before
from te_planner.readiness.model import Readiness, SystemReadiness
from te_planner.readiness.reviews import OpenMerger
from te_planner.roadmap.diff import Change, counts
from te_planner.tui import routes
from te_planner.tui.edition_cards import item_card
from te_planner.tui.edition_items import (
    PARTS,
    Asked,
    Item,
    Part,
    answers,
    item_lines,
    items,
    shown,
)
from te_planner.tui.keys import bindings
from te_planner.tui.lines import BLANK, Line, Span, Target, wrapped
from te_planner.tui.modal import Window
from te_planner.tui.pair import PairScreen, nothing_found
from te_planner.tui.sheet import Sheet

NAMES: dict[Part, str] = {"ours": "of ours", "left": "left behind"}
NOTHING = "No answer is to be looked at again; none is left under an old reference."


class Choices(NamedTuple):
    """Which part is shown."""

    part: Part = "all"
    needle: str = ""


class EditionsScreen(PairScreen):
    """A dry run until it is adopted; then each suspect statement with both texts. One key an answer."""

    NAME = "editions"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("editions")]

    def __init__(self) -> None:
        super().__init__()
        self.part: Part = "all"
        self.before: Before | None = None
        self._read_for: tuple[Any, ...] = ()
        self._made: tuple[Readiness, Before | None, tuple[Item, ...]] | None = None
        self._wanted: Target | None = None

    # what is shown

    def refresh_figures(self) -> None:
        super().refresh_figures()
        readiness = self.planner.readiness
        if readiness and self.is_mounted:
            needed = (readiness.snapshot.editions, readiness.roadmap.label)
            if needed != self._read_for:
                self._read_for = needed
                self.run_worker(self._read(readiness), group="read", exclusive=True)

    async def _read(self, readiness: Readiness) -> None:
        """What the plan kept of its editions, from the plan's own thread."""
        session = self.planner.session
        if session is None:
            return
        try:
            self.before = await asyncio.wrap_future(session.before(readiness))
        except PlannerError as error:
            self.planner.tell(str(error), failed=True)
            return
        self.refresh_figures()
        wanted, self._wanted = self._wanted, None
        if wanted:
            self.show_target(wanted)

    def found(self) -> tuple[Item, ...]:
        """All items, made once for the same figures."""
        readiness, made = self.planner.readiness, self._made
        if readiness is None:
            return ()
        if made is None or made[0] is not readiness or made[1] is not self.before:
            made = self._made = readiness, self.before, items(readiness, self.before)
        return made[2]

    def shown(self) -> list[Item]:
        """The items of the part that is shown."""
        readiness = self.planner.readiness
        return shown(readiness, self.found(), self.part, self.needle) if readiness else []

    def item(self) -> Item | None:
        """What the list's cursor is on."""
        target = self.here()
        return next((each for each in self.found() if each.target == target), None)

    def list_lines(self, readiness: Readiness, system: SystemReadiness | None, width: int) -> Sequence[Line]:
        made = [*self._head(readiness, width), BLANK]
        if found := self.shown():
            return made + item_lines(readiness, found, width)
        otherwise = "Nothing in this part; g shows the next one." if self.found() else NOTHING
        return made + nothing_found(width, self.needle, otherwise)

    def _head(self, readiness: Readiness, width: int) -> list[Line]:
        plan, program = readiness.snapshot.plan.roadmap, readiness.roadmap.label
        if plan == program:
            return wrapped(f"This plan works by this edition: {program}", width, "strong")
        made = [
            *wrapped(f"This plan works by {plan}", width, "strong"),
            *wrapped(f"The program has {program}", width, "strong"),
        ]
        if self.before is None:
            return [*made, *wrapped("Reading what the plan kept …", width, "quiet")]
        made += wrapped(_counted(self.before.changes), width)
        if not self.before.was.kept:
            text = "The plan is older than the keeping of texts: what was only reworded cannot be told."
            made += wrapped(text, width, "quiet")
        return [*made, *wrapped("Nothing is adopted by itself: A adopts it.", width, "next")]

    def card_lines(
        self, readiness: Readiness, system: SystemReadiness | None, target: Target, width: int
    ) -> list[Line]:
        item = self.item()
        return item_card(readiness, self.before, item, width) if item else []

    # the parts

    def has_choices(self) -> bool:
        return True

    def choices(self) -> Any:
        return Choices(self.part, self.needle)

    def restore(self, choices: Any) -> None:
        if isinstance(choices, Choices):
            self.part, choices = choices
        super().restore(choices)

    def filter_line(self) -> Line:
        spans = [Span(" show ", "quiet")]
        for each in PARTS:
            name = NAMES.get(each, each)
            text, tone = (f"[{name}]", "strong") if each == self.part else (f" {name} ", "quiet")
            spans.append(Span(text, tone, Target("action", f"turn_to('{each}')")))
        left = len(answers(self.found()))
        spans.append(Span(f"   {left} left to review" if left else "", "next"))
        return tuple(spans)

    def action_turn(self, _what: str, step: int) -> None:
        self.action_turn_to(PARTS[(PARTS.index(self.part) + step) % len(PARTS)])

    def action_turn_to(self, part: Part) -> None:
        self.part = part
        self.list_sheet.at = (0, 0)
        self.refresh_figures()

    # coming here, and going on

    def arrive(self, target: Target | None, choices: Any) -> None:
        """Without a target: to what concerns the cell that one came from."""
        if target is None and choices is None and self.planner.trail:
            target = self.planner.trail[-1].target
        super().arrive(target, choices)

    def show_target(self, target: Target) -> None:
        found = self._of(target)
        if found is None and self.before is None:
            self._wanted = target
        if found and found not in self.shown():
            self.part = "all"
            self.refresh_figures()
        super().show_target(found.target if found else target)

    def _of(self, target: Target) -> Item | None:
        """The item that a target is, or that is about its cell or statement; answers of its system first."""
        own = target.of or self.planner.system_id
        found = [each for each in self.found() if each.target == target or target.ref in each.refs]
        return min(found, key=lambda each: _system_of(each) not in (own, ""), default=None)

    def context(self) -> list[Target]:
        item = self.item()
        if item is None:
            return super().context()
        cells = self.planner.readiness.roadmap.cells if self.planner.readiness else {}
        refs = (item.about.new, item.about.old) if isinstance(item.about, Change) else item.refs
        return [routes.cell(ref, _system_of(item)) for ref in refs if ref in cells]

    def go_on(self) -> None:
        """To the suspect statement that took the place of the one answered, else to the first."""
        left = [each.target for each in answers(self.found())]
        if left and self.here() not in left:
            self.list_sheet.select(left[0])
        self._follow()

    # answering

    def action_holds(self) -> None:
        item = self.item()
        if item and isinstance(item.about, Asked):
            self.run_worker(self._confirm(item.about.suspect.statement.id))
        else:
            self.planner.tell("There is no suspect statement under the cursor; A adopts an edition.")

    def action_adopt(self) -> None:
        readiness, before = self.planner.readiness, self.before
        if readiness is None or before is None or readiness.snapshot.plan.roadmap == readiness.roadmap.label:
            self.planner.tell("This plan works by this edition; there is nothing to adopt.")
            return

        def answered(adopts: bool | None) -> None:
            if adopts:
                self.run_worker(self._adopt())

        self.app.push_screen(AdoptWindow(self.found(), before, readiness.roadmap.label), answered)

    async def _adopt(self) -> None:
        if await self._edited("adopt_edition"):
            self.part, self.list_sheet.at = "all", (0, 0)
            self.refresh_figures()
            self.go_on()

    async def _confirm(self, statement: str) -> None:
        if await self._edited("confirm_meaning", statement=statement):
            self.go_on()

    async def _edited(self, name: str, **values: Any) -> bool:
        """Whether the edit was made; a refusal is told."""
        try:
            await self.planner.edit(name, values)
        except PlannerError as error:
            self.planner.tell(str(error), failed=True)
            return False
        return True


class AdoptWindow(Window[bool]):
    """The question before an edition is adopted: what will be carried over, and what is to be done then."""

    KEYS = (("y", "adopts; u takes it back", "adopt"), ("esc", "not now", "close"))
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "adopt", show=False),
        Binding("n", "close", show=False),
        Binding("q", "close", show=False),
    ]

    def __init__(self, found: Sequence[Item], before: Before, edition: str) -> None:
        super().__init__("Adopt this edition of the roadmap?")
        touched = [each.about for each in found if isinstance(each.about, Change) and each.uses]
        self.touched = len({each.old for each in touched})
        self.again = len({each.old for each in touched if each.other_meaning})
        self.before, self.edition = before, edition

    def body(self) -> Iterator[Widget]:
        yield Sheet(self._lines, id="question", can_focus=False)

    def _lines(self, width: int, _height: int) -> list[Line]:
        return [
            *wrapped(f"From {self.before.was.label}", width),
            *wrapped(f"to {self.edition}", width, "strong"),
            *wrapped(_counted(self.before.changes), width),
            BLANK,
            *wrapped(f"Cells that change, and of which the plan says something: {self.touched}.", width),
            *wrapped("All of it is carried over, or stays readable under its old reference.", width),
            *wrapped(
                f"Those that ask for something else, to be looked at again: {self.again}.", width, "check"
            ),
        ]

    def action_adopt(self) -> None:
        self.dismiss(True)


def _counted(changes: Sequence[Change]) -> str:
    return " · ".join(f"{kind} {count}" for kind, count in counts(changes).items())


def _system_of(item: Item) -> str:
    about = item.about
    if isinstance(about, Asked):
        return about.suspect.system_id
    return about.system_id if isinstance(about, OpenMerger) else ""
