"""People: pupils, guardians, staff, partners, and the mentor's card about any of them."""

from __future__ import annotations

from datetime import date, time
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field

from iom.language import N_
from iom.model.base import Document, Entry, Id, Rows, Text, Weekday
from iom.model.merging import Merging

ConsentKind = Literal["processing", "dissemination"]
Role = Literal[
    "teacher",
    "tutor",
    "psychologist",
    "social-pedagogue",
    "curator",
    "coordinator",
    "deputy",
    "director",
    "methodist",
]
Relation = Literal[
    "mother", "father", "guardian", "trustee", "grandmother", "grandfather", "sister", "brother", "other"
]


class Consent(Entry):
    """A consent on paper; processing and dissemination are two papers by law (152-ФЗ)."""

    kind: ConsentKind = Field(description=N_("processing or dissemination: two separate papers by law"))
    given_by: Id = Field(description=N_("who signed: the person, or a legal representative"))
    given_on: date = Field(description=N_("day of the signature"))
    valid_until: date | None = Field(default=None, description=N_("last day of validity"))
    withdrawn_on: Annotated[date | None, Merging.EARLIEST] = Field(default=None, description=N_("day of withdrawal"))
    cosigned_by: Id | None = Field(default=None, description=N_("second signature, of a pupil from 14"))
    scope: Rows[Text] = Field(default=(), description=N_("what the consent covers"))
    paper: Text | None = Field(default=None, description=N_("where the paper lies"))

    def holds_on(self, day: date) -> bool:
        """Whether the consent is in force on ``day``."""
        ended = min(filter(None, (self.valid_until, self.withdrawn_on)), default=None)
        return self.given_on <= day and (ended is None or day <= ended) and self.withdrawn_on != day


class Person(Document):
    """What every kind of person has. One human has one id across all kinds (design §2)."""

    name: Text = Field(description=N_("full name: surname, first name, patronymic"))
    formerly: Rows[Id] = Field(default=(), description=N_("earlier ids of this person"))


class HasConsents(Document):
    """A document with consents at its end."""

    consents: Rows[Consent] = Field(default=(), description=N_("consents on paper"))


class FormEntry(Entry):
    """The class that a pupil is in since a day."""

    since: date = Field(description=N_("first day in this class"))
    form: Text = Field(description=N_("class, for example 5а"))


class GuardianLink(Entry):
    """A pupil's guardian; ``id`` is the guardian's own."""

    relation: Relation = Field(description=N_("who the guardian is to the pupil"))
    legal: bool = Field(default=False, description=N_("legal representative: may sign agreements and consents"))


class Busy(Entry):
    """Hours of the week that a pupil cannot give to courses."""

    day: Weekday = Field(description=N_("day of the week"))
    start: time = Field(alias="from", description=N_("beginning"))
    end: time = Field(alias="to", description=N_("end"))
    until: date | None = Field(default=None, description=N_("last day on which this holds"))


class Student(Person, HasConsents):
    """A pupil's profile, kept by the form teacher."""

    guide = MappingProxyType(
        {
            "": N_("A pupil. The file's name is the pupil's id: do not rename it by hand, use `iom student rename`."),
            "left_on": N_("A leaver disappears from queues, not from history: left_on = 2027-01-15"),
            "forms": N_("Classes over time; the last one before a day counts."),
            "guardians": N_("legal = true signs agreements and consents; a grandmother may be an expert all the same."),
            "busy": N_("Hours that courses must not take."),
            "consents": N_("kind = processing | dissemination: two separate papers by law."),
        }
    )

    interests: Rows[Text] = Field(default=(), description=N_("what draws the pupil"))
    strengths: Rows[Text] = Field(default=(), description=N_("what the pupil is good at"))
    left_on: date | None = Field(default=None, description=N_("day of leaving the school"))
    forms: Rows[FormEntry] = Field(default=(), description=N_("classes over time"))
    guardians: Rows[GuardianLink] = Field(default=(), description=N_("parents and other representatives"))
    busy: Rows[Busy] = Field(default=(), description=N_("hours that courses must not take"))

    def form_on(self, day: date) -> str | None:
        """The class on ``day``: the last entry not after it."""
        past = [entry for entry in self.forms if entry.since <= day]
        return max(past, key=lambda entry: entry.since).form if past else None

    def here_on(self, day: date) -> bool:
        """Whether the pupil has not left by ``day``."""
        return self.left_on is None or day < self.left_on

    def guardian_ids(self, *, legal_only: bool = False) -> tuple[str, ...]:
        """Ids of the guardians, or of the legal ones alone."""
        return tuple(link.id for link in self.guardians if link.legal or not legal_only)


class Guardian(Person, HasConsents):
    """A parent or another representative, kept by the form teacher."""

    guide = MappingProxyType(
        {"": N_("A parent or other representative. Whose, the pupils' files say: a link is stored once.")}
    )

    phone: Text | None = Field(default=None, description=N_("telephone"))
    email: Text | None = Field(default=None, description=N_("e-mail address"))


class OfficeHour(Entry):
    """An hour of the week in which a tutor receives (S1)."""

    day: Weekday = Field(description=N_("day of the week"))
    start: time = Field(alias="from", description=N_("beginning"))
    end: time = Field(alias="to", description=N_("end"))
    room: Text | None = Field(default=None, description=N_("place"))


class StaffMember(Person, HasConsents):
    """Somebody who works at the school, kept by the administration."""

    guide = MappingProxyType({"": N_("A member of staff. roles: tutor is a role that a teacher takes.")})

    roles: Rows[Role] = Field(default=("teacher",), description=N_("what the person does at the school"))
    subject: Text | None = Field(default=None, description=N_("subject taught or post held"))
    left_on: date | None = Field(default=None, description=N_("day of leaving the school"))
    hours: Rows[OfficeHour] = Field(default=(), description=N_("hours in which a tutor receives"))


class Partner(Person, HasConsents):
    """An outside expert, employer or representative of an institution, kept by the curator."""

    guide = MappingProxyType({"": N_("Somebody from outside the school: an expert, an employer, an institution.")})

    kind: Literal["expert", "employer", "institution"] = Field(description=N_("what the person is to the school"))
    organisation: Text | None = Field(default=None, description=N_("where the person comes from"))


class MentorHour(Entry):
    """A time of the week that a mentor can give."""

    day: Weekday = Field(description=N_("day of the week"))
    start: time | None = Field(default=None, alias="from", description=N_("beginning"))
    end: time | None = Field(default=None, alias="to", description=N_("end"))


class Mentor(HasConsents):
    """A mentor's card about a person of any kind; the file has that person's id (S4)."""

    guide = MappingProxyType({"": N_("A mentor's card. The file has the id of the pupil, teacher or partner.")})

    topics: Rows[Text] = Field(default=(), description=N_("what the mentor can help with"))
    capacity: int = Field(default=1, ge=1, le=30, description=N_("how many mentees at once"))
    mentoring_form: Text | None = Field(default=None, description=N_("form of mentoring, for example pupil–pupil"))
    trained_on: date | None = Field(default=None, description=N_("day on which the training ended"))
    until: date | None = Field(default=None, description=N_("last day as a mentor"))
    hours: Rows[MentorHour] = Field(default=(), description=N_("time that the mentor can give"))
