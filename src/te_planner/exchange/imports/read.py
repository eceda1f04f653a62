"""A file of any kind that can be imported, read into what it asks.

What one kind alone needs is imported when such a file comes: it takes longer than to read a short table.
"""

from collections.abc import Callable, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from te_planner.collecting import uncollected
from te_planner.errors import Unreadable, WrongCall
from te_planner.exchange.imports.csv_file import read_csv
from te_planner.exchange.imports.grid import LARGEST, OLE, Grid, Progress
from te_planner.exchange.imports.model import Fault, Incoming, Place
from te_planner.exchange.imports.options import Options
from te_planner.exchange.imports.table import read_table
from te_planner.plan.snapshot import Day
from te_planner.plan.text import printable
from te_planner.roadmap.files import read_bounded

if TYPE_CHECKING:
    from te_planner.roadmap.model import Roadmap

KNOWN = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"\x1f\x8b": "a packed file (unpack it first)",
    b"SQLite format 3": "a plan or another database",
}
"""First bytes of what is no table."""
PLAN_FILE = b"te-planner/plan/"
"""What stands at the beginning of a plan's own file, YAML or JSON."""
HINT = "Import a table (.xlsx, .csv), MS Project XML, or a plan's YAML."


@uncollected()
def read_file(
    path: Path,
    options: Options,
    roadmap: "Callable[[], Roadmap]",
    today: Day,
    progress: Progress = lambda done, total: None,
) -> Incoming:
    """What the file asks.

    Raises Unreadable where it is none that can be read, WrongCall for an option that does not fit it.
    `roadmap` gives the one without the plan's overlays, where a file asks for it; `progress` is told how
    far a workbook is read.
    """
    if path.is_dir():
        raise Unreadable(
            f"The file cannot be imported: {printable(str(path))} is a folder.\n"
            f"A plan exported into one is made anew by: te-planner new PLAN --from FOLDER. {HINT}"
        )
    try:
        content = read_bounded(path, _largest(path))
    except Unreadable as error:
        raise Unreadable(f"The file cannot be imported: {error}\n{HINT}") from error
    return read_content(printable(path.name), content, options, roadmap, today, progress)


def read_content(
    file: str,
    content: bytes,
    options: Options,
    roadmap: "Callable[[], Roadmap]",
    today: Day,
    progress: Progress = lambda done, total: None,
) -> Incoming:
    """The same, of a file's name and bytes."""
    _refuse(file, content)
    if content.startswith(b"PK"):
        from te_planner.exchange.imports.xlsx_file import read_xlsx

        return _book(file, read_xlsx(file, content, options.sheet, progress), options)
    if _is_xml(content[:200]):
        from io import BytesIO

        from te_planner.exchange.imports.mspdi import read_mspdi

        return read_mspdi(file, BytesIO(content), today=today, level=options.level, plan=options.plan)
    if _is_ours(file, content):
        from te_planner.exchange.imports.ours import read_ours

        return read_ours(file, content, roadmap())
    if options.sheet:
        raise WrongCall(f"{file} is no workbook, so it has no sheets. Leave --sheet out.")
    return _tables(file, [read_csv(file, content)], options)


def _largest(path: Path) -> int:
    if path.suffix.lower() != ".xml":
        return LARGEST
    from te_planner.exchange.imports.mspdi_file import MAX_BYTES

    return MAX_BYTES


def _is_xml(begin: bytes) -> bool:
    """Whether a file that begins so is XML, in any encoding."""
    marks = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
    for mark in marks:
        begin = begin.removeprefix(mark)
    return begin.replace(b"\0", b"").lstrip().startswith(b"<")


def _is_ours(file: str, content: bytes) -> bool:
    """Whether it is named like a plan's file, or begins like one."""
    return file.casefold().endswith((".yaml", ".yml", ".json")) or PLAN_FILE in content[:2000]


def _refuse(file: str, content: bytes) -> None:
    """What is known to be something else. Raises Unreadable, which says what it is."""
    for begin, what in KNOWN.items():
        if content.startswith(begin):
            raise Unreadable(f"{file} is {what}, not a table. {HINT}")
    if not content.strip():
        raise Unreadable(f"{file} is empty. {HINT}")
    if content.startswith(OLE):
        from te_planner.exchange.imports.mspdi_refused import ASK
        from te_planner.exchange.imports.xlsx_file import refuse_ole

        if file.casefold().endswith(".mpp"):
            raise Unreadable(f"{file} is MS Project's own form, which it alone reads.\n{ASK}")
        refuse_ole(file, content)


def _book(file: str, grids: Sequence[Grid], options: Options) -> Incoming:
    """A workbook's tables; of one that we handed out, what was filled in."""
    from te_planner.exchange.imports.own_book import ROUND, filled_in, marks_of

    marks = marks_of(grids)
    if marks is None:
        return _tables(file, grids, options)
    if marks.kind == ROUND and options.plan:
        from te_planner.exchange.imports.round_answers import read_round

        return read_round(file, grids, marks, options.plan, options)
    sheets, examples = filled_in(file, grids)
    read = _tables(file, sheets, options)
    return read._replace(left_out=(*read.left_out, *examples))


def _tables(file: str, grids: Sequence[Grid], options: Options) -> Incoming:
    """All sheets that are tables; those that are none are named."""
    read: list[Incoming] = []
    none: list[Fault] = []
    for grid in grids:
        found = read_table(file, grid, options)
        if found:
            read.append(found)
        elif any(any(row) for row in grid.rows):
            none.append(Fault(Place(file, grid.sheet), "No row of it names columns that a plan knows."))
    if not read and options.ask and none:
        from te_planner.exchange.imports.unheaded import to_be_said

        read, none = (
            [to_be_said(file, next(grid for grid in grids if any(map(any, grid.rows))), options)],
            none[1:],
        )
    if not read:
        where = f" in {', '.join(each.sheet for each in grids)}" if any(each.sheet for each in grids) else ""
        raise WrongCall(
            f"{file}: no heading row was found{where}. Name columns such as Project, Owner, Start, End;\n"
            "or say what is what: --kind projects --map 'Their column=title'. Without headings,\n"
            "by the columns' places: --map 1=title --map B=owner."
        )
    return Incoming(
        file,
        tuple(chain.from_iterable(each.parts for each in read)),
        tuple(chain.from_iterable(each.faults for each in read)),
        tuple(dict.fromkeys(note for each in read for note in each.notes)),
        (*none, *(fault for each in read for fault in each.left_out)),
        tuple(table for each in read for table in each.tables),
    )
