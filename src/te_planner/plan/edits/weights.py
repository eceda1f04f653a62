"""How much a benefit matters to the planner. It orders what comes next, and changes no figure."""

from sqlmodel import select

from te_planner.errors import WrongCall
from te_planner.plan import find
from te_planner.plan.tables import BenefitWeight
from te_planner.plan.transaction import Transaction


def weigh_benefit(tx: Transaction, *, benefit: str, weight: int) -> str:
    """1 to 1000; 1 is what every benefit weighs that nobody has weighed."""
    cell = find.cell(tx, benefit, "B", "a benefit cell")
    if cell.nature == "baseline":
        raise WrongCall(f"{cell.ref} describes how things are today: it never comes next.")
    if isinstance(weight, bool) or not 1 <= weight <= 1000:
        raise WrongCall(f"A weight is a whole number from 1 to 1000; {weight} is not.")
    row = tx.session.exec(select(BenefitWeight).where(BenefitWeight.benefit == cell.ref)).first()
    if row and weight == 1:
        tx.delete(row)
    elif row:
        tx.update(row, weight=weight)
    elif weight > 1:
        tx.insert(BenefitWeight(benefit=cell.ref, weight=weight))
    return f"Weigh {cell.ref} by {weight}"
