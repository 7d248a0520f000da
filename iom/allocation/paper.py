"""The published paper of a placement, and the problem read back from it."""

from __future__ import annotations

from hashlib import sha256

from iom.allocation.engine import Outcome
from iom.allocation.lottery import short
from iom.allocation.problem import Answer, Course, Problem, Pupil
from iom.model.rounds import Allocation, Placement, PublishedCourse, PublishedList, Result
from iom.version import VERSION


def digest(problem: Problem) -> str:
    """The digest of what decided the placement: lists, bars, pins, accounts, seats and hours, in no order of files."""
    lines = [
        f"{p.id}|{p.picks}|{','.join(p.wishes)}|{sorted(p.barred.items())}|{sorted(p.pins)}|{p.account}|{p.late}|"
        f"{sorted(p.favoured)}"
        for p in sorted(problem.pupils, key=lambda pupil: pupil.id)
    ]
    lines += [
        f"{c.id}|{c.least}|{c.most}|{sorted(c.clashes)}|{c.closed}"
        for c in sorted(problem.courses, key=lambda course: course.id)
    ]
    return sha256("\n".join(lines).encode()).hexdigest()


def paper(outcome: Outcome, provisional: frozenset[str], before: Allocation) -> Allocation:
    """The allocation as a document; placements by hand stay as they stood ``before``."""
    by_hand = {(one.code, one.offer): one for one in before.placements if one.by}
    pupils = {pupil.id: pupil for pupil in outcome.problem.pupils}
    placements = tuple(
        by_hand.get((code, offer)) or _placement(pupils[code], offer, provisional)
        for code, held in outcome.seats.items()
        for offer in held
    )
    lists = tuple(_list(pupils[code], outcome.problem.seed) for code in sorted(pupils))
    known = tuple(map(_course, sorted(outcome.problem.courses, key=lambda course: course.id)))
    return Allocation.new(result=_result(outcome), placements=placements, lists=lists, courses=known)


def _placement(pupil: Pupil, offer: str, provisional: frozenset[str]) -> Placement:
    return Placement.new(
        id=f"{pupil.id}-{offer}",
        code=pupil.id,
        offer=offer,
        wish=pupil.wish_met(offer),
        provisional=True if pupil.id in provisional else None,
    )


def _list(pupil: Pupil, seed: str) -> PublishedList:
    return PublishedList.new(
        id=pupil.id,
        code=pupil.id,
        number=short(seed, pupil.id),
        picks=pupil.picks,
        wishes=pupil.wishes,
        barred=dict(sorted(pupil.barred.items())),
        favoured=tuple(sorted(pupil.favoured)),
        account=pupil.account or None,
        late=True if pupil.late else None,
    )


def _course(course: Course) -> PublishedCourse:
    return PublishedCourse.new(
        id=course.id,
        offer=course.id,
        min=course.least,
        max=course.most,
        clashes=tuple(sorted(course.clashes)),
        closed=True if course.closed else None,
    )


def published_courses(allocation: Allocation) -> tuple[Course, ...]:
    """The courses as they were when everybody was placed; none in a paper of an earlier version."""
    return tuple(
        Course(one.offer, one.min, one.max, frozenset(one.clashes), bool(one.closed)) for one in allocation.courses
    )


def _result(outcome: Outcome) -> Result:
    problem = outcome.problem
    return Result.new(
        engine=outcome.engine,
        version=VERSION,
        seed=problem.seed,
        inputs=digest(problem),
        status=outcome.status,
        missing=sum(one.picks - len(outcome.seats[one.id]) for one in problem.pupils),
        first=problem.first_met(outcome.seats)[0],
        squares=outcome.score[3],
        bound=outcome.bound,
        kept_apart=len(problem.apart),
        first_wishes=problem.first_wishes,
        closed=outcome.closed,
    )


def published(allocation: Allocation, courses: tuple[Course, ...]) -> tuple[Problem, Answer]:
    """The problem and the answer as the paper has them, with ``courses`` of the paper or of the offers."""
    pins: dict[str, tuple[str, ...]] = {}
    seats: dict[str, tuple[str, ...]] = {entry.code: () for entry in allocation.lists}
    for one in allocation.placements:
        seats[one.code] = (*seats.get(one.code, ()), one.offer)
        if one.by:
            pins[one.code] = (*pins.get(one.code, ()), one.offer)
    pupils = tuple(
        Pupil(
            entry.code,
            entry.picks or 0,
            entry.wishes,
            entry.barred,
            pins.get(entry.code, ()),
            entry.account,
            bool(entry.late),
            frozenset(entry.favoured),
        )
        for entry in allocation.lists
    )
    result = allocation.result
    return Problem(pupils, courses, result.seed if result else "", (), result is None or result.first_wishes), seats
