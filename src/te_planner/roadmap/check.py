"""The rules between the roadmap's parts: what each reference must lead to, and what must be complete."""

from collections.abc import Iterable, Iterator

from te_planner.roadmap.block import Problem
from te_planner.roadmap.model import CHARACTERISTICS, LANES, STAGES, TRACKS, Cell, Parts, Row
from te_planner.roadmap.wording import LONGEST, check_wording
from te_planner.roadmap.wording import row_file as _file

TABLES = {
    5: (4, 12), 6: (5, 15), 7: (5, 15), 8: (6, 16),
    9: (4, 12), 10: (6, 18), 11: (6, 18), 12: (9, 27),
    13: (4, 12), 14: (7, 21), 15: (6, 18), 16: (6, 18),
    17: (3, 9), 18: (7, 20),
}  # fmt: skip
"""Table of the source -> its rows, and its cells with text: 231 in all; three more stand empty there."""

LONGEST_TEXT = LONGEST["cell"]


def check(parts: Parts) -> list[Problem]:
    """Every problem between rows, cells and concepts, and of their texts; none where the roadmap is sound."""
    return [
        *_frame(parts),
        *_unique("roadmap", (row.ref for row in parts.rows), "row"),
        *_unique("concepts.yaml", (concept.ref for concept in parts.concepts), "concept"),
        *_count(parts),
        *(problem for row in parts.rows for problem in _row(row, parts)),
        *_links(parts),
        *_questions(parts),
        *_hints(parts),
        *_measures(parts),
        *_crosswalk(parts),
        *check_wording(parts),
    ]


def _frame(parts: Parts) -> Iterator[Problem]:
    wanted: tuple[tuple[str, str, tuple[object, ...], list[object]], ...] = (
        ("stages.yaml", "stages", STAGES, [stage.number for stage in parts.stages]),
        ("stages.yaml", "characteristics", CHARACTERISTICS, [item.key for item in parts.characteristics]),
        ("tracks.yaml", "tracks", TRACKS, [track.key for track in parts.tracks]),
        ("lanes.yaml", "lanes", LANES, [lane.key for lane in parts.lanes]),
        ("questions.yaml", "questions", tuple(range(1, 11)), [item.number for item in parts.questions]),
    )
    for file, place, expected, found in wanted:
        if list(expected) != found:
            listed = ", ".join(map(str, expected))
            yield Problem(file, place, f"has {found}", f"Write each once, in this order: {listed}.")
    if cycle := _cycle({(carry.source, carry.target) for carry in parts.carries}):
        yield Problem("tracks.yaml", "carries", f"{' carries '.join(cycle)}: a cycle", "Remove one link.")


def _cycle(links: set[tuple[str, str]]) -> list[str]:
    """One cycle of the links, as the nodes on its way, or nothing."""

    def walk(node: str, way: list[str]) -> list[str]:
        if node in way:
            return [*way[way.index(node) :], node]
        for source, target in sorted(links):
            if source == node and (found := walk(target, [*way, node])):
                return found
        return []

    for start in sorted({source for source, _ in links}):
        if found := walk(start, []):
            return found
    return []


def _unique(file: str, refs: Iterable[str], what: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for ref in refs:
        if ref in seen:
            yield Problem(file, ref, f"the {what} stands twice", "Give one of them its own reference.")
        seen.add(ref)


def _count(parts: Parts) -> Iterator[Problem]:
    """Each table of the source has its rows and cells, whoever reworded them."""
    for table in sorted({row.table for row in parts.rows if row.table} | set(TABLES)):
        rows = [row for row in parts.rows if row.table == table]
        found, wanted = (len(rows), sum(len(row.cells) for row in rows)), TABLES.get(table, (0, 0))
        if found != wanted:
            text = f"it has {found[0]} rows and {found[1]} cells, not {wanted[0]} and {wanted[1]}"
            yield Problem("roadmap", f"table {table}", text, "Compare with the document, row by row.")


def _row(row: Row, parts: Parts) -> Iterator[Problem]:
    concepts = {concept.ref for concept in parts.concepts}
    known = concepts | {other.ref for other in parts.rows} | {c.ref for o in parts.rows for c in o.cells}
    for ref in row.concepts:
        if ref not in concepts:
            yield Problem(_file(row.ref), row.ref, f"no concept {ref}", "Name one of concepts.yaml.")
    for ref in row.basis:
        if ref not in known:
            yield Problem(
                _file(row.ref), row.ref, f"its basis {ref} is nowhere", "Name a row, cell or concept."
            )
    if not row.cells:
        yield Problem(_file(row.ref), row.ref, "it has no cell", "Write at least one stage under cells.")
    for cell in row.cells:
        if cell.lane == "E" and not cell.actors:
            yield Problem(_file(row.ref), cell.ref, "nobody can move it", "Name at least one actor.")
        if cell.cut and not cell.note:
            yield Problem(_file(row.ref), cell.ref, "cut, without a note", "Say what is reconstructed.")


def _links(parts: Parts) -> Iterator[Problem]:
    cells = {cell.ref: cell for row in parts.rows for cell in row.cells}
    for cell in cells.values():
        if not cell.link:
            continue
        for ref in cell.link.requires:
            yield from _link(cell, cells.get(ref), ref, "E", "an enabler cell")
        for ref in cell.link.through:
            yield from _link(cell, cells.get(ref), ref, "R", "a result cell")
        if cell.nature == "baseline" and cell.link.requires:
            yield Problem(_file(cell.ref), cell.ref, "a baseline requires something", "Empty its requires.")
        if cell.nature != "baseline" and not cell.link.requires:
            yield Problem(
                _file(cell.ref), cell.ref, "it requires nothing", "Name what it would not come without."
            )


def _link(cell: Cell, other: Cell | None, ref: str, lane: str, what: str) -> Iterator[Problem]:
    file = _file(cell.ref)
    if other is None:
        yield Problem(file, cell.ref, f"names {ref}, which is nowhere", f"Name {what} such as RP{lane}01.1.")
    elif other.lane != lane:
        yield Problem(file, cell.ref, f"names {ref}, which is not {what}", f"Name one of lane {lane}.")
    elif other.stage > cell.stage:
        yield Problem(
            file, cell.ref, f"names {ref}, of a later stage", f"Stay at stage {cell.stage} or before."
        )
    elif other.nature == "baseline":
        yield Problem(file, cell.ref, f"requires {ref}, a baseline", "A baseline is no work: leave it out.")


def _questions(parts: Parts) -> Iterator[Problem]:
    concepts = {concept.ref for concept in parts.concepts}
    for question in parts.questions:
        for ref in question.concepts:
            if ref not in concepts:
                place = f"question {question.number}"
                yield Problem("questions.yaml", place, f"no concept {ref}", "Name one of concepts.yaml.")


def _hints(parts: Parts) -> Iterator[Problem]:
    """Each enabler cell has one to three evidence hints, and nothing else has any.

    An overlay's rows need none, and to what it adds or withdraws no count applies.
    """
    enablers = [(row, cell.ref) for row in parts.rows for cell in row.cells if cell.lane == "E"]
    wanted = {ref for row, ref in enablers if row.provenance != "overlay"}
    yield from _keyed("evidence.yaml", wanted, {ref for _, ref in enablers}, parts.hints)
    touched = _touched(parts, "hint")
    for ref, hints in parts.hints.items():
        if ref in wanted - touched and not 1 <= len(hints) <= 3:
            yield Problem("evidence.yaml", ref, f"it has {len(hints)} hints", "Write one to three.")


def _measures(parts: Parts) -> Iterator[Problem]:
    """Each benefit cell has one or two measures; a baseline has none, since nothing is to be reached."""
    benefits = {cell.ref: cell for row in parts.rows for cell in row.cells if cell.lane == "B"}
    added = {cell.ref for row in parts.rows if row.provenance == "overlay" for cell in row.cells}
    yield from _keyed("measures.yaml", set(benefits) - added, set(benefits), parts.measures)
    for ref, measures in parts.measures.items():
        if ref in added | _touched(parts, "measure"):
            continue
        allowed = (0,) if ref in benefits and benefits[ref].nature == "baseline" else (1, 2)
        if len(measures) not in allowed:
            remedy = "A baseline has none." if allowed == (0,) else "Write one or two."
            yield Problem("measures.yaml", ref, f"it has {len(measures)} measures", remedy)


def _touched(parts: Parts, what: str) -> set[str]:
    """The cells of which an overlay added or withdrew something: keys such as `hint RPE02.1 …`."""
    words = [key.split(" ", 2) for key in parts.overlaid]
    return {ref for kind, ref, *_ in words if kind == what}


def _keyed(file: str, wanted: set[str], allowed: set[str], found: Iterable[str]) -> Iterator[Problem]:
    for ref in sorted(wanted - set(found)):
        yield Problem(file, ref, "it is missing", f"Write {ref}: and its list.")
    for ref in sorted(set(found) - allowed):
        yield Problem(file, ref, "no such cell", "Mend the reference, or remove it.")


def _crosswalk(parts: Parts) -> Iterator[Problem]:
    enablers = {cell.ref for row in parts.rows for cell in row.cells if cell.lane == "E"}
    yield from _unique(
        "crosswalk.yaml", (f"{each.cell} to {each.standard}" for each in parts.crosswalk), "link"
    )
    for each in parts.crosswalk:
        if each.cell not in enablers:
            yield Problem("crosswalk.yaml", each.cell, "no such enabler cell", "Name one such as RPE01.1.")
