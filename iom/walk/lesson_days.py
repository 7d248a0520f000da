"""The days on which an offer has its lessons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from iom.ask.kinds import AnswerError, Date
from iom.language import N_, _
from iom.model.base import WEEKDAYS
from iom.model.rounds import Offer
from iom.views.wording import weekday


class OutsideOfferError(AnswerError):
    """A lesson before the offer begins or after it ends."""

    text = N_("{day} is outside the offer: it runs from {starts} to {ends}.")
    hint = N_("Correct the day, or starts and ends in the offer's file.")


class NoLessonDayError(AnswerError):
    """A lesson on a day of the week on which the offer has none."""

    text = N_("{day} is “{weekday}”; the offer has its lessons on: {days}.")
    hint = N_("The nearest: {nearest}. A lesson that was moved is written by hand: iom edit {document}")


class FutureLessonError(AnswerError):
    """A lesson that is still to come."""

    text = N_("{day} is still to come; today is {today}.")


@dataclass(frozen=True)
class LessonDay(Date):
    """A day on which the offer has a lesson, up to today."""

    offer: Offer | None = None
    document: str = ""

    def parse(self, raw: object) -> date:
        """The day. Raises as `Date.parse` does, and for a day without a lesson."""
        day = super().parse(raw)
        if self.offer and not self.offer.last_day >= day >= self.offer.starts:
            raise OutsideOfferError(day=day, starts=self.offer.starts, ends=self.offer.last_day)
        if self.offer and not has_lesson(self.offer, day):
            days = [weekday(slot.day) for slot in self.offer.slots]
            raise NoLessonDayError(
                day=day,
                weekday=_(weekday(WEEKDAYS[day.weekday()])),
                days=list(dict.fromkeys(days)),
                nearest=self._nearest_days(self.offer, day),
                document=self.document,
            )
        if day > self.today:
            raise FutureLessonError(day=day, today=self.today)
        return day

    def _nearest_days(self, offer: Offer, day: date) -> list[date]:
        around = (day + timedelta(days=shift) for shift in range(-6, 7))
        return [near for near in around if near <= self.today and has_lesson(offer, near)]


def has_lesson(offer: Offer, day: date) -> bool:
    """Whether the offer has a lesson on ``day``; an offer without slots may have one on any of its days."""
    days = {slot.day for slot in offer.slots}
    return offer.starts <= day <= offer.last_day and (not days or WEEKDAYS[day.weekday()] in days)


def latest_lesson_day(offer: Offer, today: date) -> date | None:
    """The last day up to ``today`` on which the offer had a lesson."""
    around = (min(today, offer.last_day) - timedelta(days=back) for back in range(7))
    return next((day for day in around if has_lesson(offer, day)), None)
