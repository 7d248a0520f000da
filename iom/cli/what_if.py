"""Changes of a round to try out: other seats, courses that run or do not; the command that compares."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

import typer

from iom.allocation.from_round import WhatIf, round_problem
from iom.allocation.placed import Placed
from iom.allocation.problem import Problem
from iom.ask.kinds import Number
from iom.cli.context import current
from iom.cli.engines import place
from iom.cli.finding import offer_id, run_of, student_id
from iom.cli.keeping_apart import kept_apart
from iom.cli.output import emit
from iom.cli.placing import two_of
from iom.cli.placing_sheets import ComparisonView, PlacementView, reached, wish_of
from iom.cli.rounds import Maybe
from iom.language import N_, _
from iom.model.school import Run
from iom.views.sheet import Cell, Column, Lines, Sheet, Table

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


@dataclass(frozen=True)
class TriedView:
    """A placement that was only tried out, beside the one that there is, with its sum of ``squares``."""

    tried: PlacementView
    compared: ComparisonView
    squares: int

    def sheet(self) -> Sheet:
        """That nothing was written, what both reach, the placement tried, who moves."""
        first, *others = self.tried.sheet().blocks
        both = zip(reached(*self.compared.before), reached(*self.compared.after), strict=True)
        table = Table(
            (Column(""), Column(_("now"), "right"), Column(_("tried"), "right")),
            (
                *((name, before, after) for (name, before), (_name, after) in both),
                (_("squared disappointments"), str(self.squares), str(self.tried.outcome.score[3])),
            ),
        )
        nothing = Lines((Cell(_("What if: nothing was written."), "strong"),))
        why = Lines((_("Why each of them moves: iom round compare with the same options."),))
        return Sheet(
            self.tried.run.round.title,
            (nothing, table, first, *others, *self.compared.sheet().blocks, why),
        )

    def data(self) -> dict[str, Any]:
        """For ``--json``: the placement tried, and what changes; codes, no names."""
        counts = wish_of(*self.compared.before)
        before = {"wishes": {str(rank): number for rank, number in sorted(counts.items())}, "squares": self.squares}
        moved = self.compared.data()["moved"]
        return {**self.tried.data(), "written": False, "before": before, "moved": moved}


def tried(run: Run, today: date, view: PlacementView, as_it_is: Problem) -> TriedView:
    """A what-if beside the placement as its paper has it, or else beside one of the round as it is."""
    if run.allocation and (result := run.allocation.result):
        placed = Placed(run, today)
        before, squares = (placed.problem, placed.seats), result.squares
    else:
        outcome = place(as_it_is)
        before, squares = (as_it_is, outcome.seats), outcome.score[3]
    after = view.outcome.problem, view.outcome.seats
    return TriedView(view, ComparisonView(run, before, after), squares)


def compare(
    identifier: Maybe = None, seats: Seats = None, open_: Open = None, close: Close = None, move: Shift = None
) -> None:
    """Place anew in memory, with changes to try out, and show who moves and why."""
    loaded = current().load()
    placed = Placed(run_of(loaded.school, identifier), current().today)
    run = placed.run
    apart = kept_apart(loaded, run)
    apart.tell(run)
    changed = what_if(run, seats, open_, close, move)
    stated = round_problem(run, current().today, apart.pairs, changed)
    outcome = place(stated.problem)
    before, after = (placed.problem, placed.seats), (stated.problem, outcome.seats)
    emit(ComparisonView(run, before, after, with_reasons=True, closed=changed.closed))
