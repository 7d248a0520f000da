"""How often a pupil came: lessons held, attended, excused, while on the roster of an offer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from iom.model.evidence import Lesson
from iom.model.roster import membership_spans
from iom.model.school import Run


@dataclass(frozen=True, slots=True)
class Attendance:
    """Numbers of lessons. ``counted`` leaves excused lessons apart (design §3)."""

    attended: int
    absent: int
    excused: int

    @property
    def counted(self) -> int:
        """Lessons that the pupil could have come to."""
        return self.attended + self.absent

    @property
    def held(self) -> int:
        """All lessons held while the pupil was on the roster."""
        return self.counted + self.excused

    def reaches(self, share: int) -> bool:
        """Whether at least ``share`` per cent of the counted lessons were attended; 59.99 is not 60."""
        return self.counted > 0 and 100 * self.attended >= share * self.counted


def lessons_on_roster(run: Run, student: str, offer: str, day: date) -> tuple[Lesson, ...]:
    """The offer's lessons up to ``day`` that were held while the pupil was on its roster."""
    journal = run.journals.get(offer)
    spans = [span for span in membership_spans(run, student) if span.offer == offer]
    lessons = journal.lessons if journal else ()
    return tuple(lesson for lesson in lessons if lesson.date <= day and any(span.covers(lesson.date) for span in spans))


def attendance(run: Run, student: str, offer: str, day: date) -> Attendance:
    """The pupil's attendance of one offer up to ``day``; who is both absent and excused is excused."""
    lessons = lessons_on_roster(run, student, offer, day)
    excused = sum(student in lesson.excused for lesson in lessons)
    absent = sum(student in lesson.absent and student not in lesson.excused for lesson in lessons)
    return Attendance(len(lessons) - excused - absent, absent, excused)


def active_offers(run: Run, student: str, day: date) -> tuple[str, ...]:
    """The offers that the pupil is in on ``day``, or was in at their end where they are over by then."""
    found = []
    for span in membership_spans(run, student):
        offer = run.offers.get(span.offer)
        last = min(day, offer.ends) if offer else day
        if span.covers(last):
            found.append(span.offer)
    return tuple(dict.fromkeys(found))
