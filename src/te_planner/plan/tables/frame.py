"""The plan itself, its regions and systems, and the roadmap that it was made against."""

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from te_planner.plan.keys import new_key
from te_planner.plan.tables.rules import filled, is_day


class Plan(SQLModel, table=True):
    __tablename__ = "plan"
    __table_args__ = (filled("name"), CheckConstraint("length(currency) = 3", name="currency_code"))
    id: str = Field(default_factory=new_key, primary_key=True)
    name: str
    stakeholder: str = ""
    note: str = ""
    currency: str = "USD"
    roadmap: str
    created_day: str


class Region(SQLModel, table=True):
    __tablename__ = "region"
    __table_args__ = (filled("name"), UniqueConstraint("name"))
    id: str = Field(default_factory=new_key, primary_key=True)
    name: str
    note: str = ""


class System(SQLModel, table=True):
    __tablename__ = "system"
    __table_args__ = (filled("name"), UniqueConstraint("name"))
    id: str = Field(default_factory=new_key, primary_key=True)
    region_id: str = Field(foreign_key="region.id")
    name: str
    note: str = ""


class Overlay(SQLModel, table=True):
    """Somebody's additions to the roadmap, kept with the plan so that it can be mailed.

    `content` is the overlay's data as JSON, `fingerprint` its SHA-256; the lowest `position` applies first.
    """

    __tablename__ = "overlay"
    __table_args__ = (
        filled("name"),
        filled("version"),
        UniqueConstraint("name"),
        UniqueConstraint("position"),
        CheckConstraint("length(fingerprint) = 64", name="fingerprint_whole"),
    )
    id: str = Field(default_factory=new_key, primary_key=True)
    position: int
    name: str
    version: str
    fingerprint: str
    content: str


class Edition(SQLModel, table=True):
    """A roadmap that the plan adopted, with its overlays; the latest is the one it works by.

    `texts` is the key of what its cells said, in `kept`.
    """

    __tablename__ = "edition"
    __table_args__ = (filled("label"), is_day("adopted_day"), UniqueConstraint("seq"))
    id: str = Field(default_factory=new_key, primary_key=True)
    seq: int
    label: str
    data_version: str
    adopted_day: str
    texts: str


class MeaningChange(SQLModel, table=True):
    """From `since` on a cell asks for something else than before: its editors raised its meaning number."""

    __tablename__ = "meaning_change"
    __table_args__ = (
        is_day("since"),
        UniqueConstraint("cell", "meaning"),
        CheckConstraint("meaning >= 1", name="meaning_positive"),
    )
    id: str = Field(default_factory=new_key, primary_key=True)
    cell: str
    meaning: int
    since: str
    edition: str


class Kept(SQLModel, table=True):
    """A long text by its own SHA-256: what cells said, what a freeze froze. Never changed, never removed."""

    __tablename__ = "kept"
    __table_args__ = (CheckConstraint("length(id) = 64", name="id_is_sha256"),)
    id: str = Field(primary_key=True)
    text: str
