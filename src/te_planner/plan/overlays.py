"""The roadmap that a plan works by: the shipped one, with the overlays that the plan keeps."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple, Protocol

from te_planner.errors import Unreadable
from te_planner.roadmap.model import Roadmap


class KeptOverlay(Protocol):
    """An overlay as the plan keeps it: a snapshot's row, or the table's."""

    @property
    def name(self) -> str: ...
    @property
    def version(self) -> str: ...
    @property
    def fingerprint(self) -> str: ...
    @property
    def content(self) -> str: ...


class Said(NamedTuple):
    """What `KeptOverlay` promises, as a value."""

    name: str
    version: str
    fingerprint: str
    content: str


def working_roadmap(roadmap: Roadmap, overlays: Iterable[KeptOverlay]) -> Roadmap:
    """The shipped roadmap with a plan's overlays, in their order; without any, itself.

    Overlays that the roadmap given has already are taken off first. Raises Unreadable, naming the overlay and
    what to do, where one was changed by hand or does not fit this edition of the roadmap.
    """
    kept = tuple(Said(each.name, each.version, each.fingerprint, each.content) for each in overlays)
    return _applied(roadmap.base, kept) if kept else roadmap.base


@lru_cache(maxsize=4)  # the same plan is read again and again while it is open
def _applied(roadmap: Roadmap, kept: tuple[Said, ...]) -> Roadmap:
    # a plan without overlays pays for neither
    from te_planner.roadmap.block import RoadmapInvalid
    from te_planner.roadmap.overlaid import overlaid
    from te_planner.roadmap.overlay import fingerprint_of
    from te_planner.roadmap.overlay_parse import overlay_from_content

    for each in kept:
        try:
            if fingerprint_of(each.content) != each.fingerprint:
                raise _unfit(each, "its content is not what its fingerprint says: it was changed by hand.")
            roadmap = overlaid(roadmap, [overlay_from_content(each.name, each.content)])
        except RoadmapInvalid as error:
            raise _unfit(each, f"{error.problems[0]}") from error
    return roadmap


def _unfit(overlay: Said, text: str) -> Unreadable:
    return Unreadable(
        f"The plan's overlay {overlay.name} {overlay.version} cannot be applied: {text}\n"
        "Put a mended version in its place with: te-planner add overlay FOLDER\n"
        f"or take it out with: te-planner remove overlay {overlay.name}"
    )
