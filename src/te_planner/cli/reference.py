"""`roadmap`: the reference itself, to read, to search, to check."""

from te_planner.cli.call import Call, unknown
from te_planner.errors import WrongCall
from te_planner.exchange.report_model import title
from te_planner.exchange.roadmap_json import roadmap_json
from te_planner.roadmap.model import LANES, TRACKS, Cell, Roadmap
from te_planner.roadmap.origin import Origin, origins, text_origin

FIELDS = ("cell", "row", "track", "lane", "stage", "title", "text", "provenance", "nature", "actors",
          "requires", "through", "rationale", "confidence", "concepts", "table", "from")  # fmt: skip


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
        made = [
            each | {"from": str(text_origin(call.roadmap, cell))}
            for each, cell in zip(roadmap_json(call.roadmap, cells)["cells"], cells, strict=True)
        ]
        rows = [
            [", ".join(each[key]) if isinstance(each[key], list) else each[key] for key in FIELDS]
            for each in made
        ]
        call.csv([FIELDS, *rows])
    elif len(cells) <= 3:
        for cell in cells:
            _card(call, cell)
    else:
        titles = ("Cell", "Title", "Nature", "From", "Text (~ derived, ^ overlay, … cut in the source)")
        listed = [
            (
                cell.ref,
                call.roadmap.title(cell.ref),
                cell.nature or "",
                _from(call.roadmap, cell),
                _text(call, cell),
            )
            for cell in cells
        ]
        call.out.table(titles, listed)
    return 0


def _from(roadmap: Roadmap, cell: Cell) -> str:
    """In short: the document stands in the card."""
    found = text_origin(roadmap, cell)
    table = f"table {roadmap.rows[cell.row].table}"
    return table if found.provenance == "source" else found.overlay or found.provenance


def _text(call: Call, cell: Cell) -> str:
    return f"{title(call.roadmap, cell.ref).signs} {cell.text}".lstrip()


def _card(call: Call, cell: Cell) -> None:
    """All that the roadmap says of one cell, each with where it comes from."""
    roadmap, out = call.roadmap, call.out
    row, found = roadmap.rows[cell.row], origins(roadmap, cell)
    of = {(each.of, each.what): each for each in found if not each.withdrawn}
    out.line(f"{cell.ref}  {row.title}", "head")
    out.line(f"  {cell.text}")
    out.line(
        f"  {of['text', '']} · concepts {', '.join(row.concepts)}"
        + (f" · {cell.nature} ({of['nature', '']})" if cell.nature else "")
    )
    _reworded(call, of["title", ""], "title")
    _reworded(call, of["text", ""], "text")
    if cell.note:
        out.line(f"  note: {cell.note}")
    if cell.actors:
        out.line(f"  moved by: {', '.join(cell.actors)} ({of['actors', '']})")
    _links(call, cell, of)
    _shown_by(call, cell, of)
    for gone in found:
        if gone.withdrawn:
            out.line(f"  withdrawn: {gone.of} {gone.what} ({_told(gone)})")


Origins = dict[tuple[str, str], Origin]


def _links(call: Call, cell: Cell, of: Origins) -> None:
    """The benefits that need an enabler, or the enablers and results that a benefit hangs on."""
    roadmap, out, link = call.roadmap, call.out, cell.link
    for ref in roadmap.required_by.get(cell.ref, ()):
        needed = next(each for each in origins(roadmap, roadmap.cells[ref]) if each.what == cell.ref)
        out.line(f"  required by: {ref} {title(roadmap, ref)} ({needed})")
    if link:
        for of_what, word, refs in (
            ("requires", "requires", link.requires),
            ("through", "comes through", link.through),
        ):
            for ref in refs:
                out.line(f"  {word}: {ref} {title(roadmap, ref)} ({_told(of[of_what, ref])})")
        out.line(f"  because: {link.rationale} (confidence {link.confidence})")


def _shown_by(call: Call, cell: Cell, of: Origins) -> None:
    roadmap, out = call.roadmap, call.out
    for hint in roadmap.hints(cell.ref):
        out.line(f"  could be shown by: {hint} ({of['hint', hint]})")
    for measure in roadmap.measures(cell.ref):
        named = of["measure", measure.name]
        out.line(f"  could be measured by: {measure.name}, {measure.unit} ({named})")
    for each in roadmap.crosswalk(cell.ref):
        named = of["crosswalk", each.standard]
        out.line(f"  see {each.standard}: {each.covers} ({named}, confidence {each.confidence})")


def _reworded(call: Call, origin: Origin, what: str) -> None:
    if origin.was:
        call.out.line(f"  its {what} was: {origin.was} ({_told(origin)})")


def _told(origin: Origin) -> str:
    return f"{origin}: {origin.why}" if origin.why else str(origin)


def check(call: Call) -> int:
    """Every problem of the YAML, read anew, and of the overlays on it; 1 where there is one."""
    from te_planner.roadmap.block import RoadmapInvalid
    from te_planner.roadmap.files import data_folder, read_files
    from te_planner.roadmap.loader import compile_roadmap

    try:
        base = Roadmap(compile_roadmap(read_files(data_folder("roadmap")), "check"))
        parts = _with_overlays(base, call.args.overlays or []).parts
    except RoadmapInvalid as error:
        for problem in error.problems:
            call.out.line(str(problem))
        count = len(error.problems)
        call.out.line(f"{count} problem{'s' if count > 1 else ''}.", "late")
        return 1
    cells = [(row, cell) for row in parts.rows for cell in row.cells]
    source, derived = (sum(row.provenance == each for row, _ in cells) for each in ("source", "derived"))
    added = len(cells) - source - derived
    text = f"The roadmap is sound: {source} cells of the source, {derived} derived, "
    if parts.overlays:
        reworded = sum(cell.provenance == "overlay" for _, cell in cells) - added
        named = ", ".join(f"{each.name} {each.version}" for each in parts.overlays)
        text += f"{added} of {named} (and {reworded} reworded), "
    text += f"{len(parts.concepts)} concepts, {len(parts.questions)} questions."
    call.out.line(text, "good")
    return 0


def _with_overlays(base: Roadmap, folders: list[str]) -> Roadmap:
    if not folders:
        return base
    from pathlib import Path

    from te_planner.roadmap.overlaid import overlaid
    from te_planner.roadmap.overlay_files import read_overlay

    return overlaid(base, [read_overlay(Path(folder)) for folder in folders])
