"""The problem of a round: lists, seats, hours, bars and pins, read from the documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from iom.allocation.account import accounts
from iom.allocation.lottery import seed_of
from iom.allocation.problem import Course, Problem, Pupil
from iom.errors import IomError
from iom.language import N_
from iom.model.choosing import bars, listed
from iom.model.naming import first_few
from iom.model.rounds import AllocationRules, Placement
from iom.model.school import Run
from iom.model.timetable import clashes
from iom.stages.settings import picks
from iom.stages.taking_part import taking_part


class NoCodeError(IomError):
    """Participants of the round (``names``) have no code."""

    text = N_("Without a code in the round {round}: {names}.")
    hint = N_("Codes are made when the placement is written: iom round allocate {round}")


@dataclass(frozen=True)
class WhatIf:
    """Changes to try out: other seats, courses that run or do not, pupils seated by hand."""

    seats: Mapping[str, int] = field(default_factory=dict)
    opened: frozenset[str] = frozenset()
    closed: frozenset[str] = frozenset()
    pins: tuple[tuple[str, str], ...] = ()


AS_IT_IS = WhatIf()


@dataclass(frozen=True)
class RoundProblem:
    """A round as a problem, codes for pupils; ``provisional`` codes have no agreement of the family yet."""

    problem: Problem
    provisional: frozenset[str]


def seed(run: Run) -> str:
    """The lottery's seed: the round and the value drawn in public, the round alone as long as there is none."""
    lottery = run.round.lottery
    return seed_of(run.id, lottery.value if lottery and lottery.value else "")


def round_problem(
    run: Run, today: date, apart: Iterable[tuple[str, str]] = (), what_if: WhatIf = AS_IT_IS
) -> RoundProblem:
    """The problem of a round on a day; ``apart`` are pairs of pupils' ids, and holds where both take part.

    A list is the agreement with its reserve, else the pupil's own last list, which makes the placement provisional;
    who has neither comes last, with what serves the deficits first.

    Raises:
        NoCodeError: somebody has no code.
    """
    people = taking_part(run, today)
    missing = [person for person in people if person not in run.codes]
    if missing:
        raise NoCodeError(round=run.id, names=first_few([run.school.name(person) for person in missing], 8))
    rules = run.round.rules or AllocationRules()
    lost = accounts(run) if rules.account else {}
    pupils, provisional = [], set()
    for person in people:
        pupil, agreed = _pupil(run, person, today, rules, lost.get(person, 0), what_if)
        pupils.append(pupil)
        if not agreed:
            provisional.add(pupil.id)
    here = set(people)
    pairs = tuple(sorted((run.codes[one], run.codes[other]) for one, other in apart if {one, other} <= here))
    problem = Problem(tuple(pupils), courses(run, today, what_if), seed(run), pairs, rules.first_wishes)
    return RoundProblem(problem, frozenset(provisional))


def courses(run: Run, today: date, what_if: WhatIf = AS_IT_IS) -> tuple[Course, ...]:
    """The offers of a round; two of one course clash, as nobody takes a course twice."""
    found = []
    for identifier, offer in sorted(run.offers.items()):
        against = frozenset(
            other
            for other, second in run.offers.items()
            if other != identifier and (second.course == offer.course or clashes(offer, second))
        )
        closed = (offer.is_cancelled(today) or identifier in what_if.closed) and identifier not in what_if.opened
        least = 1 if identifier in what_if.opened else offer.seats.min
        found.append(Course(identifier, least, what_if.seats.get(identifier, offer.seats.max), against, closed))
    return tuple(found)


def _pupil(
    run: Run, person: str, today: date, rules: AllocationRules, account: int, what_if: WhatIf
) -> tuple[Pupil, bool]:
    sheet, code = run.choices.get(person), run.codes[person]
    serving, closed = _serving(run, person), bars(run, person, today)
    wishes = listed(run, person)
    late = not wishes
    if late:
        wishes = tuple(
            offer for offer in sorted(run.offers, key=lambda one: (one not in serving, one)) if offer not in closed
        )
    pins = (
        *(placement.offer for placement in _by_hand(run, person)),
        *(offer for who, offer in what_if.pins if who == person),
    )
    pupil = Pupil(
        code,
        picks(run.school, run),
        wishes,
        {wish: closed[wish] for wish in wishes if wish in closed},
        tuple(dict.fromkeys(pin for pin in pins if pin in run.offers)),
        account,
        late,
        frozenset(serving & set(wishes)) if rules.favour_deficits and not late else frozenset(),
    )
    return pupil, bool(sheet and sheet.agreement())


def _by_hand(run: Run, person: str) -> tuple[Placement, ...]:
    return tuple(placement for placement in run.placements_of(person) if placement.by)


def _serving(run: Run, person: str) -> set[str]:
    """The offers whose course trains a metaskill that closes one of the pupil's open deficits."""
    route, school = run.routes.get(person), run.school
    known = (school.deficits.get(one.deficit) for one in (route.deficits if route else ()) if one.outcome != "closed")
    wanted = {one.metaskill for one in known if one and one.metaskill}
    return {
        identifier
        for identifier, offer in run.offers.items()
        if (course := school.courses.get(offer.course)) and wanted & set(course.metaskills)
    }
