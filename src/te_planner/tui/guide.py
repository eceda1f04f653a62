"""A page of the guide, over the screen that it tells more of."""

import re
from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from te_planner.exchange.guide import pages, text, title
from te_planner.tui.lines import BLANK, Line, Span, cut, heading, line, wrapped
from te_planner.tui.modal import Window
from te_planner.tui.sheet import Sheet

PAGES = {
    "overview": "stage",
    "roadmap": "figures",
    "projects": "delay",
    "benefits": "next",
    "timeline": "delay",
    "coverage": "coverage",
    "assess": "stage",
    "history": "copies",
    "report": "filing",
    "reader": "workshop",
    "editions": "new-edition",
}
"""The page that tells more of each screen."""
CODE = "```"
ITEM = re.compile(r"\s*(?:-|\d+\.) ")
"""How an item of a list begins."""


class GuideWindow(Window[None]):
    """The page as it is written, wrapped; tables and outputs are cut where they are wider."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("q", "close", show=False)]

    def __init__(self, name: str) -> None:
        page = pages().get(name)
        self.text = text(page) if page else "The guide is not installed here."
        super().__init__(title(page) if page else "The guide")
        self.name_of_page = name

    def body(self) -> Iterator[Widget]:
        yield Sheet(self._lines, id="guide")

    def on_mount(self) -> None:
        self.query_one("#guide", Sheet).focus()

    def _lines(self, width: int, _height: int) -> list[Line]:
        aside = f"Also by: te-planner guide {self.name_of_page}; without a name it lists all pages."
        return [*wrapped(aside, width, "quiet"), BLANK, *page_lines(self.text, width)]


def page_lines(text: str, width: int) -> list[Line]:
    """Markdown as lines: headings, paragraphs wrapped anew, and the rest as it stands."""
    made: list[Line] = []
    paragraph: list[str] = []
    code = False

    def end_paragraph() -> None:
        if paragraph:
            made.extend(wrapped(" ".join(paragraph), width))
            paragraph.clear()

    for each in text.splitlines()[1:]:  # its title stands above
        fence = each.startswith(CODE)
        if fence or code or not each.strip() or each.startswith(("#", "|")) or ITEM.match(each):
            end_paragraph()
        if fence:
            code = not code
        elif code or each.startswith("|"):
            made.append(line("  ", Span(cut(each, width - 2), "" if code else "quiet")))
        elif each.startswith("#"):
            made.append(heading(each.strip("# ")))
        elif each.strip():
            paragraph.append(each.strip())
        else:
            made.append(BLANK)
    end_paragraph()
    return made
