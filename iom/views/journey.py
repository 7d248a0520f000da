"""The journey of one pupil through a round: the line of stages, goals, lessons, lists of the family, marks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Literal

from iom.model.assessing import expert_marks, self_marks
from iom.model.attendance import Attendance, active_offers
from iom.model.routes import ChoiceSheet, Goal, Route
from iom.model.school import Run
from iom.stages.history import Passage, progress, stages_ahead
from iom.stages.machine import gate
from iom.stages.template import template_of
from iom.views.attendance import attended
from iom.views.board import Row, row_of
from iom.views.marks import MarksSummary, marks_summary

Sign = Literal["pass", "return", "stop", "now", "ahead"]
LEVELS = 3  # the scale of a goal where no level goes beyond it
NO_LESSONS = Attendance(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Station:
    """One stay in a stage on the line of the route; ``ahead`` is a stage that the route has not come to."""

    stage: str
    sign: Sign
    entered: date | None = None
    left: date | None = None


@dataclass(frozen=True, slots=True)
class CourseLine:
    """One offer of a pupil: places in the lists of the family, lessons, and what was made there.

    ``own`` and ``family`` count from 1 and are None where the list does not name the offer, or where the lists may not
    be shown yet. ``marks`` are those of `iom.views.attendance`.
    """

    offer: str
    title: str
    placed: bool
    own: int | None = None
    family: int | None = None
    agreed: bool = False
    marks: str = ""
    numbers: Attendance = NO_LESSONS
    products: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HalfMarked:
    """A product that only one side has marked; whose marks they are is told, the marks are not (design §3)."""

    title: str
    given: Literal["own", "experts"]


@dataclass(frozen=True)
class Journey:
    """One pupil in one round on one day. ``lists_shown``: see `lists_are_shown`."""

    run: Run
    row: Row
    today: date
    line: tuple[Station, ...]
    lists_shown: bool

    @cached_property
    def _route(self) -> Route:
        return self.run.routes.get(self.row.subject) or Route.new()

    @property
    def request(self) -> str:
        """What the pupil wants, in own words."""
        return self._route.request or ""

    @property
    def goals(self) -> tuple[Goal, ...]:
        """The goals, each from its level over the one aimed at to the one reached."""
        return self._route.goals

    @cached_property
    def scale(self) -> int:
        """The highest level that a picture of the goals has room for."""
        levels = (level for goal in self.goals for level in (goal.level_start, goal.level_aim, goal.level_reached))
        return max((level for level in levels if level is not None and level > LEVELS), default=LEVELS)

    @cached_property
    def courses(self) -> tuple[CourseLine, ...]:
        """The offers attended, then those that somebody of the family wished."""
        subject, sheet = self.row.subject, self.run.choices.get(self.row.subject) or ChoiceSheet.new()
        own, family = lists_of(self.run, subject) if self.lists_shown else ((), ())
        agreement = sheet.agreement()
        agreed = agreement.offers if agreement else ()
        placed = active_offers(self.run, subject, self.today)
        return tuple(
            CourseLine(
                offer,
                self.run.offer_title(offer),
                offer in placed,
                _place(own, offer),
                _place(family, offer),
                offer in agreed,
                *self._lessons(offer, there=offer in placed),
            )
            for offer in dict.fromkeys((*placed, *agreed, *own, *family))
        )

    def _lessons(self, offer: str, *, there: bool) -> tuple[str, Attendance, tuple[str, ...]]:
        if not there:
            return "", NO_LESSONS, ()
        found = attended(self.run, offer, self.row.subject, self.today)
        journal = self.run.journals.get(offer)
        made = journal.products if journal else ()
        return found.marks, found.numbers, tuple(one.title for one in made if one.student == self.row.subject)

    @cached_property
    def marks(self) -> tuple[MarksSummary, ...]:
        """The products that both sides have marked."""
        found = (marks_summary(self.run, self.row.subject, offer) for offer in self._marked)
        return tuple(summary for summary in found if summary)

    @cached_property
    def half_marked(self) -> tuple[HalfMarked, ...]:
        """The products that wait for the marks of the other side."""
        shown = {summary.offer for summary in self.marks}
        return tuple(
            HalfMarked(self.run.offer_title(offer), "own" if own else "experts")
            for offer in self._marked
            if offer not in shown
            for own in (self_marks(self.run, self.row.subject, offer) is not None,)
            if own != bool(expert_marks(self.run, self.row.subject, offer))
        )

    @cached_property
    def _marked(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(entry.offer for _person, entry in self.run.assessed.get(self.row.subject, ())))

    def data(self) -> dict[str, Any]:
        """For ``--json``."""
        return {
            **self.row.data(),
            "request": self.request,
            "line": [
                {"stage": one.stage, "sign": one.sign, "entered": one.entered, "left": one.left} for one in self.line
            ],
            "goals": [
                {"goal": one.goal, "start": one.level_start, "aim": one.level_aim, "reached": one.level_reached}
                for one in self.goals
            ],
            "courses": [
                {
                    "offer": one.offer,
                    "placed": one.placed,
                    "own": one.own,
                    "family": one.family,
                    "agreed": one.agreed,
                    "marks": one.marks,
                    "attended": one.numbers.attended,
                    "counted": one.numbers.counted,
                }
                for one in self.courses
            ],
            "products": [summary.data() for summary in self.marks],
        }


def journey(run: Run, subject: str, today: date, row: Row | None = None) -> Journey:
    """The journey of ``subject``; ``row`` is the one of the board, where it is known already."""
    shown = lists_are_shown(run, subject, today)
    return Journey(run, row or row_of(run, subject, today), today, _line(run, subject), shown)


def lists_are_shown(run: Run, subject: str, today: date) -> bool:
    """Whether both sides of the family have wished, or need not: then each may see the other's list (design §3)."""
    if all(lists_of(run, subject)):
        return True
    checks = gate(run.school, run, subject, today, stage="choice")
    asked = [check for check in checks if check.requirement in {"pupil-wishes", "guardian-wishes"}]
    return bool(asked) and all(check.state != "missing" for check in asked)


def lists_of(run: Run, subject: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The pupil's latest list, and the one of the guardian who wished last; an endorsement is the list endorsed."""
    sheet = run.choices.get(subject) or ChoiceSheet.new()
    student = run.school.students.get(subject)
    guardians = student.guardian_ids() if student else ()
    wish = sheet.last_wish(subject)
    wished = [found for guardian in guardians if (found := sheet.last_wish(guardian))]
    latest = max(wished, key=lambda found: found.on, default=None)
    return sheet.ranking(wish) if wish else (), sheet.ranking(latest) if latest else ()


def _place(ranking: tuple[str, ...], offer: str) -> int | None:
    return ranking.index(offer) + 1 if offer in ranking else None


def _line(run: Run, subject: str) -> tuple[Station, ...]:
    template = template_of(run)
    passages = progress(template, run.routes.get(subject) or Route.new())
    return (*map(_station, passages), *(Station(stage, "ahead") for stage in stages_ahead(template, passages)))


def _station(passage: Passage) -> Station:
    return Station(passage.stage, passage.how or "now", passage.entered, passage.left)
