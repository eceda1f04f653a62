"""Why, from statements: who said what, when, on what evidence; and the flags on it."""

from te_planner.plan.days import spelled
from te_planner.plan.snapshot import Evidence, ScopeDecision, Statement
from te_planner.readiness.model import Derivation, Standing


def standing_steps(standing: Standing | None) -> tuple[Derivation, ...]:
    """The statement that decides, then the earlier ones of its unbroken run, and the flags."""
    if standing is None:
        return ()
    said = tuple(_statement(each, standing) for each in reversed(standing.run))
    return (*said, *(_flag(flag, standing) for flag in standing.flags))


def decision_step(decision: ScopeDecision | None) -> tuple[Derivation, ...]:
    if decision is None:
        return ()
    decided = f"since {spelled(decision.day)}, by {decision.decided_by}: {decision.reason}"
    return (Derivation("Set aside", decided, "a scope decision", "", decision.id, (), "decision"),)


def observed_step(label: str, ref: str, standing: Standing | None) -> Derivation:
    """Whether a result or benefit is observed."""
    value = "observed" if standing and standing.seen else "not observed"
    rule = "observed: in place, with evidence"
    return Derivation(label, value, rule, "", ref, standing_steps(standing), "observation")


def evidence_step(item: Evidence) -> Derivation:
    return Derivation(item.title, item.place or item.sha256, item.kind, "", item.id, (), "evidence")


def _statement(statement: Statement, standing: Standing) -> Derivation:
    who = f"said {spelled(statement.statement_day)} by {statement.made_by}"
    if statement.approved_by:
        who += f", approved by {statement.approved_by}"
    if statement.extent_total is not None:
        who += f"; {statement.extent_done} of {statement.extent_total} {statement.extent_unit}".rstrip()
    if statement.region_id:
        who += "; for the region, and so for each of its systems"
    if statement.review_day:
        who += f"; to be reviewed {spelled(statement.review_day)}"
    if statement.confirmed_day:
        who += f"; confirmed {spelled(statement.confirmed_day)} by {statement.confirmed_by}"
    proof = tuple(evidence_step(item) for item in standing.evidence if item.statement_id == statement.id)
    value = f"{statement.answer} since {spelled(statement.effective_day)}"
    return Derivation(statement.kind.capitalize(), value, who, "", statement.id, proof, "statement")


def _flag(flag: str, standing: Standing) -> Derivation:
    said = standing.statement
    value = f"review day {spelled(said.review_day, 'not set')}"
    if flag != "review overdue" and standing.suspect:
        change = standing.suspect
        value = f"since {spelled(change.since)}: by {change.edition} the cell asks for something else"
    rule = "it goes on counting; the strict figure leaves it out"
    return Derivation(flag.capitalize(), value, rule, "", said.id, (), "flag")
