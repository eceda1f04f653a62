"""The empty workbook: a sheet for each kind, with what can be chosen, notes, and a row that shows how."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from te_planner.exchange.imports.model import Kind
from te_planner.exchange.imports.own_book import EXAMPLE, READ_ME, REFERENCE, TEMPLATE, VERSION, Marks
from te_planner.exchange.imports.template_book import Book, Choices, Column
from te_planner.plan.snapshot import Day, Snapshot
from te_planner.plan.words import ANSWERS, BETTER, BUDGET_KINDS, STATUSES
from te_planner.roadmap.model import Roadmap

ONE = f"{EXAMPLE} advanced meters, north"
OTHER = f"{EXAMPLE} meter data platform"
DAY = "A day, such as 2027-03-31."
HELP = (
    "How to fill this in",
    "Each sheet is a table; leave empty those that you do not need. Headings have notes.",
    f"Rows that begin with “{EXAMPLE}” show how, and are not imported: write over them, or remove them.",
    "Days are written as days, or as text such as 2027-03-31. A blank cell says nothing.",
    "A project is named by its key or its title, the same in every sheet.",
    f"The sheet “{REFERENCE}” lists the enabler and benefit cells, and your systems.",
    "Then: te-planner import FILE shows what it would change, and with --apply changes it.",
)


class Listed(NamedTuple):
    """The columns of the reference sheet: what each lists, and the texts beside."""

    heading: str
    beside: str
    rows: tuple[tuple[str, str], ...]


def template_book(roadmap: Roadmap, plan: Snapshot | None, today: Day) -> bytes:
    """The workbook, for a plan (its systems can be chosen then) or for none yet."""
    marks = Marks(TEMPLATE, VERSION, plan.plan.id if plan else "", today, "")
    book = Book(marks, "te-planner: template")
    book.lines(READ_ME, HELP)
    listed = _listed(roadmap, plan)
    ranges = {each.heading: _range(place, each) for place, each in enumerate(listed)}
    for name, columns, example in _sheets(roadmap, plan, ranges):
        book.table(name, columns, [example], example=True)
    _reference(book, listed)
    return book.content()


def _listed(roadmap: Roadmap, plan: Snapshot | None) -> tuple[Listed, ...]:
    cells = roadmap.cells.values()
    enablers = tuple(
        (each.ref, each.text) for each in cells if each.lane == "E" and each.nature != "baseline"
    )
    benefits = tuple((each.ref, each.text) for each in cells if each.lane == "B")
    systems = tuple((each.name, each.note) for each in plan.systems) if plan else ()
    regions = tuple((each.name, each.note) for each in plan.regions) if plan else ()
    return (
        Listed("enablers", "what each asks for", enablers),
        Listed("benefits", "what each brings", benefits),
        Listed("systems of the plan", "about them", systems),
        Listed("regions of the plan", "about these", regions),
    )


def _range(place: int, listed: Listed) -> str:
    letter = "ACEG"[place]
    return f"={REFERENCE}!${letter}$2:${letter}${len(listed.rows) + 1}" if listed.rows else ""


def _reference(book: Book, listed: Sequence[Listed]) -> None:
    columns = [
        column
        for each in listed
        for column in (Column(each.heading, width=22), Column(each.beside, width=60 if each.rows else 16))
    ]
    most = max(len(each.rows) for each in listed)
    rows = [
        [text for each in listed for text in (each.rows[place] if place < len(each.rows) else ("", ""))]
        for place in range(most)
    ]
    book.table(REFERENCE, columns, rows)


Sheet = tuple[str, tuple[Column, ...], tuple[str | int | None, ...]]


def _sheets(roadmap: Roadmap, plan: Snapshot | None, ranges: Mapping[str, Choices]) -> Iterator[Sheet]:
    """Each sheet's name, its columns, and its example."""
    enabler = next(
        each.ref for each in roadmap.cells.values() if each.lane == "E" and each.nature == "action"
    )
    benefit = next(each.ref for each in roadmap.cells.values() if each.lane == "B")
    system = plan.systems[0].name if plan and plan.systems else "North"
    words = {"ENABLER": enabler, "BENEFIT": benefit, "SYSTEM": system}
    for kind, name in SHEET_OF.items():
        columns = _columns(kind, ranges)
        yield (
            name,
            tuple(each for each, _ in columns),
            tuple(words.get(str(each), each) for _, each in columns),
        )


SHEET_OF: dict[Kind, str] = {
    "project": "projects",
    "milestone": "milestones",
    "contribution": "contributions",
    "dependency": "dependencies",
    "budget": "budgets",
    "attestation": "attestations",
    "measure": "measures",
    "reading": "readings",
}


def _columns(kind: Kind, ranges: Mapping[str, Choices]) -> list[tuple[Column, str | int | None]]:
    """The columns of a kind, each with what the example has there."""
    project = (Column("project", "The key or the title of a project, of this file or of the plan.", 34), ONE)
    system = (
        Column(
            "system",
            "The distribution system; blank: the plan's only one.",
            22,
            ranges["systems of the plan"],
        ),
        "SYSTEM",
    )
    cell = Column("cell", f"An enabler cell, as the sheet “{REFERENCE}” lists them.", 14, ranges["enablers"])
    note = Column("note", "Anything that belongs here.", 40)
    sheets: dict[Kind, list[tuple[Column, str | int | None]]] = {
        "project": [
            (Column("key", "Your own short name, such as P-07; blank: the next free one.", 12), None),
            (Column("title", "What it is called.", 40), ONE),
            (Column("owner", "Who answers for it.", 22), "Ann Reyes"),
            (Column("start", DAY, 12, day=True), "2027-01-04"),
            (Column("end", DAY, 12, day=True), "2028-06-30"),
            (Column("status", "Choose one.", 14, STATUSES), "approved"),
            (Column("status day", f"Since when. {DAY} Not one that lies ahead.", 12, day=True), "2026-10-01"),
            (note, None),
        ],
        "milestone": [
            project,
            (Column("title", "What is reached.", 40), "Design approved"),
            (Column("baseline", f"What was planned. {DAY}", 12, day=True), "2027-03-31"),
            (
                Column("forecast", f"What is expected now, if that is another day. {DAY}", 12, day=True),
                "2027-04-15",
            ),
            (Column("actual", f"The day it was done; blank while it is open. {DAY}", 12, day=True), None),
            (Column("weight", "How much it counts in the project's progress: 1, if blank.", 9), 1),
            (cell._replace(note="The enabler cell that it is a step towards, if it is of one."), "ENABLER"),
            system,
        ],
        "contribution": [
            project,
            (cell, "ENABLER"),
            system,
            (Column("share", "How much of the enabler the project delivers, in percent: 1 to 100.", 9), 100),
        ],
        "dependency": [
            project,
            (Column("depends on", "The project that must have finished before.", 34), OTHER),
            (Column("lag days", "Days between: 0, if blank.", 10), 30),
        ],
        "budget": [
            project,
            (Column("year", "The year, such as 2027.", 8), 2027),
            (Column("kind", "Choose one.", 12, BUDGET_KINDS), "capital"),
            (Column("planned", "In whole or part units of the currency.", 14), 1250000),
            (Column("actual", "What was spent; blank while nothing is known.", 14), None),
            (Column("currency", "Three letters; blank: the plan's own.", 10), None),
            (Column("docket", "Where it is recovered, if it is.", 20), None),
        ],
        "attestation": [
            (cell, "ENABLER"),
            system,
            (
                Column(
                    "region", "Instead of a system: for all of the region.", 18, ranges["regions of the plan"]
                ),
                None,
            ),
            (Column("answer", "Choose one.", 14, ANSWERS), "in place"),
            (Column("effective", f"Since when it is so. {DAY}", 12, day=True), "2026-09-01"),
            (Column("stated", f"The day it was said. {DAY}", 12, day=True), "2026-10-01"),
            (Column("made by", "Who says so.", 22), "Ann Reyes"),
            (Column("approved by", "Who approved it.", 22), None),
            (Column("extent", "Such as 214/380 feeders.", 18), "214/380 feeders"),
            (Column("review", f"To be looked at again by then. {DAY}", 12, day=True), "2027-10-01"),
            (
                Column(
                    "evidence", "What proves it, one a line: TITLE | PLACE. Without it, it is a claim.", 36
                ),
                "Order 20-145 | Docket 19-0456, p. 3",
            ),
            (note, f"{EXAMPLE} this row is not imported"),
        ],
        "measure": [
            (
                Column(
                    "benefit",
                    f"A benefit cell, as the sheet “{REFERENCE}” lists them.",
                    14,
                    ranges["benefits"],
                ),
                "BENEFIT",
            ),
            (Column("name", "What is measured.", 30), "Peak avoided"),
            system,
            (Column("unit", "Such as MW.", 10), "MW"),
            (Column("better", "Whether more (up) or less (down) is better.", 9, BETTER), "up"),
            (Column("baseline", "Its value before.", 12), 0),
            (Column("baseline day", DAY, 12, day=True), "2026-01-01"),
            (Column("target", "The value that is to be reached.", 12), 40),
            (Column("target day", DAY, 12, day=True), "2029-12-31"),
            (note, f"{EXAMPLE} this row is not imported"),
        ],
        "reading": [
            (
                Column("measure", "The name of the measure that was read, or a driver beside.", 30),
                "Peak avoided",
            ),
            (Column("driver", "The name of the driver that was read.", 24), None),
            (
                Column(
                    "benefit", "The measure's benefit cell, where two have its name.", 14, ranges["benefits"]
                ),
                None,
            ),
            system,
            (Column("day", f"When it was read. {DAY}", 12, day=True), "2026-10-01"),
            (Column("value", "A number, in the unit of the measure or driver.", 12), 12),
            (note, f"{EXAMPLE} this row is not imported"),
        ],
    }
    return sheets[kind]
