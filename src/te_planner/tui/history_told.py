"""What an entry of the journal came to: the rows that it changed and the figures that it moved.

Both are read and computed on the plan's thread, by the plan as it was known right before and after.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from te_planner.readiness.changes import Change
from te_planner.readiness.model import Readiness
from te_planner.tui.history_words import RowWords
from te_planner.tui.lines import BLANK, Line, Span, Target, heading, line, wrapped
from te_planner.tui.routes import target_of

if TYPE_CHECKING:
    from te_planner.plan.journal import Entry
    from te_planner.tui.session import Session

MOST_ROWS, MOST_CHANGES, MOST_CAUSES = 40, 60, 3
ARROWS = {False: " → ", True: " -> "}
"""Between before and after; by whether marks are plain."""


class Told(NamedTuple):
    """What one entry did. `first`: it made the plan, so that nothing was there before it."""

    rows: tuple[RowWords, ...]
    changes: tuple[Change, ...]
    first: bool = False


def told(session: "Session", entry: "Entry") -> Told:
    """Read it. Raises Unreadable where the journal was changed by hand. On the plan's thread."""
    from te_planner.plan.overlays import working_roadmap
    from te_planner.plan.replay import images_of, known_at, steps
    from te_planner.readiness.changes import changes
    from te_planner.readiness.evaluate import evaluate
    from te_planner.tui.history_words import row_words

    plan, day = session.plan, entry.day
    images = images_of(plan, entry.seq)
    now = known_at(plan, entry.seq)
    if entry.seq <= 1:
        return Told(tuple(row_words(images, [now])), (), first=True)
    then = known_at(plan, entry.seq - 1)
    # what an overlay moved is told too: each side under the plan's overlays as they were
    before, after = (
        evaluate(working_roadmap(session.roadmap, each.overlays), each, as_of=day, today=day, known_on=day)
        for each in (then, now)
    )
    moved = changes(before, after, steps=steps(plan, entry.seq - 1, entry.seq))
    return Told(tuple(row_words(images, [then, now])), moved)


def told_lines(found: Told, readiness: Readiness, width: int, *, plain: bool) -> Iterator[Line]:
    """The sections of the card."""
    yield BLANK
    yield heading(f"Moved in the figures: {len(found.changes)}", "as known that day")
    if found.first:
        yield line(Span("  It made the plan: nothing was there before.", "quiet"))
    elif not found.changes:
        yield line(Span("  No figure moved.", "quiet"))
    yield from change_lines(found.changes, readiness, width, plain=plain, causes=0)
    yield BLANK
    arrow = ARROWS[plain]
    yield heading(f"Rows: {len(found.rows)}", f"before{arrow}after")
    for row in found.rows[:MOST_ROWS]:
        yield from wrapped(f"{row.did}: {row.what}", width, "strong", indent=2)
        for name, before, after in row.fields:
            sides = [each for each in (before, after) if each is not None]
            yield from wrapped(f"{name}: {arrow.join(sides)}", width, indent=4)
    if len(found.rows) > MOST_ROWS:
        yield line(Span(f"  and {len(found.rows) - MOST_ROWS} more rows", "quiet"))


def change_lines(
    changes: tuple[Change, ...], readiness: Readiness, width: int, *, plain: bool, causes: int = MOST_CAUSES
) -> Iterator[Line]:
    """What moved, the weightiest first, with some of its causes; each leads to what it is about."""
    from te_planner.exchange.change_words import cause_text, figure_text, what_moved

    several = len({each.system for each in changes if each.system}) > 1
    for change in changes[:MOST_CHANGES]:
        what = what_moved(readiness.roadmap, change)
        if several and change.system and change.key.about != "system":
            what = f"{change.system}: {what}"
        said = f"{figure_text(change, change.before)}{ARROWS[plain]}{figure_text(change, change.after)}"
        target = _target(readiness, change)
        yield from wrapped(f"{what}: {said}", width, _tone(change), indent=2, target=target)
        for each in change.causes[:causes]:
            yield from wrapped(cause_text(each), width, "quiet", indent=6)
        if causes and len(change.causes) > causes:
            yield line(Span(f"      and {len(change.causes) - causes} more causes", "quiet"))
    if len(changes) > MOST_CHANGES:
        more = len(changes) - MOST_CHANGES
        yield line(Span(f"  and {more} more: te-planner diff lists all", "quiet"))


def _target(readiness: Readiness, change: Change) -> Target | None:
    """What a change is about, where it is still in the plan."""
    key = change.key
    system_id = key.system_id if key.system_id in readiness.systems else ""
    if key.about == "transition":
        return Target("stage", key.id.replace(".", ":"), system_id or "")
    if key.about in ("project", "milestone"):
        there = key.id in readiness.projects if key.about == "project" else True
        return Target(key.about, key.id) if there else None
    if key.figure == "in the plan":
        return None
    if key.figure == "observed stage":
        return Target("observed", "", system_id or "")
    found = target_of(readiness, key.id)
    return found._replace(of=system_id or "") if found else None


def _tone(change: Change) -> str:
    return "strong" if change.key.about in ("system", "track", "benefit") else ""
