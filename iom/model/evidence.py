"""What a route leaves behind: lessons, products, and marks given by one person."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import Literal

from pydantic import Field

from iom.language import N_
from iom.model.base import Document, Entry, Id, Rows, Text

# A field called ``date`` would hide the type.
Day = date
MarkRole = Literal["self", "expert", "teacher", "peer"]


class Lesson(Entry):
    """One lesson of an offer. Who is not named was there; an excuse is recorded, never its cause."""

    date: Day = Field(description=N_("day"))
    topic: Text | None = Field(default=None, description=N_("topic"))
    absent: Rows[Id] = Field(default=(), description=N_("absent without excuse"))
    excused: Rows[Id] = Field(default=(), description=N_("absent with an excuse"))


class Product(Entry):
    """What a pupil made in the offer."""

    student: Id = Field(description=N_("who made it"))
    title: Text = Field(description=N_("title"))
    on: Day | None = Field(default=None, description=N_("day"))
    link: Text | None = Field(default=None, description=N_("where it can be seen"))
    shown: Id | None = Field(default=None, description=N_("mini-conference at which it was shown"))


class LessonJournal(Document):
    """``journals/<offer>.toml``: lessons and products of one offer, kept by its teacher."""

    guide = MappingProxyType(
        {
            "": N_("The journal of one offer: lessons, absences, products."),
            "lessons": N_("absent: without excuse; excused: with one, its cause is not written down."),
        }
    )

    lessons: Rows[Lesson] = Field(default=(), description=N_("the lessons"))
    products: Rows[Product] = Field(default=(), description=N_("the products"))


class Assessment(Entry):
    """Marks of one person for one pupil's product."""

    student: Id = Field(description=N_("whose product"))
    offer: Id = Field(description=N_("the offer it was made in"))
    role: MarkRole = Field(description=N_("self, expert, teacher or peer"))
    on: Day = Field(description=N_("day"))
    event: Id | None = Field(default=None, description=N_("mini-conference at which it was judged"))
    strength: Text | None = Field(default=None, description=N_("strong side"))
    advice: Text | None = Field(default=None, description=N_("what to strengthen"))
    marks: dict[str, int] = Field(default_factory=dict, description=N_("criterion and level"))


class AssessmentSheet(Document):
    """``assessments/<person>.toml``: all marks that one person gave in the round."""

    guide = MappingProxyType({"": N_("Marks given by one person. marks: criterion = level.")})

    assessments: Rows[Assessment] = Field(default=(), description=N_("the marks"))
