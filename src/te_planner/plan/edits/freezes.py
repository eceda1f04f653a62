"""Freezing: a named, approved copy of all figures. There is no edit that changes or removes one."""

from sqlmodel import col, desc, select

from te_planner.errors import WrongCall
from te_planner.plan.days import parse_day, spelled
from te_planner.plan.tables import Freeze, Journal
from te_planner.plan.text import LONG, clean
from te_planner.plan.transaction import Transaction


def freeze(
    tx: Transaction,
    *,
    name: str,
    approved_by: str,
    figures: str,
    as_of: str,
    head_seq: int,
    head_hash: str,
    rules: str,
    note: str = "",
) -> str:
    """Keep all figures as they were read, with the journal's head that they were read at.

    `figures` is the text to keep (the whole status as JSON). Refused where the plan has changed since.
    """
    name = clean(name, "name", required=True)
    for row in tx.session.exec(select(Freeze)).all():
        if row.name.casefold() == name.casefold():
            raise WrongCall(
                f"There is a freeze “{row.name}” already, of {spelled(row.day)}, and nothing changes it.\n"
                "Choose another name; te-planner freezes lists them."
            )
    head = tx.session.exec(select(Journal).order_by(desc(col(Journal.seq))).limit(1)).one()
    if (head.seq, head.hash) != (head_seq, head_hash):
        raise WrongCall(
            f"The plan was changed (entry {head.seq}: {head.summary}) since these figures were read.\n"
            "Look at them again, and freeze what you then see."
        )
    day = parse_day(as_of, "as of")
    tx.insert(
        Freeze(
            name=name,
            approved_by=clean(approved_by, "approved by", required=True),
            day=tx.today,
            as_of=day,
            head_seq=head_seq,
            head_hash=head_hash,
            roadmap=tx.roadmap.label,
            rules=rules,
            figures=tx.keep(figures),
            note=clean(note, "note", limit=LONG),
        )
    )
    return f"Freeze the figures as of {spelled(day)}: {name}"
