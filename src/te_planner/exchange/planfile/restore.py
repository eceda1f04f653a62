"""What a plan's file says of a row beyond what an edit gives it: what an edit says only of today.

Each function completes what the step before has made, or makes a row that comes with a new edition.
"""

from collections.abc import Callable

from sqlmodel import desc, select

from te_planner.errors import WrongCall
from te_planner.exchange.planfile.given_up import with_given_up
from te_planner.plan.snapshot import Day
from te_planner.plan.tables import Edition, MeaningChange, Statement
from te_planner.plan.text import LONG, clean
from te_planner.plan.transaction import Transaction
from te_planner.roadmap.texts import Said, write_texts


def voided(tx: Transaction, *, day: Day, reason: str) -> None:
    """The statement just made was made in error, as somebody said on the day."""
    tx.update(_statement(tx), voided_day=day, void_reason=_reason(reason))


def ended(tx: Transaction, *, since: Day, reason: str) -> None:
    """The statement just made ceased to hold: it alone, since the file says of each whether it has."""
    made = _statement(tx)
    if since < made.effective_day:
        raise WrongCall(f"It holds since {made.effective_day}, so it cannot end {since}. Mend the day.")
    tx.update(made, ended_from=since, end_reason=_reason(reason))


def meant(tx: Transaction, *, meaning: int) -> None:
    """The statement just made was made under this meaning number of its cell."""
    tx.update(_statement(tx), meaning=_meaning(meaning))


def confirmed(tx: Transaction, *, meaning: int, day: Day, by: str) -> None:
    """The statement just made still held under a later meaning, as somebody said on the day."""
    who = clean(by, "confirmed by", required=True)
    tx.update(_statement(tx), confirmed_meaning=_meaning(meaning), confirmed_day=day, confirmed_by=who)


def meaning_changed(tx: Transaction, *, cell: str, meaning: int, since: Day, edition: str) -> None:
    """An edition that the plan adopted asks for something else with a cell, from the day on."""
    label = clean(edition, "edition", limit=LONG)
    query = select(MeaningChange).where(
        MeaningChange.cell == cell, MeaningChange.meaning == _meaning(meaning)
    )
    known = tx.session.exec(query).first()
    if known:  # laying an overlay has just said so, of today
        tx.update(known, since=since, edition=label)
    else:
        tx.insert(MeaningChange(cell=cell, meaning=meaning, since=since, edition=label))


def gave_up(
    tx: Transaction, *, seq: int, edition: str, data_version: str, adopted: Day, texts: dict[str, Said]
) -> None:
    """The roadmap gave up these cells, which the plan had under an earlier edition, and still names.

    That edition comes before those that the plan has got on its making.
    """
    label = clean(edition, "edition", limit=LONG)
    text = write_texts({ref: _said(ref, said) for ref, said in texts.items()})
    version = clean(data_version, "data version")
    for each in tx.session.exec(select(Edition).order_by(desc(Edition.seq))).all():
        if each.seq >= seq:
            tx.update(each, seq=each.seq + 1)
    tx.insert(Edition(seq=seq, label=label, data_version=version, adopted_day=adopted, texts=tx.keep(text)))
    tx.roadmap = with_given_up(tx.roadmap, texts)


def _said(ref: str, said: Said) -> Said:
    """A cell's texts as they may be kept."""
    title = clean(said.title, f"title of {ref}", limit=LONG)
    return Said(title, clean(said.text, f"text of {ref}", limit=LONG), said.nature, _meaning(said.meaning))


def _statement(tx: Transaction) -> Statement:
    return tx.session.exec(select(Statement).order_by(desc(Statement.seq)).limit(1)).one()


def _meaning(number: int) -> int:
    if not 1 <= number <= 10_000:
        raise WrongCall(f"A cell's meaning number is a whole number from 1 on; {number} is not.")
    return number


def _reason(text: str) -> str:
    return clean(text, "reason", required=True, limit=LONG)


RESTORED: dict[str, Callable[..., None]] = {
    each.__name__: each for each in (voided, ended, meant, confirmed, meaning_changed, gave_up)
}
