"""The journal, and what was frozen."""

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from te_planner.plan.keys import new_key
from te_planner.plan.tables.rules import filled, is_day, one_of


class Journal(SQLModel, table=True):
    """One entry per action: what was before and after, chained by hash."""

    __tablename__ = "journal"
    __table_args__ = (
        UniqueConstraint("seq"),
        one_of("kind", ("edit", "undo", "redo")),
    )
    id: str = Field(default_factory=new_key, primary_key=True)
    seq: int
    at: str
    day: str
    who: str
    why: str = ""
    kind: str
    action: str
    summary: str
    target_id: str | None = Field(default=None, foreign_key="journal.id")
    images: str
    previous_hash: str
    hash: str


class JournalEnd(SQLModel, table=True):
    """The number of the last entry, a second time: so that a journal whose end was cut off shows."""

    __tablename__ = "journal_end"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)
    id: int = Field(default=1, primary_key=True)
    seq: int


class Freeze(SQLModel, table=True):
    """A named, approved copy of all figures: what was filed. Nothing changes or removes it.

    `figures` is the key of the figures (JSON) in `kept`; `head_seq`, `head_hash` the journal's head then.
    """

    __tablename__ = "freeze"
    __table_args__ = (
        filled("name"),
        filled("approved_by"),
        is_day("day"),
        is_day("as_of"),
        UniqueConstraint("name"),
        CheckConstraint("length(figures) = 64", name="figures_kept"),
    )
    id: str = Field(default_factory=new_key, primary_key=True)
    name: str
    approved_by: str
    day: str
    as_of: str
    head_seq: int
    head_hash: str
    roadmap: str
    rules: str
    figures: str
    note: str = ""
