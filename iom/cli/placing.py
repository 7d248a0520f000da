"""A round's placement as the commands share it: the problem, the paper, and what must hold before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from iom.allocation.explain import Explainer
from iom.allocation.from_round import AS_IT_IS, RoundProblem, WhatIf, courses, round_problem
from iom.allocation.paper import published
from iom.allocation.problem import Answer, Problem
from iom.allocation.shortage import contradictions, shortages
from iom.allocation.verify import Opinion
from iom.allocation.wording import shortage_text
from iom.errors import Exit, IomError
from iom.language import N_
from iom.model.rounds import Allocation
from iom.model.school import Run


class NotPlacedError(IomError):
    """The round (``round``) has no placement by this program."""

    text = N_("The round {round} is not placed yet.")
    hint = N_("First: iom round allocate {round}")
    exit_code = Exit.NOT_FOUND


class ImpossibleError(IomError):
    """Facts of the round cannot hold together (``facts``)."""

    text = N_("Not everybody can be placed; nothing was written. What cannot hold together:\n- {facts}")
    hint = N_(
        "Add seats, another course or another hour, ask for longer lists, or take back a placement by hand; "
        "--allow-short places as many as can be."
    )
    exit_code = Exit.INVALID


def require_possible(run: Run, problem: Problem, *, allow_short: bool) -> None:
    """Make sure that nothing in the round contradicts itself.

    Raises:
        ImpossibleError: the facts that cannot hold together, as few as can be found.
    """
    found = contradictions(problem)
    if not found and not allow_short:
        found = shortages(problem)
    if found:
        texts = [shortage_text(one, run.offer_title, lambda code: name_of(run, code)) for one in found[:10]]
        raise ImpossibleError(facts="\n- ".join(texts))


def name_of(run: Run, code: str) -> str:
    """Whose code it is, for those who have the codes."""
    participant = run.participants.get(code)
    return run.school.name(participant) if participant else code


def problem_of(
    run: Run, today: date, apart: Iterable[tuple[str, str]] = (), what_if: WhatIf = AS_IT_IS
) -> RoundProblem:
    """The problem of the round. Raises as `round_problem` does."""
    return round_problem(run, today, apart, what_if)


def paper_of(run: Run) -> Allocation:
    """The placement's paper.

    Raises:
        NotPlacedError: there is none, or it was made by hand alone.
    """
    if run.allocation is None or run.allocation.result is None:
        raise NotPlacedError(round=run.id)
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
