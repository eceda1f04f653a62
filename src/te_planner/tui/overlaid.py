"""What a cell's card says of overlays: which wording is theirs, what stood there, what they withdrew."""

from collections.abc import Iterator

from te_planner.roadmap.model import Cell, Roadmap
from te_planner.roadmap.origin import origins
from te_planner.tui.lines import Line, labelled


def overlays_of(roadmap: Roadmap, cell: Cell, of: str) -> dict[str, str]:
    """What overlays added to one of a cell's lists -> the overlay's name and version."""
    if not roadmap.parts.overlays:
        return {}
    return {
        each.what: each.overlay
        for each in origins(roadmap, cell)
        if each.of == of and each.overlay and not each.withdrawn
    }


def overlaid_lines(roadmap: Roadmap, cell: Cell, width: int) -> Iterator[Line]:
    """The former wording, and what was withdrawn, each with the overlay and its reason."""
    if not roadmap.parts.overlays:
        return
    for each in origins(roadmap, cell):
        if not each.was:
            continue
        why = f" ({each.why})" if each.why else ""
        if each.withdrawn:
            yield from labelled("withdrawn", f"^ {each.overlay}: {each.of} {each.what}{why}", width)
        else:
            yield from labelled(f"{each.of} was", f"{each.was} ^ {each.overlay}{why}", width, tone="quiet")
