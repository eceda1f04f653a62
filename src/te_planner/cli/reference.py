"""`roadmap show`: what a reference or a word names, with all that the roadmap says of it."""

from difflib import get_close_matches

from te_planner.cli.call import Call
from te_planner.errors import WrongCall
from te_planner.exchange.report.model import title
from te_planner.exchange.roadmap_json import roadmap_json
from te_planner.roadmap.lookup import Entry, look_up, named
from te_planner.roadmap.model import Cell, Roadmap
from te_planner.roadmap.origin import Origin, origins, text_origin

FIELDS = ("cell", "row", "track", "lane", "stage", "title", "text", "provenance", "nature", "actors",
          "requires", "through", "rationale", "confidence", "concepts", "table", "from")  # fmt: skip


def show(call: Call) -> int:
    """What is named: cells, or an entry such as a term with its cells; without a name all cells."""
    ref = " ".join(call.args.ref)
    entry = look_up(call.roadmap, ref) if ref else None
    if entry:
        cells = entry.cells
    else:
        cells = cells_of(call.roadmap, ref) if ref else tuple(call.roadmap.cells.values())
    if call.args.format == "json":
        call.out.json(roadmap_json(call.roadmap, cells, entry))
    elif call.args.format == "csv":
        _csv(call, cells)
    else:
        if entry:
            _entry(call, entry)
        _cells(call, cells, short=entry is None)
    return 0


def cells_of(roadmap: Roadmap, ref: str) -> tuple[Cell, ...]:
    """The cells of a reference: a cell, a row, or a track and lane."""
    asked = ref.upper()
    found = tuple(
        cell for cell in roadmap.cells.values() if asked in (cell.ref, cell.row, cell.track + cell.lane)
    )
    if not found:
        known = {name.casefold(): name for name in (*roadmap.cells, *roadmap.rows, *named(roadmap))}
        near = ", ".join(known[name] for name in get_close_matches(ref.casefold(), known, n=3))
        raise WrongCall(
            f"The roadmap has no reference, term or abbreviation “{ref}”. Near: {near or 'none'}.\n"
            "te-planner roadmap search WORDS finds one."
        )
    return found


def _csv(call: Call, cells: tuple[Cell, ...]) -> None:
    made = [
        each | {"from": str(text_origin(call.roadmap, cell))}
        for each, cell in zip(roadmap_json(call.roadmap, cells)["cells"], cells, strict=True)
    ]
    rows = [
        [", ".join(each[key]) if isinstance(each[key], list) else each[key] for key in FIELDS]
        for each in made
    ]
    call.csv([FIELDS, *rows])


def _entry(call: Call, entry: Entry) -> None:
    """The card of a concept, question, stage, track, lane, term or abbreviation."""
    out = call.out
    apart = f"  {entry.title}" if entry.title.casefold() != entry.ref.casefold() else ""
    out.line(f"{entry.ref}{apart}", "head")
    out.line(f"  {entry.text}")
    out.line(f"  {entry.kind} · source: {entry.clause}")
    if entry.note:
        out.line(f"  note: {entry.note}")
    for each in entry.relations:
        out.line(f"  {each.word}: {each.ref} {each.text}".rstrip())
    if entry.cells:
        uses = entry.kind in ("term", "abbreviation")
        out.line(f"  {'used in' if uses else 'cells'}: {len(entry.cells)}")


def _cells(call: Call, cells: tuple[Cell, ...], *, short: bool) -> None:
    """Cards of a few (where `short` allows), else a table."""
    if short and len(cells) <= 3:
        for cell in cells:
            _card(call, cell)
    elif cells:
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
