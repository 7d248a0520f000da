"""A placement read back from its paper, and what it means for one family."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from iom.allocation.account import losses
from iom.allocation.checking import has_secrets, told
from iom.allocation.explain import Explainer
from iom.allocation.from_round import courses
from iom.allocation.paper import digest, published, published_courses
from iom.allocation.problem import Answer, Course, Problem, Pupil
from iom.allocation.reasons import Reason
from iom.allocation.verify import Opinion
from iom.errors import Exit, IomError
from iom.language import N_
from iom.model.rounds import Allocation
from iom.model.school import Run

DAY = timedelta(days=1)


class NotPlacedError(IomError):
    """The round (``round``) has no placement by this program."""

    text = N_("The round {round} is not placed yet.")
    hint = N_("First: iom round allocate {round}")
    exit_code = Exit.NOT_FOUND


class PlacedByHandError(NotPlacedError):
    """The published places of the round (``round``) were given by people, without lists and lottery numbers."""

    text = N_(
        "The places of {round} were not given by the program: there is nothing to recompute and no reason to look up."
    )
    hint = N_("Why it is so, the coordinator of the round can say. Who sits where: iom round show {round}")


class UnknownOffersError(IomError):
    """The paper of the round (``round``) seats pupils in ``offers`` that are not there or cannot be read."""

    text = N_("The placement of {round} names courses that cannot be read: {offers}.")
    hint = N_("All problems: iom check")
    exit_code = Exit.INVALID


class NotInPlacementError(IomError):
    """A pupil (``name``) is not in the placement of the round (``round``)."""

    text = N_("{name} is not in the placement of {round}.")
    hint = N_("Who came later is placed by hand: iom round place")
    exit_code = Exit.NOT_FOUND


def paper_of(run: Run) -> Allocation:
    """The placement's paper.

    Raises:
        NotPlacedError: there is none.
        PlacedByHandError: it was made and published without the program.
    """
    if run.allocation is None or run.allocation.result is None:
        by_hand = run.allocation is not None and run.allocation.published_on
        raise PlacedByHandError(round=run.id) if by_hand else NotPlacedError(round=run.id)
    return run.allocation


class Placed:
    """A placement read back from its paper, with its reasons and a second opinion.

    Raises:
        NotPlacedError: there is none by the program.
        UnknownOffersError: it cannot be understood without offers that are gone.
    """

    def __init__(self, run: Run, today: date) -> None:
        self.run = run
        self.paper = paper_of(run)
        self.courses = _courses_of(run, self.paper, today)
        self.problem: Problem
        self.seats: Answer
        self.problem, self.seats = published(self.paper, self.courses)
        lost = {offer for held in self.seats.values() for offer in held} - run.offers.keys()
        if lost:
            raise UnknownOffersError(round=run.id, offers=sorted(lost))

    def changed(self, today: date) -> tuple[str, ...]:
        """Offers whose seats or hours are others today, or that were cancelled or added: no breach of the placement."""
        before, now = ({one.id: one for one in known} for known in (self.courses, courses(self.run, today)))
        return tuple(sorted(one for one in before.keys() | now.keys() if before.get(one) != now.get(one)))

    @cached_property
    def _explainer(self) -> Explainer:
        return Explainer(self.problem, self.seats)

    @cached_property
    def _opinion(self) -> Opinion:
        return Opinion(self.problem, self.seats)

    @cached_property
    def _pupils(self) -> dict[str, Pupil]:
        return {pupil.id: pupil for pupil in self.problem.pupils}

    @cached_property
    def _losses(self) -> dict[str, int]:
        return losses(self.paper)

    @cached_property
    def _provisional(self) -> set[str]:
        return {one.code for one in self.paper.placements if one.provisional}

    @cached_property
    def _firsts(self) -> tuple[int, int]:
        return self.problem.first_met(self.seats)

    def for_family(self, student: str) -> ForFamily:
        """What the placement means for one pupil.

        Raises:
            NotInPlacementError: the paper does not know the pupil.
        """
        pupil = self._pupils.get(self.run.codes.get(student, ""))
        if pupil is None:
            raise NotInPlacementError(name=self.run.school.name(student), round=self.run.id)
        reasons = self._explainer.reasons(pupil.id)
        return ForFamily(
            pupil.id,
            tuple((offer, pupil.wish_met(offer) or 0) for offer in self.seats[pupil.id]),
            tuple(told(reasons, self._opinion, secret=has_secrets(self.paper))),
            *self._firsts,
            self._losses.get(pupil.id, 0) + pupil.account,
            pupil.late,
            self._waits(student, pupil.id),
        )

    def waiting(self) -> tuple[str, ...]:
        """The pupils whose families have not agreed yet, by code where the codes do not name them."""
        people = ((self.run.participants.get(one.id, ""), one.id) for one in self.problem.pupils)
        return tuple(student or code for student, code in people if self._waits(student, code))

    def _waits(self, student: str, code: str) -> bool:
        sheet = self.run.choices.get(student)
        return code in self._provisional and not (sheet and sheet.agreement())


def _courses_of(run: Run, paper: Allocation, today: date) -> tuple[Course, ...]:
    """The courses that the placement is about: of a published one, as they were then.

    A paper of an earlier version does not have them: then those of the day of publication, with the cancellations
    of that day or without, whichever the paper's digest is of.
    """
    on = paper.published_on
    if on is None:
        return courses(run, today)
    if known := published_courses(paper):
        return known
    tried = [courses(run, day) for day in (on, on - DAY)]
    inputs = paper.result.inputs if paper.result else ""
    return next((one for one in tried if digest(published(paper, one)[0]) == inputs), tried[0])


@dataclass(frozen=True, slots=True)
class ForFamily:
    """One pupil's part of a placement; nobody else is in it.

    ``given``: each offer with the place of the wish that it meets, 0 by hand or not chosen. ``firsts`` of ``everybody``
    got their first wish, of those who have chosen. ``carried``: places of disappointment that the next round counts.
    ``late``: has not chosen, so that there are neither wishes nor reasons. ``provisional``: waits for the agreement.
    """

    code: str
    given: tuple[tuple[str, int], ...]
    reasons: tuple[Reason, ...]
    firsts: int
    everybody: int
    carried: int
    late: bool = False
    provisional: bool = False
