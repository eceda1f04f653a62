"""What another edition of the roadmap says otherwise, cell by cell. Pure: texts in, changes out."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from te_planner.roadmap.changes import ancestors, follow, newer
from te_planner.roadmap.model import EditionChanges, Roadmap
from te_planner.roadmap.texts import Said, Texts, texts_of

Kind = Literal["same", "reworded", "meaning changed", "moved", "split", "merged", "retired", "new"]
KINDS: tuple[Kind, ...] = (
    "same", "reworded", "meaning changed", "moved", "split", "merged", "retired", "new",
)  # fmt: skip

NOT_HERE = "not in this edition"
"""Why a cell is gone of which the editors say nothing."""

NOT_KEPT = Said("", "", "", 1)
"""What a cell said for a plan from before texts were kept."""


class Change(NamedTuple):
    """A cell before and after. `old` and `new` are its references, with what it said under each.

    Split: one change a successor. Merged: one a predecessor. `before` is None for a new cell, `after` for a
    retired one; `why` is the editors'.
    """

    kind: Kind
    old: str
    new: str
    before: Said | None
    after: Said | None
    why: str

    @property
    def other_meaning(self) -> bool:
        """Answers given before are to be looked at again: the cell asks for something else."""
        if self.kind == "split":
            return True
        return bool(self.before and self.after and self.kind != "merged") and self.meaning > self.meaning_was

    @property
    def meaning_was(self) -> int:
        return self.before.meaning if self.before else 0

    @property
    def meaning(self) -> int:
        return self.after.meaning if self.after else 0


def compare(old: Texts, old_version: str, roadmap: Roadmap) -> tuple[Change, ...]:
    """Each cell of the old texts, in their order, then the new ones.

    The editions between `old_version` and the roadmap are followed in turn. What is gone without a word of
    the editors is retired: "not in this edition".
    """
    editions = newer(roadmap.parts.changes, old_version) or ()
    now = texts_of(roadmap)
    found = [change for ref, said in old.items() for change in _changes(ref, said, editions, now)]
    reached = {each.new for each in found}
    return (
        *found,
        *(Change("new", "", ref, None, said, "") for ref, said in now.items() if ref not in reached),
    )


def _changes(ref: str, said: Said, editions: Sequence[EditionChanges], now: Texts) -> list[Change]:
    if ways := follow(ref, editions, now):
        return [Change(way.fate, ref, way.new, said, now.get(way.new), way.why) for way in ways]
    after = now.get(ref)
    if after is None:
        return [Change("retired", ref, "", said, None, NOT_HERE)]
    if after.meaning > said.meaning:
        return [Change("meaning changed", ref, ref, said, after, "")]
    same = said[:3] == after[:3] or not said.text
    return [Change("same" if same else "reworded", ref, ref, said, after, "")]


def is_known(data_version: str, roadmap: Roadmap) -> bool:
    """Whether the roadmap knows what became of references since an edition of the data."""
    own = roadmap.edition.data_version
    return data_version == own or newer(roadmap.parts.changes, data_version) is not None


def counts(changes: Iterable[Change]) -> dict[Kind, int]:
    """Kind -> how many cells of the old edition (of the new one: merged and new) it befell."""
    found = Counter(kind for kind, _ in {(each.kind, each.old or each.new) for each in changes})
    return {kind: found[kind] for kind in KINDS}


def texts_not_kept(roadmap: Roadmap, named: Iterable[str]) -> Texts:
    """Stand-ins for texts that a plan from before they were kept cannot show.

    The cells that are there and came from nowhere else, and those that the plan names; meaning 1 everywhere.
    """
    own = [ref for ref in roadmap.cells if not ancestors(ref, roadmap.parts.changes)]
    return dict.fromkeys([*own, *sorted(set(named) - set(own))], NOT_KEPT)


def said_before(
    cell: str, meaning: int, kept: Sequence[Texts], changes: Sequence[EditionChanges]
) -> tuple[str, Said] | None:
    """What a cell said under an earlier meaning number, and its reference then.

    `kept`: the texts of the plan's editions, the latest first. None where none of them tells.
    """
    for refs, exactly in (
        ((cell,), True),
        (ancestors(cell, changes), True),
        (ancestors(cell, changes), False),
    ):
        for texts in kept:
            for ref in refs:
                said = texts.get(ref)
                if said and said.text and (said.meaning == meaning or not exactly):
                    return ref, said
    return None
