"""`status`: stages and readiness, track by track."""

from te_planner.cli.call import NO_SYSTEM, Call
from te_planner.cli.output import glued
from te_planner.exchange.marks import (
    TRANSITIONS,
    day_text,
    group_text,
    ladder,
    percent,
    stage_text,
)
from te_planner.exchange.readiness_json import status_json
from te_planner.readiness.model import Readiness, SystemReadiness, Tally, TrackReadiness, Transition


def status(call: Call) -> int:
    """Where each system stands."""
    readiness, systems = call.readiness, call.systems
    if call.args.format == "json":
        call.out.json(status_json(readiness, systems, full=call.args.full))
    elif call.args.format == "csv":
        call.csv([CSV_TITLES, *(row for system in systems for row in _csv_rows(system))])
    else:
        print_status(call, readiness, systems)
    return 0


def print_status(call: Call, readiness: Readiness, systems: tuple[SystemReadiness, ...]) -> None:
    """The answer in words, then track by track, then what comes next and what is late."""
    out, plan = call.out, readiness.snapshot.plan
    out.line(f"{plan.name} · as of {day_text(readiness.as_of)}", "head")
    call.note_day()
    if not systems:
        out.line(NO_SYSTEM)
    for system in systems:
        out.line()
        _print_system(call, readiness, system)
    late = [each for each in call.due if each.days > 0]
    out.line()
    if late:
        out.line(f"Late: {len(late)}. te-planner due lists what is late and coming up.", "late")
    head = readiness.snapshot.head
    journal = f"journal entry {head.seq} ({head.hash[:8]})" if head.seq else "journal empty"
    out.line(f"{readiness.roadmap.label} · {readiness.rules} · {journal}", "quiet")


def _print_system(call: Call, readiness: Readiness, system: SystemReadiness) -> None:
    out = call.out
    names = {each.number: each.name.lower() for each in readiness.roadmap.parts.stages}
    observed = system.observed
    named = next((f", {name}" for number, name in names.items() if number == observed.stage), "")
    picked = f"last picked {day_text(observed.last_picked)}" if observed.last_picked else "not picked yet"
    profile = " · ".join(
        f"{each.characteristic} {each.pick.stage if each.pick else '–'}" for each in observed.profile
    )
    out.line(system.system.name, "head")
    out.line(f"  Observed: in stage {observed.stage}{named}")
    out.line(f"    {profile} · {picked}")
    out.line(f"  Enablers complete through: {stage_text(system.stage, system.strict_stage)} (derived)")
    rows: list[tuple[str, ...]] = []
    for track in system.tracks:
        rows.append((_track(readiness, track),))
        rows += [_row(call, transition) for transition in track.transitions]
    titles = ("  Transition", "Enablers", "Actions", "Conditions", "Work", "In place")
    out.table(titles, rows, indent="  ")
    warnings = sum(each.severity == "warning" for each in system.findings)
    upcoming = f"{len(system.coming)} coming, {len(system.stuck)} stuck"
    out.line(f"  Next benefits: {upcoming} · gaps: {len(system.gaps)} · warnings: {warnings}")


def _track(readiness: Readiness, track: TrackReadiness) -> str:
    stage = f"complete through: {stage_text(track.stage, track.strict_stage)}"
    if track.too_much_set_aside:
        stage += f"; too much set aside in stage {track.too_much_set_aside}"
    return f"{track.track} {readiness.roadmap.tracks[track.track].short} · {stage}"


def _row(call: Call, transition: Transition) -> tuple[str, ...]:
    return (
        f"  {glued(TRANSITIONS[transition.stage])}",
        ladder(transition.cells, plain=call.out.plain),
        glued(_tally(transition.actions)),
        glued(_tally(transition.conditions)),
        glued(percent(transition.work)),
        group_text(transition.forecast),
    )


def _tally(tally: Tally) -> str:
    if not tally.applicable:
        return "–"
    text = f"{tally.satisfied} of {tally.applicable}"
    return f"{text} (strict {tally.strict})" if tally.flagged else text


CSV_TITLES = (
    "system", "observed_stage", "enabler_stage", "track", "track_stage", "track_strict_stage", "stage",
    "actions_satisfied", "actions_applicable", "actions_strict", "conditions_satisfied",
    "conditions_applicable", "conditions_strict", "work", "set_aside", "forecast", "undated",
)  # fmt: skip


def _csv_rows(system: SystemReadiness) -> list[tuple[str | int | None, ...]]:
    return [
        (
            system.system.name,
            system.observed.stage,
            system.stage,
            track.track,
            track.stage,
            track.strict_stage,
            each.stage,
            each.actions.satisfied,
            each.actions.applicable,
            each.actions.strict,
            each.conditions.satisfied,
            each.conditions.applicable,
            each.conditions.strict,
            None if each.work is None else int(each.work * 100),
            ", ".join(each.set_aside),
            each.forecast.day,
            ", ".join(each.forecast.undated),
        )
        for track in system.tracks
        for each in track.transitions
    ]
