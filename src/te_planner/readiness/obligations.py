"""Obligations: what an order asks, and whether what is planned meets it in time."""

from collections import defaultdict
from collections.abc import Sequence

from te_planner.plan.days import spelled
from te_planner.plan.outlook import Obligation, ObligationTie, obligation_name
from te_planner.plan.snapshot import Day, Snapshot
from te_planner.readiness.days import days_between
from te_planner.readiness.model import GroupForecast, MilestoneDate, ProjectWork, SystemReadiness
from te_planner.readiness.outlook_model import ObligationJudgement, ObligationState, Tie, Undated


def obligation_states(
    snapshot: Snapshot,
    projects: dict[str, ProjectWork],
    systems: dict[str, SystemReadiness],
    as_of: Day,
    *,
    forecasts: bool,
) -> tuple[ObligationState, ...]:
    """The obligations in order of their due days."""
    ties: dict[str, list[ObligationTie]] = defaultdict(list)
    for tie in snapshot.obligation_ties:
        ties[tie.obligation_id].append(tie)
    wanted = {tie.milestone_id for tie in snapshot.obligation_ties if tie.milestone_id}
    milestones = {
        each.milestone.id: (work, each)
        for work in (projects.values() if wanted else ())
        for each in work.milestones
        if each.milestone.id in wanted
    }
    listed = sorted(snapshot.obligations, key=lambda each: (each.due_day, each.docket, each.paragraph))
    return tuple(
        _state(
            each,
            sorted((_tie(tie, projects, milestones, systems) for tie in ties[each.id]), key=_order),
            as_of,
            forecasts=forecasts,
        )
        for each in listed
    )


def _order(tie: Tie) -> tuple[str, str]:
    return tie.kind, tie.what


def _tie(
    tie: ObligationTie,
    projects: dict[str, ProjectWork],
    milestones: dict[str, tuple[ProjectWork, MilestoneDate]],
    systems: dict[str, SystemReadiness],
) -> Tie:
    if tie.project_id:
        work = projects[tie.project_id]
        return Tie("project", work.project.key, work.progress == 1, work.finish, work.reason, tie)
    if tie.milestone_id:
        work, found = milestones[tie.milestone_id]
        label = f"{work.project.key} “{found.milestone.title}”"
        reason = "" if found.day else work.reason or "no day"
        return Tie("milestone", label, found.done, found.day, reason, tie)
    return _cell(tie, systems[tie.system_id or ""])


def _cell(tie: ObligationTie, system: SystemReadiness) -> Tie:
    """An enabler's or a benefit's forecast; any other cell is there once it is observed."""
    ref = tie.cell or ""
    label = f"{ref} in {system.system.name}"
    if ref in system.cells:
        state = system.cells[ref]
        return Tie("cell", label, state.satisfied, state.forecast.day, state.forecast.reason, tie)
    if ref in system.benefits:
        benefit = system.benefits[ref]
        if benefit.status == "not applicable":  # the day of what its row needs before it says nothing of it
            return Tie("cell", label, False, None, benefit.status, tie)
        day, reason = _of_group(benefit.forecast)
        return Tie("cell", label, benefit.unlocked, day, reason, tie)
    standing = system.results.get(ref)
    if standing and standing.seen:
        return Tie("cell", label, True, standing.since, "", tie)
    return Tie("cell", label, False, None, "not observed", tie)


def _of_group(forecast: GroupForecast) -> tuple[Day | None, str]:
    if forecast.undated:
        return None, f"{len(forecast.undated)} without a date: {', '.join(forecast.undated)}"
    return forecast.day, "" if forecast.day else "from the start"


def _state(obligation: Obligation, ties: Sequence[Tie], as_of: Day, *, forecasts: bool) -> ObligationState:
    met = obligation.met_day is not None and obligation.met_day <= as_of
    undated = tuple(Undated(each.what, each.reason) for each in ties if each.day is None and not each.done)
    ready = max((each.day for each in ties if each.day), default=None)
    judgement = _judgement(obligation, ties, ready, undated, as_of, met=met, forecasts=forecasts)
    end = {"met late": obligation.met_day, "late": max(ready or as_of, as_of), "at risk": ready}.get(
        judgement
    )
    late = max(0, days_between(obligation.due_day, end)) if end else 0
    state = ObligationState(obligation, met, tuple(ties), ready, undated, judgement, late, "")
    return state._replace(sentence=_sentence(state))


def _judgement(
    obligation: Obligation,
    ties: Sequence[Tie],
    ready: Day | None,
    undated: Sequence[Undated],
    as_of: Day,
    *,
    met: bool,
    forecasts: bool,
) -> ObligationJudgement:
    due = obligation.due_day
    if met:
        return "met late" if obligation.met_day and obligation.met_day > due else "met"
    if as_of > due:
        return "late"
    if not ties:
        return "untied"
    if ready and ready > due:
        return "at risk"
    if undated:
        return "at risk" if forecasts else "open"
    return "in time"


def _sentence(state: ObligationState) -> str:
    obligation = state.obligation
    named = obligation_name(obligation.docket, obligation.paragraph)
    missing = "; ".join(f"{each.what}: {each.reason}" for each in state.undated)
    ready = f"ready {spelled(state.ready)}" if state.ready else ""
    wait = ", ".join(each for each in (ready, f"without a date {missing}" if missing else "") if each)
    if state.met:
        late = f", {days(state.late_days)} late" if state.late_days else ""
        return f"{named} was met on {spelled(obligation.met_day)} by {obligation.met_by}{late}"
    due = f"{named} is due {spelled(obligation.due_day)}"
    if state.judgement == "late":
        due = f"{named} was due {spelled(obligation.due_day)} and is open"
    if not state.ties:
        return f"{due}; nothing in the plan is tied to it"
    late = f": {days(state.late_days)} too late" if state.late_days and state.ready else ""
    return f"{due}; {wait}{late}"


def days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
