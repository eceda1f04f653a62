"""A page of the guide, over the screen that it tells more of."""

import re
from collections.abc import Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from te_planner.exchange.guide import pages, text, title
from te_planner.tui.lines import BLANK, Line, Span, cut, heading, line, wrap, wrapped
from te_planner.tui.modal import Window
from te_planner.tui.sheet import Sheet

PAGES = {
    "start": "tutorial",
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
MARKED = re.compile(r"(\*\*|\*|`)(?=\S)(.+?)(?<=\S)\1|(.[^*`]*)")
"""A part with its sign, or a part without one."""
TONES = {"`": "key", "*": "derived", "**": "strong"}
LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")


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
            made.extend(_paragraph(" ".join(paragraph), width))
            paragraph.clear()

    for each in text.partition("\n")[2].strip().splitlines():  # its title stands above
        fence = each.startswith(CODE)
        if fence or code or not each.strip() or each.startswith(("#", "|")) or ITEM.match(each):
            end_paragraph()
        if fence:
            code = not code
        elif code and each.startswith("$ "):
            first, *more = wrap(each, width - 6)
            made += [line("  ", first), *(line("      ", part) for part in more)]
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


def _paragraph(text: str, width: int) -> list[Line]:
    """Emphasis and code in tones for their signs; an item's lines stand below its first word."""
    begin = found.end() if (found := ITEM.match(text)) else 0
    parts = [
        (TONES.get(sign, ""), part or plain)
        for sign, part, plain in MARKED.findall(LINK.sub(r"\1", text[begin:]))
    ]
    tones = (tone for tone, part in parts for sign in part if not sign.isspace())
    made: list[Line] = []
    for each in wrap("".join(part for _, part in parts), width - begin):
        pad = text[:begin] if not made else " " * begin
        spans, tone = [Span(pad)], ""
        for sign in each:
            tone = tone if sign.isspace() else next(tones)
            if spans[-1].tone != tone:
                spans.append(Span("", tone))
            spans[-1] = spans[-1]._replace(text=spans[-1].text + sign)
        made.append(tuple(spans))
    return made
