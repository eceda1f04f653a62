"""Why a benefit, result or vision cell stands as it does."""

from collections.abc import Iterator

from te_planner.plan.days import spelled
from te_planner.readiness.benefits import gating, needed_cells
from te_planner.readiness.model import BenefitState, CellState, Derivation, Readiness, Requirement
from te_planner.readiness.why.cells import cell_step, when_step
from te_planner.readiness.why.outlook import measure_step
from te_planner.readiness.why.statements import decision_step, observed_step, standing_steps
from te_planner.readiness.why.words import BENEFIT_RULES, counted, group_value, titled


def benefit_step(readiness: Readiness, benefit: BenefitState) -> Derivation:
    """A benefit in its system: requirements, blockers, what comes first, what is observed, and when."""
    system = readiness.systems[benefit.system_id]
    earlier = [system.benefits[each.ref] for each in readiness.roadmap.earlier(benefit.cell)]
    children = list(decision_step(benefit.decision))
    children.append(_requirements(readiness, benefit, "Requirements"))
    children += [_earlier(readiness, each) for each in earlier]
    children.append(_blockers(readiness, benefit))
    if benefit.undecided:
        children.append(_undecided(readiness, benefit))
    children += _observations(readiness, benefit)
    if benefit.measures:
        children.append(_measures(benefit))
    if benefit.flagged:
        children.append(_flagged(readiness, benefit))
    if benefit.blockers and not benefit.undecided:
        children.append(_when(readiness, benefit, needed_cells(benefit.requirements, earlier)))
    value = benefit.status + (f", {benefit.list}" if benefit.list else "")
    if benefit.flagged:
        value += f" ({len(benefit.flagged)} flagged)"
    if benefit.below_target:
        value += ", below target"
    rule = BENEFIT_RULES[benefit.status]
    if benefit.cell.nature == "baseline":
        rule += "; a baseline benefit is never next"
    label, ref = titled(readiness, benefit.cell.ref), benefit.cell.ref
    return Derivation(label, value, rule, "", ref, tuple(children), "benefit")


def text_step(readiness: Readiness, system_id: str, ref: str) -> Derivation:
    """A result, which is observed, or a vision, in which nothing is counted."""
    cell = readiness.roadmap.cells[ref]
    label = titled(readiness, ref)
    if cell.lane == "V":
        return Derivation(label, "a vision: nothing is counted", cell.text, "4.4", ref, (), "vision")
    return observed_step(label, ref, readiness.systems[system_id].results.get(ref))


def _requirements(readiness: Readiness, benefit: BenefitState, label: str) -> Derivation:
    needs = benefit.requirements
    value = f"{sum(each.satisfied for each in needs)} of {len(needs)} satisfied or waived"
    rule = "the roadmap's, less and plus the planner's own changes"
    if link := benefit.cell.link:
        rule += f"; {link.provenance}, confidence {link.confidence}: {link.rationale}"
    return counted(label, (_requirement(readiness, each) for each in needs), value, rule, benefit.cell.ref)


def _requirement(readiness: Readiness, need: Requirement) -> Derivation:
    step = cell_step(readiness, need.state)
    if need.change is None:
        return step
    said = f"{need.change.reason} ({need.change.decided_by}, {spelled(need.change.day)})"
    label = f"Requirement {need.change.change}"
    change = Derivation(label, said, "the planner's own", "", need.change.id, (), "change")
    return step._replace(value=f"{step.value}, {need.origin}", children=(change, *step.children))


def _earlier(readiness: Readiness, benefit: BenefitState) -> Derivation:
    """An earlier stage of the row, with its own requirements."""
    ref = benefit.cell.ref
    children = [*decision_step(benefit.decision), _requirements(readiness, benefit, f"Requirements of {ref}")]
    rule = "an earlier stage of its row"
    if not gating([benefit]):
        rule += ": set aside, it counts as unlocked" if benefit.decision else ": a baseline, it gates nothing"
    return Derivation(titled(readiness, ref), benefit.status, rule, "", ref, tuple(children), "earlier stage")


def _blockers(readiness: Readiness, benefit: BenefitState) -> Derivation:
    """What is not satisfied, each with what it waits for itself."""
    members = tuple(_blocker(readiness, each) for each in benefit.blockers)
    value = f"{len(members)}: {', '.join(each.ref for each in members)}" if members else "none"
    rule = "what is not satisfied among the requirements of it and of the earlier stages of its row"
    return counted("Blockers", members, value, rule)


def _blocker(readiness: Readiness, state: CellState) -> Derivation:
    cells = readiness.systems[state.system_id].cells
    first = [
        each.ref
        for each in readiness.roadmap.earlier(state.cell)
        if each.nature != "baseline" and cells[each.ref].applicable and not cells[each.ref].satisfied
    ]
    today = "can be worked on today" if state.cell.nature == "action" else "can be watched for today"
    value = f"{state.state}; {'waits for ' + ', '.join(first) if first else today}"
    gap = f"; nobody delivers this: {', '.join(state.cell.actors)}" if state.gap else ""
    rule = (
        f"a blocker can be worked on, or watched for, when all earlier stages of its row are satisfied{gap}"
    )
    return Derivation(titled(readiness, state.cell.ref), value, rule, "", state.cell.ref, (), "blocker")


def _undecided(readiness: Readiness, benefit: BenefitState) -> Derivation:
    system = readiness.systems[benefit.system_id]
    members = [
        Derivation(
            titled(readiness, ref),
            "not applicable",
            "a required cell that is set aside does not satisfy",
            "",
            ref,
            decision_step(system.cells[ref].decision),
            "undecided",
        )
        for ref in benefit.undecided
    ]
    return counted("To decide", members, ", ".join(benefit.undecided), BENEFIT_RULES["to decide"])


def _observations(readiness: Readiness, benefit: BenefitState) -> Iterator[Derivation]:
    if benefit.standing:
        yield observed_step("The benefit itself", benefit.cell.ref, benefit.standing)
    for ref, standing in benefit.results:
        yield observed_step(f"Through {titled(readiness, ref)}", ref, standing)


def _measures(benefit: BenefitState) -> Derivation:
    """Its measures: each that has a target has to meet it before the benefit is realised."""
    targets = [each for each in benefit.measures if each.measure.target is not None]
    value = f"{sum(each.meets is True for each in targets)} of {len(targets)} targets met"
    rule = "realised: each of its measures that has a target meets it"
    return counted("Measures", map(measure_step, benefit.measures), value, rule, benefit.cell.ref)


def _flagged(readiness: Readiness, benefit: BenefitState) -> Derivation:
    """What the figure rests on that is flagged."""
    system = readiness.systems[benefit.system_id]
    members = []
    for ref in benefit.flagged:
        state = system.cells.get(ref)
        standing = state.standing if state else system.results.get(ref) or benefit.standing
        members.append(
            Derivation(titled(readiness, ref), "flagged", "", "", ref, standing_steps(standing), "flagged")
        )
    strict = "unlocked" if benefit.strict_unlocked else "not unlocked"
    value = f"{len(members)}; strict: {strict}"
    return counted("Rests on flagged", members, value, "the strict figure leaves flagged ones out")


def _when(readiness: Readiness, benefit: BenefitState, needed: dict[str, CellState]) -> Derivation:
    members = tuple(
        when_step(state)._replace(label=titled(readiness, ref), ref=ref, children=())
        for ref, state in needed.items()
    )
    rule = "the latest of the cells that it needs"
    return Derivation("Expected", group_value(benefit.forecast), rule, "", "", members, "latest")
