"""Why a figure is what it is: a tree from the figure down to milestone, statement or rule, as data.

Nothing is computed again: each step reads what the results carry.
"""

from te_planner.plan.snapshot import Statement
from te_planner.readiness.model import (
    BenefitState,
    CellState,
    ContributionWork,
    Derivation,
    GroupForecast,
    Readiness,
    Requirement,
    Standing,
    SystemReadiness,
    Transition,
)
from te_planner.readiness.rules import COVERED
from te_planner.roadmap.model import Stage, TrackKey

STATE_RULES = {
    "not applicable": "set aside by a scope decision",
    "attained": "in place, with evidence",
    "superseded": "a later cell of its row is attained",
    "claimed": "in place, but without evidence",
    "delivered": "finished contributions cover it, after the latest statement: somebody should attest it",
    "partly": "the latest statement says partly",
    "in progress": "a contributing project is active or has a milestone done",
    "planned": "a project contributes, nothing has begun",
    "uncovered": "no project contributes: a gap",
    "not observed": "a condition or baseline that nobody has stated yet",
}
BENEFIT_RULES = {
    "not applicable": "set aside by a scope decision",
    "realised": "unlocked, and seen with evidence: itself, or all results that it comes through",
    "unlocked": "nothing that it requires is missing, in its own and the earlier stages of its row",
    "next": "the earlier stages of its row are unlocked, and each blocker can be worked on today",
    "to decide": "a required cell is not applicable: waive the requirement, or set the benefit aside",
    "locked": "an earlier stage of its row, or of a blocker's row, has to come first",
}


def why_cell(readiness: Readiness, system_id: str, ref: str) -> Derivation:
    """Why an enabler, benefit or result cell stands as it does in a system; KeyError for another ref."""
    system = readiness.systems[system_id]
    if ref in system.cells:
        return _enabler(readiness, system.cells[ref])
    if ref in system.benefits:
        return _benefit(readiness, system, system.benefits[ref])
    cell = readiness.roadmap.cells[ref]
    standing = system.results.get(ref)
    value = "observed" if standing and standing.seen else "not observed"
    label = f"{ref} {readiness.roadmap.title(ref)}"
    if cell.lane == "V":
        return Derivation(label, "a vision: nothing is counted", cell.text, "4.4", ref)
    return Derivation(label, value, "an observation with evidence", "", ref, _standing(standing))


def why_stage(readiness: Readiness, system_id: str, track: TrackKey, stage: Stage) -> Derivation:
    """Why a track is, or is not, complete through a stage."""
    system = readiness.systems[system_id]
    found = next(each for each in system.tracks if each.track == track)
    transitions = found.transitions[:stage]
    complete = found.stage >= stage
    return Derivation(
        f"{track} enablers complete through stage {stage}",
        "yes" if complete else "no",
        "all applicable action and condition cells of each stage up to it are satisfied; no stage is "
        "stated where more than a quarter of one is set aside",
        "",
        track,
        tuple(_transition(readiness, each) for each in transitions),
    )


def why_observed(readiness: Readiness, system_id: str) -> Derivation:
    """Why a system is observed in its stage (4.2)."""
    observed = readiness.systems[system_id].observed
    titles = {each.key: each.title for each in readiness.roadmap.parts.characteristics}
    children = tuple(
        Derivation(
            titles[each.characteristic],
            f"stage {each.pick.stage}" if each.pick else "not picked yet",
            f"picked {each.pick.effective_day} by {each.pick.made_by}" if each.pick else "",
            "4.2",
            each.characteristic,
            tuple(Derivation(item.title, item.place, item.kind, "", item.id) for item in each.evidence),
        )
        for each in observed.profile
    )
    rule = "the lowest of the four picks; stage 1 where none was made"
    return Derivation("Observed stage", f"stage {observed.stage}", rule, "4.2", "observed", children)


def benefits_of_project(readiness: Readiness, system_id: str, project_id: str) -> tuple[str, ...]:
    """The locked benefits that wait for a cell to which the project contributes, in the source's order."""
    system = readiness.systems[system_id]
    cells = {
        ref
        for ref, state in system.cells.items()
        if any(work.project.project.id == project_id for work in state.contributions)
    }
    return tuple(
        ref
        for ref, benefit in system.benefits.items()
        if any(blocker.cell.ref in cells for blocker in benefit.blockers)
    )


def opened_by_project(readiness: Readiness, system_id: str, project_id: str) -> tuple[str, ...]:
    """The benefits that open when what the project delivers is attested: it alone still blocks them."""
    system = readiness.systems[system_id]

    def delivers(state: CellState) -> bool:
        shares = {work.project.project.id: work for work in state.contributions}
        done = sum(
            work.contribution.share for id_, work in shares.items() if id_ == project_id or work.finished
        )
        return project_id in shares and done >= COVERED

    return tuple(
        ref
        for ref, benefit in system.benefits.items()
        if benefit.blockers and not benefit.undecided and all(map(delivers, benefit.blockers))
    )


def _transition(readiness: Readiness, transition: Transition) -> Derivation:
    actions, conditions = transition.actions, transition.conditions
    value = f"actions {actions.satisfied} of {actions.applicable}"
    if conditions.applicable:
        value += f", conditions {conditions.satisfied} of {conditions.applicable}"
    if transition.set_aside:
        value += f", {len(transition.set_aside)} set aside"
    label = f"{transition.track} stage {transition.stage}"
    children = tuple(_enabler(readiness, each) for each in transition.cells if each.cell.nature != "baseline")
    rule = "satisfied of applicable cells; baselines gate nothing"
    return Derivation(label, value, rule, "", f"{transition.track}:{transition.stage}", children)


def _enabler(readiness: Readiness, state: CellState) -> Derivation:
    children = list(_standing(state.standing))
    if state.decision:
        decided = f"{state.decision.reason} ({state.decision.decided_by}, {state.decision.day})"
        children.insert(0, Derivation("Set aside", decided, "scope decision", "", state.decision.id))
    if state.superseded_by and state.state == "superseded":
        later = readiness.systems[state.system_id].cells[state.superseded_by]
        children.insert(0, _enabler(readiness, later))
    children += [_contribution(work) for work in state.contributions]
    value = state.state + (f" ({', '.join(state.flags)})" if state.flags else "")
    if not state.satisfied and state.applicable:
        due = state.forecast.day or state.forecast.reason
        children.append(Derivation("Expected", due, "the contribution that completes it", "", ""))
    label = f"{state.cell.ref} {readiness.roadmap.title(state.cell.ref)}"
    rule = STATE_RULES[state.state]
    if state.state == "uncovered":
        rule += f"; could be moved by {', '.join(state.cell.actors)}"
    return Derivation(label, value, rule, "", state.cell.ref, tuple(children))


def _standing(standing: Standing | None) -> tuple[Derivation, ...]:
    if standing is None:
        return ()
    return tuple(_statement(each, standing) for each in reversed(standing.run))


def _statement(statement: Statement, standing: Standing) -> Derivation:
    who = f"said {statement.statement_day} by {statement.made_by}"
    if statement.approved_by:
        who += f", approved by {statement.approved_by}"
    if statement.extent_total is not None:
        who += f"; {statement.extent_done} of {statement.extent_total} {statement.extent_unit}".rstrip()
    if statement.review_day:
        who += f"; to be reviewed {statement.review_day}"
    if statement.confirmed_day:
        who += f"; confirmed {statement.confirmed_day} by {statement.confirmed_by}"
    if standing.suspect and statement is standing.statement:
        change = standing.suspect
        who += f"; suspect since {change.since}: by {change.edition} the cell asks for something else"
    proof = tuple(
        Derivation(item.title, item.place or item.sha256, item.kind, "", item.id)
        for item in standing.evidence
        if item.statement_id == statement.id
    )
    value = f"{statement.answer} since {statement.effective_day}"
    return Derivation(statement.kind.capitalize(), value, who, "", statement.id, proof)


def _contribution(work: ContributionWork) -> Derivation:
    project = work.project.project
    done = sum(each.done for each in work.tied)
    share = f"{work.contribution.share} % of it, {done} of {len(work.tied)} milestones done"
    when = f"finished {work.finished}" if work.finished else f"finish {work.finish or work.reason}"
    milestones = tuple(
        Derivation(
            each.milestone.title,
            f"done {each.day}" if each.done else f"expected {each.day or 'without a date'}",
            f"overdue by {each.overdue} days, no new forecast" if each.overdue else "",
            "",
            each.milestone.id,
        )
        for each in work.tied
    )
    label = f"{project.key} {project.title} ({work.project.status})"
    return Derivation(label, share, when, "", project.key, milestones)


def _benefit(readiness: Readiness, system: SystemReadiness, benefit: BenefitState) -> Derivation:
    link = benefit.cell.link
    children = [_requirement(readiness, need) for need in benefit.requirements]
    for earlier in readiness.roadmap.earlier(benefit.cell):
        children.append(_benefit(readiness, system, system.benefits[earlier.ref]))
    if benefit.decision:
        decided = f"{benefit.decision.reason} ({benefit.decision.decided_by}, {benefit.decision.day})"
        children.insert(0, Derivation("Set aside", decided, "scope decision", "", benefit.decision.id))
    children += _standing(benefit.standing)
    for ref, standing in benefit.results:
        seen = "observed" if standing and standing.seen else "not observed"
        label = f"through {ref} {readiness.roadmap.title(ref)}"
        children.append(Derivation(label, seen, "", "", ref, _standing(standing)))
    if benefit.blockers:
        value = group_reason(benefit.forecast)
        children.append(Derivation("Expected", value, "the latest of what it needs", "", ""))
    rule = BENEFIT_RULES[benefit.status]
    if link:
        rule += f". Requirements (derived, confidence {link.confidence}): {link.rationale}"
    label = f"{benefit.cell.ref} {readiness.roadmap.title(benefit.cell.ref)}"
    return Derivation(label, benefit.status, rule, "", benefit.cell.ref, tuple(children))


def _requirement(readiness: Readiness, need: Requirement) -> Derivation:
    step = _enabler(readiness, need.state)
    if need.change:
        said = f"{need.change.reason} ({need.change.decided_by}, {need.change.day})"
        change = Derivation(
            f"requirement {need.change.change}", said, "the planner's own", "", need.change.id
        )
        return step._replace(value=f"{step.value}, {need.origin}", children=(change, *step.children))
    return step


def group_reason(forecast: GroupForecast) -> str:
    """A group's day in words: by when, and which have none."""
    if not forecast.undated:
        return forecast.day or "from the start"
    missing = f"{len(forecast.undated)} without a date: {', '.join(forecast.undated)}"
    return f"the rest by {forecast.day}; {missing}" if forecast.is_open else missing
