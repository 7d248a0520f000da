"""The table of tutors' consultations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from iom.exchange.columns.bearings import Bearings
from iom.exchange.columns.column import Column
from iom.exchange.columns.days import Day
from iom.exchange.columns.entries import ENTRY, cells, entry_said, given, lacks, new_id
from iom.exchange.columns.misfit import Misfit
from iom.exchange.columns.named import Named
from iom.exchange.columns.students import NAME
from iom.exchange.columns.table_kind import Desk, Record, Said, TableKind, Values
from iom.exchange.columns.values import Choice, Hour, Listing, Text
from iom.language import N_
from iom.model import kinds
from iom.model.identifiers import entry_id
from iom.model.teaching import Consultation, ConsultationJournal

KIND: Final = Choice(("talk", "consultation", "tutorial", "training"))


class Consultations(TableKind):
    """One row a consultation, of all months."""

    name = "consultations"
    title = N_("Consultations")

    def columns(self, bearings: Bearings) -> tuple[Column, ...]:
        """See `TableKind.columns`."""
        tutor, pupils = Named.of(bearings, kinds.STAFF), Listing(Named.of(bearings, kinds.STUDENT))
        return (
            Column("tutor", N_("Tutor"), tutor, ("ФИО тьютора", "Тьютор (ФИО)"), required=True),
            Column("date", N_("Day"), Day(), ("Дата", "Date"), required=True),
            Column("from", N_("From"), Hour(), ("Время начала", "С", "Beginning", "Start")),
            Column("to", N_("Until"), Hour(), ("Время окончания", "До", "End")),
            Column("students", N_("Pupils"), pupils, (*NAME.aliases, "ФИО учеников", "Students"), required=True),
            Column("kind", N_("Kind of consultation"), KIND, ("Форма", "Вид", "Kind")),
            Column("request", N_("Request"), Text(), ("Тема", "С чем обратились", "Topic")),
            Column("content", N_("What was done"), Text(), ("Содержание работы", "Content")),
            Column("agreed", N_("Next step"), Text(), ("О чём договорились", "Agreed")),
            Column("due", N_("Due"), Day(), ("Срок выполнения", "Until when")),
            ENTRY,
        )

    def rows(self, bearings: Bearings) -> Iterator[Values]:
        """See `TableKind.rows`."""
        for (tutor, _month), journal in sorted(bearings.school.consultations.items()):
            for one in journal.consultations:
                hours = cells(**{"from": one.start, "to": one.end})
                row = cells(students=one.students, kind=one.kind, request=one.request, content=one.content)
                end = cells(agreed=one.agreed, due=one.due, id=one.id)
                yield {"tutor": tutor, "date": one.date, **hours, **row, **end}

    def says(self, desk: Desk, records: Sequence[Record]) -> Iterator[Said | Misfit]:
        """See `TableKind.says`."""
        (record,) = records
        if lacks(record, "tutor", "date", "students"):
            return
        tutor, day, pupils = record.get("tutor"), record.get("date"), record.get("students")
        start, end = record.get("from"), record.get("to")
        if start and end and end <= start:
            yield Misfit("order", N_("The end is not after the beginning."), column="to")
            return
        month = f"{day:%Y-%m}"
        there = desk.document(kinds.CONSULTATIONS, tutor, month)
        entries = there.consultations if isinstance(there, ConsultationJournal) else ()
        known = _known(entries, record)
        key: tuple[str, ...] = ("consultations", tutor, *pupils)
        if known is None and any(one.id == entry_id(day, *key) for one in entries):
            key = (*key, f"{start:%H%M}" if start else record.get("request", ""))  # a second one of the day
        entry = given(
            id=new_id(record, known.id if known else None, day, *key),
            date=day,
            **{"from": start, "to": end},
            students=known.students if known else pupils,
            kind=record.get("kind") or (None if known else "consultation"),
            request=record.get("request"),
            content=record.get("content"),
            agreed=record.get("agreed"),
            due=record.get("due"),
        )
        yield entry_said(kinds.CONSULTATIONS, (tutor, month), "consultations", entry)


def _known(entries: Sequence[Consultation], record: Record) -> Consultation | None:
    """The consultation of these pupils on this day, at this hour where one is known."""
    start, pupils = record.get("from"), set(record.get("students"))
    same = (one for one in entries if one.date == record.get("date") and set(one.students) == pupils)
    return next((one for one in same if start is None or one.start in (None, start)), None)
