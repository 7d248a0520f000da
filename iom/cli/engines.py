"""The work of placing: which engine does it, and the line that tells that it goes on."""

from __future__ import annotations

from iom.allocation.engine import Outcome
from iom.allocation.engine import allocate as by_exchanges
from iom.allocation.problem import Problem
from iom.cli.output import working
from iom.language import N_, say


def place(problem: Problem, *, exact: bool = False) -> Outcome:
    """Place everybody; a line on stderr tells that it goes on, where it takes long.

    Raises:
        NoSolverError: ``exact``, and highspy is not installed.
    """
    with working(_going_on) as told:
        if exact:
            from iom.allocation.exact import allocate_exactly

            return allocate_exactly(problem)
        return by_exchanges(problem, told)


def _going_on(seconds: int, steps: int) -> str:
    text = N_("Placing: {seconds} s, steps: {steps}") if steps else N_("Placing: {seconds} s")
    return say(text, {"seconds": seconds, "steps": steps})
