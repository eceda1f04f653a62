"""Where each thing that the roadmap says of a cell comes from: the document, ourselves, or an overlay."""

from collections.abc import Iterator
from typing import NamedTuple

from te_planner.roadmap.model import Cell, Provenance, Roadmap, Row


class Origin(NamedTuple):
    """Of one thing said of a cell.

    `of`: title, text, nature, actors, requires, through, hint, measure or crosswalk. `what`: the reference,
    text, name or standard (empty for the first four). `place`: the document's table, or the rows from which
    it is derived. `overlay`: name and version. `was`: what stood there before the overlay. `withdrawn`: an
    overlay took it away.
    """

    of: str
    what: str
    provenance: Provenance
    place: str = ""
    overlay: str = ""
    was: str = ""
    why: str = ""
    withdrawn: bool = False

    def __str__(self) -> str:
        if self.provenance == "overlay":
            return f"overlay {self.overlay}"
        if self.provenance == "source":
            return f"source: {self.place}"
        return f"derived {self.place}".rstrip()


def origins(roadmap: Roadmap, cell: Cell) -> tuple[Origin, ...]:
    """Of everything that is said of the cell, and of what overlays withdrew from it."""
    row, link = roadmap.rows[cell.row], cell.link
    lists = (
        ("requires", list(link.requires) if link else []),
        ("through", list(link.through) if link else []),
        ("hint", list(roadmap.hints(cell.ref))),
        ("measure", [each.name for each in roadmap.measures(cell.ref)]),
        ("crosswalk", [each.standard for each in roadmap.crosswalk(cell.ref)]),
    )
    judged = [of for of, value in (("nature", cell.nature), ("actors", cell.actors)) if value]
    return (
        _said(roadmap, "title", f"title {row.ref}", row),
        text_origin(roadmap, cell),
        *(_derived(roadmap, of, "", "", row) for of in judged),
        *(
            _derived(roadmap, of, what, f"{of} {cell.ref} {what}", row)
            for of, found in lists
            for what in found
        ),
        *(each for of, found in lists for each in _withdrawn(roadmap, of, cell.ref, found)),
    )


def text_origin(roadmap: Roadmap, cell: Cell) -> Origin:
    """Where a cell's text comes from."""
    return _said(roadmap, "text", f"text {cell.ref}", roadmap.rows[cell.row])


def _said(roadmap: Roadmap, of: str, key: str, row: Row) -> Origin:
    """A title or text: the overlay's that worded it last, else the row's."""
    touched = roadmap.parts.overlaid.get(key)
    if touched:
        return Origin(of, "", "overlay", "", _named(roadmap, touched.overlay), touched.was, touched.why)
    if row.provenance == "overlay":
        made = roadmap.parts.overlaid[f"row {row.ref}"]
        return Origin(of, "", "overlay", "", _named(roadmap, made.overlay), made.was if of == "title" else "")
    if row.table:
        return Origin(of, "", "source", f"{roadmap.edition.document}, table {row.table}")
    return Origin(of, "", "derived", f"from {', '.join(row.basis)}" if row.basis else "")


def _derived(roadmap: Roadmap, of: str, what: str, key: str, row: Row) -> Origin:
    """What the document never says: an overlay's, or ours."""
    touched = roadmap.parts.overlaid.get(key)
    if touched is None and row.provenance == "overlay":
        touched = roadmap.parts.overlaid[f"row {row.ref}"]._replace(why="")
    if touched is None:
        return Origin(of, what, "derived")
    return Origin(of, what, "overlay", "", _named(roadmap, touched.overlay), "", touched.why)


def _withdrawn(roadmap: Roadmap, of: str, ref: str, there: list[str]) -> Iterator[Origin]:
    for key, touched in roadmap.parts.overlaid.items():
        if touched.was and key.startswith(f"{of} {ref} ") and touched.was not in there:
            name = _named(roadmap, touched.overlay)
            yield Origin(of, touched.was, "overlay", "", name, touched.was, touched.why, withdrawn=True)


def _named(roadmap: Roadmap, name: str) -> str:
    version = next(each.version for each in roadmap.parts.overlays if each.name == name)
    return f"{name} {version}"
