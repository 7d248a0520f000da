"""Indicators of a round, each with its denominator (S0: requirements §1.0, 28-33)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final, NamedTuple

from iom.language import N_
from iom.model.assessing import expert_marks, self_marks
from iom.model.attendance import active_offers, attendance
from iom.model.roster import membership_spans, placements
from iom.model.school import Run
from iom.model.tutoring import participants
from iom.report.figures.ratings import products
from iom.report.figures.share import Share
from iom.stages.settings import picks


@dataclass(frozen=True)
class Facts:
    """What the indicators count, gathered once: a round on a day."""

    run: Run
    today: date

    @cached_property
    def pupils(self) -> tuple[str, ...]:
        """Everybody who takes part, in whatever stage; not whose documents cannot be read."""
        return tuple(pupil for pupil in participants(self.run, self.today) if pupil not in self.run.unread)

    @cached_property
    def guardians(self) -> frozenset[str]:
        """Guardians of the pupils."""
        students = self.run.school.students
        return frozenset(one for pupil in self.pupils if pupil in students for one in students[pupil].guardian_ids())

    @cached_property
    def products(self) -> tuple[tuple[str, str], ...]:
        """Pupil and offer of each product."""
        return products(self.run)

    @property
    def picks(self) -> int:
        """Courses a pupil."""
        return picks(self.run.school, self.run)

    def seats(self) -> tuple[tuple[str, str], ...]:
        """Pupil and offer, of all courses that pupils are in, or were in at their end."""
        return tuple((pupil, offer) for pupil in self.pupils for offer in active_offers(self.run, pupil, self.today))


class Indicator(NamedTuple):
    """A named share."""

    key: str
    title: str
    counted: Callable[[Facts], Share]


def _count(people: Iterable[bool]) -> Share:
    found = list(people)
    return Share(sum(found), len(found))


def wished(facts: Facts) -> Share:
    """Pupils with a list of wishes of their own."""
    return _count(bool((sheet := facts.run.choices.get(pupil)) and sheet.last_wish(pupil)) for pupil in facts.pupils)


def family_wished(facts: Facts) -> Share:
    """Pupils whose guardian gave a list, or endorsed the pupil's (S0: parents in the choice)."""
    return _count(
        any(wish.by != pupil for wish in sheet.wishes) if (sheet := facts.run.choices.get(pupil)) else False
        for pupil in facts.pupils
    )


def agreed(facts: Facts) -> Share:
    """Pupils whose family agreed on exactly as many courses as the round gives (S0 R0-1)."""
    return _count(
        (agreement := sheet.agreement()) is not None and len(agreement.offers) == facts.picks
        if (sheet := facts.run.choices.get(pupil))
        else False
        for pupil in facts.pupils
    )


def placed(facts: Facts) -> Share:
    """Pupils in exactly as many courses as the round gives; after the courses, those who were."""
    first = facts.run.round.starts
    return _count(
        facts.picks
        in (len(placements(facts.run, pupil, facts.today)), len(placements(facts.run, pupil, first or facts.today)))
        for pupil in facts.pupils
    )


def tasted(facts: Facts) -> Share:
    """Pupils who visited a master class."""
    there = _attended(facts, "taster")
    return _count(pupil in there for pupil in facts.pupils)


def attended(facts: Facts) -> Share:
    """Lessons attended of those counted; excused ones stand apart (design §3)."""
    found = [
        attendance(facts.run, pupil, offer, facts.today)
        for pupil in facts.pupils
        for offer in dict.fromkeys(span.offer for span in membership_spans(facts.run, pupil))
    ]
    return Share(sum(one.attended for one in found), sum(one.counted for one in found))


def made(facts: Facts) -> Share:
    """Courses of pupils that left a product."""
    there = set(facts.products)
    return _count(seat in there for seat in facts.seats())


def judged_themselves(facts: Facts) -> Share:
    """Pupils with products who judged one by the criteria (S0: pupils who use criteria)."""
    makers = dict.fromkeys(pupil for pupil, _ in facts.products)
    own = {pupil for pupil, offer in facts.products if self_marks(facts.run, pupil, offer)}
    return _count(pupil in own for pupil in makers)


def judged_by_two(facts: Facts) -> Share:
    """Pupils with products, one of which two or more experts judged."""
    makers = dict.fromkeys(pupil for pupil, _ in facts.products)
    judged = {pupil for pupil, offer in facts.products if len(expert_marks(facts.run, pupil, offer)) > 1}
    return _count(pupil in judged for pupil in makers)


def parents_judged(facts: Facts) -> Share:
    """Guardians who judged by the criteria as experts (S0: parents who use criteria)."""
    judges = {person for product in facts.products for person in expert_marks(facts.run, *product)}
    return _count(guardian in judges for guardian in facts.guardians)


def parents_trained(facts: Facts) -> Share:
    """Guardians who attended the evaluation seminar (S0 R0-4)."""
    there = _attended(facts, "evaluation-seminar")
    return _count(guardian in there for guardian in facts.guardians)


def looked_back(facts: Facts) -> Share:
    """Pupils with a reflection of their own."""
    return _count(_reflected(facts, pupil, own=True) for pupil in facts.pupils)


def family_looked_back(facts: Facts) -> Share:
    """Pupils with a guardian's reflection."""
    return _count(_reflected(facts, pupil, own=False) for pupil in facts.pupils)


def goals_reached(facts: Facts) -> Share:
    """Goals whose level aimed at was reached, of those with a level reached written down."""
    goals = [goal for route in facts.run.routes.values() for goal in route.goals if goal.level_reached is not None]
    return _count(goal.level_aim is not None and (goal.level_reached or 0) >= goal.level_aim for goal in goals)


def deficits_closed(facts: Facts) -> Share:
    """Deficits closed, of those that have an outcome."""
    outcomes = [entry.outcome for route in facts.run.routes.values() for entry in route.deficits if entry.outcome]
    return _count(outcome == "closed" for outcome in outcomes)


def _attended(facts: Facts, kind: str) -> frozenset[str]:
    events = (event for event in facts.run.events.values() if event.kind == kind and event.on <= facts.today)
    return frozenset(person for event in events for person in event.attended)


def _reflected(facts: Facts, pupil: str, *, own: bool) -> bool:
    route = facts.run.routes.get(pupil)
    return any((entry.by == pupil) is own for entry in route.reflections) if route else False


#: By stage, in the order in which a round goes.
BY_STAGE: Final[dict[str, tuple[Indicator, ...]]] = {
    "choice": (
        Indicator("wished", N_("pupils who named their wishes"), wished),
        Indicator("family-wished", N_("pupils whose guardian took part in the choice"), family_wished),
        Indicator("tasted", N_("pupils who visited a master class"), tasted),
        Indicator("agreed", N_("families that agreed on the full number of courses"), agreed),
        Indicator("placed", N_("pupils placed in the full number of courses"), placed),
    ),
    "implementation": (
        Indicator("attended", N_("lessons attended, excused ones apart"), attended),
        Indicator("made", N_("courses of pupils that left a product"), made),
    ),
    "evaluation": (
        Indicator("judged-themselves", N_("pupils who judged a product of theirs by the criteria"), judged_themselves),
        Indicator("judged-by-two", N_("pupils with a product judged by two experts"), judged_by_two),
        Indicator("parents-trained", N_("guardians who attended the evaluation seminar"), parents_trained),
        Indicator("parents-judged", N_("guardians who judged by the criteria"), parents_judged),
    ),
    "reflection": (
        Indicator("looked-back", N_("pupils who looked back"), looked_back),
        Indicator("family-looked-back", N_("pupils whose guardian looked back"), family_looked_back),
        Indicator("goals-reached", N_("goals reached, of those judged"), goals_reached),
        Indicator("deficits-closed", N_("deficits closed, of those settled"), deficits_closed),
    ),
}
#: What S0 asks of the evaluation.
OF_EVALUATION: Final = (
    Indicator("agreed", N_("families that agreed on the full number of courses"), agreed),
    *BY_STAGE["evaluation"],
)
