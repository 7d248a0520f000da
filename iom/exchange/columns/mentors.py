"""The table of mentors' cards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from iom.exchange.columns.bearings import Bearings
from iom.exchange.columns.column import Column
from iom.exchange.columns.days import Day
from iom.exchange.columns.entries import cells, given
from iom.exchange.columns.hours import WeekHour, WeekHours
from iom.exchange.columns.misfit import Misfit
from iom.exchange.columns.named import Named
from iom.exchange.columns.table_kind import Desk, Record, Said, TableKind, Values
from iom.exchange.columns.values import Listing, Text, Whole
from iom.language import N_
from iom.model import kinds
from iom.model.naming import by_name
from iom.model.people import Mentor

_KEYS: Final = ("topics", "capacity", "mentoring_form", "trained_on", "until")


class Mentors(TableKind):
    """One row a mentor, who is known as a pupil, a teacher, a guardian or a partner already."""

    name = "mentors"
    title = N_("Mentors")

    def columns(self, bearings: Bearings) -> tuple[Column, ...]:
        """See `TableKind.columns`."""
        return (
            Column(
                "person", N_("Mentor"), Named.of(bearings), ("ФИО", "ФИО наставника", "ID", "Full name"), required=True
            ),
            Column("topics", N_("Topics"), Listing(Text()), ("Тема", "С чем поможет", "Topics")),
            Column(
                "capacity", N_("Mentees at once"), Whole(1, 30), ("Сколько наставляемых", "Сколько человек", "Capacity")
            ),
            Column("mentoring_form", N_("Form of mentoring"), Text(), ("Форма",)),
            Column("trained_on", N_("Trained on"), Day(), ("Дата обучения", "Обучение пройдено")),
            Column("until", N_("Mentor until"), Day(), ("До какого дня",)),
            Column("hours", N_("Mentor's hours"), WeekHours(days=True), ("Время", "Когда может", "Hours")),
        )

    def rows(self, bearings: Bearings) -> Iterator[Values]:
        """See `TableKind.rows`."""
        for identifier in by_name(bearings.school, bearings.school.mentors):
            mentor = bearings.school.mentors[identifier]
            hours = tuple(WeekHour(hour.day, hour.start, hour.end) for hour in mentor.hours)
            yield cells(person=identifier, **{key: getattr(mentor, key) for key in _KEYS}, hours=hours)

    def says(self, desk: Desk, records: Sequence[Record]) -> Iterator[Said | Misfit]:
        """See `TableKind.says`."""
        (record,) = records
        person = record.get("person")
        if person is None:
            return
        there = desk.document(kinds.MENTOR, person)
        known = {(hour.day, hour.start, hour.end) for hour in there.hours} if isinstance(there, Mentor) else set()
        hours = [hour.entry() for hour in record.get("hours", ()) if (hour.day, hour.start, hour.end) not in known]
        yield Said(kinds.MENTOR, (person,), {**given(**{key: record.get(key) for key in _KEYS}), "hours": hours})
