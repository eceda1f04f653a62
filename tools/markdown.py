"""Pages of Markdown: their headings, links and code, as any forge reads them."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token


class Heading(NamedTuple):
    """A heading, with the anchor that leads to it."""

    level: int
    text: str
    anchor: str


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table")


def pages(root: Path) -> list[Path]:
    """All pages of the documentation: those beside the README, and those in docs."""
    return [*sorted(root.glob("*.md")), *sorted((root / "docs").rglob("*.md"))]


def tokens(text: str) -> list[Token]:
    """A page as it is read; headings have their anchors."""
    found = _parser().parse(text)
    seen: dict[str, int] = {}
    for opening, inline in pairwise(found):
        if opening.type == "heading_open":
            slug = _slug(_plain(inline))
            count = seen[slug] = seen.get(slug, -1) + 1
            opening.attrSet("id", f"{slug}-{count}" if count else slug)
    return found


def html(found: list[Token]) -> str:
    return str(_parser().renderer.render(found, _parser().options, {}))


def headings(found: list[Token]) -> list[Heading]:
    return [
        Heading(int(opening.tag[1]), _plain(inline), str(opening.attrs["id"]))
        for opening, inline in pairwise(found)
        if opening.type == "heading_open"
    ]


def links(found: list[Token]) -> Iterator[Token]:
    """Links and pictures, each with its target in `href` or `src`."""
    for token in found:
        yield from (each for each in token.children or () if each.type in ("link_open", "image"))


def target(link: Token) -> str:
    return str(link.attrs.get("href") or link.attrs.get("src") or "")


def code(found: list[Token]) -> Iterator[str]:
    """Each piece of code within a text."""
    for token in found:
        yield from (each.content for each in token.children or () if each.type == "code_inline")


def _plain(inline: Token) -> str:
    return "".join(each.content for each in inline.children or ())


def _slug(text: str) -> str:
    """The anchor of a heading, as forges make it."""
    return re.sub(r"[^\w\- ]", "", text.lower().strip()).replace(" ", "-")
