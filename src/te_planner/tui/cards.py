"""The card of a cell: its text and where that comes from, its state, and what hangs on it."""

from collections.abc import Iterator

from te_planner.exchange.marks import BENEFIT_MARKS, CELL_MARKS, day_text, group_text, percent
from te_planner.exchange.report.evidence import extent_text, stated_for
from te_planner.readiness.model import (
    BenefitState,
    CellState,
    Readiness,
    Requirement,
    Standing,
    SystemReadiness,
)
from te_planner.roadmap.model import Cell, Roadmap
from te_planner.roadmap.origin import text_origin
from te_planner.tui import routes
from te_planner.tui.card_offers import offers
from te_planner.tui.lines import BLANK, Line, Span, Target, heading, labelled, line, wrapped
from te_planner.tui.overlaid import overlaid_lines, overlays_of
from te_planner.tui.wording import (
    SEEN,
    actors_text,
    blocker_text,
    cell_mark,
    flags_of,
    mark_span,
    result_mark,
    sign,
    status_of,
    title_of,
)
from te_planner.tui.words import used_words

NATURES = {
    "action": "action: somebody can bring it about",
    "condition": "condition: a state of the world, to be watched",
    "baseline": "baseline: how things are today, before any change",
}


def cell_card(
    readiness: Readiness, system: SystemReadiness, ref: str, width: int, *, plain: bool
) -> list[Line]:
    """Everything about a cell in a system."""
    cell = readiness.roadmap.cells[ref]
    here = routes.cell(ref)
    made = wrapped(f"{ref}  {readiness.roadmap.title(ref)}", width, "head", target=here)
    made += _state(readiness, system, cell, width, plain)
    made.append(BLANK)
    made += wrapped(cell.text, width, "derived" if cell.provenance != "source" else "")
    made.append(BLANK)
    made += _origin(readiness, cell, width)
    made += _row(readiness, system, cell, plain)
    made += offers(readiness, system, cell, width)
    if ref in system.benefits:
        made += _needs(readiness, system.benefits[ref], width, plain)
    if ref in system.cells:
        made += _projects(system.cells[ref], width)
        made += _required_by(readiness, system, ref, width, plain)
    made += _statements(readiness, _standing(system, ref), width)
    made += _shown_by(readiness.roadmap, ref, width)
    made += used_words(readiness.roadmap, cell.text, width)
    return made


def _standing(system: SystemReadiness, ref: str) -> Standing | None:
    if ref in system.cells:
        return system.cells[ref].standing
    if ref in system.benefits:
        return system.benefits[ref].standing
    return system.results.get(ref)


def _state(readiness: Readiness, system: SystemReadiness, cell: Cell, width: int, plain: bool) -> list[Line]:
    mark = cell_mark(system, cell)
    parts = [f"{sign(mark, plain)} {mark.word}"]
    decision = None
    if cell.ref in system.cells:
        state = system.cells[cell.ref]
        decision = state.decision
        parts += _enabler(state)
    elif cell.ref in system.benefits:
        benefit = system.benefits[cell.ref]
        decision = benefit.decision
        parts[0] = f"{sign(mark, plain)} {status_of(benefit)}"
        if benefit.blockers:
            parts.append(group_text(benefit.forecast))
    made = wrapped(" · ".join(each for each in parts if each), width, mark.tone, target=routes.cell(cell.ref))
    for flag in flags_of(system, cell.ref):
        made += _flag(flag, cell.ref)
    if decision:
        said = f"{decision.reason} (decided by {decision.decided_by}, {day_text(decision.day)})"
        made += labelled("set aside", said, width)
    return made


def _flag(flag: str, ref: str) -> list[Line]:
    made = [line(Span(f"! {flag}: it counts, but not in the strict figure", "check"))]
    if flag == "suspect":
        made.append(line("  ", Span("E reviews it, with both texts", "check", Target("review", ref))))
    return made


def _enabler(state: CellState) -> list[str]:
    """What stands beside an enabler's state."""
    if state.satisfied:
        by = f"by {state.superseded_by}" if state.superseded_by and state.state == "superseded" else ""
        return [by, f"since {day_text(state.forecast.day)}" if state.forecast.day else ""]
    if not state.applicable or state.cell.nature == "baseline":
        return []
    if state.gap:
        return [
            "a gap: nobody delivers this",
            f"it could be moved by {actors_text(state)}",
            "m maps a project",
        ]
    when = state.forecast.reason
    if state.forecast.day:
        by = {"trend": " by trend", "expected": " by the planner"}.get(state.forecast.basis, "")
        when = f"expected {day_text(state.forecast.day)}{by}"
    return [f"work {percent(state.progress)}" if state.contributions else "", when]


def _origin(readiness: Readiness, cell: Cell, width: int) -> list[Line]:
    road = readiness.roadmap
    row = road.rows[cell.row]
    made: list[Line] = []
    if cell.provenance == "overlay":
        made += labelled("overlay", f"^ {text_origin(road, cell).overlay}", width, tone="derived")
    elif cell.provenance == "derived":
        basis = f", from {', '.join(row.basis)}" if row.basis else ""
        made += labelled("derived", f"~ our own text{basis}: the source's is lacking", width, tone="derived")
    else:
        table = f"table {row.table}" if row.table else ""
        made += labelled(cell.provenance, ", ".join(each for each in (table, cell.row) if each), width)
    made += overlaid_lines(road, cell, width)
    if cell.cut:
        made += labelled("", "the source's text is cut at its start", width, tone="check")
    if cell.note:
        made += labelled("note", cell.note, width)
    if cell.nature:
        made += labelled("nature", NATURES[cell.nature], width)
    if cell.actors:
        made += labelled("moved by", ", ".join(cell.actors), width)
    titles = {each.ref: each.title for each in road.parts.concepts}
    for place, idea in enumerate(row.concepts):
        said = f"{idea} {titles.get(idea, '')}".strip()
        made += labelled("" if place else "concepts", said, width, target=Target("concept", idea))
    made.append(_place(readiness, cell))
    return made


def _place(readiness: Readiness, cell: Cell) -> Line:
    """Where it stands in the matrix: each part leads to its card in the reader."""
    lane = next(each.name.lower() for each in readiness.roadmap.parts.lanes if each.key == cell.lane)
    return line(
        Span(f"{'belongs to':<12}", "quiet"),
        Span(readiness.roadmap.tracks[cell.track].short, "", Target("track", cell.track)),
        Span("   "),
        Span(lane, "", Target("lane", cell.lane)),
        Span("   "),
        Span(f"stage {cell.stage}", "", Target("stagetext", str(cell.stage))),
    )


def _row(readiness: Readiness, system: SystemReadiness, cell: Cell, plain: bool) -> list[Line]:
    """The other stages of the row."""
    others = [each for each in readiness.roadmap.rows[cell.row].cells if each.ref != cell.ref]
    if not others:
        return []
    spans: list[Span] = [Span(f"{'its row':<12}", "quiet")]
    for each in others:
        mark = mark_span(system, each, plain=plain)
        spans += [mark._replace(text=f"{mark.text} stage {each.stage}"), Span("   ")]
    return [tuple(spans)]


def _needs(readiness: Readiness, benefit: BenefitState, width: int, plain: bool) -> Iterator[Line]:
    link = benefit.cell.link
    confidence = f", confidence {link.confidence}" if link else ""
    yield BLANK
    yield heading("Requires", f"~ derived{confidence}; v waives one")
    by_overlay = overlays_of(readiness.roadmap, benefit.cell, "requires")
    for need in benefit.requirements:
        yield from _need(readiness, need, by_overlay.get(need.ref, ""), width, plain)
    if not benefit.requirements:
        yield line("  nothing of its own")
    own = {need.ref for need in benefit.requirements}
    earlier = [state for state in benefit.blockers if state.cell.ref not in own]
    if earlier:
        yield heading("Waits also for", "what earlier stages of its row need")
        for state in earlier:
            mark = CELL_MARKS[state.state]
            text = f"{sign(mark, plain)} {blocker_text(readiness, state)}"
            yield from wrapped(text, width, mark.tone, indent=2, target=routes.cell(state.cell.ref))
    if link and link.rationale:
        yield from wrapped(f"~ {link.rationale}", width, "quiet derived", indent=2)
    if benefit.undecided:
        refs = ", ".join(benefit.undecided)
        text = f"set aside, but required: {refs}. v waives the requirement, x sets the benefit aside"
        yield from wrapped(text, width, "check", indent=2)
    if benefit.results:
        yield BLANK
        yield heading("Comes through", "observe these with o")
        for ref, standing in benefit.results:
            mark = result_mark(standing)
            text = f"{sign(mark, plain)} {title_of(readiness, ref)}: {mark.word}"
            yield from wrapped(text, width, mark.tone, indent=2, target=routes.cell(ref))


def _need(readiness: Readiness, need: Requirement, overlay: str, width: int, plain: bool) -> list[Line]:
    mark = CELL_MARKS[need.state.state]
    said = mark.word if need.satisfied else blocker_text(readiness, need.state).partition(" ")[2]
    text = f"{sign(mark, plain)} {title_of(readiness, need.ref)}: {mark.word}" if need.satisfied else (
        f"{sign(mark, plain)} {need.ref} {said}"
    )  # fmt: skip
    if overlay:
        text += f" · ^ {overlay}"
    if need.change:
        text += f" · {need.origin} by {need.change.decided_by}: {need.change.reason}"
    tone = "quiet" if need.origin == "waived" else mark.tone
    return wrapped(text, width, tone, indent=2, target=routes.cell(need.ref))


def _projects(state: CellState, width: int) -> Iterator[Line]:
    if not state.contributions:
        return
    yield BLANK
    note = f"{state.planned_share} % of it planned, {state.finished_share} % finished"
    if state.duplicated:
        note += ": paid for twice"
    elif not state.covered and state.cell.nature == "action":
        note += ": under-covered"
    yield heading("Projects", note)
    for work in sorted(state.contributions, key=lambda each: each.project.project.key):
        own = work.project
        when = f"finished {day_text(work.finished)}" if work.finished else (
            f"finish {day_text(work.finish)}" if work.finish else work.reason
        )  # fmt: skip
        text = (
            f"{own.project.key} {own.project.title}: {work.contribution.share} % of it, "
            f"work {percent(work.progress)}, {own.status}, {when}"
        )
        yield from wrapped(text, width, "", indent=2, target=routes.project(own))


def _required_by(
    readiness: Readiness, system: SystemReadiness, ref: str, width: int, plain: bool
) -> Iterator[Line]:
    needing = [
        benefit
        for benefit in system.benefits.values()
        if any(need.ref == ref for need in benefit.requirements)
    ]
    if not needing:
        return
    yield BLANK
    yield heading("Required by", "~ derived")
    for benefit in needing:
        mark = BENEFIT_MARKS[benefit.status]
        text = f"{sign(mark, plain)} {title_of(readiness, benefit.cell.ref)}: {status_of(benefit)}"
        yield from wrapped(text, width, mark.tone, indent=2, target=routes.cell(benefit.cell.ref))
    lever = system.leverage.get(ref)
    if lever and lever.blocks:
        yield line("  ", Span(f"blocks {len(lever.blocks)} benefits", "quiet"))
    if lever and lever.only:
        yield from wrapped(f"It alone still blocks {', '.join(lever.only)}.", width, "next", indent=2)


def _shown_by(roadmap: Roadmap, ref: str, width: int) -> Iterator[Line]:
    """What could show an enabler, what could measure a benefit, and the standards that cover part of it."""
    measures, links = roadmap.measures(ref), roadmap.crosswalk(ref)
    lists = (
        ("What could show it", "hint", [(text, text) for text in roadmap.hints(ref)]),
        ("What could measure it", "measure", [(each.name, f"{each.name}, {each.unit}") for each in measures]),
    )
    for title, of, texts in lists:
        if texts:
            by_overlay = overlays_of(roadmap, roadmap.cells[ref], of)
            yield BLANK
            yield heading(title, "~ derived" if len(by_overlay) < len(texts) else "")
            for what, text in texts:
                added = f" · ^ {by_overlay[what]}" if what in by_overlay else ""
                yield from wrapped(text + added, width, indent=2)
    by_overlay = overlays_of(roadmap, roadmap.cells[ref], "crosswalk")
    if links:
        yield BLANK
        yield heading("Standards", "~ derived" if len(by_overlay) < len(links) else "")
        for each in links:
            added = f" · ^ {by_overlay[each.standard]}" if each.standard in by_overlay else ""
            text = f"{each.standard}: {each.covers} (confidence {each.confidence}){added}"
            yield from wrapped(text, width, indent=2, target=Target("standard", each.standard))


def _statements(readiness: Readiness, standing: Standing | None, width: int) -> Iterator[Line]:
    if standing is None:
        return
    yield BLANK
    yield heading("Statements", f"{standing.answer} since {day_text(standing.since)}")
    for each in reversed(standing.run):
        place = stated_for(readiness, each)
        who = f"{each.answer}, from {day_text(each.effective_day)}, for {place}: {each.made_by}"
        if each.approved_by:
            who += f", approved by {each.approved_by}"
        if extent := extent_text(each):
            who += f"; {extent}"
        if each.review_day:
            who += f"; review by {day_text(each.review_day)}"
        mark = CELL_MARKS[SEEN[each.answer]]
        yield from wrapped(who, width, mark.tone, indent=2, target=Target("statement", each.id))
        if each.note:
            yield from wrapped(each.note, width, "quiet", indent=4)
        for item in standing.evidence:
            if item.statement_id == each.id:
                said = f"{item.kind}: {item.title}, {item.place or item.sha256}"
                yield from wrapped(said, width, "", indent=4)
    if not standing.evidence:
        yield line(Span("    no evidence: a claim", "check"))
