"""Driven apps that cost less: nothing that a person could see differs.

A hundred and more apps are started and driven. Most of their processor time went into reading one stylesheet
over and over, and into painting frames that nobody looks at.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partialmethod
from typing import Any
from unittest.mock import patch

from rich.console import Console
from textual._compositor import Compositor
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

_read = Stylesheet._parse_rules
_known: dict[tuple[Any, ...], list[RuleSet]] = {}


def _read_once(sheet: Stylesheet, css: str, *rest: Any, **named: Any) -> list[RuleSet]:
    """What a style sheet says, by its text and its theme's variables; it is never changed once read."""
    key = (css, rest, tuple(named.items()), tuple(sheet._variables.items()))
    if key not in _known:
        _known[key] = _read(sheet, css, *rest, **named)
    return _known[key]


@cache
def quicken() -> None:
    """Once a process: each stylesheet is read once, and the collector passes over what stays anyway.

    Rules are told apart by which object they are, without a call of Python for each of the hundred thousands.
    A screenshot's name, which is left out, is not worked out of all that the screen says.
    """
    Stylesheet._parse_rules = _read_once  # type: ignore[method-assign]
    RuleSet.__hash__ = object.__hash__  # type: ignore[method-assign]
    Console.export_svg = partialmethod(Console.export_svg, unique_id="terminal-0")  # type: ignore[assignment]
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


_paint = Compositor.render_update


def _when_asked(compositor: Compositor, full: bool = False, **named: Any) -> Any:
    """A screenshot asks for the full screen; the frames that come by themselves are left out."""
    if full:
        return _paint(compositor, full=True, **named)
    compositor._dirty_regions.clear()
    return None


@contextmanager
def unpainted() -> Iterator[None]:
    """Frames are laid out but not painted. What a test reads of the screen is painted when it is read."""
    with patch.object(Compositor, "render_update", _when_asked):
        yield
