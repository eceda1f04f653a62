"""Help: all keys, from the list that makes the bindings, and the legend of marks."""

from collections.abc import Iterable, Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from te_planner.exchange.marks import BENEFIT_MARKS, CELL_MARKS, Mark
from te_planner.tui.keys import GROUPS, KEYS, START, Key
from te_planner.tui.lines import BLANK, Line, Span, beside, fit, heading, line, wrap
from te_planner.tui.modal import Window
from te_planner.tui.sheet import Sheet
from te_planner.tui.wording import VISION

WIDE = 96
FEW = 2
"""Screens that a key of one's own may work on."""
MEANING = 23
"""Where what a mark means begins."""
KEY = 13
"""The longest of the keys' names, `esc backspace`."""


class HelpScreen(Window[None]):
    """The keys of the screen that one is on, and the marks; both come from the data that the screens use."""

    KEYS = (("g", "read more: the guide's page", "guide"), ("esc", "close", "close"))
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("g", "guide", show=False),
        Binding("question_mark", "close", show=False),
        Binding("q", "close", show=False),
    ]

    def __init__(self, screen: str) -> None:
        named = "the start screen" if screen == "start" else screen.capitalize()
        super().__init__(f"Keys of {named}, and marks")
        self.about = screen

    def body(self) -> Iterator[Widget]:
        yield Sheet(self._lines, id="help")

    def on_mount(self) -> None:
        self.query_one("#help", Sheet).focus()

    def action_guide(self) -> None:
        """The page of the guide that tells more of the screen."""
        from te_planner.tui.guide import PAGES, GuideWindow

        self.app.push_screen(GuideWindow(PAGES[self.about]))

    def _lines(self, width: int, _height: int) -> list[Line]:
        if width < WIDE:
            return [*_keys(self.about, width), BLANK, *_legend(width)]
        return beside(_keys(self.about, width // 2 - 1), _legend(width // 2 - 2), width // 2)


def _keys(screen: str, width: int) -> list[Line]:
    """What few other screens have comes first; the tabs above each screen have its number anyway."""
    if screen == "start":
        return _group("Start", START, width)
    here = [each for each in KEYS if screen in each.screens]
    own = [each for each in here if len(each.screens) <= FEW]
    made = [*_group("On this screen", own, width), BLANK] if own else []
    for group in (*GROUPS[1:], GROUPS[0]):
        made += _group(group, [each for each in here if each.group == group and each not in own], width)
        made.append(BLANK)
    return made[:-1]


def _group(name: str, keys: Iterable[Key], width: int) -> list[Line]:
    made: list[Line] = [heading(name)]
    for key in keys:
        first, *more = wrap(key.text, width - KEY - 3)
        made.append(line("  ", Span(fit(key.shown, KEY), "key"), f" {first}"))
        made += [line(" " * (KEY + 3), part) for part in more]
    return made


def _legend(width: int) -> list[Line]:
    flags = (
        Mark("!", "!", "flag", "check", "after a mark: the statement is due for review"),
        Mark("~", "~", "derived", "derived", "our own, not the source's text"),
        Mark("^", "^", "overlay", "derived", "somebody's own, laid on the roadmap"),
        Mark("late", "late", "", "late", "its day has passed, and no new forecast was given"),
    )
    return [
        heading("Marks of cells", "mark, and without colour"),
        *(told for each in CELL_MARKS.values() for told in _mark(each, width)),
        BLANK,
        heading("Marks of benefits"),
        *(told for each in BENEFIT_MARKS.values() for told in _mark(each, width)),
        BLANK,
        heading("Also"),
        *(told for each in (VISION, *flags) for told in _mark(each, width)),
        BLANK,
        heading("Figures"),
        line("  readiness: enablers in place with evidence"),
        line("  work: progress of the projects by milestones"),
        line("  strict: without what is due for review"),
    ]


def _mark(mark: Mark, width: int) -> list[Line]:
    signs = mark.sign if mark.sign == mark.plain else f"{mark.sign}  {mark.plain}"
    word = fit(mark.word, 15)
    first, *more = wrap(mark.meaning, width - MEANING)
    told = line("  ", Span(fit(signs, 6), mark.tone), Span(word, "strong"), first)
    return [told, *(line(" " * MEANING, part) for part in more)]
