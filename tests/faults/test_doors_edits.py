"""Hostile texts through every field of every edit: stored as typed, or refused with a message."""

from pathlib import Path
from typing import Any

from sqlmodel import Session

from faults.conftest import Told, tries
from faults.corpus import STRINGS, Hostile
from faults.doors import CONTROL, NO_TEXT, Field, build, fields, told_well, values
from support.plans import TODAY, real_roadmap
from te_planner.errors import PlannerError
from te_planner.plan import edits
from te_planner.plan.store import open_plan
from te_planner.plan.transaction import Transaction, writing
from te_planner.plan.writing import Writing


def test_the_corpus_is_as_large_as_promised_and_says_where_each_text_is_from() -> None:
    assert len({each.text for each in STRINGS}) == len(STRINGS) >= 150
    assert len({each.idea for each in STRINGS}) == len(STRINGS)


def test_each_text_is_stored_as_typed_or_refused(tmp_path: Path, told: Told) -> None:
    path = build(tmp_path)
    with open_plan(path) as plan:
        given = values(plan.snapshot())
    assert set(edits.__all__) == given.keys() | NO_TEXT
    stored = refused = 0
    free, named = tries(15, 1), tries(75, 1)
    with open_plan(path) as plan, writing(plan) as begun:
        for number, field in enumerate(fields()):
            every = free if field.free else named
            for each in STRINGS[number % every :: every]:
                if _made(begun, field, each, given[field.edit]):
                    stored += 1
                else:
                    refused += 1
    assert stored > 1000
    assert refused > 1000
    told("hostile: fields of edits", stored + refused, 0, stored=stored, refused=refused)


def _made(begun: Writing, field: Field, each: Hostile, given: dict[str, Any]) -> bool:
    """Whether the edit took the text; all that it then holds is looked at, and taken back."""
    where = f"{field.edit}.{field.name}: {each.idea}"
    session, tx = begun.session, Transaction(begun, real_roadmap(), TODAY, "planner")
    place = session.begin_nested()
    try:
        value = field.typed(each.text)
        getattr(edits, field.edit)(tx, **given | {field.name.split()[0]: value})
    except PlannerError as error:
        told_well(error, where)
        return False
    else:
        _as_typed(session, tx, field, each.text, where)
        return True
    finally:
        place.rollback()
        session.expunge_all()


def _as_typed(session: Session, tx: Transaction, field: Field, text: str, where: str) -> None:
    held: list[Any] = []
    for image in tx.images:
        query = f"SELECT * FROM {image['table']} WHERE id = ?"  # noqa: S608  # a table of ours
        row = session.connection().exec_driver_sql(query, (image["key"],)).mappings().first()
        assert (dict(row) if row else None) == image["after"], where
        held += row.values() if row else ()
    texts = [value for value in held if isinstance(value, str)]
    assert not any(map(CONTROL.search, texts)), where
    if field.free and text.strip():
        assert text.strip() in texts, where
