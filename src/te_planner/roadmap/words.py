"""Which defined terms (3.1) and abbreviations (3.2) a text uses, and which cells use one."""

import re
from functools import cache

from te_planner.roadmap.model import Cell, Roadmap, Term


def words_in(roadmap: Roadmap, text: str) -> tuple[Term, ...]:
    """The terms that a text uses, then the abbreviations, each in the source's order."""
    words = (*roadmap.parts.terms, *roadmap.parts.abbreviations)
    return tuple(each for each in words if uses(roadmap, each, text))


def cells_with(roadmap: Roadmap, word: Term) -> tuple[Cell, ...]:
    """The cells whose text uses a word, or the other form of it, in the source's order."""
    other = twin(roadmap, word)
    forms = (word, other) if other else (word,)
    return tuple(
        cell for cell in roadmap.cells.values() if any(uses(roadmap, each, cell.text) for each in forms)
    )


def twin(roadmap: Roadmap, word: Term) -> Term | None:
    """The abbreviation of a term, or the term that an abbreviation stands for, where both are defined."""
    terms, shorts = roadmap.parts.terms, roadmap.parts.abbreviations
    if word in terms:
        return next((each for each in shorts if each.text == word.term), None)
    return next((each for each in terms if each.term == word.text), None)


def uses(roadmap: Roadmap, word: Term, text: str) -> bool:
    """Whether the word stands in the text: a term in any case, an abbreviation as it is written."""
    return bool(_pattern(word.term, word in roadmap.parts.terms).search(text))


@cache
def _pattern(word: str, any_case: bool) -> re.Pattern[str]:
    """The word by itself or in the plural; `TE(S)` is TE as well as TES."""
    stem, _, more = word.partition("(")
    ending = f"(?:{re.escape(more.rstrip(')'))})?" if more else ""
    pattern = rf"(?<![A-Za-z0-9]){re.escape(stem)}{ending}s?(?![A-Za-z0-9])"
    return re.compile(pattern, re.IGNORECASE if any_case else 0)
