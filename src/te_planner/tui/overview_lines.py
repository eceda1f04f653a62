"""The lines of Overview, made from the figures for a width and a height."""

from te_planner.exchange.marks import BENEFIT_MARKS, CELL_MARKS, day_text, group_text, percent, stage_text
from te_planner.readiness.model import (
    BenefitState,
    CellState,
    Due,
    Finding,
    Readiness,
    SystemReadiness,
    TrackReadiness,
    Transition,
)
from te_planner.readiness.reviews import suspects
from te_planner.roadmap.model import STAGES
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
from te_planner.tui.wording import (
    blocker_text,
    due_words,
    mark_span,
    short_when,
    sign,
    title_of,
    words,
)

WIDE = 106
VERY_WIDE = 150
NAMES = {1: "completing 1", 2: "1→2", 3: "2→3"}
FIRST = "To begin: n adds a project, m maps it to an enabler, 7 asks what is in place."
PAST = "A past day: what held then, by all that is known now; no forecasts are given."
SHORT_NAMES = {**NAMES, 1: "→1"}
SHORTER = (("conditions", "cond."), (" set aside", " aside"), (" of ", "/"), ("actions ", ""))
SHOWN_BLOCKERS = 3
TOLD = 60
"""Findings that the overview tells; a large plan has thousands, and nobody reads them there."""


def overview_lines(
    readiness: Readiness, system: SystemReadiness, width: int, height: int, *, plain: bool
) -> list[Line]:
    """Where the system stands, its tracks, what comes next, what is late, and what was noticed."""
    wide = width >= WIDE
    top = [
        *_notice(readiness, system, width),
        *_headline(readiness, system, width),
        BLANK,
        *_tracks(readiness, system, width, plain),
    ]
    if width >= VERY_WIDE:
        return [*top, BLANK, *_side_by_side(readiness, system, width, height - len(top) - 1, plain)]
    half = width // 2 - 2 if wide else width
    late, warnings = _late(readiness, system, half), _warnings(readiness, system, half)
    room = height - len(top) - 3 - min(max(len(late), len(warnings)), 8)
    following = _next(readiness, system, width, max(room, 6), plain)
    end = beside(late, warnings, half + 2) if wide else [*late, BLANK, *warnings]
    return [*top, BLANK, *following, BLANK, *end]


def _side_by_side(
    readiness: Readiness, system: SystemReadiness, width: int, room: int, plain: bool
) -> list[Line]:
    """What comes next, and beside it what is late and what was noticed."""
    left = width * 3 // 5
    right = width - left - 2
    following = _next(readiness, system, left, max(room, 6), plain)
    return beside(
        following, [*_late(readiness, system, right), BLANK, *_warnings(readiness, system, right)], left
    )


def _notice(readiness: Readiness, system: SystemReadiness, width: int) -> list[Line]:
    """That the plan works by another edition of the roadmap, or that answers are to be looked at again."""
    target = Target("action", "app.show('editions')")
    if readiness.snapshot.plan.roadmap != readiness.roadmap.label:
        text = "! The program has another edition of the roadmap: E shows what it changes."
    elif readiness.snapshot.meaning_changes and (found := suspects(readiness, [system])):
        text = f"! Suspect, as the cell asks for something else now: {len(found)}. E reviews them."
    elif not readiness.projects:
        return [*wrapped(FIRST, width, "next"), BLANK]
    elif not readiness.forecasts:
        return [line(Span(cut(PAST, width), "check")), BLANK]
    else:
        return []
    return [*wrapped(text, width, "check", target=target), BLANK]


def _headline(readiness: Readiness, system: SystemReadiness, width: int) -> list[Line]:
    """The observed stage first, with its profile; then what the enablers are complete through."""
    observed = system.observed
    names = {each.number: each.name.lower() for each in readiness.roadmap.parts.stages}
    target = Target("observed", "")
    named = next((f", {name}" for number, name in names.items() if number == observed.stage), "")
    when = (
        f"last picked {day_text(observed.last_picked)}" if observed.last_picked else "not picked yet: O picks"
    )
    titles = {each.key: each.title for each in readiness.roadmap.parts.characteristics}
    profile = " · ".join(
        f"{titles[each.characteristic] if width >= WIDE else each.characteristic} "
        f"{each.pick.stage if each.pick else '–'}"
        for each in observed.profile
    )
    lowest = min(system.tracks, key=lambda each: each.stage)
    lead = Target("stage", f"{lowest.track}:{min(lowest.stage + 1, 3)}")
    left = [
        line(Span("Observed: ", "strong"), Span(f"in stage {observed.stage}{named}", "strong", target)),
        line("  ", Span(cut(f"{profile} · {when}", width - 2), "quiet", target)),
    ]
    right = [
        line(
            Span("Enablers complete through: ", "strong"),
            Span(stage_text(system.stage), "strong", lead),
            Span(f" (strict: {stage_text(system.strict_stage)})", "quiet"),
        ),
        line("  ", *_profile(system)),
    ]
    if width < VERY_WIDE:
        return [*left, *right]
    return beside(left, right, width - 2 - max(map(width_of, right)))


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
    """Two lines a track: the ladders, and what they come to in words."""
    wide = width >= WIDE
    name = 19 if not wide or width >= VERY_WIDE else 16
    column = (width - name) // 3 if wide else 14
    head = line(
        Span(fit("Track", name), "head"), *(Span(fit(NAMES[each], column), "head") for each in STAGES)
    )
    made = [head]
    for track in system.tracks:
        short = readiness.roadmap.tracks[track.track].short
        both = f"{track.track} {short}"
        target = Target("stage", f"{track.track}:{min(track.stage + 1, 3)}")
        own = Span(fit(both if len(both) < name else short, name), "strong", target)
        if wide:
            made += _wide(system, track, own, "" if len(both) < name else track.track, column, plain)
        else:
            made += _narrow(system, track, own, column, width, plain)
    return made


def _wide(
    system: SystemReadiness, track: TrackReadiness, own: Span, key: str, column: int, plain: bool
) -> list[Line]:
    """Beside each ladder its work and forecast, below it the readiness."""
    name = len(own.text)
    first: list[Span] = [own]
    said = stage_text(track.stage) + (" !" if track.strict_stage != track.stage else "")
    second = [Span(fit(f"{key or '  '} {said}", name), "quiet", own.target)]
    for transition in track.transitions:
        target = Target("stage", f"{track.track}:{transition.stage}")
        room = column - 16
        when = group_text(transition.forecast)
        when = when if len(when) <= room else short_when(transition.forecast)
        when = when if len(when) <= room else when.replace("without a date", "undated")
        tone = "good" if transition.complete else ""
        ladder = fit_line(_ladder(system, transition, plain), 9)
        work = Span(fit(percent(transition.work), 6), "work", target)
        first += fit_line((*ladder, work, Span(when, tone, target)), column)
        tone = "quiet" if transition.stage > track.stage + 1 else ""
        second += [Span(fit(_in_room(words(transition), column - 1), column - 1), tone, target), Span(" ")]
    return [tuple(first), tuple(second)]


def _in_room(text: str, room: int) -> str:
    """A transition's readiness in fewer letters, where it has no room."""
    for word, instead in SHORTER:
        text = text if len(text) <= room else text.replace(word, instead)
    return text


def _narrow(
    system: SystemReadiness, track: TrackReadiness, own: Span, column: int, width: int, plain: bool
) -> list[Line]:
    """The ladders, and the readiness of the transition that is under way."""
    first: list[Span] = [own]
    for transition in track.transitions:
        first += fit_line(_ladder(system, transition, plain), column)
    current = next((each for each in track.transitions if not each.complete), track.transitions[-1])
    target = Target("stage", f"{track.track}:{current.stage}")
    figures = (words(current), f"work {percent(current.work)}", short_when(current.forecast))
    text = " · ".join((SHORT_NAMES[current.stage], *figures))
    text = text if len(text) <= width - 3 else text.replace("without a date", "undated")
    return [tuple(first), line("   ", Span(cut(text, width - 3), "quiet", target))]


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
    tail = _first([_benefit(readiness, each, width, plain) for each in stuck], room // 3 if coming else room)
    left = room - 2 - sum(map(len, tail))
    blocks = _first([_benefit(readiness, each, width, plain) for each in coming], left)
    made += [row for block in (*blocks, *tail) for row in block]
    shown = len(blocks) + len(tail)
    rest = len(coming) + len(stuck) - shown
    if rest > 0:
        made.append(
            line(
                "  ", Span(f"and {rest} more: 4 Benefits", "quiet", Target("action", "app.show('benefits')"))
            )
        )
    return made


def _first(blocks: list[list[Line]], room: int) -> list[list[Line]]:
    """The first blocks of lines that fit; one at least."""
    kept: list[list[Line]] = []
    for block in blocks:
        if kept and sum(map(len, kept)) + len(block) > room:
            break
        kept.append(block)
    return kept


def _benefit(readiness: Readiness, benefit: BenefitState, width: int, plain: bool) -> list[Line]:
    """A benefit and its blockers, beside it or below."""
    mark = BENEFIT_MARKS["next"]
    target = routes.cell(benefit.cell.ref)
    stuck = benefit.list == "stuck"
    when = "stuck" if stuck else short_when(benefit.forecast)
    tone = "gap" if stuck else "next"
    name = f"{sign(mark, plain)} {title_of(readiness, benefit.cell.ref)}"
    size, last = width * 9 // 25, 17
    middle = width - size - last - 4 if width >= WIDE else width - 4
    waits = [_blocker(readiness, state, middle, plain) for state in benefit.blockers[:SHOWN_BLOCKERS]]
    if width < WIDE:
        first = line(Span(fit(name, width - 18), tone, target), Span(" "), Span(fit(when, 17), tone, target))
        return [first, *(fit_line(line("    ", *each), width) for each in waits)]
    rows: list[Line] = []
    for place, each in enumerate(waits):
        own = Span(fit(name, size), tone, target) if place == 0 else Span(" " * size)
        end = Span(fit(when, last), tone, target) if place == 0 else Span("")
        rows.append((own, Span("  "), *fit_line(each, middle), Span("  "), end))
    return rows


def _blocker(readiness: Readiness, state: CellState, width: int, plain: bool) -> Line:
    mark = CELL_MARKS[state.state]
    text = f"{sign(mark, plain)} {blocker_text(readiness, state, width - 2)}"
    return (Span(text, mark.tone, routes.cell(state.cell.ref)),)


def _late(readiness: Readiness, system: SystemReadiness, width: int) -> list[Line]:
    items = [each for each in readiness.due if each.system_id in (None, system.system.id)]
    late = sum(each.days > 0 for each in items)
    made = [heading("Late and due", f"{late} late, {len(items) - late} within 90 days")]
    made += [_due(readiness, each, width) for each in items]
    return made if items else [*made, line("  nothing")]


def _due(readiness: Readiness, item: Due, width: int) -> Line:
    text, tone = due_words(item)
    if item.kind in ("obligation", "waypoint"):
        ahead = Target(item.kind, item.ref)
        about = cut(f"{item.kind} {item.text}", width - 12)
        return line(Span(fit(text, 12), tone, ahead), Span(about, "", ahead))
    target = Target("milestone", item.ref) if item.kind == "milestone" else routes.cell(item.ref)
    about = f"{item.project} {item.text}" if item.project and item.kind == "milestone" else item.text
    if item.kind != "milestone":
        about = f"{item.text} · {readiness.roadmap.title(item.ref)}"
    return line(Span(fit(text, 12), tone, target), Span(cut(about, width - 12), "", target))


def _warnings(readiness: Readiness, system: SystemReadiness, width: int) -> list[Line]:
    found = [each for each in (*system.findings, *readiness.findings) if each.code != "other-edition"]
    warnings = [each for each in found if each.severity != "information"]
    made = [
        heading(
            "Warnings", f"{len(found) - len(warnings)} more to know" if len(found) > len(warnings) else ""
        )
    ]
    if not warnings:
        made.append(line("  none"))
    rest = [each for each in found if each.severity == "information"]
    listed = [*((each, "!") for each in warnings), *((each, "·") for each in rest)]
    made += [row for each, sign_ in listed[:TOLD] for row in _finding(readiness, each, width, sign_)]
    if len(listed) > TOLD:
        made.append(line(Span(f"  and {len(listed) - TOLD} more: te-planner check lists all", "quiet")))
    return made


def _finding(readiness: Readiness, finding: Finding, width: int, sign_: str) -> list[Line]:
    target = routes.found_ahead(readiness, finding) or next(
        (each for ref in finding.refs if (each := routes.target_of(readiness, ref))), None
    )
    if finding.key == "E":
        target = Target("review", finding.refs[0])
    tone = "check" if sign_ == "!" else "quiet"
    rows = wrapped(finding.text, width - 2, "" if sign_ == "!" else "quiet", target=target)
    return [line(Span(f"{sign_} " if place == 0 else "  ", tone), *row) for place, row in enumerate(rows)]
