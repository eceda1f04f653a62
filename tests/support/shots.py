"""Screens as SVG, kept one file each, without what differs from run to run."""

import re
from typing import Any

from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual.widgets import Input

from support.terminal import Terminal
from te_planner.tui.history_chart import ChartWindow
from te_planner.tui.history_since import Moved, SinceWindow
from te_planner.tui.report import ReportScreen
from te_planner.tui.screen import PlanScreen

SIZES = ((80, 24), (120, 40), (200, 50))


LEFT_OUT = (
    (r"\bterminal-\d+-([\w-]+)", r"terminal-\1"),  # ids, another each time
    (r"@font-face \{.*?\}\s*", ""),  # a font from elsewhere
    (r"<clipPath id=\"terminal-line-.*?</clipPath>\s*", ""),
    (r" clip-path=\"url\(#terminal-line-\d+\)\"", ""),
    (r" shape-rendering=\"crispEdges\"", ""),
    (r"<text [^>]*>(?:&#160;)*</text>\n?", ""),
    (r"<rect [^>]*width=\"0\"[^>]*/>", ""),
    (r"&#160;", "\N{NO-BREAK SPACE}"),
)
"""What a screen's SVG does without: it is a quarter of its size, and looks the same."""


class ScreenShots(SingleFileSnapshotExtension):
    """One SVG file a screen."""

    _file_extension = "svg"
    _write_mode = WriteMode.TEXT

    def serialize(self, data: Any, **_: Any) -> str:
        for pattern, instead in LEFT_OUT:
            data = re.sub(pattern, instead, data, flags=re.DOTALL)
        return str(data)


def settled(terminal: Terminal) -> bool:
    """Whether what is computed beside the screens has come, and is laid out."""
    app = terminal.app
    top, under = app.screen, app.screen_stack[0]
    if top._layout_required:  # of the next frame
        return False
    if isinstance(top, ChartWindow) and top.drawn is None:
        return False
    if isinstance(top, SinceWindow) and not isinstance(top.found, Moved):
        return False
    if isinstance(under, ReportScreen) and (not under.settled or "Working out" in terminal.card):
        return False
    entry = under.entry() if isinstance(under, PlanScreen) and under.NAME == "history" else None
    return entry is None or entry.id in under.known


def steady(terminal: Terminal) -> None:
    """A cursor that blinks is seen or not as the moment has it: here it is seen."""
    for field in terminal.app.screen.query(Input):
        field.cursor_blink = False
        field._cursor_visible = True


def without_hashes(terminal: Terminal) -> None:
    """The hashes rest on the roadmap's edition as well, whose texts may be mended."""
    app = terminal.app
    assert app.readiness is not None
    app.entries = tuple(each._replace(hash="0" * 64) for each in app.entries)
    snapshot = app.readiness.snapshot
    head = snapshot.head._replace(hash="0" * 64)
    app.readiness = app.readiness._replace(snapshot=snapshot._replace(head=head))
