"""SVG as text: a few shapes whose colours follow light and dark, or stand fixed for paper."""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from html import escape

WIDTH = 720
"""Of every chart, in its own units; a page scales it."""
CHARACTER = 0.52
"""The mean width of a character, in font sizes."""
LIGHT = {
    "ink": "#1a1f24",
    "quiet": "#55606b",
    "line": "#c3cad1",
    "band": "#f3f5f7",
    "paper": "#ffffff",
    "good": "#9fd3b4",
    "check": "#f6d491",
    "work": "#a9cdf0",
    "plan": "#dbe9f7",
    "gap": "#f4b8ad",
    "next": "#d3c2f2",
    "mark": "#b3261e",
}
DARK = {
    "ink": "#e4e8ec",
    "quiet": "#a3adb7",
    "line": "#4a545e",
    "band": "#1d2329",
    "paper": "#14181c",
    "good": "#23603f",
    "check": "#74540f",
    "work": "#1f4f7d",
    "plan": "#223446",
    "gap": "#7a2f26",
    "next": "#4b3680",
    "mark": "#ff8a80",
}


def variables(colours: Mapping[str, str]) -> str:
    """The colours as the custom properties of a stylesheet."""
    return " ".join(f"--chart-{name}: {value};" for name, value in colours.items())


def paint(colour: str, *, line: str = "") -> str:
    """A style: filled with a colour (none: left open), with a line in another."""
    fill = f"fill:var(--chart-{colour})" if colour else "fill:none"
    return f'style="{fill};stroke:var(--chart-{line})"' if line else f'style="{fill}"'


def on_paper(svg: str, fonts: Sequence[str]) -> str:
    """The same picture with the light colours, in a font for words and one for marks."""
    for name, value in LIGHT.items():
        svg = svg.replace(f"var(--chart-{name})", value)
    svg = svg.replace('class="mark"', f'font-family="{fonts[1]}"')
    return svg.replace('font-family="inherit"', f'font-family="{fonts[0]}"', 1)


def drawing(height: float, label: str, parts: list[str]) -> str:
    """A whole picture; the label is what a screen reader says."""
    box = f'viewBox="0 0 {WIDTH} {height:g}" width="{WIDTH}" height="{height:g}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {box} role="img" aria-label="{escape(label)}" '
    return f'{head}font-family="inherit" font-size="12">{"".join(parts)}</svg>'


def rect(x: float, y: float, width: float, height: float, style: str, title: str = "") -> str:
    box = f'x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}"'
    told = f"<title>{escape(title, quote=False)}</title>" if title else ""
    return f'<rect {box} rx="2" {style}>{told}</rect>'


def line(x: float, y: float, x2: float, y2: float, colour: str, dashes: str = "", width: float = 1) -> str:
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    ends = f'x1="{x:g}" y1="{y:g}" x2="{x2:g}" y2="{y2:g}"'
    return f'<line {ends} style="stroke:var(--chart-{colour})" stroke-width="{width:g}"{dashed}/>'


def path(points: list[tuple[float, float]], colour: str, dashes: str = "") -> str:
    """A line through the points."""
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    places = " ".join(f"{x:g},{y:g}" for x, y in points)
    style = f'style="fill:none;stroke:var(--chart-{colour})"'
    return f'<polyline points="{places}" {style} stroke-width="2"{dashed}/>'


def diamonds(places: Iterable[float], y: float, size: float, style: str) -> str:
    """Diamonds on one line, as one shape."""
    shape = f"l{size:g},{size:g} -{size:g},{size:g} -{size:g},-{size:g}z"
    drawn = "".join([f"M{x:.1f},{y - size:g}{shape}" for x in places])
    return f'<path d="{drawn}" {style}/>' if drawn else ""


def text(
    x: float,
    y: float,
    words: str,
    *,
    size: float = 12,
    colour: str = "ink",
    anchor: str = "",
    bold: bool = False,
    mark: bool = False,
) -> str:
    """Words on one line, from x (or about it, or up to it: `middle`, `end`). `mark`: it is a state's."""
    more = f' text-anchor="{anchor}"' if anchor else ""
    more += f' font-size="{size:g}"' if size != 12 else ""  # the picture's own
    more += ' font-weight="bold"' if bold else ""
    more += ' class="mark"' if mark else ""
    return f'<text x="{x:g}" y="{y:g}"{more} {paint(colour)}>{escape(words, quote=False)}</text>'


def fitting(words: str, room: float, size: float = 12) -> str:
    """The words, cut short with an ellipsis where they need more room; what is cut stands in a table."""
    most = int(room / size / CHARACTER)
    if words.isascii():  # each sign is as wide as another
        return words if len(words) <= most else words[: max(1, most - 1)].rstrip() + "…"
    taken = 0
    for place, sign in enumerate(words):
        taken += 2 if unicodedata.east_asian_width(sign) in "WF" else 0 if unicodedata.combining(sign) else 1
        if taken > most:
            return words[: max(1, place - 1)].rstrip() + "…"
    return words
