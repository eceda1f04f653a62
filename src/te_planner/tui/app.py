"""The terminal UI's app: it wires the plan, the screens and the keys. What they show is made elsewhere."""

import asyncio
import gc
import os
import sys
from collections.abc import Callable
from datetime import datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, cast

from textual.app import App
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.theme import Theme

from te_planner.tui.lines import Target
from te_planner.tui.looks import THEMES, tone_defaults
from te_planner.tui.open_plan import OpenPlan
from te_planner.tui.session import Session

if TYPE_CHECKING:
    from te_planner.plan.snapshot import Day

SCREENS = {
    "overview": "overview:Overview",
    "roadmap": "roadmap:RoadmapScreen",
    "projects": "projects:ProjectsScreen",
    "benefits": "benefits:BenefitsScreen",
    "timeline": "timeline:TimelineScreen",
    "coverage": "coverage.screen:CoverageScreen",
    "assess": "assess:AssessScreen",
    "history": "history:HistoryScreen",
    "report": "report:ReportScreen",
    "reader": "reader:ReaderScreen",
    "editions": "editions:EditionsScreen",
    "start": "start:StartScreen",
}


AHEAD = tuple(name for name in SCREENS if name not in ("editions", "start"))
"""The screens that are a key away, from everywhere."""
BREATH = 0.03
"""Seconds between two steps of making a screen ahead; what a key asks for goes first."""
OWN = {each.name: each for each in THEMES}


class Place(NamedTuple):
    """Where somebody was: the screen, the system, what the cursor was on, and the screen's own choices."""

    screen: str
    system_id: str
    target: Target | None
    choices: Any


def _load(name: str) -> Any:
    """A class or function of this package by `module:name`; it is imported when it is first asked for."""
    module, _, found = name.partition(":")
    return getattr(import_module(f"te_planner.tui.{module}"), found)


def _make(name: str) -> Screen[Any]:
    return cast("Screen[Any]", _load(name)())


def _load_screens() -> None:
    for name in AHEAD:
        _load(SCREENS[name])


class PlannerApp(OpenPlan):
    """One plan, or (without a path) the start screen."""

    TITLE = "te-planner"
    CSS_PATH = "te_planner.tcss"
    ENABLE_COMMAND_PALETTE = False  # ours shows names as they are, and keeps up with quick fingers
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "quit", show=False, priority=True)]
    DEFAULT_MODE = "overview"
    # below the least size there is only a message; below 100 columns a card goes below its list
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012  # as Textual declares it
        (0, "-slim"),
        (60, "-narrow"),
        (100, "-roomy"),
        (160, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012  # as Textual declares it
        (0, "-low"),
        (16, "-high"),
    ]
    MODES: ClassVar[dict[str, Any]] = {name: partial(_make, path) for name, path in SCREENS.items()}

    def __init__(
        self,
        path: Path | None = None,
        *,
        today: "Day",
        as_of: "Day | None" = None,
        who: str = "",
        plain: bool = False,
        clock: "Callable[[], Day] | None" = None,
        choices: Callable[[], Path] | None = None,
        ahead: bool = False,
    ) -> None:
        """`choices`: names the file that keeps the user's own; without it none are read or kept.

        `ahead`: make the screens once the first data are seen, so that a key only shows one.
        """
        super().__init__(path, today=today, as_of=as_of, who=who, clock=clock)
        for theme in THEMES:
            self.register_theme(theme)
        # not `self.theme =`: nothing is drawn yet, so there is nothing to draw anew
        self.set_reactive(App.theme, THEMES[0].name)
        self.stylesheet.set_variables(self.get_css_variables())
        self.plain = plain
        self.choices = choices
        self.ahead = ahead
        self.trail: list[Place] = []
        self.tour_stop = 0
        self._begun = False

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return tone_defaults()

    def get_theme(self, theme_name: str) -> Theme | None:
        """Ours by its name: Textual, which asks for it with each line drawn, would copy all themes twice."""
        return OWN.get(theme_name) or super().get_theme(theme_name)

    def delay_update(self, delay: float = 0.05) -> None:
        """Textual waits before it shows another mode, to mask its making; ours shows at once."""

    def refresh_css(self, animate: bool = True) -> None:
        """Read the styles anew for a theme that was turned, and for nothing else.

        Before the first screen is there they are read anyway, and a new screen takes them as they are.
        """
        if not self._begun:
            return
        here = self.screen
        if not here.is_mounted:
            here._css_update_count = self._css_update_count
        elif here._css_update_count != self._css_update_count:
            super().refresh_css(animate)

    def on_mount(self) -> None:
        self._begun = True
        if self.choices:  # after the first frame, which waits for nobody's taste
            self.call_after_refresh(self.run_worker, partial(self._recall, self.choices), thread=True)
        if self.session:
            self.begin()
        else:
            self.switch_mode("start")

    def open_plan(self, path: Path) -> None:
        """From the start screen to a plan."""
        self.session = Session(path, today=self.today, as_of=self.as_of, who=self.who)
        self.switch_mode("overview")
        self.begin()

    # the user's own choices

    def _recall(self, choices: Callable[[], Path]) -> None:
        from te_planner.tui.choices import read_choices

        theme = read_choices(choices()).theme
        if theme in {each.name for each in THEMES[1:]}:
            self.call_from_thread(setattr, self, "theme", theme)

    def keep(self, change: Callable[[Path], None]) -> None:
        """Keep a choice, off the screen's thread."""

        def work(choices: Callable[[], Path]) -> None:
            try:
                change(choices())
            except OSError as error:
                self.call_from_thread(self.tell, f"Your choice could not be kept: {error}", failed=True)

        if self.choices:
            self.run_worker(partial(work, self.choices), thread=True)

    async def _after_first_data(self, session: Session) -> None:
        await super()._after_first_data(session)
        self.keep(partial(self._remember, plan=session.path))
        if self.ahead:
            await asyncio.to_thread(_load_screens)
            await self._make_screens()
            gc.freeze()  # they stay as long as the program

    async def _make_screens(self) -> None:
        from te_planner.tui.screen import PlanScreen

        for name in AHEAD:
            if name not in self._screen_stacks:
                self._init_mode(name)
                screen = self._screen_stacks[name][0]
                screen._css_update_count = self._css_update_count
                if isinstance(screen, PlanScreen):
                    await screen.make_ready(BREATH)

    def _remember(self, choices: Path, plan: Path) -> None:
        """The plan comes first among those opened last. Who has none yet is new here, and is shown round."""
        from te_planner.tui.choices import remember

        new_here = not choices.exists()
        remember(choices, plan)
        if new_here:
            self.call_from_thread(self.action_tour)

    # what nobody foresaw

    def _fatal_error(self) -> None:
        """Textual would print a traceback with its locals over the planner's terminal."""
        if self.is_headless or self._exception is None:  # a test is told by its pilot
            super()._fatal_error()
            return
        from te_planner.tui.crash import unforeseen

        self.fault = unforeseen(self._exception, self.session.path if self.session else None)
        self._close_messages_no_wait()

    # going about

    def action_show(self, screen: str) -> None:
        if self.session:
            self.visit(screen)

    def visit(self, screen: str, target: Target | None = None, system_id: str = "") -> None:
        """To a screen, and to a target on it; `back` leads back."""
        from te_planner.tui.screen import PlanScreen

        here = self.screen
        if not isinstance(here, PlanScreen):
            return
        if screen == here.NAME and target is None:
            return
        self.trail.append(here.place())
        del self.trail[:-50]
        if system_id:
            self.system_id = system_id
        self._show(screen, target)

    def _show(self, name: str, target: Target | None, choices: Any = None) -> None:
        from te_planner.tui.screen import PlanScreen

        self.notice = ""
        made = self._screen_stacks.get(name)
        if made and isinstance(made[-1], PlanScreen):
            made[-1].come_back(partial(self.switch_mode, name))
        else:
            self.switch_mode(name)
        screen = self.screen
        if isinstance(screen, PlanScreen):
            screen.arrive(target, choices)

    def go(self, target: Target) -> None:
        """Open what a target is about, on the screen that shows it best."""
        from te_planner.tui.routes import route

        if self.readiness:
            found = route(self.readiness, target)
            if found:
                self.visit(found.screen, found.target, target.of)

    def back(self) -> bool:
        from te_planner.tui.screen import PlanScreen

        if not self.trail or not isinstance(self.screen, PlanScreen):
            return False
        place = self.trail.pop()
        self.set_system(place.system_id)
        self._show(place.screen, place.target, place.choices)
        return True

    def action_palette(self) -> None:
        from te_planner.tui.screen import PlanScreen

        if isinstance(self.screen, PlanScreen):
            self.push_screen(_load("palette:Palette")(self.screen))

    def action_systems(self) -> None:
        if self.readiness:
            self.push_screen(_load("systems:SystemPicker")())

    def action_help(self) -> None:
        from te_planner.tui.screen import PlanScreen

        here = self.screen
        name = here.NAME if isinstance(here, PlanScreen) else "start"
        self.push_screen(_load("help:HelpScreen")(name))

    def action_tour(self) -> None:
        if self.session and len(self.screen_stack) == 1:
            _load("tour:show_stop")(self, self.tour_stop)

    def action_capture(self) -> None:
        if self.readiness:
            self.expect_edit()
            lead = _load("forms:led_to_new")(self)
            self.push_screen(_load("capture:CaptureScreen")(), lambda saved: saved and lead())

    def action_import_file(self) -> None:
        _load("imports:import_file")(self)

    def action_export_plan(self) -> None:
        _load("hand_out:export_plan")(self)

    def action_status_round(self) -> None:
        _load("hand_out:status_of_owner")(self)

    def action_next_theme(self) -> None:
        names = [each.name for each in THEMES]
        here = names.index(self.theme) if self.theme in names else -1
        self.theme = names[(here + 1) % len(names)]
        self.tell(f"Theme: {self.theme.removeprefix('te-').replace('-', ' ')}")
        from te_planner.tui.choices import keep

        self.keep(partial(keep, theme=self.theme))


def run(path: Path | None, as_of: "Day | None" = None) -> None:
    """Open the terminal UI. Raises the PlannerError for which a plan could not be opened.

    Whoever calls it puts off the garbage collector; it goes on once the first data are painted.
    """

    def clock() -> "Day":
        return datetime.now().astimezone().date().isoformat()

    app = PlannerApp(
        path, today=clock(), as_of=as_of, plain=_plain(), clock=clock, choices=_choices_file, ahead=True
    )
    try:
        app.run()
    finally:
        gc.enable()
        if app.session:
            app.session.close()
    if app.fault:
        raise app.fault


def _choices_file() -> Path:
    """Where the user's own choices are kept, looked up once the first frame is out."""
    from te_planner.tui.choices import choices_file

    return choices_file()


def _plain() -> bool:
    """Plain marks where there is no colour, or a terminal that has no other signs."""
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    dumb = os.environ.get("TERM", "") in ("dumb", "unknown", "vt100")
    return dumb or bool(os.environ.get("NO_COLOR")) or not encoding.startswith("utf")
