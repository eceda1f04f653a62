"""Characters that the fonts of the PDF and of the pictures lack: named in a warning, and printed as U+4E2D.

The fonts are those that typst carries, so that the same report has the same bytes on every machine.
"""

import json
import re
import unicodedata
from collections.abc import Iterable

FONTS = ("Libertinus Serif", "DejaVu Sans Mono", "New Computer Modern Math")
MARK = "\x1a"
"""Before a missing character while a text is told; no text has it."""
RUN = re.compile(f"(?:{MARK}.[\u200d\ufe00-\ufe0f]*)+", re.DOTALL)
"""Missing characters, with what joins them or chooses their looks."""
NO_CHARACTER = "\U0010fffd"
"""Private use: no font has it, so it looks as every missing one does."""
HEIGHT = 20
PROBE = b"""
#set page(width: 100pt, height: auto, margin: 0pt)
#let data = json(bytes(sys.inputs.data))
#set text(font: data.fonts)
#for each in data.characters { block(each, height: 20pt, spacing: 0pt) }
"""
GLYPH = re.compile(r'(?:<g transform="translate\(0 (\d+)\)">)?<g [^>]*><use xlink:href="#(\w+)"')
"""Of typst's SVG: a block by its place, the first one without, and the glyph that it shows."""


class Missing(frozenset[str]):
    """Characters that cannot be shown, as a text shows them all the same."""

    def told(self, text: str) -> str:
        """The text, with `[U+4E2D U+6587]` where characters would be left out."""
        if self.isdisjoint(text):
            return text
        return RUN.sub(self._numbers, "".join(MARK + each if each in self else each for each in text))

    def _numbers(self, run: re.Match[str]) -> str:
        return f"[{' '.join(f'U+{ord(sign):04X}' for sign in run[0].replace(MARK, ''))}]"

    def warnings(self, where: str) -> tuple[str, ...]:
        """What a planner should know of them, by script."""
        if not self:
            return ()
        scripts: dict[str, list[str]] = {}
        for sign in sorted(self):
            scripts.setdefault(_script(sign), []).append(sign)
        named = "; ".join(f"{script}: {' '.join(signs)}" for script, signs in scripts.items())
        signs = "1 character" if len(self) == 1 else f"{len(self)} characters"
        return (
            f"{where}: no glyph for {signs}, so that numbers such as [U+{ord(min(self)):04X}] stand in "
            f"their place. {named}. HTML shows them.",
        )


def missing_glyphs(texts: Iterable[str]) -> Missing:
    """The characters of the texts that the fonts lack."""
    signs = sorted({sign for text in texts if not text.isascii() for sign in text if not sign.isascii()})
    shown = [each for each in signs if unicodedata.category(each) not in ("Cf", "Zs", "Zl", "Zp")]
    if not shown:
        return Missing()
    import typst

    data = json.dumps({"fonts": FONTS, "characters": [NO_CHARACTER, *shown]})
    svg = typst.compile(PROBE, format="svg", ignore_system_fonts=True, sys_inputs={"data": data}).decode()
    drawn = {int(place or 0) // HEIGHT: glyph for place, glyph in GLYPH.findall(svg)}
    return Missing(sign for place, sign in enumerate(shown, 1) if drawn.get(place) == drawn[0])


def _script(sign: str) -> str:
    """The first word of a letter's name, such as CJK or THAI; signs of all kinds together."""
    if not unicodedata.category(sign).startswith("L"):
        return "Signs"
    return unicodedata.name(sign, "Letters").partition(" ")[0]
