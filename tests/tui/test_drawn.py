"""A line that is told in fewer bytes looks as the one that Textual tells."""

from typing import Any

import pyte
from hypothesis import given
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from support.cells import seen
from te_planner.tui.drawn import told

COLORS = st.sampled_from([None, "#aabbcc", "#112233", "red", "default"])
STYLES = st.none() | st.builds(
    Style,
    color=COLORS,
    bgcolor=COLORS,
    bold=st.booleans(),
    reverse=st.booleans(),
    underline=st.booleans(),
    strike=st.booleans(),
)
SEGMENTS = st.lists(st.builds(Segment, st.sampled_from([" ", "a", "  b ", "…", ""]), STYLES), max_size=6)


@given(segments=SEGMENTS)
def test_it_looks_the_same(segments: list[Segment]) -> None:
    textual = "".join(
        Strip.render_style(style, text, ColorSystem.TRUECOLOR) if style else text
        for text, style, _ in segments
    )
    assert shown(told(segments, ColorSystem.TRUECOLOR)) == shown(textual)


def test_what_stays_the_same_is_not_said_again() -> None:
    bold, usual = (
        Style(bold=True, color="#aabbcc", bgcolor="#112233"),
        Style(color="#aabbcc", bgcolor="#112233"),
    )
    line = told([Segment("a", usual), Segment(" ", bold), Segment("b", usual)], ColorSystem.TRUECOLOR)
    assert line == "\x1b[38;2;170;187;204;48;2;17;34;51ma b\x1b[0m"


def shown(line: str) -> list[Any]:
    """Each cell of a terminal that was told a line and a letter after it."""
    screen = pyte.Screen(40, 1)
    pyte.Stream(screen).feed(line + "x")
    return [seen(screen.buffer[0][x]) for x in range(40)]
