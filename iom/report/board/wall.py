"""The wall: the state of a round for a screen in the hall, with codes and without names.

Publishing asks for the dissemination consent (152-ФЗ, art. 10.1): codes of those alone are shown who have given it;
everybody counts in the numbers, and small groups are hidden in them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from iom.model.consenting import may_be_published
from iom.model.school import Run
from iom.report.board.tally import by_stage
from iom.report.small import disclosed, masked
from iom.views.board import Row, board
from iom.views.round_status import round_status


@dataclass(frozen=True, slots=True)
class WallStage:
    """A stage: how many stand in it (None: a small group), and the codes that may be shown."""

    stage: str
    count: int | None
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WallOffer:
    """An offer with its seats; how many want it and how many sit in it, None where they are few."""

    title: str
    hours: str
    seats: int
    wanted: int | None
    placed: int | None


@dataclass(frozen=True, slots=True)
class Wall:
    """What hangs on the wall. ``left_out``: pupils who only count, for want of a consent or of a code."""

    school: str
    title: str
    day: date
    total: int | None
    stages: tuple[WallStage, ...]
    offers: tuple[WallOffer, ...]
    left_out: int

    @property
    def shown(self) -> int:
        """How many codes are shown."""
        return sum(len(stage.codes) for stage in self.stages)

    @property
    def hides(self) -> bool:
        """Whether any number is hidden."""
        counts = (self.total, *(one.count for one in self.stages))
        return None in counts or any(None in {one.wanted, one.placed} for one in self.offers)

    @property
    def highest(self) -> int:
        """The highest count shown: the scale of the bars."""
        return max((one.count for one in self.stages if one.count), default=1)

    @property
    def widest(self) -> int:
        """The highest number of an offer that is shown."""
        return max((max(one.seats, one.wanted or 0, one.placed or 0) for one in self.offers), default=1)


def wall(run: Run, today: date) -> Wall:
    """The wall of ``run`` on a day; who has left the school is on no wall."""
    drawn = board(run, today)
    codes = {row.subject: code for row in drawn.rows if (code := _code(run, row, today))}
    counts = disclosed([one.count for one in by_stage(drawn)])
    stages = tuple(
        WallStage(stage, count, tuple(sorted(codes[row.subject] for row in drawn.rows if _shown(row, stage, codes))))
        for stage, count in zip(drawn.stages, counts, strict=True)
    )
    workspace = run.school.workspace
    return Wall(
        school=workspace.name if workspace else "",
        title=run.round.title,
        day=today,
        total=masked(len(drawn.rows)),
        stages=stages,
        offers=_offers(run, today),
        left_out=len(drawn.rows) - len(codes),
    )


def _shown(row: Row, stage: str, codes: dict[str, str]) -> bool:
    return row.state == stage and row.subject in codes


def _code(run: Run, row: Row, today: date) -> str | None:
    student = run.school.students.get(row.subject)
    gone = student is not None and not student.here_on(today)
    return None if gone or not may_be_published(run.school, row.subject, today) else run.codes.get(row.subject)


def _offers(run: Run, today: date) -> tuple[WallOffer, ...]:
    return tuple(
        WallOffer(row.title, row.hours, row.seats, masked(row.wanted), masked(row.placed))
        for row in round_status(run, today).offers
        if not row.cancelled
    )
