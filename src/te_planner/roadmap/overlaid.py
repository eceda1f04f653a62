"""The roadmap with overlays on it: a pure step from parts to parts, checked after each overlay.

Nothing of what lies below is edited; `Parts.overlaid` remembers what stood there.
"""

from collections.abc import Callable, Iterable, Sequence

from te_planner.roadmap.block import Problem, RoadmapInvalid
from te_planner.roadmap.check import check
from te_planner.roadmap.model import Cell, Crosswalk, Overlaid, OverlayInfo, Parts, Roadmap, Row
from te_planner.roadmap.overlay import (
    CrosswalkPut,
    HintPut,
    MeasurePut,
    Overlay,
    RequirementPut,
    Reword,
    RowPut,
    Spot,
)

SEARCH = "te-planner roadmap search WORDS finds one."


def overlaid(roadmap: Roadmap, overlays: Sequence[Overlay]) -> Roadmap:
    """The roadmap with the overlays applied in their order.

    Raises RoadmapInvalid where one does not fit what lies below it; the problems name its file and line.
    """
    parts = roadmap.parts
    for overlay in overlays:
        parts = _laid(parts, overlay)
    return Roadmap(parts, roadmap.base) if overlays else roadmap


def _laid(parts: Parts, overlay: Overlay) -> Parts:
    layer = Layer(parts, overlay)
    if not layer.problems:
        layer.lay()
    if layer.problems:
        raise RoadmapInvalid(layer.problems)
    made = layer.parts()
    if problems := check(made):
        raise RoadmapInvalid([layer.placed(problem) for problem in problems])
    return made


class Layer:
    """One overlay being laid on parts; what does not fit is collected in `problems`."""

    def __init__(self, below: Parts, overlay: Overlay) -> None:
        self.below, self.overlay = below, overlay
        self.rows = {row.ref: row for row in below.rows}
        self.hints, self.measures = dict(below.hints), dict(below.measures)
        self.crosswalk = list(below.crosswalk)
        self.overlaid = dict(below.overlaid)
        self.problems: list[Problem] = []
        self.spots: dict[str, Spot] = {}
        self._begin()

    def _begin(self) -> None:
        overlay, spot = self.overlay, self.overlay.spot
        if any(each.name == overlay.name for each in self.below.overlays):
            text = f"an overlay {overlay.name} lies below it already"
            self.problems.append(spot.problem(text, "Apply each overlay once.", "name"))
        elif any(ref[3:-2] == f"-{overlay.space}" for ref in self.rows):
            text = f"the name space {overlay.space} is another overlay's"
            self.problems.append(spot.problem(text, "Choose another.", "space"))

    def lay(self) -> None:
        """Rows first: what follows may name them."""
        for put in self.overlay.replace:
            self.replace(put)
        for put in self.overlay.rows:
            self.add_row(put)
        for reword in self.overlay.rewords:
            self.reword(reword)
        for requirement in self.overlay.requirements:
            self.require(requirement)
        for hint in self.overlay.hints:
            self.hint(hint)
        for measure in self.overlay.measures:
            self.measure(measure)
        for crosswalk in self.overlay.crosswalk:
            self.link(crosswalk)

    def parts(self) -> Parts:
        info = OverlayInfo(
            self.overlay.name, self.overlay.version, self.overlay.title, self.overlay.fingerprint
        )
        return self.below._replace(
            rows=tuple(self.rows.values()),
            hints=self.hints,
            measures=self.measures,
            crosswalk=tuple(self.crosswalk),
            overlays=(*self.below.overlays, info),
            overlaid=self.overlaid,
        )

    def placed(self, problem: Problem) -> Problem:
        """A problem between rows, at the overlay's file and line from which it comes."""
        row = problem.place.partition(".")[0]
        spot = self.spots.get(problem.place) or self.spots.get(row) or self.overlay.spot
        return problem._replace(file=spot.file, line=spot.line)

    def _note(self, key: str, was: str = "", why: str = "", confidence: str = "") -> None:
        self.overlaid[key] = Overlaid(self.overlay.name, was, why, confidence)

    def _cell(self, spot: Spot, ref: str, lane: str = "", what: str = "cell") -> Cell | None:
        """A cell that is there, and of the lane."""
        row = self.rows.get(ref.partition(".")[0])
        cell = next((each for each in row.cells if each.ref == ref), None) if row else None
        if cell is None:
            self.problems.append(spot.problem(f"there is no cell {ref}", SEARCH))
        elif lane and cell.lane != lane:
            self.problems.append(spot.problem(f"{ref} is no {what}", SEARCH))
        else:
            return cell
        return None

    def _put_cell(self, cell: Cell) -> None:
        row = self.rows[cell.row]
        cells = tuple(cell if each.ref == cell.ref else each for each in row.cells)
        self.rows[cell.row] = row._replace(cells=cells)

    # rows

    def add_row(self, put: RowPut) -> None:
        """After the rows of the same track and lane that are there already."""
        ref = put.row.ref
        if ref in self.rows:
            self.problems.append(
                put.spot.problem(f"{ref} is there already", "Give it the next free number.", "ref")
            )
            return
        self._remember(put)
        rows = list(self.rows.values())
        places = [place for place, row in enumerate(rows) if row.ref[:3] == ref[:3]]
        rows.insert(places[-1] + 1 if places else len(rows), put.row)
        self.rows = {row.ref: row for row in rows}
        self._note(f"row {ref}")

    def replace(self, put: RowPut) -> None:
        """A derived row, or an earlier overlay's, whole: with what was said of its cells elsewhere."""
        ref, spot = put.row.ref, put.spot
        old = self.rows.get(ref)
        if old is None:
            self.problems.append(spot.problem(f"there is no row {ref}", "New rows stand under rows:.", "ref"))
            return
        if old.provenance == "source":
            remedy = "Reword its cells with reword:, or add a row of your own."
            self.problems.append(spot.problem(f"{ref} is the document's, not derived", remedy, "ref"))
            return
        if f"row {ref}" in self.overlaid and self.overlaid[f"row {ref}"].overlay == self.overlay.name:
            self.problems.append(spot.problem(f"{ref} is replaced twice", "Leave one out.", "ref"))
            return
        self._remember(put)
        self._forget(old)
        before = {cell.ref: cell for cell in old.cells}
        cells = [
            cell._replace(meaning=before[cell.ref].meaning + 1) if cell.ref in before else cell
            for cell in put.row.cells
        ]
        self.rows[ref] = put.row._replace(cells=tuple(cells))
        self._note(f"row {ref}", old.title)
        for cell in cells:
            if cell.ref in before:
                self._note(f"text {cell.ref}", before[cell.ref].text)
        gone = before.keys() - {cell.ref for cell in cells}
        for cell_ref in sorted(gone):
            self._not_missed(spot, cell_ref)

    def _remember(self, put: RowPut) -> None:
        self.spots[put.row.ref] = put.spot
        self.spots.update(put.cells)

    def _forget(self, row: Row) -> None:
        """Hints, measures and links of a row's cells, and what was noted of them."""
        refs = {row.ref, *(cell.ref for cell in row.cells)}
        self.hints = {ref: texts for ref, texts in self.hints.items() if ref not in refs}
        self.measures = {ref: found for ref, found in self.measures.items() if ref not in refs}
        self.crosswalk = [each for each in self.crosswalk if each.cell not in refs]
        self.overlaid = {key: each for key, each in self.overlaid.items() if key.split(" ")[1] not in refs}

    def _not_missed(self, spot: Spot, ref: str) -> None:
        """Nothing may rest on a cell that a replaced row has no more."""
        for row in self.rows.values():
            users = [
                cell.ref
                for cell in row.cells
                if cell.link and ref in (*cell.link.requires, *cell.link.through)
            ]
            users += [row.ref] if ref in row.basis else []
            for user in users:
                text = f"it leaves out {ref}, on which {user} rests"
                self.problems.append(spot.problem(text, f"Keep stage {ref[-1]} under cells.", "cells"))

    def reword(self, put: Reword) -> None:
        if "." not in put.ref:
            row = self.rows.get(put.ref)
            if row is None:
                self.problems.append(put.spot.problem(f"there is no row {put.ref}", SEARCH, "row"))
                return
            self.spots.setdefault(put.ref, put.spot)
            self.rows[put.ref] = row._replace(title=put.text)
            self._note(f"title {put.ref}", row.title, put.why)
        elif cell := self._cell(put.spot, put.ref):
            if put.text == cell.text:
                self.problems.append(put.spot.problem("it says what stands there", "Leave it out.", "text"))
            self.spots.setdefault(put.ref, put.spot)
            # a text of one's own is no reconstruction any more
            note = "" if cell.cut else cell.note
            self._put_cell(
                cell._replace(
                    text=put.text,
                    provenance="overlay",
                    meaning=cell.meaning + put.raised,
                    cut=False,
                    note=note,
                )
            )
            self._note(f"text {put.ref}", cell.text, put.why)

    # what hangs on cells

    def _changed(
        self, spot: Spot, there: Iterable[str], add: Sequence[str], withdraw: Sequence[str]
    ) -> list[str]:
        """A list of texts, less and plus what is to be withdrawn and added."""
        found = list(there)
        for text in withdraw:
            if text in found:
                found.remove(text)
            else:
                remedy = f"Write it as te-planner roadmap show {spot.place} prints it, or leave it out."
                self.problems.append(spot.problem(f"there is no {text!r} to withdraw", remedy, "withdraw"))
        for text in add:
            if text in found:
                self.problems.append(spot.problem(f"{text!r} is there already", "Leave it out.", "add"))
            else:
                found.append(text)
        return found

    def _note_all(self, key: Callable[[str], str], put: HintPut | RequirementPut | CrosswalkPut,
                  added: Iterable[str], why: str = "", confidence: str = "") -> None:  # fmt: skip
        for text in put.withdraw:
            self._note(key(text), text, why)
        for text in added:
            self._note(key(text), "", why, confidence)

    def require(self, put: RequirementPut) -> None:
        cell = self._cell(put.spot, put.benefit, "B", "benefit cell")
        if cell is None or cell.link is None:
            return
        # what is wrong between the benefit and its requirements is told at these lines
        line = put.spot.lines.get("add" if put.add else "withdraw", put.spot.line)
        self.spots[put.benefit] = put.spot._replace(line=line)
        requires = self._changed(put.spot, cell.link.requires, put.add, put.withdraw)
        self._put_cell(cell._replace(link=cell.link._replace(requires=tuple(requires))))
        self._note_all(lambda ref: f"requires {put.benefit} {ref}", put, put.add, put.why, put.confidence)

    def hint(self, put: HintPut) -> None:
        if self._cell(put.spot, put.cell, "E", "enabler cell"):
            hints = self._changed(put.spot, self.hints.get(put.cell, ()), put.add, put.withdraw)
            self.hints[put.cell] = tuple(hints)
            self._note_all(lambda text: f"hint {put.cell} {text}", put, put.add)

    def measure(self, put: MeasurePut) -> None:
        cell = self._cell(put.spot, put.benefit, "B", "benefit cell")
        if cell is None:
            return
        if cell.nature == "baseline":
            text = f"{cell.ref} describes how things are today"
            self.problems.append(put.spot.problem(text, "A baseline has no measures: leave them out."))
        there = self.measures.get(put.benefit, ())
        self._changed(put.spot, [each.name for each in there], [each.name for each in put.add], ())
        self.measures[put.benefit] = (*there, *put.add)
        for each in put.add:
            self._note(f"measure {put.benefit} {each.name}")

    def link(self, put: CrosswalkPut) -> None:
        if not self._cell(put.spot, put.cell, "E", "enabler cell"):
            return
        there = [each.standard for each in self.crosswalk if each.cell == put.cell]
        added = [each.standard for each in put.add]
        self._changed(put.spot, there, added, put.withdraw)
        kept: list[Crosswalk] = [
            each for each in self.crosswalk if each.cell != put.cell or each.standard not in put.withdraw
        ]
        self.crosswalk = [*kept, *put.add]
        self._note_all(lambda standard: f"crosswalk {put.cell} {standard}", put, added)
