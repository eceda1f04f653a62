"""When conditions are expected: states of the world that a planner can only watch."""

from sqlmodel import select

from te_planner.errors import WrongCall
from te_planner.plan import find
from te_planner.plan.days import parse_day, spelled
from te_planner.plan.tables import ExpectedDay
from te_planner.plan.text import LONG, clean
from te_planner.plan.transaction import Transaction


def expect_condition(
    tx: Transaction,
    *,
    cell: str,
    day: str,
    system: str | None = None,
    given: str | None = None,
    made_by: str | None = None,
    note: str = "",
) -> str:
    """The planner's own word on when a condition will be met in a system. Again, it is changed."""
    found, place = find.condition(tx, cell), find.system(tx, system)
    expected = parse_day(day, "expected day")
    said = parse_day(given, "day of the expectation") if given else tx.today
    if said > tx.today:
        raise WrongCall(f"The expectation cannot have been given on {said}, which lies in the future.")
    if expected < said:
        raise WrongCall(
            f"{expected} lies before {said}, when it is said. What has come is observed:\n"
            f"te-planner observe {found.ref} --since {expected}"
        )
    values = {
        "day": expected,
        "given_day": said,
        "made_by": clean(made_by or tx.who, "made by", required=True),
        "note": clean(note, "note", limit=LONG),
    }
    row = _expected(tx, found.ref, place.id)
    if row:
        tx.update(row, **values)
    else:
        tx.insert(ExpectedDay.model_validate({"cell": found.ref, "system_id": place.id, **values}))
    return f"Expect {found.ref} in {place.name} on {spelled(expected)}"


def forget_expectation(tx: Transaction, *, cell: str, system: str | None = None) -> str:
    ref, place = find.cell(tx, cell, "E", "an enabler cell").ref, find.system(tx, system)
    row = _expected(tx, ref, place.id)
    if row is None:
        raise WrongCall(f"{ref} has no expected day in {place.name}. Nothing was changed.")
    tx.delete(row)
    return f"Expect {ref} in {place.name} on no day"


def _expected(tx: Transaction, cell: str, system_id: str) -> ExpectedDay | None:
    query = select(ExpectedDay).where(ExpectedDay.cell == cell, ExpectedDay.system_id == system_id)
    return tx.session.exec(query).first()
