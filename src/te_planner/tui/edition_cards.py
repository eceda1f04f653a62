"""The card of one item of a review: both texts, what of the plan's own hangs on it, and what to do."""

from collections.abc import Iterator, Sequence

from te_planner.exchange.marks import day_text
from te_planner.exchange.report.evidence import extent_text, stated_for
from te_planner.plan.naming import uses_text
from te_planner.plan.recorded import Before
from te_planner.plan.snapshot import Evidence, Statement
from te_planner.readiness.model import Readiness
from te_planner.readiness.reviews import LeftBehind, OpenMerger, standing_of
from te_planner.roadmap.diff import Change, said_before
from te_planner.roadmap.texts import Said, Texts
from te_planner.tui import routes
from te_planner.tui.edition_items import Asked, Item, refs_text, title_of_ref
from te_planner.tui.lines import BLANK, Line, Span, heading, labelled, line, wrapped
from te_planner.tui.two_texts import Wording, two_texts

NOT_KEPT = "not kept: the plan is older than the keeping of texts"
KEYS = (("y", "it still holds"), ("a", "attest anew"), ("w", "why"))


def item_card(readiness: Readiness, before: Before | None, item: Item, width: int) -> list[Line]:
    """Everything about one item."""
    about = item.about
    if isinstance(about, Change):
        return list(_change(readiness, about, item, width))
    kept = before.kept if before else ()
    if isinstance(about, Asked):
        return list(_suspect(readiness, about, kept, width))
    if isinstance(about, LeftBehind):
        return list(_left(readiness, about, kept, width))
    return list(_merger(readiness, about, width))


def _wording(word: str, ref: str, said: Said | None, without: str) -> Wording:
    """`was  RPE01.1 Title (action)`, and the text; `without` where nothing was said."""
    if said is None:
        return Wording(word, without)
    nature = f" ({said.nature})" if said.nature else ""
    return Wording(f"{word}  {ref} {said.title}{nature}", said.text or NOT_KEPT)


def _change(readiness: Readiness, change: Change, item: Item, width: int) -> Iterator[Line]:
    target = routes.cell(change.new) if change.new in readiness.roadmap.cells else item.target
    yield from wrapped(f"{change.kind}: {refs_text(change)}", width, "head", target=target)
    if change.why:
        yield from labelled("because", change.why, width)
    touched = uses_text(item.uses) or "nothing names it"
    again = ", to be looked at again" if item.uses and change.other_meaning else ""
    yield from labelled("in the plan", touched + again, width, tone="check" if item.uses else "quiet")
    yield BLANK
    was = _wording("was", change.old, change.before, "it is new")
    now = _wording("now", change.new, change.after, "it is given up")
    yield from two_texts(was, now, width)
    yield from _says(readiness, change.old, width)


def _suspect(readiness: Readiness, asked: Asked, kept: Sequence[Texts], width: int) -> Iterator[Line]:
    suspect, road = asked.suspect, readiness.roadmap
    ref, said = suspect.cell, suspect.statement
    spans: list[Span | str] = []
    for key, does in KEYS:
        spans += [Span(key, "key"), f" {does}   "]
    yield line(*spans)
    yield from wrapped(f"{ref}  {road.title(ref)} · {asked.place}", width, "head", target=routes.cell(ref))
    yield from _statement(readiness, said, width)
    since = f"suspect since {day_text(suspect.change.since)}, by {suspect.change.edition}"
    many = f", in {asked.systems} systems" if asked.systems > 1 else ""
    yield from wrapped(f"! {since}{many}", width, "check")
    yield BLANK
    before = said_before(ref, suspect.meaning_was, kept, road.parts.changes)
    cell = road.cells[ref]
    was = _wording("was", before[0], before[1], "") if before else Wording("was", NOT_KEPT)
    now = _wording("now", ref, Said(road.title(ref), cell.text, cell.nature or "", cell.meaning), "")
    yield from two_texts(was, now, width)
    yield BLANK
    standing = standing_of(readiness.systems[suspect.system_id], ref)
    yield from _evidence(standing.evidence if standing else (), width)


def _left(readiness: Readiness, left: LeftBehind, kept: Sequence[Texts], width: int) -> Iterator[Line]:
    yield from wrapped(f"{left.ref} {left.became}", width, "head")
    if left.why:
        yield from labelled("because", left.why, width)
    yield from labelled("under it", uses_text(left.uses), width, tone="check")
    yield BLANK
    said = next((texts[left.ref] for texts in kept if left.ref in texts), None)
    was = _wording("was", left.ref, said, NOT_KEPT)
    cells = [readiness.roadmap.cells[ref] for ref in left.new if ref in readiness.roadmap.cells]
    new = [
        _wording(
            "now", each.ref, Said(title_of_ref(readiness, each.ref), each.text, each.nature or "", 1), ""
        )
        for each in cells
    ] or [Wording("now", "it is given up")]
    yield from two_texts(was, new[0], width)
    for each in new[1:]:
        yield BLANK
        yield from wrapped(each.head, width, "head")
        yield from wrapped(each.text, width)
    yield from _says(readiness, left.ref, width)


def _merger(readiness: Readiness, merger: OpenMerger, width: int) -> Iterator[Line]:
    road, system = readiness.roadmap, readiness.systems[merger.system_id].system
    yield line(Span("a", "key"), " attest it")
    target = routes.cell(merger.new, merger.system_id)
    title = f"{merger.new}  {road.title(merger.new)} · {system.name}"
    yield from wrapped(title, width, "head", target=target)
    text = (
        f"{' and '.join(merger.old)} merged into it on {day_text(merger.since)}; it has no answer of its own"
    )
    yield from wrapped(f"! {text}", width, "check")
    yield BLANK
    yield from wrapped(road.cells[merger.new].text, width)
    for ref in merger.old:
        yield from _says(readiness, ref, width)


def _says(readiness: Readiness, ref: str, width: int) -> Iterator[Line]:
    """What the plan says under a reference: statements with their evidence, and contributions."""
    snapshot = readiness.snapshot
    statements = [each for each in snapshot.statements if each.cell == ref and each.voided_day is None]
    statements.sort(key=lambda each: (each.effective_day, each.seq))
    shares = [
        (readiness.projects[each.project_id], each) for each in snapshot.contributions if each.cell == ref
    ]
    if statements or shares:
        yield BLANK
        yield heading(f"The plan says of {ref}")
    for each in statements:
        yield from _statement(readiness, each, width)
        yield from _evidence([item for item in snapshot.evidence if item.statement_id == each.id], width)
    for work, share in sorted(shares, key=lambda each: each[0].project.key):
        place = readiness.systems[share.system_id].system.name
        text = f"{work.project.key} {work.project.title}: {share.share} % of it, in {place}"
        yield from wrapped(text, width, target=routes.project(work))


def _statement(readiness: Readiness, said: Statement, width: int) -> list[Line]:
    place = stated_for(readiness, said)
    text = f"{said.answer}, from {day_text(said.effective_day)}, for {place}: {said.made_by}"
    if said.approved_by:
        text += f", approved by {said.approved_by}"
    if extent := extent_text(said):
        text += f"; {extent}"
    made = wrapped(text, width, "strong")
    return [*made, *wrapped(said.note, width, "quiet", indent=2)] if said.note else made


def _evidence(found: Sequence[Evidence], width: int) -> Iterator[Line]:
    for each in sorted(found, key=lambda each: each.title):
        yield from labelled(each.kind, f"{each.title}, {each.place or each.sha256}", width)
    if not found:
        yield from labelled("evidence", "none: a claim", width, tone="check")
