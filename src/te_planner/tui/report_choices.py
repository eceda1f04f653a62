"""What goes into a report and how it is written: the choices, their lines, and the report that they make."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from te_planner.exchange.marks import day_text
from te_planner.exchange.report.file import command_of
from te_planner.exchange.report.model import Report
from te_planner.exchange.report.outlines import KINDS
from te_planner.exchange.report.pages import usual_paper
from te_planner.readiness.model import Readiness
from te_planner.tui.lines import BLANK, Line, Span, Target, beside, line, offer, wrapped

if TYPE_CHECKING:
    from te_planner.tui.session import Session

PAPER_NAMES = {"a4": "paper: A4", "letter": "paper: US Letter"}
NAMES = {
    "html": "HTML, one page that prints well",
    "md": "Markdown",
    "docx": "DOCX, to edit in Word",
    "pdf": "PDF",
    "xlsx": "XLSX, a sheet a table",
    "csv": "CSV, for a spreadsheet",
    "json": "JSON, for programs",
    "ics": "iCalendar, milestones and due days",
}
ON_PAPER = ("docx", "pdf")
"""Formats with pages."""
SIDE_BY_SIDE = 64
"""From this width on kinds and formats stand beside each other: a list over its card has few lines."""
FIRST = 26


class Choices(NamedTuple):
    """`since`: the day or freeze, as typed, that changes are told against. No system named: all of them."""

    kind: str = "readiness"
    form: str = "html"
    systems: tuple[str, ...] = ()
    public: bool = False
    since: str = ""
    paper: str = ""
    """Empty: what is usual where the plan's currency is."""

    def command(self, session: "Session", readiness: Readiness) -> str:
        """The call that makes the same report."""
        names = [readiness.systems[id_].system.name for id_ in self.systems if id_ in readiness.systems]
        options = ["--kind", self.kind] if self.kind != "readiness" else []
        options += ["--since", self.since] if self.kind == "changes" else []
        options += ["--public"] if self.public else []
        options += ["--paper", self.paper] if self.paper and self.form in ON_PAPER else []
        return command_of(session.path, self.form, as_of=session.as_of, systems=names, options=options)


def document(session: "Session", readiness: Readiness, wanted: Choices, *, calendar: bool = False) -> Report:
    """The report that was chosen, made on the plan's thread. Raises WrongCall for a day that is none."""
    from te_planner.exchange.report.build import build_report
    from te_planner.exchange.report.evidence_files import check_files
    from te_planner.exchange.report.outlines import read_kind
    from te_planner.exchange.sides import sides_since

    since = files = None
    if wanted.kind == "changes":
        since, _ = sides_since(session.plan, readiness.roadmap, wanted.since, readiness, session.today)
    if wanted.kind == "evidence":
        files = check_files(readiness.snapshot, session.path.resolve().parent)
    return build_report(
        readiness,
        command=wanted.command(session, readiness),
        made_on=session.today,
        systems=list(wanted.systems) or None,
        outline=read_kind(wanted.kind),
        public=wanted.public,
        since=since,
        files=files,
        calendar=calendar,
        paper=wanted.paper or None,
    )


def choice_lines(session: "Session", readiness: Readiness, wanted: Choices, width: int) -> Sequence[Line]:
    """Kind, format, systems and what else is chosen; each line can be chosen, and its key does it too."""
    kinds = [
        line(Span("Kind", "head")),
        *(_one(kind == wanted.kind, kind, f"kind('{kind}')") for kind in KINDS),
    ]
    forms = [line(Span("Format", "head"))]
    forms += [_one(each == wanted.form, text, f"take('{each}')") for each, text in NAMES.items()]
    said = wrapped(f"{wanted.kind}: {KINDS[wanted.kind].partition(' (--')[0]}", width, "quiet")
    narrow = width < SIDE_BY_SIDE
    made = [*kinds, *said, BLANK, *forms] if narrow else [*beside(kinds, forms, FIRST), *said]
    if wanted.kind == "changes":
        made.append(offer(f"since {wanted.since} …", "since", "f"))
    made += [BLANK, line(Span("Systems", "head"))]
    for id_, each in readiness.systems.items():
        made.append(_any(id_ in wanted.systems or not wanted.systems, each.system.name, f"include('{id_}')"))
    made += [BLANK, _any(wanted.public, "public: without what is internal", "turn('public', 1)")]
    if wanted.form in ON_PAPER:
        paper = wanted.paper or usual_paper(readiness.snapshot.plan.currency)
        made += [_one(each == paper, text, f"lay('{each}')") for each, text in PAPER_NAMES.items()]
    made += [BLANK, offer("save the report …", "save", "e")]
    made += wrapped(f"Made again by: {wanted.command(session, readiness)}", width, "quiet")
    return [*made, BLANK, *_frozen(readiness, width)]


def _one(here: bool, text: str, action: str) -> Line:
    return line(Span(f"({'x' if here else ' '}) {text}", "strong" if here else "", _action(action)))


def _any(here: bool, text: str, action: str) -> Line:
    return line(Span(f"[{'x' if here else ' '}] {text}", "", _action(action)))


def _frozen(readiness: Readiness, width: int) -> list[Line]:
    """What was frozen, and the way to freeze what is shown."""
    made = [line(Span("Frozen", "head"))]
    for each in readiness.snapshot.freezes:
        said = f"{each.name}: as of {day_text(each.as_of)}, approved by {each.approved_by}"
        made += wrapped(said, width)
    return [*made, offer("freeze these figures …", "form('freeze')", "z")]


def _action(name: str) -> Target:
    return Target("action", name)
