"""Baseline variance: by how many days something is later than was planned at first (derived)."""

from te_planner.readiness.days import days_between
from te_planner.readiness.model import MilestoneDate, ProjectWork


def milestone_variance(date: MilestoneDate) -> int | None:
    """Its actual or expected day less its baseline, in days; negative where it is earlier.

    None without a baseline, or where no day is known.
    """
    baseline = date.milestone.baseline_day
    return days_between(baseline, date.day) if baseline and date.day else None


def project_variance(work: ProjectWork) -> int | None:
    """Its finish less the latest baseline of its milestones (without any: its planned end), in days."""
    baselines = [each.milestone.baseline_day for each in work.milestones if each.milestone.baseline_day]
    planned = max(baselines, default=work.project.end_day)
    return days_between(planned, work.finish) if planned and work.finish else None
