"""Forms of statements: attest an enabler, observe what is seen, pick the observed stage."""

from te_planner.plan.words import ANSWERS
from te_planner.roadmap.model import Cell
from te_planner.tui.forms import known
from te_planner.tui.forms.model import (
    Context,
    Field,
    Form,
    Option,
    Values,
    cell_options,
    system_field,
    with_only_system,
)

REGION = "region "
NOTE = "Without evidence it is a claim, and counts for nothing."
PLACE = "docket and page · https://… · file:PATH"
NO_SYSTEM = "The plan has no distribution system yet; N makes the first one."


def attest_form(context: Context) -> Form | str:
    """Somebody's word on an enabler. On a condition, result or benefit: an observation."""
    cell = context.cell("ERB")
    if cell and (cell.lane != "E" or cell.nature == "condition"):
        return observe_form(context)
    enablers = [each for each in context.readiness.roadmap.enablers if each.nature != "condition"]
    return _statement(context, "Attest an enabler", "attest", enablers, cell)


def observe_form(context: Context) -> Form | str:
    """A condition, result or benefit is seen."""
    cells = [
        each
        for each in context.readiness.roadmap.cells.values()
        if each.lane in "RB" or (each.lane == "E" and each.nature != "action")
    ]
    cell = context.cell("ERB")
    return _statement(context, "Observe", "observe", cells, cell if cell in cells else None)


def _statement(context: Context, title: str, edit: str, cells: list[Cell], cell: Cell | None) -> Form | str:
    if context.system is None:
        return NO_SYSTEM
    ref, plan = cell.ref if cell else "", context.readiness.snapshot
    fields = (
        Field("cell", "cell", "pick", ref, required=True, options=cell_options(context, cells)),
        Field("answer", "it is", "choice", ANSWERS[0], options=tuple(Option(each, each) for each in ANSWERS)),
        _place(context),
        Field("effective", "since", "day", context.today, required=True),
        Field("title", "evidence", hint="a document's title, such as Order 20-145", known=known.titles(plan)),
        Field("place", "its place", hint=PLACE, known=known.places(plan)),
        Field("made_by", "stated by", hint="left empty: you", known=known.people(plan)),
        Field("approved_by", "approved by", known=known.people(plan)),
        Field("extent", "extent", hint="such as 214/380 feeders", known=known.units(plan)),
        Field("review", "review by", "day", hint="such as 2028-06, Q2 2028 or +6m"),
        Field("note", "note"),
    )
    return Form(title, edit, fields, prepare_statement, NOTE, without_place)


def assessed_form(context: Context) -> Form | str:
    """The short form of an assessment: the cell under the cursor is in place, on this evidence."""
    cell = context.cell("E")
    if cell is None or context.system is None:
        return NO_SYSTEM
    plan = context.readiness.snapshot
    fields = (
        Field(
            "title",
            "evidence",
            hint="a document's title; left empty, it is a claim",
            first=True,
            known=known.titles(plan),
        ),
        Field("place", "its place", hint=PLACE, known=known.places(plan)),
        Field("effective", "since", "day", context.today, required=True),
        Field("made_by", "stated by", hint="left empty: you", known=known.people(plan)),
        Field("approved_by", "approved by", known=known.people(plan)),
        Field("review", "review by", "day", hint="such as 2028-06, Q2 2028 or +6m"),
    )
    name = context.system_name

    def prepare(values: Values) -> Values:
        return prepare_evidence({**values, "cell": cell.ref, "system": name, "answer": ANSWERS[0]})

    edit = "observe" if cell.nature == "condition" else "attest"
    return Form(f"{cell.ref} is in place in {name}", edit, fields, prepare, NOTE, without_place)


def _place(context: Context) -> Field:
    """For one system, or for a region and so for each of its systems."""
    regions = tuple(
        Option(f"{REGION}{each.name}", f"{REGION}{each.name}") for each in context.readiness.snapshot.regions
    )
    options = (*context.system_options(), *regions)
    return Field("where", "for", "choice", context.system_name, required=True, options=options)


def prepare_statement(values: Values) -> Values:
    """The place as system or region, and the evidence."""
    where = values.pop("where", "")
    if where.startswith(REGION):
        values["region"] = where.removeprefix(REGION)
    elif where:
        values["system"] = where
    return prepare_evidence(values)


def prepare_evidence(values: Values) -> Values:
    """Title and place as one piece of evidence. Raises WrongCall for a title without a place."""
    from pathlib import Path

    from te_planner.plan.evidence import EvidenceText, evidence_from_file, evidence_from_text

    title, place = values.pop("title", ""), values.pop("place", "")
    if place.startswith("file:"):
        values["evidence"] = (evidence_from_file(Path(place.removeprefix("file:").strip()).expanduser()),)
    elif place:
        kind = "link" if place.startswith(("https://", "http://")) and " " not in place else "document"
        values["evidence"] = (EvidenceText(kind, title or place, place),)
    elif title:
        values["evidence"] = (evidence_from_text(title),)
    return values


def without_place(values: Values) -> tuple[str, str] | None:
    """A title that nobody could look up."""
    from te_planner.plan.evidence import is_bare

    if values.get("title") and not values.get("place") and is_bare(values["title"]):
        return "place", "A title alone is a bare note, no evidence: say where it stands, or empty the title."
    return None


def pick_form(context: Context) -> Form | str:
    """The description that fits one of the four characteristics (4.2)."""
    system = context.system
    if system is None:
        return NO_SYSTEM
    asks = context.readiness.roadmap.parts.characteristics
    picked = {each.characteristic: each.pick for each in system.observed.profile}
    unpicked = next((each.key for each in asks if not picked.get(each.key)), asks[0].key)
    asked = [each.ref for each in context.targets if each.kind == "observed"]
    first = next((each.key for each in asks if each.key in asked), unpicked)
    options = tuple(
        Option(f"{each.key} {number}", f"{each.title}, stage {number}: {text}")
        for each in asks
        for number, text in enumerate(each.picks, 1)
    )
    last = picked.get(first)
    plan = context.readiness.snapshot
    fields = (
        Field(
            "fits",
            "what fits",
            "pick",
            f"{first} {last.stage}" if last else "",
            required=True,
            options=options,
        ),
        *system_field(context, "in"),
        Field("effective", "since", "day", context.today, required=True),
        Field("title", "evidence", hint="a document's title", known=known.titles(plan)),
        Field("place", "its place", hint=PLACE, known=known.places(plan)),
        Field("made_by", "picked by", hint="left empty: you", known=known.people(plan)),
        Field("note", "note"),
    )

    def prepare(values: Values) -> Values:
        values["characteristic"], _, stage = values.pop("fits").partition(" ")
        values["stage"] = int(stage)
        return prepare_evidence(with_only_system(context, values))

    note = "The lowest of the four picks is the observed stage (4.2)."
    return Form("Pick the observed stage", "pick_stage", fields, prepare, note, without_place)
