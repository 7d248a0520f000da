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
from iom.model.evidence import Lesson

MARK: Final = Choice(
    ("present", "absent", "excused"),
    (
        ("+", "present"), ("был", "present"), ("была", "present"), ("да", "present"), ("присутствовал", "present"),
        ("н", "absent"), ("нб", "absent"), ("н/б", "absent"), ("нет", "absent"), ("-", "absent"), ("не был", "absent"),
        ("у", "excused"), ("ув", "excused"), ("б", "excused"), ("болен", "excused"), ("болела", "excused"),
    ),
)  # fmt: skip
_ABSENT: Final = (
    "Без уважительной причины", "Без уваж. причины", "Пропустили", "Нет", "Отсутствовали", "Отсутствующие",
    "Кого не было",
)  # fmt: skip
_EXCUSED: Final = ("По уважительной причине", "Уважительная причина", "По уваж. причине", "Уваж. причина")


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
            Column("date", N_("Day"), Day(done=True), ("Дата занятия", "Дата", "Date"), required=True),
            Column("topic", N_("Topic"), Text(), ("Тема занятия", "Subject")),
            Column("absent", N_("Absent"), names, _ABSENT),
            Column("excused", N_("Excused"), names, _EXCUSED),
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
        """See `TableKind.says`. Absences are added to those that are known; nobody is absent and excused at once."""
        first = records[0]
        if lacks(first, "offer", "date"):
            return
        offer, day = first.get("offer"), first.get("date")
        known = next((one for one in journal_of(desk, offer).lessons if one.date == day), None)
        absent, excused = _away(desk, records, known)
        assert desk.run
        entry = given(
            id=new_id(first, known.id if known else None, day, "lessons", offer),
            date=day,
            topic=next((topic for record in records if (topic := record.get("topic"))), None),
            absent=tuple(absent),
            excused=tuple(excused),
        )
        yield entry_said(kinds.JOURNAL, (desk.run.id, offer), "lessons", entry)


def _away(desk: Desk, records: Sequence[Record], known: Lesson | None) -> tuple[list[str], list[str]]:
    """Who was absent and who excused: those that are known, and those of the rows.

    Where a row and the journal tell the two apart differently, the person decides.
    """
    absent, excused = (list(known.absent), list(known.excused)) if known else ([], [])
    for record in records:
        pupil = desk.person(record, PUPIL.slot)
        marked = {record.get("mark"): (pupil,)} if pupil else {}
        for how, here, there in (("absent", absent, excused), ("excused", excused, absent)):
            for one in dict.fromkeys((*record.get(how, ()), *marked.get(how, ()))):
                if one in there and not desk.prefers_table(record, how, *_told(desk, one, how)):
                    continue
                there[:] = [other for other in there if other != one]
                if one not in here:
                    here.append(one)
    return absent, excused


def _told(desk: Desk, pupil: str, how: str) -> tuple[str, str]:
    other = "excused" if how == "absent" else "absent"
    name = desk.school.name(pupil)
    return f"{name}: {MARK.show(other)}", f"{name}: {MARK.show(how)}"
