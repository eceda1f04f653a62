"""What was said of a cell and decided on it, on one side and not on the other."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from te_planner.plan.days import spelled
from te_planner.plan.outlook import ExpectedDay
from te_planner.plan.snapshot import Contribution, ScopeDecision, Statement, Step
from te_planner.readiness.benefits import active_changes
from te_planner.readiness.causes_work import Cause, WorkCauses
from te_planner.readiness.model import Readiness, Standing
from te_planner.readiness.standing import counts, evidence_by_statement


class Side(NamedTuple):
    """One of the two readings, with its rows by what they are about."""

    readiness: Readiness
    statements: dict[tuple[str, str], dict[str, Statement]]
    evidence: dict[str, frozenset[str]]
    contributions: dict[tuple[str, str], dict[str, Contribution]]


class SaidCauses(WorkCauses):
    """Causes in statements, decisions and requirement changes, beside those in the work."""

    def __init__(self, before: Readiness, after: Readiness, steps: Sequence[Step] = ()) -> None:
        super().__init__(before, after, steps)
        self.before, self.after = _side(before), _side(after)

    def decision(self, ref: str, old: ScopeDecision | None, new: ScopeDecision | None) -> Iterator[Cause]:
        if new and (old is None or old.id != new.id):
            text = f"{ref} set aside from {spelled(new.day)} by {new.decided_by}: {new.reason}"
            yield self.cause("scope", text, ref, new.id)
        elif old and not new:
            row = next(
                (each for each in self.readings[1].snapshot.scope_decisions if each.id == old.id), None
            )
            since = f"from {spelled(row.ended_from)}" if row and row.ended_from else "again"
            yield self.cause("scope", f"{ref} counts {since}", ref, old.id)

    def said(self, system_id: str, ref: str) -> Iterator[Cause]:
        """Statements that count now and did not, or did and do not, and what became of those that stay."""
        was, now = (_of_cell(side, system_id, ref) for side in (self.before, self.after))
        for id_, new in now.items():
            proof = self.after.evidence.get(id_, frozenset())
            if id_ not in was:
                claim = "" if proof else ", without evidence"
                since = spelled(new.effective_day)
                text = f"{ref} {new.answer} from {since}, said by {new.made_by}{claim}"
                yield self.cause("statement", text, ref, id_)
                continue
            before = self.before.evidence.get(id_, frozenset())
            if proof != before:
                word = "added" if proof > before else "taken back"
                yield self.cause("evidence", f"{ref}: evidence was {word}", ref, *(proof ^ before))
            if new != was[id_]:
                since = spelled(new.effective_day)
                text = f"{ref}: what {new.made_by} said from {since} was confirmed or changed"
                yield self.cause("statement", text, ref, id_)
        for id_, old in was.items():
            if id_ not in now:
                row = next((each for each in self.readings[1].snapshot.statements if each.id == id_), None)
                yield self.cause("withdrawal", _withdrawn(ref, old, row), ref, id_)
        yield from self._flags(system_id, ref)

    def expected(self, system_id: str, ref: str) -> Iterator[Cause]:
        was, now = (
            {each.id: each for each in readiness.snapshot.expected_days if _is(each, system_id, ref)}
            for readiness in self.readings
        )
        for id_ in dict.fromkeys([*now, *was]):
            if was.get(id_) != now.get(id_):
                row = now.get(id_)
                text = (
                    f"expected {spelled(row.day)} by {row.made_by}" if row else "no longer expected on a day"
                )
                yield self.cause("forecast", f"{ref}: {text}", ref, id_)

    def _flags(self, system_id: str, ref: str) -> Iterator[Cause]:
        old, new = (_standing(each, system_id, ref) for each in self.readings)
        if new:
            for flag in new.flags:
                if not old or flag not in old.flags:
                    day = new.statement.review_day
                    text = f"{ref}: {flag}" + (f", its review day was {spelled(day)}" if day else "")
                    yield self.cause("lapse", text, ref, new.statement.id)

    def requirements(self, system_id: str, benefit: str) -> Iterator[Cause]:
        was, now = (
            {
                each.id: each
                for each in active_changes(side.snapshot.requirement_changes, system_id, side.as_of)
                if each.benefit == benefit
            }
            for side in self.readings
        )
        for id_ in dict.fromkeys([*now, *was]):
            if (id_ in was) != (id_ in now):
                row = now.get(id_) or was[id_]
                word = "holds again"
                if id_ in now:
                    word = f"{row.change} from {spelled(row.day)} by {row.decided_by}"
                if id_ not in now and row.change == "added":
                    word = "is no longer added"
                text = f"{benefit}: the requirement {row.requires} {word}"
                yield self.cause("requirement", text, benefit, id_)


def _side(readiness: Readiness) -> Side:
    statements: dict[tuple[str, str], dict[str, Statement]] = defaultdict(dict)
    for each in readiness.snapshot.statements:
        if counts(each, readiness.as_of):
            statements[each.system_id or each.region_id or "", each.cell][each.id] = each
    contributions: dict[tuple[str, str], dict[str, Contribution]] = defaultdict(dict)
    for row in readiness.snapshot.contributions:
        contributions[row.system_id, row.cell][row.id] = row
    proof = evidence_by_statement(readiness.snapshot.evidence)
    evidence = {id_: frozenset(each.id for each in items) for id_, items in proof.items()}
    return Side(readiness, statements, evidence, contributions)


def _of_cell(side: Side, system_id: str, ref: str) -> dict[str, Statement]:
    """The statements that count for a cell: of the system, and of its region."""
    region_id = side.readiness.systems[system_id].system.region_id
    return side.statements.get((region_id, ref), {}) | side.statements.get((system_id, ref), {})


def _standing(readiness: Readiness, system_id: str, ref: str) -> Standing | None:
    system = readiness.systems[system_id]
    if ref in system.cells:
        return system.cells[ref].standing
    return system.benefits[ref].standing if ref in system.benefits else system.results.get(ref)


def _is(row: ExpectedDay, system_id: str, ref: str) -> bool:
    return (row.system_id, row.cell) == (system_id, ref)


def _withdrawn(ref: str, old: Statement, row: Statement | None) -> str:
    what = f"{ref}: “{old.answer}” from {spelled(old.effective_day)}"
    if row is None:
        return f"{what} was taken back"
    if row.voided_day:
        return f"{what} was voided {spelled(row.voided_day)}: {row.void_reason}"
    if row.ended_from:
        return f"{what} ended from {spelled(row.ended_from)}: {row.end_reason}"
    return f"{what} does not count on that day"
