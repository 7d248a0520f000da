"""What the board shows: the round, its counts, its offers, and a journey a pupil, drawn up from the views."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from iom.model.school import Run
from iom.report.board.tally import Line, StageCount, by_form, by_stage, by_tutor, positions, turns
from iom.views.board import Board, Row, board
from iom.views.journey import Journey, journey
from iom.views.round_status import OfferRow, RoundStatus, round_status

#: Who may be waited for, in the order of the filter; their places are the bits that the page sorts and filters by.
ROLES: Final = ("tutor", "student", "guardian", "teacher", "expert", "coordinator")


@dataclass(frozen=True)
class BoardFacts:
    """Everything that the page of one round says on one day."""

    run: Run
    board: Board
    status: RoundStatus
    pupils: tuple[Journey, ...]

    @property
    def school(self) -> str:
        """The name of the school, where it is known."""
        workspace = self.run.school.workspace
        return workspace.name if workspace else ""

    @property
    def day(self) -> date:
        """The day that the board speaks of."""
        return self.board.day

    @cached_property
    def stages(self) -> tuple[StageCount, ...]:
        """A count a stage."""
        return by_stage(self.board)

    @cached_property
    def forms(self) -> tuple[Line, ...]:
        """A line a class."""
        return by_form(self.board)

    @cached_property
    def tutors(self) -> tuple[Line, ...]:
        """A line a tutor."""
        return by_tutor(self.board, self.run.school.name)

    @cached_property
    def turns(self) -> tuple[tuple[str, int], ...]:
        """Whom pupils wait for."""
        return turns(self.board.rows)

    @property
    def ready(self) -> int:
        """Pupils who lack the decision alone."""
        return sum(row.ready for row in self.board.rows)

    @property
    def offers(self) -> tuple[OfferRow, ...]:
        """The offers with demand and seats."""
        return self.status.offers

    @cached_property
    def widest(self) -> int:
        """The highest number of seats or wishes of one offer: the scale of the bars."""
        return max((max(row.seats, row.wanted, row.placed) for row in self.offers), default=1)

    def teachers(self, offer: str) -> tuple[str, ...]:
        """The names of who teaches the offer."""
        return tuple(map(self.run.school.name, self.run.offers[offer].teachers))

    def tutor(self, row: Row) -> str:
        """The name of a pupil's tutor."""
        return self.run.school.name(row.tutor) if row.tutor else ""

    def scale(self, offer: str) -> int:
        """The highest level of the offer's criteria."""
        rubric = self.run.offers[offer].rubric
        return max((criterion.highest() for criterion in rubric.criteria), default=3) if rubric else 3

    def keys(self) -> list[list[int]]:
        """What the page filters and sorts by, numbers alone, a list a pupil in the order of names.

        Class, tutor, stage (their places in `forms`, `tutors`, `stages`), first day of the stage (days since the
        earliest), whose turn (bits, as `ROLES`), how much is lacking (-1: only the decision).
        """
        earliest = min((row.since for row in self.board.rows if row.since), default=self.day)
        forms = positions([line.key for line in self.forms])
        tutors = positions([line.key for line in self.tutors])
        stages = positions([one.stage for one in self.stages])
        return [
            [
                forms[row.form],
                tutors[row.tutor],
                stages[row.state],
                (row.since - earliest).days if row.since else -1,
                sum(1 << ROLES.index(role) for role in row.waits_for if role in ROLES),
                -1 if row.ready else len(row.missing),
            ]
            for row in self.board.rows
        ]


def facts(run: Run, today: date, subjects: Iterable[str] | None = None) -> BoardFacts:
    """The facts of the board of ``run``; ``subjects`` narrows the pupils, not the offers."""
    drawn = board(run, today, subjects)
    pupils = tuple(journey(run, row.subject, today, row) for row in drawn.rows)
    return BoardFacts(run, drawn, round_status(run, today), pupils)
