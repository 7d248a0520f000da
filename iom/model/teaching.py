"""What the school teaches with: courses, rubrics, vocabularies, tutor groups, consultations."""

from __future__ import annotations

from datetime import date, datetime, time
from types import MappingProxyType
from typing import Literal

from pydantic import Field

from iom.language import N_
from iom.model.base import Document, Entry, Id, Rows, Text

# A field called ``date`` would hide the type.
Day = date
Track = Literal["career", "gifted", "at-risk"]


class Course(Document):
    """A card of the catalogue, kept by its author. Run in a round, a course becomes an offer."""

    guide = MappingProxyType(
        {
            "": N_(
                "A short-term course of the catalogue. Hours, seats and rooms of one run stand in the round's offers."
            ),
            "metaskills": N_("Ids from catalogs/metaskills.toml: what the course trains."),
        }
    )

    title: Text = Field(description=N_("title"))
    code: Text | None = Field(default=None, description=N_("code in the school's list"))
    annotation: Text | None = Field(default=None, description=N_("what it is about, for families"))
    authors: Rows[Id] = Field(default=(), description=N_("teachers who made the course"))
    grades: Rows[int] = Field(default=(), description=N_("year groups it is for; none given: all"))
    hours: int | None = Field(default=None, ge=1, le=72, description=N_("academic hours"))
    metaskills: Rows[Id] = Field(default=(), description=N_("metaskills that the course trains"))
    product: Text | None = Field(default=None, description=N_("what a pupil makes"))
    prerequisites: Rows[Id] = Field(default=(), description=N_("courses to be taken before"))
    rubric: Id | None = Field(default=None, description=N_("rubric for its products"))


class Membership(Entry):
    """A pupil's time in a tutor group; ``id`` is the pupil's, with a suffix on return."""

    student: Id = Field(description=N_("the pupil"))
    since: date = Field(description=N_("first day in the group"))
    until: date | None = Field(default=None, description=N_("last day in the group"))

    def holds_on(self, day: date) -> bool:
        """Whether the pupil is in the group on ``day``."""
        return self.since <= day and (self.until is None or day <= self.until)


class Group(Document):
    """A tutor group of 1–30 pupils, kept by its tutor (S1 R1-1)."""

    guide = MappingProxyType(
        {"": N_("A tutor group: 1 to 30 pupils at a time."), "members": N_("Who leaves gets an until.")}
    )

    title: Text = Field(description=N_("name of the group"))
    tutor: Id = Field(description=N_("the tutor"))
    track: Track | None = Field(default=None, description=N_("direction of support"))
    members: Rows[Membership] = Field(default=(), description=N_("pupils with their time in the group"))

    def students_on(self, day: date) -> tuple[str, ...]:
        """Ids of the members on ``day``."""
        return tuple(member.student for member in self.members if member.holds_on(day))


class Criterion(Entry):
    """What is looked at in a product, with a description of each level."""

    code: Text | None = Field(default=None, description=N_("short label, for example P1"))
    title: Text = Field(description=N_("name of the criterion"))
    levels: dict[str, Text] = Field(default_factory=dict, description=N_("level (0, 1, 2 …) and what it looks like"))

    def highest(self) -> int:
        """The highest level that has a description; 3 when none has."""
        return max((int(level) for level in self.levels if level.isdecimal()), default=3)

    @property
    def label(self) -> str:
        """How people call it: the code, or else the id."""
        return self.code or self.id


class Rubric(Document):
    """Criteria with levels, kept by the methodist."""

    guide = MappingProxyType(
        {"": N_("A rubric. Offers copy it when a round opens: later changes never touch old marks.")}
    )

    title: Text = Field(description=N_("title"))
    criteria: Rows[Criterion] = Field(default=(), description=N_("the criteria in their order"))


class DeficitEntry(Entry):
    """A gap that a route may close."""

    code: Text | None = Field(default=None, description=N_("short label, for example D06"))
    text: Text = Field(description=N_("what it looks like"))
    metaskill: Id | None = Field(default=None, description=N_("metaskill that would close it"))
    owner: Literal["student", "teacher"] = Field(default="student", description=N_("whose deficit it is"))


class DeficitCatalog(Document):
    """``catalogs/deficits.toml``: the shared vocabulary of deficits."""

    guide = MappingProxyType({"": N_("Deficits that routes refer to. Ids are words, codes are labels.")})

    deficits: Rows[DeficitEntry] = Field(default=(), description=N_("the deficits"))


class MetaskillEntry(Entry):
    """A metaskill of the standard."""

    code: Text | None = Field(default=None, description=N_("short label, for example C1"))
    title: Text = Field(description=N_("name"))
    area: Literal["cognitive", "communicative", "regulatory"] | None = Field(
        default=None, description=N_("group of metaskills")
    )


class MetaskillCatalog(Document):
    """``catalogs/metaskills.toml``: the shared vocabulary of metaskills."""

    guide = MappingProxyType({"": N_("Metaskills that courses train and deficits lack.")})

    metaskills: Rows[MetaskillEntry] = Field(default=(), description=N_("the metaskills"))


class Consultation(Entry):
    """One consultation of a tutor with one or several pupils, outside lessons (S1 R1-2)."""

    date: Day = Field(description=N_("day"))
    start: time | None = Field(default=None, alias="from", description=N_("beginning"))
    end: time | None = Field(default=None, alias="to", description=N_("end"))
    students: Rows[Id] = Field(description=N_("who was there"))
    kind: Literal["talk", "consultation", "tutorial", "training"] = Field(description=N_("kind of consultation"))
    request: Text | None = Field(default=None, description=N_("what it was about"))
    content: Text | None = Field(default=None, description=N_("what was done"))
    agreed: Text | None = Field(default=None, description=N_("the next step agreed on"))
    due: Day | None = Field(default=None, description=N_("until when"))

    @property
    def minutes(self) -> int:
        """How long it took; nought where its hours are not written down."""
        if self.start is None or self.end is None:
            return 0
        took = datetime.combine(self.date, self.end) - datetime.combine(self.date, self.start)
        return max(int(took.total_seconds()) // 60, 0)


class ConsultationJournal(Document):
    """``consultations/<tutor>/<yyyy-mm>.toml``: one tutor's journal of one month."""

    guide = MappingProxyType({"": N_("One tutor's consultations of one month.")})

    consultations: Rows[Consultation] = Field(default=(), description=N_("the consultations"))
