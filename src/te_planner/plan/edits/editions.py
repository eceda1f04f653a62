"""Editions: what the plan remembers of the roadmaps that it was worked on with."""

from sqlmodel import select

from te_planner.plan.tables import Edition, Kept, Plan
from te_planner.plan.transaction import Transaction
from te_planner.roadmap.model import Roadmap
from te_planner.roadmap.texts import key_of, texts_of, write_texts


def record_edition(tx: Transaction, roadmap: Roadmap) -> None:
    """The plan works by this roadmap from today on."""
    texts = write_texts(texts_of(roadmap))
    key = key_of(texts)
    if tx.session.get(Kept, key) is None:
        tx.session.add(Kept(id=key, text=texts))
    tx.insert(
        Edition(
            seq=tx.next_seq(Edition),
            label=roadmap.label,
            data_version=roadmap.edition.data_version,
            adopted_day=tx.today,
            texts=key,
        )
    )
    tx.update(tx.session.exec(select(Plan)).one(), roadmap=roadmap.label)
