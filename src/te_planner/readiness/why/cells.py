"""Why an enabler cell stands as it does: its statements, and the work of the projects that deliver it."""

from fractions import Fraction

from te_planner.plan.days import spelled
from te_planner.readiness.cells import covered_by
from te_planner.readiness.model import CellState, ContributionWork, Derivation, ProjectWork, Readiness
from te_planner.readiness.rules import COVERED
from te_planner.readiness.why.outlook import expected_steps
from te_planner.readiness.why.statements import decision_step, standing_steps
from te_planner.readiness.why.words import (
    NATURE_RULES,
    STATE_RULES,
    exact,
    milestone_step,
    result,
    titled,
    weights,
)

BASIS_RULES = {
    "trend": "the earliest day on which a trigger of it is reached by trend",
    "expected": "the planner's own word",
}


def cell_step(readiness: Readiness, state: CellState) -> Derivation:
    """An enabler cell in its system, down to milestones and evidence."""
    cell = state.cell
    children = list(decision_step(state.decision))
    if cell.nature in NATURE_RULES:
        rule = NATURE_RULES[cell.nature]
        children.append(Derivation("Nature", cell.nature, rule, "", cell.ref, (), "nature"))
    if state.state == "superseded" and state.superseded_by:
        later = readiness.systems[state.system_id].cells[state.superseded_by]
        children.append(cell_step(readiness, later))
    children += standing_steps(state.standing)
    if state.contributions:
        children += [_work(state), _finished(state)]
    if state.applicable and cell.nature != "baseline":
        basis = tuple(expected_steps(readiness, state)) if cell.nature == "condition" else ()
        children.append(when_step(state, basis))
    rule = STATE_RULES[state.state]
    if state.gap:
        rule += f"; could be moved by {', '.join(cell.actors)}"
    if state.satisfied and not state.strict:
        rule += "; strict: it does not count, as what it rests on is flagged"
    flags = f" ({', '.join(state.flags)})" if state.flags else ""
    label = titled(readiness, cell.ref)
    return Derivation(label, state.state + flags, rule, "", cell.ref, tuple(children), "cell")


def _work(state: CellState) -> Derivation:
    """Its progress: each share times what is done of it."""
    terms = " + ".join(f"{each.contribution.share} % × {_part(each)}" for each in state.contributions)
    total = sum((each.contribution.share * each.progress for each in state.contributions), Fraction(0)) / 100
    value = f"{terms} = {result(total)}"
    if total > 1:
        value = f"{terms} = {exact(total)}, at most 100 %"
    rule = "progress: the sum of share × weight of the milestones done ÷ weight of all, at most 100 %"
    children = tuple(contribution_step(each) for each in state.contributions)
    return Derivation("Work", value, rule, "", "", children, "progress")


def _part(work: ContributionWork) -> str:
    return weights(work.tied, work.project.status)


def _finished(state: CellState) -> Derivation:
    """What is finished of it: a count of shares."""
    finished = [each for each in state.contributions if each.finished]
    terms = " + ".join(f"{each.contribution.share} %" for each in finished) or "0 %"
    total = f" = {state.finished_share} %" if len(finished) > 1 else ""
    children = tuple(
        Derivation(
            each.project.project.key,
            f"{each.contribution.share} %, finished {spelled(each.finished)}",
            "",
            "",
            each.project.project.key,
            (),
            "share",
        )
        for each in finished
    )
    rule = f"finished shares of at least {COVERED} % cover a cell; finished: all its milestones are done"
    return Derivation("Finished", terms + total, rule, "", "", children, "finished")


def contribution_step(work: ContributionWork) -> Derivation:
    """A project's share of the cell, with the milestones that count for it."""
    project = work.project
    key = project.project.key
    when = f"finish {spelled(work.finish, f'none: {work.reason}')}"
    if work.finished:
        when = f"finished {spelled(work.finished)}"
    tied = "those tied to the cell" if len(work.tied) < len(project.milestones) else "all of the project's"
    counts = f"{tied}, by weight" if work.tied else "without milestones: all or nothing by its status"
    return Derivation(
        f"{key} {project.project.title} ({_status(project)})",
        f"{work.contribution.share} % of it, {_part(work)} done",
        f"{counts}; {when}",
        "",
        key,
        tuple(milestone_step(each) for each in work.tied),
        "contribution",
    )


def _status(project: ProjectWork) -> str:
    """Its status; where that does not say so by itself, that work has begun."""
    done = any(each.done for each in project.milestones)
    return project.status + (
        ", a milestone done" if done and project.status not in ("active", "done") else ""
    )


def when_step(state: CellState, basis: tuple[Derivation, ...] = ()) -> Derivation:
    """Since when it is satisfied, or when it is expected to be; or why there is no date.

    `basis`: of a condition, its triggers and the planner's word.
    """
    value = state.forecast.day or f"no date: {state.forecast.reason}"
    if state.satisfied:
        since = "the first effective day of the unbroken run of statements"
        rule = since if state.state == "attained" else "since the later cell of its row is attained"
        return Derivation("Since", value, rule, "", "", (), "date")
    shares, total = [], 0
    for each in covered_by(state.contributions) if state.forecast.via else ():
        total += each.contribution.share
        key = each.project.project.key
        text = f"{spelled(each.finish)}: {each.contribution.share} %, in all {total} %"
        shares.append(Derivation(key, text, "", "", key, (), "share"))
    rule = f"the finish of the contribution with which {COVERED} % or more are covered, in order of finish"
    rule = BASIS_RULES.get(state.forecast.basis, "") if not shares else rule
    return Derivation("Expected", value, rule, "", "", (*shares, *basis), "date")
