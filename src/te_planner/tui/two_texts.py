"""Two wordings of one cell: side by side where there is room, else below each other, the changes marked."""

from typing import NamedTuple

from te_planner.tui.lines import BLANK, Line, Span, beside, clean, wrap, wrapped

ROOMY = 84
GAP = 4
CHANGED = "check strong"
LIKE = 0.3
"""Below this likeness all is said anew, and marking each word would only be noise."""
MOST = 250_000
"""Pairs of words to compare; texts of no real edition come near it."""


class Wording(NamedTuple):
    """A text, and what stands over it: when it was said, and under which reference."""

    head: str
    text: str


def two_texts(was: Wording, now: Wording, width: int) -> list[Line]:
    """Both wordings; words that the other one has not are set off."""
    gone, come = _changed(was.text, now.text)
    if width < ROOMY:
        return [*_block(was, gone, width), BLANK, *_block(now, come, width)]
    half = (width - GAP) // 2
    return beside(_block(was, gone, half), _block(now, come, half), half, GAP)


def _block(wording: Wording, changed: list[bool], width: int) -> list[Line]:
    return [*wrapped(wording.head, width, "head"), *_marked(clean(wording.text), changed, width)]


def _changed(was: str, now: str) -> tuple[list[bool], list[bool]]:
    """For each word of either text whether the other one lacks it there."""
    from difflib import SequenceMatcher

    old, new = clean(was).split(), clean(now).split()
    nothing = [False] * len(old), [False] * len(new)
    if len(old) * len(new) > MOST:
        return nothing
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < LIKE:
        return nothing
    gone, come = [True] * len(old), [True] * len(new)
    for block in matcher.get_matching_blocks():
        gone[block.a : block.a + block.size] = [False] * block.size
        come[block.b : block.b + block.size] = [False] * block.size
    return gone, come


def _marked(text: str, changed: list[bool], width: int) -> list[Line]:
    """The text in lines; a word that is too long for one keeps its mark on each."""
    signs = [flag for word, flag in zip(text.split(), changed, strict=True) for _ in word]
    made: list[Line] = []
    at = 0
    for part in wrap(text, width):
        spans: list[Span] = []
        for word in part.split():
            spans += [Span(" ")] if spans else []
            spans.append(Span(word, CHANGED if signs[at] else ""))
            at += len(word)
        made.append(tuple(spans))
    return made
