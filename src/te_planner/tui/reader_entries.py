"""What the reader lists beside the cells: each with its name, its clause and what leads to it."""

from collections.abc import Iterator
from typing import NamedTuple

from te_planner.roadmap.model import Roadmap
from te_planner.tui.lines import Target

KINDS = ("stagetext", "characteristic", "track", "lane", "concept", "question", "term", "standard")
"""The kinds of targets that the reader shows."""


class Entry(NamedTuple):
    """One thing to read. `group`: under which heading it stands; `text`: its own, to be searched."""

    target: Target
    group: str
    name: str
    clause: str
    text: str


def entries(roadmap: Roadmap) -> Iterator[Entry]:
    """All of them, in the order of the reader's list."""
    parts = roadmap.parts
    for stage in parts.stages:
        name = f"Stage {stage.number} {stage.name}"
        yield Entry(Target("stagetext", str(stage.number)), "Stages", name, stage.clause, stage.text)
    for sign in parts.characteristics:
        text = " ".join((sign.question, *sign.picks, sign.note))
        yield Entry(Target("characteristic", sign.key), "What shows the stage", sign.title, sign.clause, text)
    for track in parts.tracks:
        yield Entry(
            Target("track", track.key), "Tracks", f"{track.key} {track.name}", track.clause, track.text
        )
    for lane in parts.lanes:
        yield Entry(Target("lane", lane.key), "Swim lanes", f"{lane.key} {lane.name}", lane.clause, lane.text)
    for idea in parts.concepts:
        name = f"{idea.ref} {idea.title}"
        yield Entry(Target("concept", idea.ref), "Core concepts", name, idea.clause, idea.text)
    for asked in parts.questions:
        name, text = f"Question {asked.number} {asked.text}", " ".join(asked.concepts)
        yield Entry(Target("question", str(asked.number)), "Workshop questions", name, asked.clause, text)
    for term in parts.terms:
        yield Entry(Target("term", term.term), "Terms", term.term, term.clause, term.text)
    for short in parts.abbreviations:
        name = f"{short.term} {short.text}"
        yield Entry(Target("term", short.term), "Abbreviations", name, short.clause, "")
    yield from _standards(roadmap)


def _standards(roadmap: Roadmap) -> Iterator[Entry]:
    """The standards and rules of the crosswalk, each once, in alphabetical order."""
    titles = {each.standard: each.title for each in roadmap.parts.crosswalk}
    for standard, title in sorted(titles.items()):
        yield Entry(Target("standard", standard), "Standards", f"{standard} {title}".strip(), "", "")


def entry_of(roadmap: Roadmap, target: Target) -> Entry | None:
    """The entry that a target leads to."""
    if target.kind not in KINDS:
        return None
    return next((each for each in entries(roadmap) if each.target == target._replace(of="")), None)
