"""One run of a process: the round, its offers and events, placements and later moves."""

from __future__ import annotations

from datetime import date, time, timedelta
from types import MappingProxyType
from typing import Literal

from pydantic import Field

from iom.language import N_
from iom.model.base import Document, Entry, Frozen, Id, Rows, Text, Weekday
from iom.model.teaching import Criterion

#: Why an offer is not open to somebody.
Bar = Literal["grade", "prerequisite", "hour", "cancelled"]
EventKind = Literal["taster", "meeting", "teacher-seminar", "evaluation-seminar", "showcase", "conference", "other"]


class AllocationRules(Frozen):
    """How the seats are given; written before wishes are in."""

    first_wishes: bool = Field(default=True, description=N_("as many first wishes as possible come first"))
    account: bool = Field(default=True, description=N_("count the concessions of earlier rounds"))
    favour_deficits: bool = Field(
        default=False, description=N_("a course that serves a deficit counts as one place higher")
    )


class Lottery(Frozen):
    """Where the chance comes from: named before the wishes are in, its value written after the draw (RFC 3797)."""

    source: Text = Field(description=N_("public event that gives the value, named beforehand"))
    value: Text | None = Field(default=None, description=N_("what came out, for example the dice: 4 2 6 1 5"))


class Round(Document):
    """``rounds/<round>/round.toml``: template, subject, year and dates, kept by the coordinator."""

    guide = MappingProxyType(
        {
            "": N_("One run of a process. Its folder holds everything that belongs to the round."),
            "picks": N_("How many courses each pupil ends up in."),
        }
    )

    title: Text = Field(description=N_("name of the round"))
    template: Id = Field(default="route", description=N_("process that the round runs"))
    subject: Literal["student", "teacher"] = Field(default="student", description=N_("who walks the route"))
    school_year: Text = Field(description=N_("school year, for example 2026-2027"))
    grades: Rows[int] = Field(default=(), description=N_("year groups that take part; none given: all"))
    coordinator: Id | None = Field(default=None, description=N_("who runs the round"))
    picks: int = Field(default=3, ge=1, le=10, description=N_("courses for each pupil"))
    previous: Id | None = Field(default=None, description=N_("the round before"))
    opened_on: date | None = Field(default=None, description=N_("day on which the round opened"))
    choice_until: date | None = Field(default=None, description=N_("last day of the choice"))
    starts: date | None = Field(default=None, description=N_("first day of the courses"))
    ends: date | None = Field(default=None, description=N_("last day of the courses"))
    closed_on: date | None = Field(default=None, description=N_("day on which the round was closed"))
    rules: AllocationRules | None = Field(default=None, description=N_("rules of the placement"))
    lottery: Lottery | None = Field(default=None, description=N_("lottery among equals"))


class Codes(Document):
    """``rounds/<round>/codes.toml``: participant and random code; not published."""

    guide = MappingProxyType(
        {"": N_("Participants and their codes. Published papers carry the codes: keep this file apart.")}
    )

    codes: dict[str, Text] = Field(default_factory=dict, description=N_("participant and code"))

    def participant(self, code: str) -> str | None:
        """Whose code it is."""
        return next((person for person, known in self.codes.items() if known == code), None)


class Seats(Frozen):
    """How many pupils an offer takes."""

    min: int = Field(ge=1, le=99, description=N_("fewer, and the course does not open"))
    best: int | None = Field(default=None, ge=1, le=99, description=N_("the number aimed at"))
    max: int = Field(ge=1, le=99, description=N_("no more than this"))


class Slot(Entry):
    """A weekly hour of an offer; ``id`` is day and time, ``tue-1400``."""

    day: Weekday = Field(description=N_("day of the week"))
    start: time = Field(alias="from", description=N_("beginning"))
    end: time = Field(alias="to", description=N_("end"))
    room: Text | None = Field(default=None, description=N_("place"))


class OfferRubric(Frozen):
    """The rubric as it was when the round opened."""

    source: Id = Field(alias="from", description=N_("the rubric that was copied"))
    criteria: Rows[Criterion] = Field(default=(), description=N_("the criteria in their order"))

    def criterion(self, wanted: str) -> Criterion | None:
        """The criterion with this id."""
        return next((criterion for criterion in self.criteria if criterion.id == wanted), None)


class Offer(Document):
    """A course as run in one round: teachers, seats, slots, rubric. A pupil attends all slots."""

    guide = MappingProxyType(
        {
            "": N_("A course as run in this round. A parallel run is another offer."),
            "cancelled_on": N_('A course that does not take place: cancelled_on = 2026-09-10, reason = "…"'),
            "slots": N_("A pupil attends all of them."),
            "rubric": N_("Copied when the round opens: later changes never touch old marks."),
        }
    )

    course: Id = Field(description=N_("the course"))
    title: Text | None = Field(default=None, description=N_("title, where it differs from the course's"))
    teachers: Rows[Id] = Field(description=N_("who teaches"))
    starts: date = Field(description=N_("first day"))
    ends: date = Field(description=N_("last day"))
    cancelled_on: date | None = Field(default=None, description=N_("day on which it was cancelled"))
    reason: Text | None = Field(default=None, description=N_("why it was cancelled"))
    seats: Seats = Field(description=N_("how many pupils"))
    slots: Rows[Slot] = Field(default=(), description=N_("hours of the week"))
    rubric: OfferRubric | None = Field(default=None, description=N_("criteria for the products"))

    @property
    def last_day(self) -> date:
        """The last day on which it may have a lesson: its end, or the day before it was cancelled."""
        return min(self.ends, self.cancelled_on - timedelta(days=1)) if self.cancelled_on else self.ends

    def is_cancelled(self, day: date) -> bool:
        """Whether it has been cancelled by ``day``."""
        return self.cancelled_on is not None and self.cancelled_on <= day

    def nearest_day(self, day: date) -> date:
        """``day``, as far as the offer runs: before its first day the first, after its end the last."""
        return min(max(day, self.starts), self.ends)


class Event(Document):
    """A master class, seminar, mini-conference or conference, kept by its organiser (S0)."""

    guide = MappingProxyType(
        {
            "": N_(
                "An event of the round.\n"
                "kind = taster | meeting | teacher-seminar | evaluation-seminar | showcase | conference"
            ),
            "attended": N_("Ids of everybody who was there: pupils, guardians, staff, partners."),
        }
    )

    kind: EventKind = Field(description=N_("kind of event"))
    title: Text = Field(description=N_("title"))
    offer: Id | None = Field(default=None, description=N_("offer that a master class shows"))
    on: date = Field(description=N_("day"))
    start: time | None = Field(default=None, alias="from", description=N_("beginning"))
    end: time | None = Field(default=None, alias="to", description=N_("end"))
    place: Text | None = Field(default=None, description=N_("place"))
    organiser: Id | None = Field(default=None, description=N_("who runs it"))
    attended: Rows[Id] = Field(default=(), description=N_("who was there"))
    conclusions: Text | None = Field(default=None, description=N_("what came out of it"))


class Placement(Entry):
    """A seat of one participant in one offer; by hand it has a reason and an author."""

    code: Text = Field(description=N_("the participant's code"))
    offer: Id = Field(description=N_("the offer"))
    wish: int | None = Field(default=None, ge=1, description=N_("which wish it meets"))
    by: Id | None = Field(default=None, description=N_("who placed by hand"))
    reason: Text | None = Field(default=None, description=N_("why by hand"))
    on: date | None = Field(default=None, description=N_("day of placing by hand"))
    provisional: bool | None = Field(default=None, description=N_("waits for the family's agreement"))


class PublishedList(Entry):
    """What the placement knew of one participant, by code: enough to recompute everything."""

    code: Text = Field(description=N_("the participant's code"))
    number: Text = Field(description=N_("lottery number, its first digits"))
    picks: int | None = Field(default=None, ge=0, description=N_("courses wanted, where not as many as all"))
    wishes: Rows[Id] = Field(default=(), description=N_("offers, the most wanted first"))
    barred: dict[str, Bar] = Field(
        default_factory=dict, description=N_("offers of the list that are not open to the participant, and why")
    )
    favoured: Rows[Id] = Field(default=(), description=N_("offers that count as one place higher"))
    account: int = Field(default=0, ge=0, description=N_("places lost in earlier rounds"))
    late: bool | None = Field(default=None, description=N_("has not chosen: the list is the program's, and came last"))


class PublishedCourse(Entry):
    """What the placement knew of one offer: later changes of its file leave the placement as verifiable as it was."""

    offer: Id = Field(description=N_("the offer"))
    min: int = Field(ge=0, description=N_("fewer, and it did not run"))
    max: int = Field(ge=0, description=N_("no more than this"))
    clashes: Rows[Id] = Field(default=(), description=N_("offers at the same hours, or of the same course"))
    closed: bool | None = Field(default=None, description=N_("cancelled before the placement"))


class Result(Frozen):
    """How good the placement is, and how far from the best it is proven to be."""

    engine: Text = Field(description=N_("engine and its version"))
    version: Text = Field(description=N_("version of the program"))
    seed: Text = Field(description=N_("seed of the lottery numbers"))
    inputs: Text = Field(description=N_("digest of the lists, seats and hours"))
    status: Literal["heuristic", "limit", "optimal"] = Field(
        description=N_("whether it is proven the best, for who has not chosen as well")
    )
    missing: int = Field(ge=0, description=N_("seats that are missing"))
    first: int = Field(ge=0, description=N_("first wishes met"))
    squares: int = Field(ge=0, description=N_("sum of squared disappointments"))
    bound: int | None = Field(
        default=None, description=N_("no placement with as many full sets and first wishes has a lower sum")
    )
    kept_apart: int = Field(default=0, ge=0, description=N_("pairs kept apart; who they are is not published"))
    first_wishes: bool = Field(default=True, description=N_("as many first wishes as possible come first"))
    closed: Rows[Text] = Field(default=(), description=N_("offers that do not run"))


class Allocation(Document):
    """``rounds/<round>/allocation.toml``: the placement, codes only; frozen when published."""

    guide = MappingProxyType(
        {"": N_("Placements of the round, by code. Once published_on stands here, the file is frozen.")}
    )

    published_on: date | None = Field(default=None, description=N_("day of publication; frozen from then on"))
    result: Result | None = Field(default=None, description=N_("how the placement was made"))
    placements: Rows[Placement] = Field(default=(), description=N_("who is where"))
    lists: Rows[PublishedList] = Field(default=(), description=N_("ranked lists by code, to check the placement"))
    courses: Rows[PublishedCourse] = Field(
        default=(), description=N_("seats and hours as they were, to check the placement")
    )


class Move(Entry):
    """A change of a placement after the allocation, with the agreement that allows it."""

    on: date = Field(description=N_("first day of the new state"))
    student: Id = Field(description=N_("the pupil"))
    source: Id | None = Field(default=None, alias="from", description=N_("the offer left"))
    target: Id | None = Field(default=None, alias="to", description=N_("the offer entered"))
    agreement: Id | None = Field(default=None, description=N_("the family's agreement that allows it"))
    reason: Text = Field(description=N_("why"))
    by: Id = Field(description=N_("who decided"))


class Moves(Document):
    """``rounds/<round>/moves.toml``: every later change of a placement."""

    guide = MappingProxyType({"": N_("Changes of placements after the allocation, oldest first.")})

    moves: Rows[Move] = Field(default=(), description=N_("the moves"))


class KeptApart(Entry):
    """Pupils of whom no two share a course, with who decided it."""

    students: Rows[Id] = Field(default=(), description=N_("pupils, no two of whom share a course"))
    by: Id = Field(description=N_("who decided"))
    on: date = Field(description=N_("day"))
    reason: Text | None = Field(default=None, description=N_("why, for those who may read it"))


class Apart(Document):
    """``rounds/<round>/apart.toml``: who is kept apart; it lives in the restricted workspace (design §2)."""

    guide = MappingProxyType(
        {
            "": N_(
                "Pupils kept apart. This file belongs to the restricted workspace, never to the one that all"
                " colleagues read."
            ),
            "pairs": N_("No two of the pupils of one entry share a course."),
        }
    )

    pairs: Rows[KeptApart] = Field(default=(), description=N_("who is kept apart"))
