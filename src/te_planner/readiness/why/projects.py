"""Why a project's work and finish, or a milestone's day, are what they are."""

from te_planner.plan.days import spelled
from te_planner.readiness.goals import milestone_goal, project_goal
from te_planner.readiness.model import Derivation, MilestoneDate, ProjectWork, Readiness
from te_planner.readiness.variance import milestone_variance, project_variance
from te_planner.readiness.why.dates import date_step
from te_planner.readiness.why.words import days, milestone_step, moved, result


def project_step(readiness: Readiness, work: ProjectWork) -> Derivation:
    """A project's progress, from its milestones, and its finish, with the chain that fixes it."""
    own = work.project
    since = f" since {spelled(work.status_day)}" if work.status_day else ", nobody said"
    begun = "begun: active or done, or a milestone of it is" if work.begun else "not begun"
    status = Derivation("Status", work.status + since, begun, "", own.key, (), "status")
    children = [status, _work(work), date_step(readiness, project_goal(work), "Finish")]
    if (variance := project_variance(work)) is not None:
        baselines = [each.milestone.baseline_day for each in work.milestones if each.milestone.baseline_day]
        planned = "planned end" if not baselines else "latest baseline"
        less = f"its {planned} {spelled(max(baselines, default=own.end_day))}"
        children.append(_variance(variance, f"finish {spelled(work.finish)} less {less}"))
    value = f"work {result(work.progress)}, finish {spelled(work.finish, 'without a date')}"
    label = f"{own.key} {own.title}"
    rule = "weight of its milestones done ÷ weight of all; the finish is its latest milestone"
    return Derivation(label, value, rule, "", own.key, tuple(children), "project")


def milestone_why(readiness: Readiness, work: ProjectWork, date: MilestoneDate) -> Derivation:
    """A milestone's day: what was planned, what was forecast, what moved it."""
    own = date.milestone
    said = [
        Derivation("Baseline", own.baseline_day or "none", "", "", own.id, (), "day"),
        Derivation("Forecast", own.forecast_day or "none", _given(date), "", own.id, (), "day"),
        Derivation("Actual", own.actual_day or "none", "", "", own.id, (), "day"),
    ]
    if (variance := milestone_variance(date)) is not None:
        said.append(_variance(variance, f"{spelled(date.day)} less its baseline {spelled(own.baseline_day)}"))
    said.append(date_step(readiness, milestone_goal(work, date), "Day"))
    step = milestone_step(date)
    rule = "done: its actual day; open: its forecast, else its baseline, plus delay, never before as-of"
    if said_moved := moved(date):
        rule += f"; {said_moved}"
    return step._replace(label=f"{work.project.key}/{own.title}", rule=rule, children=tuple(said))


def _given(date: MilestoneDate) -> str:
    given = date.milestone.forecast_given_day
    return f"given {spelled(given)}" if given else ""


def _variance(variance: int, rule: str) -> Derivation:
    return Derivation("Against baseline", days(variance), rule, "", "", (), "variance")


def _work(work: ProjectWork) -> Derivation:
    """Its progress as a sum of weights."""
    steps = tuple(milestone_step(each) for each in work.milestones)
    rule = "weight of its milestones done ÷ weight of all"
    if not steps:
        rule = "it has no milestones: 100 % when its status is done, else 0"
        return Derivation("Work", result(work.progress), rule, "", "", (), "work")
    done = " + ".join(str(each.milestone.weight) for each in work.milestones if each.done) or "0"
    whole = " + ".join(str(each.milestone.weight) for each in work.milestones)
    value = f"({done}) ÷ ({whole}) = {result(work.progress)}"
    return Derivation("Work", value, rule, "", "", steps, "work")
