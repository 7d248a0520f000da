"""Changes of a round to try out: other seats, courses that run or do not; the command that compares."""

from __future__ import annotations

from typing import Annotated

import typer

from iom.allocation.explain import Explainer
from iom.allocation.from_round import WhatIf
from iom.allocation.placed import Placed
from iom.ask.kinds import Number
from iom.cli.context import current
from iom.cli.engines import place
from iom.cli.finding import offer_id, run_of, student_id
from iom.cli.keeping_apart import kept_apart
from iom.cli.output import emit
from iom.cli.placing import problem_of, two_of
from iom.cli.placing_sheets import ComparisonView
from iom.cli.rounds import Maybe
from iom.language import N_
from iom.model.school import Run

Seats = Annotated[
    list[str] | None, typer.Option("--seats", metavar="OFFER=N", help=N_("what if: other seats; nothing is written"))
]
Open = Annotated[list[str] | None, typer.Option("--open", metavar=N_("OFFER"), help=N_("what if: it runs anyhow"))]
Close = Annotated[list[str] | None, typer.Option("--close", metavar=N_("OFFER"), help=N_("what if: it does not run"))]
Shift = Annotated[
    list[str] | None, typer.Option("--move", metavar="PUPIL=OFFER", help=N_("what if: the pupil is seated there"))
]


def what_if(
    run: Run, seats: list[str] | None, opened: list[str] | None, closed: list[str] | None, moved: list[str] | None
) -> WhatIf:
    """The changes that the options name.

    Raises:
        NotTwoError: an option that wants two things has one.
        NotFoundError, AmbiguousError: a course or a pupil is not found.
    """
    return WhatIf(
        {offer_id(run, offer): Number(0, 999).parse(number) for offer, number in map(two_of, seats or ())},
        frozenset(offer_id(run, offer) for offer in opened or ()),
        frozenset(offer_id(run, offer) for offer in closed or ()),
        tuple((student_id(run.school, one), offer_id(run, offer)) for one, offer in map(two_of, moved or ())),
    )


def compare(
    identifier: Maybe = None, seats: Seats = None, open_: Open = None, close: Close = None, move: Shift = None
) -> None:
    """Place anew in memory, with changes to try out, and show who moves and why."""
    loaded = current().load()
    placed = Placed(run_of(loaded.school, identifier), current().today)
    run = placed.run
    apart = kept_apart(loaded, run)
    apart.tell(run)
    stated = problem_of(run, current().today, apart.pairs, what_if(run, seats, open_, close, move))
    outcome = place(stated.problem)
    explainer = Explainer(stated.problem, outcome.seats)
    reasons = {pupil.id: explainer.reasons(pupil.id) for pupil in stated.problem.pupils}
    emit(ComparisonView(run, (placed.problem, placed.seats), (stated.problem, outcome.seats), reasons))
