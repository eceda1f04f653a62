"""`roadmap`: the reference itself, to read, to search, to check."""

from te_planner.cli.call import Call, unknown
from te_planner.errors import WrongCall
from te_planner.exchange.report_model import title
from te_planner.exchange.roadmap_json import roadmap_json
from te_planner.roadmap.model import LANES, TRACKS, Cell, Roadmap

FIELDS = ("cell", "row", "track", "lane", "stage", "title", "text", "provenance", "nature", "actors",
          "requires", "through", "rationale", "confidence", "concepts", "table")  # fmt: skip


def show(call: Call) -> int:
    """The cells that a reference names, or all."""
    ref = call.args.ref
    return _put(call, cells_of(call.roadmap, ref) if ref else tuple(call.roadmap.cells.values()))


def cells_of(roadmap: Roadmap, ref: str) -> tuple[Cell, ...]:
    """The cells of a reference: a cell, row, track, lane, track and lane, concept or stage."""
    asked = ref.upper()
    cells = tuple(roadmap.cells.values())
    concepts = {each.ref for each in roadmap.parts.concepts}
    if asked in concepts:
        return tuple(cell for cell in cells if asked in roadmap.rows[cell.row].concepts)
    lanes = {lane: lane for lane in LANES} | {track + lane: lane for track in TRACKS for lane in LANES}
    found = tuple(
        cell
        for cell in cells
        if asked in (cell.ref, cell.row, cell.track, cell.track + cell.lane, str(cell.stage))
        or (asked in LANES and cell.lane == asked)
    )
    if not found:
        known = [*roadmap.cells, *roadmap.rows, *concepts, *TRACKS, *lanes]
        raise WrongCall(unknown("cell, row, track, lane or concept", asked, known))
    return found


def search(call: Call) -> int:
    """Cells in whose title or text every word begins some word; 1 where there is none."""
    words = [word.casefold() for part in call.args.words for word in part.split()]
    if not words:
        raise WrongCall("Search for what? te-planner roadmap search WORDS")
    found = tuple(cell for cell in call.roadmap.cells.values() if _has(call.roadmap, cell, words))
    if not found and call.args.format == "table":
        call.out.message(f"No cell has all of: {' '.join(words)}. Try fewer or shorter words.")
        return 1
    _put(call, found)
    return 0 if found else 1


def _has(roadmap: Roadmap, cell: Cell, words: list[str]) -> bool:
    text = f"{cell.ref} {roadmap.title(cell.ref)} {cell.text}".casefold()
    there = "".join(sign if sign.isalnum() or sign in ".&-" else " " for sign in text).split()
    return all(any(other.startswith(word) for other in there) for word in words)


def _put(call: Call, cells: tuple[Cell, ...]) -> int:
    if call.args.format == "json":
        call.out.json(roadmap_json(call.roadmap, cells))
    elif call.args.format == "csv":
        made = roadmap_json(call.roadmap, cells)["cells"]
        rows = [
            [", ".join(each[key]) if isinstance(each[key], list) else each[key] for key in FIELDS]
            for each in made
        ]
        call.csv([FIELDS, *rows])
    elif len(cells) <= 3:
        for cell in cells:
            _card(call, cell)
    else:
        titles = ("Cell", "Title", "Nature", "Text (~ derived, … cut in the source)")
        listed = [
            (cell.ref, call.roadmap.title(cell.ref), cell.nature or "", _text(call, cell)) for cell in cells
        ]
        call.out.table(titles, listed)
    return 0


def _text(call: Call, cell: Cell) -> str:
    return f"{title(call.roadmap, cell.ref).signs} {cell.text}".lstrip()


def _card(call: Call, cell: Cell) -> None:
    """All that the roadmap says of one cell."""
    roadmap, out = call.roadmap, call.out
    row, link = roadmap.rows[cell.row], cell.link
    source = f"source: table {row.table}" if row.table else f"{cell.provenance} from {', '.join(row.basis)}"
    out.line(f"{cell.ref}  {row.title}", "head")
    out.line(f"  {cell.text}")
    out.line(
        f"  {source} · concepts {', '.join(row.concepts)}"
        + (f" · {cell.nature} (derived)" if cell.nature else "")
    )
    if cell.note:
        out.line(f"  note: {cell.note}")
    if cell.actors:
        out.line(f"  moved by: {', '.join(cell.actors)} (derived)")
    for ref in roadmap.required_by.get(cell.ref, ()):
        out.line(f"  required by: {ref} {title(roadmap, ref)} (derived)")
    if link:
        for word, refs in (("requires", link.requires), ("comes through", link.through)):
            for ref in refs:
                out.line(f"  {word}: {ref} {title(roadmap, ref)} ({link.provenance})")
        out.line(f"  because: {link.rationale} (confidence {link.confidence})")
    for hint in roadmap.hints(cell.ref):
        out.line(f"  could be shown by: {hint} (derived)")
    for measure in roadmap.measures(cell.ref):
        out.line(f"  could be measured by: {measure.name}, {measure.unit} (derived)")
    for each in roadmap.crosswalk(cell.ref):
        out.line(f"  see {each.standard}: {each.covers} (derived, confidence {each.confidence})")


def check(call: Call) -> int:
    """Every problem of the YAML, read anew; 1 where there is one."""
    from te_planner.roadmap.block import RoadmapInvalid
    from te_planner.roadmap.files import data_folder, read_files
    from te_planner.roadmap.loader import compile_roadmap

    try:
        parts = compile_roadmap(read_files(data_folder("roadmap")), "check")
    except RoadmapInvalid as error:
        for problem in error.problems:
            call.out.line(str(problem))
        call.out.line(f"{len(error.problems)} problems.", "late")
        return 1
    cells = [cell for row in parts.rows for cell in row.cells]
    source = sum(cell.provenance == "source" for cell in cells)
    call.out.line(
        f"The roadmap is sound: {source} cells of the source, {len(cells) - source} derived, "
        f"{len(parts.concepts)} concepts, {len(parts.questions)} questions.",
        "good",
    )
    return 0
