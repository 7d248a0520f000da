"""The table of lessons: absences and excuses in a row a lesson, or a row a pupil."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from iom.exchange.columns import pupils
from iom.exchange.columns.bearings import Bearings
from iom.exchange.columns.column import Column
from iom.exchange.columns.days import Day
from iom.exchange.columns.entries import ENTRY, cells, entry_said, given, lacks, new_id
from iom.exchange.columns.journals import journal_of, journals
from iom.exchange.columns.misfit import Misfit
from iom.exchange.columns.named import Named, Titled
from iom.exchange.columns.pupils import PUPIL
from iom.exchange.columns.table_kind import Desk, Party, Record, Said, TableKind, Values
from iom.exchange.columns.values import Choice, Listing, Text
from iom.language import N_
from iom.model import kinds

MARK: Final = Choice(
    ("present", "absent", "excused"),
    (
        ("+", "present"), ("был", "present"), ("была", "present"), ("да", "present"), ("присутствовал", "present"),
        ("н", "absent"), ("нб", "absent"), ("н/б", "absent"), ("нет", "absent"), ("-", "absent"), ("не был", "absent"),
        ("у", "excused"), ("ув", "excused"), ("б", "excused"), ("болен", "excused"), ("болела", "excused"),
    ),
)  # fmt: skip


class Lessons(TableKind):
    """One row a lesson with lists of who was absent; or one row a pupil of the lesson, with a mark."""

    name = "lessons"
    title = N_("Lessons")
    in_round = True

    def columns(self, bearings: Bearings) -> tuple[Column, ...]:
        """See `TableKind.columns`."""
        offer, names = Titled.of(kinds.OFFER, bearings), Listing(Named.of(bearings, kinds.STUDENT))
        return (
            Column("offer", N_("Course"), offer, ("Курс по выбору", "Offer"), required=True),
            Column("date", N_("Day"), Day(), ("Дата занятия", "Дата", "Date"), required=True),
            Column("topic", N_("Topic"), Text(), ("Тема занятия", "Subject")),
            Column("absent", N_("Absent"), names, ("Без уважительной причины", "Пропустили", "Нет")),
            Column("excused", N_("Excused"), names, ("По уважительной причине", "Уважительная причина")),
            ENTRY,
            *(replace(column, another_way=True) for column in pupils.COLUMNS),
            Column("mark", N_("Attendance"), MARK, ("Посещение", "Отметка", "Присутствие"), another_way=True),
        )

    def parties(self, bearings: Bearings) -> tuple[Party, ...]:
        """See `TableKind.parties`."""
        return (PUPIL,)

    def group(self, desk: Desk, record: Record) -> Hashable:
        """Rows of one lesson belong together."""
        return (record.get("offer"), record.get("date"), record.get("id"))

    def rows(self, bearings: Bearings) -> Iterator[Values]:
        """See `TableKind.rows`."""
        for offer, journal in journals(bearings):
            for one in journal.lessons:
                row = cells(date=one.date, topic=one.topic, absent=one.absent, excused=one.excused, id=one.id)
                yield {"offer": offer, **row}

    def says(self, desk: Desk, records: Sequence[Record]) -> Iterator[Said | Misfit]:
        """See `TableKind.says`. Absences are added to those that are known; who is excused is not absent as well."""
        first = records[0]
        if lacks(first, "offer", "date"):
            return
        offer, day = first.get("offer"), first.get("date")
        known = next((one for one in journal_of(desk, offer).lessons if one.date == day), None)
        away: dict[str, dict[str, None]] = {"absent": {}, "excused": {}}
        for record in records:
            for how, found in away.items():
                found.update(dict.fromkeys(record.get(how, ())))
            pupil, mark = desk.person(record, PUPIL.slot), record.get("mark", "present")
            if pupil is not None and mark in away:
                away[mark][pupil] = None
        assert desk.run
        entry = given(
            id=new_id(first, known.id if known else None, day, "lessons", offer),
            date=day,
            topic=next((topic for record in records if (topic := record.get("topic"))), None),
            absent=tuple(one for one in away["absent"] if one not in away["excused"]),
            excused=tuple(away["excused"]),
        )
        yield entry_said(kinds.JOURNAL, (desk.run.id, offer), "lessons", entry)
