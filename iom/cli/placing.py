"""What the commands of a placement share: what must hold before, names behind codes, options of two parts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from iom.allocation.problem import Problem
from iom.allocation.shortage import Shortage, contradictions, shortages
from iom.allocation.wording import shortage_text
from iom.errors import Exit, IomError
from iom.language import N_
from iom.model.school import Run

TOLD: Final = 10  # facts; the others come when these are mended


class ImpossibleError(IomError):
    """Facts of the round cannot hold together (``facts``)."""

    text = N_("Not everybody can be placed; nothing was written. What cannot hold together:\n- {facts}")
    hint = N_(
        "Add seats, another course or another hour, or ask for longer lists; --allow-short places as many as can be."
    )
    exit_code = Exit.INVALID


class ContradictionError(ImpossibleError):
    """Placements by hand cannot all stand (``facts``)."""

    text = N_("Placements by hand contradict each other; nothing was written:\n- {facts}")
    hint = N_("Take one of them back: iom edit rounds/{round}/allocation.toml")


class NotTwoError(IomError):
    """An option that wants two things joined by = (``given``)."""

    text = N_("“{given}” is not understood.")
    hint = N_("Join the two with =, for example kitchen-chemistry=14.")
    exit_code = Exit.USAGE


def require_possible(run: Run, problem: Problem, *, allow_short: bool) -> None:
    """Make sure that nothing in the round contradicts itself.

    Raises:
        ContradictionError: placements by hand cannot all stand.
        ImpossibleError: the facts that cannot hold together, as few as can be found.
    """
    if found := contradictions(problem):
        raise ContradictionError(facts=_told(run, found), round=run.id)
    if not allow_short and (found := shortages(problem)):
        raise ImpossibleError(facts=_told(run, found))


def _told(run: Run, found: Sequence[Shortage]) -> str:
    texts = [shortage_text(one, run.offer_title, lambda code: name_of(run, code)) for one in found[:TOLD]]
    return "\n- ".join(texts)


def name_of(run: Run, code: str) -> str:
    """Whose code it is, for those who have the codes."""
    participant = run.participants.get(code)
    return run.school.name(participant) if participant else code


def two_of(given: str) -> tuple[str, str]:
    """The two things that an option joins with =.

    Raises:
        NotTwoError: they are not two.
    """
    one, joined, other = given.partition("=")
    if not (joined and one and other):
        raise NotTwoError(given=given)
    return one, other
