"""The lines of Overview, made from the figures for a width and a height."""

from te_planner.exchange.marks import BENEFIT_MARKS, CELL_MARKS, day_text, group_text, percent, stage_text
from te_planner.readiness.model import (
    BenefitState,
    Due,
    Finding,
    Readiness,
    SystemReadiness,
    TrackReadiness,
    Transition,
)
from te_planner.tui import routes
from te_planner.tui.lines import (
    BLANK,
    Line,
    Span,
    Target,
    beside,
    cut,
    fit,
    fit_line,
    heading,
    line,
    width_of,
    wrapped,
)
from te_planner.tui.wording import blocker_text, due_words, mark_span, short_when, sign, title_of, words

WIDE = 106
NAMES = {1: "completing 1", 2: "1→2", 3: "2→3"}
SHOWN_BLOCKERS = 3


def overview_lines(
    readiness: Readiness, system: SystemReadiness, width: int, height: int, *, plain: bool
) -> list[Line]:
    """Where the system stands, its tracks, what comes next, what is late, and what was noticed."""
    wide = width >= WIDE
    top = [*_headline(readiness, system, width, wide), BLANK, *_tracks(readiness, system, width, plain)]
    late, warnings = _late(readiness, system, width // 2 - 2 if wide else width), _warnings(
        readiness, system, width // 2 - 2 if wide else width
    )  # fmt: skip
    room = height - len(top) - 3 - min(max(len(late), len(warnings)), 8)
    following = _next(readiness, system, width, max(room, 6), plain)
    if wide:
        end = beside(late, warnings, width // 2, 2)
    else:
        end = [*late, BLANK, *warnings]
    return [*top, BLANK, *following, BLANK, *end]


def _headline(readiness: Readiness, system: SystemReadiness, width: int, wide: bool) -> list[Line]:
    observed = system.observed
    names = {each.number: each.name.lower() for each in readiness.roadmap.parts.stages}
    target = Target("observed", "")
    named = next((f", {name}" for number, name in names.items() if number == observed.stage), "")
    picked = (
        f"last picked {day_text(observed.last_picked)}" if observed.last_picked else "not picked yet: O picks"
    )
    titles = {each.key: each.title for each in readiness.roadmap.parts.characteristics}
    profile = " · ".join(
        f"{titles[each.characteristic] if width >= 150 else each.characteristic} "
        f"{each.pick.stage if each.pick else '–'}"
        for each in observed.profile
    )
    left = [
        line(Span("Observed: ", "strong"), Span(f"in stage {observed.stage}{named}", "strong", target)),
        line("  ", Span(f"{profile} · {picked}", "quiet", target)),
    ]
    lowest = min(system.tracks, key=lambda each: each.stage)
    lead = Target("stage", f"{lowest.track}:{min(lowest.stage + 1, 3)}")
    strict = stage_text(system.strict_stage)
    right = [
        line(
            Span("Enablers complete through: ", "strong"),
            Span(stage_text(system.stage), "strong", lead),
            Span(f" (strict: {strict})", "quiet"),
        ),
        line("  ", *_profile(system)),
    ]
    return beside(left, right, width * 11 // 20) if wide else [*left, *right]


def _profile(system: SystemReadiness) -> list[Span]:
    spans: list[Span] = []
    for track in system.tracks:
        text = f"{track.track} {stage_text(track.stage, track.strict_stage)}"
        spans += [
            Span(text, "quiet", Target("stage", f"{track.track}:{max(track.stage, 1)}")),
            Span(" · ", "quiet"),
        ]
    return spans[:-1]


def _tracks(readiness: Readiness, system: SystemReadiness, width: int, plain: bool) -> list[Line]:
    name = 17 if width >= WIDE else 18
    if width >= WIDE:
        column = (width - name) // 3
        titles = [f"{NAMES[stage]}" for stage in (1, 2, 3)]
        head = line(Span(fit("Track", name), "head"), *(Span(fit(each, column), "head") for each in titles))
        body = [
            row for track in system.tracks for row in _wide(readiness, system, track, name, column, plain)
        ]
        return [head, *body]
    head = line(Span(fit("Track", name), "head"), *(Span(fit(NAMES[each], 14), "head") for each in (1, 2, 3)))
    return [
        head,
        *(row for track in system.tracks for row in _narrow(readiness, system, track, name, width, plain)),
    ]


def _wide(
    readiness: Readiness, system: SystemReadiness, track: TrackReadiness, name: int, column: int, plain: bool
) -> list[Line]:
    first = [_name(readiness, track, name)]
    second = [Span(fit(f"   {stage_text(track.stage, track.strict_stage)}", name), "quiet")]
    if width_of(second) and track.strict_stage != track.stage:
        second = [Span(fit(f"   {stage_text(track.stage)}!", name), "quiet")]
    for transition in track.transitions:
        target = Target("stage", f"{track.track}:{transition.stage}")
        when = group_text(transition.forecast)
        ladder = _ladder(system, transition, plain)
        work = fit(f" {percent(transition.work)}", 7)
        room = column - 10 - len(work) - 2
        if len(when) > room:
            when = short_when(transition.forecast)
        tone = "good" if transition.complete else ""
        row = (*fit_line(ladder, 10), Span(work, "work", target), Span(f" {when}", tone, target))
        first += fit_line(row, column)
        second += [Span(fit(words(transition), column - 1), "quiet" if transition.stage > track.stage + 1 else "", target),
                   Span(" ")]  # fmt: skip
    return [tuple(first), tuple(second)]


def _narrow(
    readiness: Readiness, system: SystemReadiness, track: TrackReadiness, name: int, width: int, plain: bool
) -> list[Line]:
    first: list[Span] = [_name(readiness, track, name)]
    for transition in track.transitions:
        first += fit_line(_ladder(system, transition, plain), 14)
    current = next((each for each in track.transitions if not each.complete), track.transitions[-1])
    target = Target("stage", f"{track.track}:{current.stage}")
    text = f"{NAMES[current.stage]}: {words(current)} · work {percent(current.work)} · {short_when(current.forecast)}"
    return [tuple(first), line("   ", Span(cut(text, width - 3), "quiet", target))]


def _name(readiness: Readiness, track: TrackReadiness, width: int) -> Span:
    target = Target("stage", f"{track.track}:{min(track.stage + 1, 3)}")
    return Span(fit(f"{track.track} {readiness.roadmap.tracks[track.track].short}", width), "strong", target)


def _ladder(system: SystemReadiness, transition: Transition, plain: bool) -> Line:
    return tuple(mark_span(system, state.cell, plain=plain) for state in transition.cells)


def _next(readiness: Readiness, system: SystemReadiness, width: int, room: int, plain: bool) -> list[Line]:
    coming, stuck = system.coming, system.stuck
    note = f"{len(coming)} coming, {len(stuck)} stuck"
    if not coming and not stuck:
        return [
            heading("Next benefits"),
            line(
                "  none: each locked one waits for an earlier stage",
            ),
        ]
    made: list[Line] = [heading("Next benefits", note)]
    keep = min(len(stuck), max(2, room // 3))
    blocks = [_benefit(readiness, each, width, plain) for each in coming]
    tail = [_benefit(readiness, each, width, plain) for each in stuck]
    left = room - 2 - sum(map(len, tail[:keep]))
    shown = 0
    for block in blocks:
        if shown and left < len(block):
            break
        made += block
        left -= len(block)
        shown += 1
    for block in tail[:keep]:
        made += block
        shown += 1
    rest = len(coming) + len(stuck) - shown
    if rest > 0:
        made.append(
            line(
                "  ", Span(f"and {rest} more: 4 Benefits", "quiet", Target("action", "app.show('benefits')"))
            )
        )
    return made


def _benefit(readiness: Readiness, benefit: BenefitState, width: int, plain: bool) -> list[Line]:
    """A benefit and its blockers, beside it or below."""
    mark = BENEFIT_MARKS["next"]
    target = routes.cell(benefit.cell.ref)
    stuck = benefit.list == "stuck"
    when = "stuck" if stuck else short_when(benefit.forecast)
    tone = "gap" if stuck else "next"
    name = f"{sign(mark, plain)} {title_of(readiness, benefit.cell.ref)}"
    waits = [_blocker(readiness, state, plain) for state in benefit.blockers[:SHOWN_BLOCKERS]]
    if width < WIDE:
        first = line(Span(fit(name, width - 18), tone, target), Span(" "), Span(fit(when, 17), tone, target))
        return [first, *(fit_line(line("    ", *each), width) for each in waits)]
    size, last = width * 9 // 25, 17
    middle = width - size - last - 4
    rows: list[Line] = []
    for place, each in enumerate(waits):
        own = Span(fit(name, size), tone, target) if place == 0 else Span(" " * size)
        end = Span(fit(when, last), tone, target) if place == 0 else Span("")
        rows.append((own, Span("  "), *fit_line(each, middle), Span("  "), end))
    return rows


def _blocker(readiness: Readiness, state: "object", plain: bool) -> Line:
    from te_planner.readiness.model import CellState

    assert isinstance(state, CellState)
    mark = CELL_MARKS[state.state]
    return (
        Span(f"{sign(mark, plain)} {blocker_text(readiness, state)}", mark.tone, routes.cell(state.cell.ref)),
    )


def _late(readiness: Readiness, system: SystemReadiness, width: int) -> list[Line]:
    items = [each for each in readiness.due if each.system_id in (None, system.system.id)]
    late = sum(each.days > 0 for each in items)
    made = [heading("Late and due", f"{late} late, {len(items) - late} within 90 days")]
    made += [_due(readiness, each, width) for each in items]
    return made if items else [*made, line("  nothing")]


def _due(readiness: Readiness, item: Due, width: int) -> Line:
    text, tone = due_words(item)
    target = Target("milestone", item.ref) if item.kind == "milestone" else routes.cell(item.ref)
    about = f"{item.project} {item.text}" if item.project and item.kind == "milestone" else item.text
    if item.kind != "milestone":
        about = f"{item.text} · {readiness.roadmap.title(item.ref)}"
    return line(Span(fit(text, 12), tone, target), Span(cut(about, width - 12), "", target))


def _warnings(readiness: Readiness, system: SystemReadiness, width: int) -> list[Line]:
    found = [*system.findings, *readiness.findings]
    warnings = [each for each in found if each.severity == "warning"]
    others = len(found) - len(warnings)
    made = [heading("Warnings", f"{others} notes more, below" if others and warnings else "")]
    made += [row for each in warnings for row in _finding(readiness, each, width, "!")]
    if not warnings:
        made.append(line("  none"))
    made += [
        row for each in found if each.severity != "warning" for row in _finding(readiness, each, width, "·")
    ]
    return made


def _finding(readiness: Readiness, finding: Finding, width: int, sign_: str) -> list[Line]:
    target = next((each for ref in finding.refs if (each := routes.target_of(readiness, ref))), None)
    tone = "check" if sign_ == "!" else "quiet"
    rows = wrapped(finding.text, width - 2, "" if sign_ == "!" else "quiet", target=target)
    return [line(Span(f"{sign_} " if place == 0 else "  ", tone), *row) for place, row in enumerate(rows)]
