"""A placement read back from its paper, and what it means for one family."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from iom.allocation.account import losses
from iom.allocation.checking import has_secrets, told
from iom.allocation.explain import Explainer
from iom.allocation.from_round import courses
from iom.allocation.paper import published
from iom.allocation.problem import Answer, Problem
from iom.allocation.reasons import Reason
from iom.allocation.verify import Opinion
from iom.errors import Exit, IomError
from iom.language import N_
from iom.model.rounds import Allocation
from iom.model.school import Run


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
    """A placement read back from its paper, with its reasons and a second opinion."""

    def __init__(self, run: Run, today: date) -> None:
        self.run = run
        self.paper = paper_of(run)
        self.courses = courses(run, self.paper.published_on or today)
        self.problem: Problem
        self.seats: Answer
        self.problem, self.seats = published(self.paper, self.courses)
        self.explainer = Explainer(self.problem, self.seats)
        self.opinion = Opinion(self.problem, self.seats)

    def for_family(self, student: str) -> ForFamily:
        """What the placement means for one pupil.

        Raises:
            NotInPlacementError: the paper does not know the pupil.
        """
        code = self.run.codes.get(student, "")
        pupil = next((one for one in self.problem.pupils if one.id == code), None)
        if pupil is None:
            raise NotInPlacementError(name=self.run.school.name(student), round=self.run.id)
        given = tuple(
            (offer, pupil.wishes.index(offer) + 1 if offer in pupil.wishes and not pupil.late else 0)
            for offer in self.seats[code]
        )
        chosen = [one for one in self.problem.pupils if one.wishes and not one.late]
        return ForFamily(
            code,
            given,
            tuple(told(self.explainer.reasons(code), self.opinion, secret=has_secrets(self.paper))),
            sum(one.wishes[0] in self.seats[one.id] for one in chosen),
            len(chosen),
            losses(self.paper, self.run.round.picks).get(code, 0) + pupil.account,
            pupil.late,
            self._waits(student, code),
        )

    def waiting(self) -> tuple[str, ...]:
        """The pupils whose families have not agreed yet, by code where the codes do not name them."""
        people = ((self.run.participants.get(one.id, ""), one.id) for one in self.problem.pupils)
        return tuple(student or code for student, code in people if self._waits(student, code))

    def _waits(self, student: str, code: str) -> bool:
        sheet = self.run.choices.get(student)
        agreed = sheet is not None and sheet.agreement() is not None
        return not agreed and any(one.provisional for one in self.paper.placements if one.code == code)


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
