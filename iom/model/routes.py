"""What one subject does in a round: the choice sheet, the route, its history of decisions."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import Annotated, Literal, TypeVar

from pydantic import Field

from iom.language import N_
from iom.model.base import Document, Entry, Frozen, Id, Rows, Text
from iom.model.merging import Merging

StepKind = Literal["course", "event", "consultation", "meeting", "module", "resource", "task"]
StopReason = Literal["left", "refused", "moved", "other"]
Phase = Literal["preliminary", "final"]
DatedEntry = TypeVar("DatedEntry", "Wish", "Agreement", "Reflection")


class Wish(Entry):
    """A ranked list of offers by one person, or an endorsement of another's list."""

    by: Id = Field(description=N_("whose wish: the pupil or a guardian"))
    phase: Phase = Field(description=N_("preliminary: before the master classes; final: after"))
    on: date = Field(description=N_("day"))
    endorses: Id | None = Field(default=None, description=N_("the wish that this one endorses"))
    offers: Annotated[Rows[Id], Merging.WHOLE] = Field(default=(), description=N_("offers, the most wanted first"))
    reasons: dict[str, Text] = Field(default_factory=dict, description=N_("why this offer, in one's own words"))


class Impression(Entry):
    """The child's own words after a master class."""

    event: Id = Field(description=N_("the master class"))
    on: date | None = Field(default=None, description=N_("day"))
    impression: Text = Field(description=N_("the child's own words"))


class Undertakings(Frozen):
    """What each side undertakes."""

    student: Text | None = Field(default=None, description=N_("what the pupil undertakes"))
    family: Text | None = Field(default=None, description=N_("what the family undertakes"))
    school: Text | None = Field(default=None, description=N_("what the school undertakes"))


class Agreement(Entry):
    """What child and parent settled on after talking at home (S0)."""

    on: date = Field(description=N_("day"))
    how: Literal["together", "paper", "phone"] = Field(description=N_("how it was reached"))
    offers: Annotated[Rows[Id], Merging.WHOLE] = Field(description=N_("the offers agreed on"))
    reserve: Annotated[Rows[Id], Merging.WHOLE] = Field(default=(), description=N_("offers that would do as well"))
    signed_by: Rows[Id] = Field(default=(), description=N_("who signed"))
    undertakes: Undertakings | None = Field(default=None, description=N_("what each side undertakes"))


class ChoiceSheet(Document):
    """``choices/<student>.toml``: wishes, impressions, agreements; the family's paper, frozen at closing."""

    guide = MappingProxyType(
        {
            "": N_("A family's choice. A change of mind is a second entry: nothing that was said is overwritten."),
            "wishes": N_("Six offers from at least four different slots keep the placement fair."),
            "agreements": N_("A placement from the reserve is within the agreement."),
        }
    )

    wishes: Rows[Wish] = Field(default=(), description=N_("wishes of pupil and guardians"))
    impressions: Rows[Impression] = Field(default=(), description=N_("impressions of master classes"))
    agreements: Annotated[Rows[Agreement], Merging.AGREEMENTS] = Field(
        default=(), description=N_("agreements; the last one counts")
    )

    def last_wish(self, person: str) -> Wish | None:
        """The latest wish of one person."""
        return latest(tuple(wish for wish in self.wishes if wish.by == person))

    def ranking(self, wish: Wish) -> tuple[str, ...]:
        """The offers of a wish, or of the one that it endorses."""
        if not wish.endorses:
            return wish.offers
        return next((other.offers for other in self.wishes if other.id == wish.endorses), ())

    def agreement(self) -> Agreement | None:
        """The agreement that counts: the latest."""
        return latest(self.agreements)


class RouteDeficit(Entry):
    """A deficit noticed in this pupil, and what became of it."""

    deficit: Id = Field(description=N_("entry of catalogs/deficits.toml"))
    noticed_by: Id | None = Field(default=None, description=N_("who noticed it"))
    noticed_on: date | None = Field(default=None, description=N_("when"))
    outcome: Literal["closed", "carried"] | None = Field(default=None, description=N_("closed, or carried on"))
    outcome_on: date | None = Field(default=None, description=N_("day of the outcome"))


class Goal(Entry):
    """A goal with the level at the start, aimed at and reached (0–3)."""

    goal: Text = Field(description=N_("the goal in the pupil's words"))
    deficit: Id | None = Field(default=None, description=N_("deficit entry that it closes"))
    level_start: int | None = Field(default=None, ge=0, le=9, description=N_("level at the start"))
    level_aim: int | None = Field(default=None, ge=0, le=9, description=N_("level aimed at"))
    level_reached: int | None = Field(default=None, ge=0, le=9, description=N_("level reached"))


class Step(Entry):
    """A step of the plan: what an individual route is."""

    kind: StepKind = Field(description=N_("kind of step"))
    ref: Text | None = Field(default=None, description=N_("id of the offer, event or person"))
    title: Text | None = Field(default=None, description=N_("what is done, where no id says it"))
    goal: Id | None = Field(default=None, description=N_("goal entry that it serves"))
    responsible: Id | None = Field(default=None, description=N_("who answers for it"))
    due: date | None = Field(default=None, description=N_("until when"))
    expected: Text | None = Field(default=None, description=N_("result expected"))
    required: bool = Field(default=False, description=N_("demanded by the process"))
    done_on: Annotated[date | None, Merging.EARLIEST] = Field(default=None, description=N_("day on which it was done"))
    evidence: Text | None = Field(default=None, description=N_("what shows that it was done"))


class Reflection(Entry):
    """A look back by the pupil or a guardian, in their own words."""

    by: Id = Field(description=N_("who looks back"))
    on: date = Field(description=N_("day"))
    achieved: Text | None = Field(default=None, description=N_("what worked out"))
    difficult: Text | None = Field(default=None, description=N_("what was difficult"))
    helped: Text | None = Field(default=None, description=N_("who or what helped"))
    marks_agreed: bool | None = Field(default=None, description=N_("did my marks and the experts' agree?"))
    keep: Text | None = Field(default=None, description=N_("what I take along"))
    change: Text | None = Field(default=None, description=N_("what I want to change"))
    next_request: Text | None = Field(default=None, description=N_("request for the next round"))


class Waiver(Entry):
    """Lifts one named requirement for this route; shown as waived, never as met."""

    requirement: Id = Field(description=N_("the requirement"))
    reason: Text = Field(description=N_("why"))
    by: Id = Field(description=N_("who waived"))
    on: date = Field(description=N_("day"))


class Decision(Entry):
    """One entry of the route's history: pass, return or stop. A return never erases."""

    on: date = Field(description=N_("day"))
    stage: Id = Field(description=N_("stage that the decision is about"))
    decision: Literal["pass", "return", "stop"] = Field(description=N_("what was decided"))
    to: Id | None = Field(default=None, description=N_("stage returned to"))
    reason: Text | None = Field(default=None, description=N_("why; a stop gives left, refused, moved or other"))
    note: Text | None = Field(default=None, description=N_("in words"))
    by: Id = Field(description=N_("who decided"))
    repeats: Id | None = Field(
        default=None, description=N_("an earlier decision on the same, taken at the same time by somebody else")
    )


class Route(Document):
    """``routes/<subject>.toml``: goals, deficits, steps, reflections, decisions; the tutor's, with the pupil."""

    guide = MappingProxyType(
        {
            "": N_("An individual route. Stages move by `iom choose`, `implement`, `evaluate`, `reflect`."),
            "request": N_("The pupil's own words: what do I want, and what for?"),
            "goals": N_("At most four. Levels are 0 to 3."),
            "steps": N_("kind = course | event | consultation | meeting | module | resource | task"),
            "decisions": N_("The history of stages; a return never erases."),
        }
    )

    request: Text | None = Field(default=None, description=N_("the pupil's request, in own words"))
    opened_on: Annotated[date | None, Merging.EARLIEST] = Field(
        default=None, description=N_("day on which the route was opened")
    )
    deficits: Rows[RouteDeficit] = Field(default=(), description=N_("deficits noticed"))
    goals: Rows[Goal] = Field(default=(), description=N_("goals"))
    steps: Rows[Step] = Field(default=(), description=N_("the plan"))
    reflections: Rows[Reflection] = Field(default=(), description=N_("looks back"))
    waivers: Rows[Waiver] = Field(default=(), description=N_("requirements lifted"))
    decisions: Annotated[Rows[Decision], Merging.DECISIONS] = Field(default=(), description=N_("history of stages"))

    @property
    def stopped_on(self) -> date | None:
        """The day on which the route was ended before its end; None while it goes on, or after a return."""
        stop: date | None = None
        known = {decision.id for decision in self.decisions}
        for one in sorted(self.decisions, key=lambda decision: decision.on):
            if one.repeats in known or one.decision == "pass":
                continue
            stop = (stop or one.on) if one.decision == "stop" else None
        return stop


def latest(entries: tuple[DatedEntry, ...]) -> DatedEntry | None:
    """The entry with the latest day; of one day, the last written."""
    return max(reversed(entries), key=lambda entry: entry.on, default=None)
