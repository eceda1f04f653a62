"""The defined words that a text uses, as lines that lead to their cards in the reader."""

from collections.abc import Iterator

from te_planner.roadmap.model import Roadmap, Term
from te_planner.roadmap.words import words_in
from te_planner.tui.lines import BLANK, Line, Target, heading, wrapped


def word(term: Term) -> Target:
    return Target("term", term.term)


def used_words(roadmap: Roadmap, text: str, width: int) -> Iterator[Line]:
    """A section of the terms and abbreviations in a text; nothing where there are none."""
    found = words_in(roadmap, text)
    if found:
        yield BLANK
        yield heading("Words", "3.1 and 3.2, in our own words")
        for each in found:
            yield from wrapped(f"{each.term}: {each.text}", width, indent=2, target=word(each))
