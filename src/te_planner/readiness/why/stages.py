"""Why a track's stage, a system's stage or the observed stage is what it is."""

from fractions import Fraction

from te_planner.plan.days import spelled
from te_planner.readiness.model import (
    CellState,
    Derivation,
    Readiness,
    Tally,
    TrackReadiness,
    Transition,
)
from te_planner.readiness.rules import SET_ASIDE
from te_planner.readiness.why.cells import cell_step, when_step
from te_planner.readiness.why.statements import decision_step, evidence_step
from te_planner.readiness.why.words import counted, exact, group_value, result, stage_word, titled
from te_planner.roadmap.model import Stage, TrackKey

COMPLETE = "all applicable action and condition cells of each stage up to it are satisfied"
TOO_MUCH = "no stage is stated beyond one of which more than a quarter, or all, is set aside"


def track_step(readiness: Readiness, system_id: str, key: TrackKey) -> Derivation:
    """Through which stage a track's enablers are complete."""
    track = _track(readiness, system_id, key)
    children = [transition_step(readiness, each) for each in track.transitions]
    rule = f"the highest stage such that {COMPLETE}; {TOO_MUCH}"
    value = _stage_value(track.stage, track.strict_stage)
    label = f"{key} enablers complete through"
    return Derivation(label, value, rule, "", key, tuple(children), "track")


def through_step(readiness: Readiness, system_id: str, key: TrackKey, stage: Stage) -> Derivation:
    """Whether a track's enablers are complete through a stage."""
    track = _track(readiness, system_id, key)
    children = [transition_step(readiness, each) for each in track.transitions[:stage]]
    value = _yes(track.stage >= stage, track.strict_stage >= stage)
    label = f"{key} enablers complete through stage {stage}"
    rule = f"{COMPLETE}; {TOO_MUCH}"
    return Derivation(label, value, rule, "", f"{key}:{stage}", tuple(children), "through")


def system_step(readiness: Readiness, system_id: str) -> Derivation:
    """Through which stage the enablers of a system are complete."""
    system = readiness.systems[system_id]
    children = [track_step(readiness, system_id, track.track) for track in system.tracks]
    rule = "the lowest of its four tracks; shown beside the observed stage"
    value = _stage_value(system.stage, system.strict_stage)
    beside = observed_step(readiness, system_id)
    label = "Enablers complete through"
    return Derivation(label, value, rule, "", "stage", (*children, beside), "system")


def system_through_step(readiness: Readiness, system_id: str, stage: Stage) -> Derivation:
    """Whether the enablers of a system are complete through a stage."""
    system = readiness.systems[system_id]
    children = [through_step(readiness, system_id, track.track, stage) for track in system.tracks]
    value = _yes(system.stage >= stage, system.strict_stage >= stage)
    label = f"Enablers complete through stage {stage}"
    rule = "each of its four tracks is: the system's stage is the lowest of them"
    beside = observed_step(readiness, system_id)
    return Derivation(label, value, rule, "", f"stage:{stage}", (*children, beside), "system through")


def observed_step(readiness: Readiness, system_id: str) -> Derivation:
    """The stage in which a system is observed (4.2)."""
    observed = readiness.systems[system_id].observed
    titles = {each.key: each.title for each in readiness.roadmap.parts.characteristics}
    children = tuple(
        Derivation(
            titles[each.characteristic],
            f"stage {each.pick.stage}" if each.pick else "not picked yet",
            f"picked {spelled(each.pick.effective_day)} by {each.pick.made_by}" if each.pick else "",
            "4.2",
            each.characteristic,
            tuple(map(evidence_step, each.evidence)),
            "pick",
        )
        for each in observed.profile
    )
    rule = "the lowest of the picks, one a characteristic; stage 1 before the first is made"
    return Derivation(
        "Observed stage", f"stage {observed.stage}", rule, "4.2", "observed", children, "observed"
    )


def transition_step(readiness: Readiness, transition: Transition) -> Derivation:
    """One stage of a track: its cells, what is set aside, its work, and when it is complete."""
    gating = [each for each in transition.cells if each.cell.nature != "baseline"]
    applicable = [each for each in gating if each.applicable]
    actions = [each for each in applicable if each.cell.nature == "action"]
    conditions = [each for each in applicable if each.cell.nature == "condition"]
    children = [_tally(readiness, "Actions", transition.actions, actions)]
    if conditions:
        children.append(_tally(readiness, "Conditions", transition.conditions, conditions))
    if transition.set_aside:
        children.append(_set_aside(readiness, gating))
    if actions:
        children.append(_work(readiness, transition, actions))
    children.append(_when(readiness, transition))
    ref = f"{transition.track}:{transition.stage}"
    value = _yes(transition.complete, transition.strict_complete, "complete", "not complete")
    if transition.too_much_set_aside:
        value += ", too much set aside"
    rule = "all its applicable action and condition cells are satisfied; baselines gate nothing"
    return Derivation(
        f"{transition.track} stage {transition.stage}", value, rule, "", ref, tuple(children), "transition"
    )


def _tally(readiness: Readiness, label: str, tally: Tally, cells: list[CellState]) -> Derivation:
    value = f"{tally.satisfied} of {tally.applicable} satisfied"
    if tally.flagged:
        value += f" (strict {tally.strict}, {tally.flagged} flagged)"
    return counted(label, (cell_step(readiness, each) for each in cells), value, "satisfied of applicable")


def _set_aside(readiness: Readiness, gating: list[CellState]) -> Derivation:
    aside = [each for each in gating if not each.applicable]
    members = [
        Derivation(
            titled(readiness, each.cell.ref),
            "not applicable",
            "",
            "",
            each.cell.ref,
            decision_step(each.decision),
            "aside",
        )
        for each in aside
    ]
    value = f"{len(aside)} of {len(gating)}, at most {SET_ASIDE.numerator} in {SET_ASIDE.denominator}"
    return counted("Set aside", members, value, TOO_MUCH)


def _work(readiness: Readiness, transition: Transition, actions: list[CellState]) -> Derivation:
    """The mean progress of the action cells."""
    parts = [Fraction(1) if each.satisfied else each.progress for each in actions]
    terms = " + ".join(map(exact, parts))
    value = f"({terms}) ÷ {len(parts)} = {result(transition.work or Fraction(0))}"
    members = tuple(
        Derivation(titled(readiness, each.cell.ref), exact(part), each.state, "", each.cell.ref, (), "part")
        for each, part in zip(actions, parts, strict=True)
    )
    rule = "the mean progress of its applicable action cells: a satisfied one counts 100 %, a gap 0"
    return Derivation("Work", value, rule, "", "", members, "mean")


def _when(readiness: Readiness, transition: Transition) -> Derivation:
    """The day of the latest cell of this and the earlier stages."""
    system_id = transition.cells[0].system_id if transition.cells else ""
    members: list[Derivation] = []
    if system_id:
        track = _track(readiness, system_id, transition.track)
        members = [
            when_step(state)._replace(
                label=titled(readiness, state.cell.ref), ref=state.cell.ref, children=()
            )
            for each in track.transitions[: transition.stage]
            for state in each.cells
            if state.gates
        ]
    rule = "the latest of the cells that it needs, those of the earlier stages among them"
    return Derivation("Expected", group_value(transition.forecast), rule, "", "", tuple(members), "latest")


def _track(readiness: Readiness, system_id: str, key: TrackKey) -> TrackReadiness:
    return next(each for each in readiness.systems[system_id].tracks if each.track == key)


def _stage_value(stage: int, strict: int) -> str:
    said = stage_word(stage)
    return said if strict == stage else f"{said} (strict: {stage_word(strict)})"


def _yes(figure: bool, strict: bool, yes: str = "yes", no: str = "no") -> str:
    said = yes if figure else no
    return said if strict == figure else f"{said} (strict: {no})"
