"""Further editions of a roadmap, made up for tests."""

from te_planner.roadmap.model import Cell, EditionChanges, Fate, Replaced, Roadmap, Row


def replaced(fate: Fate, old: str, new: str = "") -> Replaced:
    """`replaced("split", "RPE03.1", "RPE08.1 RPE09.1")`."""
    return Replaced(fate, tuple(old.split()), tuple(new.split()), f"because it was {fate}")


def edition(road: Roadmap, version: str, *changes: Replaced) -> Roadmap:
    """The same under another data version, its references changed so; what is to come is there already."""
    parts = road.parts
    known = parts.changes or (EditionChanges(parts.edition.data_version, ()),)
    return Roadmap(
        parts._replace(
            edition=parts.edition._replace(data_version=version),
            fingerprint=f"{version:0<64}",
            changes=(EditionChanges(version, changes), *known),
        )
    )


def with_cells(road: Roadmap, *cells: Cell, without: str = "") -> Roadmap:
    """The roadmap with cells replaced or added, and without those named; nothing requires what is gone."""
    found = {ref: each for ref, each in road.cells.items() if ref not in without.split()}
    found |= {each.ref: each for each in cells}
    for each in [each for each in found.values() if each.link]:
        assert each.link
        requires = tuple(ref for ref in each.link.requires if ref in found)
        found[each.ref] = each._replace(link=each.link._replace(requires=requires))
    rows = []
    for ref in dict.fromkeys(each.row for each in found.values()):
        own = tuple(sorted((each for each in found.values() if each.row == ref), key=lambda each: each.stage))
        kept = road.rows.get(ref)
        first = own[0]
        rows.append(
            kept._replace(cells=own)
            if kept
            else Row(ref, first.track, first.lane, f"Row {ref}", 1, "source", (), (), own)
        )
    return Roadmap(road.parts._replace(rows=tuple(rows)))


def raised(each: Cell, text: str = "something else") -> Cell:
    """The cell asks for something else."""
    return each._replace(text=text, meaning=each.meaning + 1)
