"""Moves followed in the order of their days, from the placements on."""

from __future__ import annotations

from typing import Literal

from iom.model.rounds import Move
from iom.model.school import Run

Wrong = tuple[int, Literal["from", "to"]]


class MovesWalk:
    """Where the moves of a round lead everybody; a cancelled offer holds its pupils until they are moved.

    ``wrong`` are the positions of moves that leave an offer that the participant is not in, or enter one that
    the participant is in already; ``misled`` is whose moves those are.
    """

    def __init__(self, run: Run) -> None:
        self._places: dict[str, set[str]] = {}
        self.wrong: list[Wrong] = []
        self.misled: set[str] = set()
        self._run = run
        moves = run.moves.moves if run.moves else ()
        for position, move in sorted(enumerate(moves), key=lambda pair: pair[1].on):
            if move.source != move.target:
                self._follow(position, move)

    def of(self, student: str) -> set[str]:
        """The offers that the participant is in after all moves."""
        if student not in self._places:
            self._places[student] = {placement.offer for placement in self._run.placements_of(student)}
        return self._places[student]

    def _follow(self, position: int, move: Move) -> None:
        student = self._run.school.renamed.get(move.student, move.student)
        place = self.of(student)
        if move.source and move.source not in place:
            self._mark(student, position, "from")
        place.discard(move.source or "")
        if move.target and move.target in place:
            self._mark(student, position, "to")
        if move.target:
            place.add(move.target)

    def _mark(self, student: str, position: int, key: Literal["from", "to"]) -> None:
        self.wrong.append((position, key))
        self.misled.add(student)
