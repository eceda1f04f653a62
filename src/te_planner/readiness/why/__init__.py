"""Why a figure is what it is: a tree from the figure down to milestone, statement or rule, as data.

Nothing is computed again: each step reads what the results carry, and shows its sum with its terms.
"""

from te_planner.readiness.why.ask import Asked, ask, why, why_date

__all__ = ["Asked", "ask", "why", "why_date"]
