"""Where a finding leads: the command that shows or mends it, and the order of findings.

Every command can be run as it stands, and does no harm: it shows what is meant, or mends it wholly.
"""

from collections.abc import Iterable

from te_planner.readiness.model import Finding, MilestoneDate, ProjectWork

SEVERITIES = ("error", "warning", "information")


def command(*words: str, system: str = "") -> tuple[str, ...]:
    """The words of a command line, unquoted; `system` a system's name."""
    return ("te-planner", *words, *_option("--system", system))


def _option(option: str, value: str) -> tuple[str, ...]:
    if not value:
        return ()
    # a name that looks like an option would be taken for one
    return (f"{option}={value}",) if value.startswith("-") else (option, value)


def milestone_name(work: ProjectWork, date: MilestoneDate) -> str:
    """P-04/TITLE, or the milestone's id where the project has several of that title."""
    title = date.milestone.title
    same = [each for each in work.milestones if each.milestone.title.casefold() == title.casefold()]
    return f"{work.project.key}/{title}" if len(same) == 1 else date.milestone.id


def by_severity(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Errors first, then warnings, then information."""
    return tuple(sorted(findings, key=lambda each: SEVERITIES.index(each.severity)))
