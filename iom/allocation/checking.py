"""Everything that a published paper promises, checked from the papers alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from iom.allocation.explain import Explainer
from iom.allocation.paper import digest, published
from iom.allocation.problem import Course
from iom.allocation.reasons import Reason
from iom.allocation.verify import Breach, Opinion, number_of
from iom.model.rounds import Allocation


def checked(allocation: Allocation, courses: tuple[Course, ...]) -> list[Breach]:
    """What does not hold: rules, waste, chains, lottery numbers, wishes met, figures, inputs, and every reason.

    Where pairs are kept apart, who they are is not published: an exchange that seems to be better may be one
    that is not allowed, and is then not told. A published paper of an earlier version does not say what seats and
    hours there were: where they were changed since, that alone is told, not what the new ones would break.
    """
    problem, seats = published(allocation, courses)
    if _is_of_other_courses(allocation, digest(problem)):
        return list(_paper(allocation, digest(problem)))
    opinion = Opinion(problem, seats)
    found = opinion.breaches()
    secret = has_secrets(allocation)
    if secret:
        found = [breach for breach in found if breach.property not in {"chain", "waste"}]
    found += _paper(allocation, digest(problem))
    found += _figures(allocation, opinion)
    if not found and not secret:
        reasons = Explainer(problem, seats).everybody()
        found = [Breach("reason", (one.pupil, one.wish)) for one in reasons if not opinion.holds(one)]
    return found


def _is_of_other_courses(allocation: Allocation, inputs: str) -> bool:
    result = allocation.result
    old = allocation.published_on is not None and not allocation.courses
    return old and result is not None and result.inputs != inputs


def has_secrets(allocation: Allocation) -> bool:
    """Whether pairs are kept apart, of which nothing but their number is published."""
    return allocation.result is not None and allocation.result.kept_apart > 0


def told(reasons: Iterable[Reason], opinion: Opinion, *, secret: bool) -> Iterator[Reason]:
    """The reasons that are true; one that another pupil's secret makes untrue gives way to one that gives nothing away.

    Without secrets every reason is true: `checked` looks at them all.
    """
    for reason in reasons:
        if opinion.holds(reason):
            yield reason
        elif secret:
            yield Reason(reason.pupil, reason.wish, reason.rank, "apart")


def _paper(allocation: Allocation, inputs: str) -> Iterator[Breach]:
    result = allocation.result
    if result and result.inputs != inputs:
        yield Breach("inputs")
    wishes = {entry.code: entry.wishes for entry in allocation.lists}
    for entry in allocation.lists:
        if result and not number_of(result.seed, entry.code).startswith(entry.number):
            yield Breach("number", (entry.code,))
    for one in allocation.placements:
        listed = wishes.get(one.code)
        if listed is None:
            yield Breach("open", (one.code, one.offer))
        elif one.wish and listed[one.wish - 1 : one.wish] != (one.offer,):
            yield Breach("wish", (one.code, one.offer))


def _figures(allocation: Allocation, opinion: Opinion) -> Iterator[Breach]:
    """What the paper says of itself; the bound can only be looked at beside the sum that it is said of."""
    result = allocation.result
    if result is None:
        return
    missing, first, squares = opinion.figures()
    told = {
        "missing": result.missing == missing,
        "first": result.first == first,
        "squares": result.squares == squares,
        "bound": result.bound is None or result.bound <= squares,
        "status": result.status != "optimal" or result.bound == squares,
        "closed": set(result.closed) == {course for course, inside in opinion.inside.items() if not inside},
    }
    yield from (Breach("figure", (name,)) for name, holds in told.items() if not holds)
