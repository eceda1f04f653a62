"""Lines as a terminal is told them, in few bytes: over a network they are what a key waits for."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from rich.color import ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip


class Codes(NamedTuple):
    """What a terminal is told of a style."""

    attributes: str = ""
    color: str = ""
    ground: str = ""
    marks_blanks: bool = False
    """Whether more of it is seen on a blank than the ground."""


UNSTYLED = Codes()


class Drawn(Strip):
    """A line that says of each part only what is another than of the part before."""

    __slots__ = ()

    def render(self, console: Console) -> str:
        if self._render_cache is None:
            self._render_cache = told(self, console._color_system or ColorSystem.TRUECOLOR)
        return self._render_cache


def told(segments: Iterable[Segment], system: ColorSystem) -> str:
    """The escape sequences and texts of segments, unstyled at the end as they began."""
    parts: list[str] = []
    on = UNSTYLED
    for text, style, _ in segments:
        codes = _codes(style, system) if style else UNSTYLED
        if codes != on and not (_only_ground(on, codes) and not text.strip(" ")):
            parts.append(_switch(on, codes))
            on = codes
        parts.append(text)
    return "".join(parts) + _switch(on, UNSTYLED)


def _only_ground(on: Codes, codes: Codes) -> bool:
    """Whether blanks in both look the same."""
    return on.ground == codes.ground and not (on.marks_blanks or codes.marks_blanks)


def _switch(on: Codes, to: Codes) -> str:
    if on == to:
        return ""
    wanted = [(to.attributes, on.attributes), (to.color, on.color), (to.ground, on.ground)]
    if to.attributes == on.attributes and all(new or not old for new, old in wanted):
        return f"\x1b[{';'.join(new for new, old in wanted if new != old)}m"
    codes = ("0" if on != UNSTYLED else "", to.attributes, to.color, to.ground)
    return f"\x1b[{';'.join(filter(None, codes))}m"


@lru_cache(maxsize=1024)
def _codes(style: Style, system: ColorSystem) -> Codes:
    color, ground = style.color, style.bgcolor
    return Codes(
        Strip.render_ansi(style.without_color, system),
        ";".join(color.downgrade(system).get_ansi_codes()) if color else "",
        ";".join(ground.downgrade(system).get_ansi_codes(foreground=False)) if ground else "",
        bool(style.reverse or style.underline or style.underline2 or style.strike or style.overline),
    )
