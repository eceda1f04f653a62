"""Is the plan sound: what is inconsistent, improbable or unfinished, and the checks of the source (4.3, 4.5).

An error is a contradiction in the plan; a warning is for the planner to judge; information is what is not
finished, or good to know.
"""

from te_planner.readiness.checks.plan import plan_findings
from te_planner.readiness.checks.systems import system_findings

__all__ = ["plan_findings", "system_findings"]
