"""The roadmap that a plan works by, as the plan kept it: what its cells said when it was adopted."""

from collections.abc import Iterable
from typing import NamedTuple

from te_planner.errors import Unreadable
from te_planner.plan.naming import uses
from te_planner.plan.snapshot import Snapshot
from te_planner.plan.store import Plan
from te_planner.roadmap.diff import Change, compare, texts_not_kept
from te_planner.roadmap.model import Roadmap
from te_planner.roadmap.texts import Texts, read_texts


class Recorded(NamedTuple):
    """`kept` is False for a plan from before texts were kept: its texts are stand-ins then, of meaning 1."""

    label: str
    data_version: str
    texts: Texts
    kept: bool


class Before(NamedTuple):
    """What the plan's roadmap said, and how the one at hand differs from it.

    `was`: the edition that the plan works by; `kept`: the texts of each of its editions, the latest first.
    """

    was: Recorded
    changes: tuple[Change, ...]
    kept: tuple[Texts, ...]


def before(plan: Plan, snapshot: Snapshot, roadmap: Roadmap) -> Before:
    """Raises Unreadable where the texts that the plan kept were changed by hand."""
    was = recorded(plan, snapshot, roadmap)
    kept = texts_kept(plan, [each.texts for each in reversed(snapshot.editions)])
    return Before(was, compare(was.texts, was.data_version, roadmap), kept)


def recorded(plan: Plan, snapshot: Snapshot, roadmap: Roadmap) -> Recorded:
    """What the plan's latest edition said. Raises Unreadable where that was changed by hand."""
    if not snapshot.editions:
        return not_kept(snapshot.plan.roadmap, roadmap, uses(snapshot))
    latest = snapshot.editions[-1]
    return Recorded(latest.label, latest.data_version, texts_kept(plan, [latest.texts])[0], kept=True)


def not_kept(label: str, roadmap: Roadmap, named: Iterable[str]) -> Recorded:
    """Of a plan from before texts were kept, and so of the first edition."""
    return Recorded(label, "", texts_not_kept(roadmap, named), kept=False)


def texts_kept(plan: Plan, keys: Iterable[str]) -> tuple[Texts, ...]:
    """The texts under the keys of editions, in their order. Raises Unreadable."""
    query = "SELECT text FROM kept WHERE id = ?"
    found = plan.read(lambda link: [link.execute(query, (key,)).fetchone() for key in keys])
    return tuple(parsed(row[0] if row else None) for row in found)


def parsed(text: str | None) -> Texts:
    """The texts of an edition, as the plan keeps them. Raises Unreadable where they are not what was kept."""
    try:
        return read_texts(text or "")
    except (ValueError, TypeError, AttributeError) as error:
        raise Unreadable(
            "What the plan kept of its roadmap's texts was changed by hand.\nOpen the last good copy."
        ) from error
