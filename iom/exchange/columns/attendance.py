"""The table of who was at which event."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from iom.exchange.columns.bearings import Bearings
from iom.exchange.columns.column import Column
from iom.exchange.columns.days import Day
from iom.exchange.columns.entries import cells, lacks
from iom.exchange.columns.misfit import Misfit
from iom.exchange.columns.named import Named, Titled
from iom.exchange.columns.students import NAME
from iom.exchange.columns.table_kind import Desk, Record, Said, TableKind, Values
from iom.exchange.columns.values import Text, YesNo
from iom.language import N_
from iom.model import kinds


class Attendance(TableKind):
    """One row a guest of an event: a pupil, a guardian, a member of staff, a partner."""

    name = "attendance"
    title = N_("Guests of events")
    in_round = True

    def columns(self, bearings: Bearings) -> tuple[Column, ...]:
        """See `TableKind.columns`."""
        event = Titled.of(kinds.EVENT, bearings)
        return (
            Column("event", N_("Event"), event, ("Мероприятие", "Мастер-класс", "Master class"), required=True),
            Column("on", N_("Day"), Day(), for_readers=True),
            Column("person", N_("Guest"), Named.of(bearings), (*NAME.aliases, "Участник", "Person"), required=True),
            Column("form", N_("Class"), Text(), for_readers=True),
            Column("there", N_("Was there"), YesNo(), ("Присутствие", "Отметка", "Present"), another_way=True),
        )

    def rows(self, bearings: Bearings) -> Iterator[Values]:
        """See `TableKind.rows`."""
        assert bearings.run
        students = bearings.school.students
        for identifier, event in sorted(bearings.run.events.items(), key=lambda item: (item[1].on, item[0])):
            for person in event.attended:
                pupil = students.get(person)
                form = pupil.form_on(bearings.today) if pupil else None
                yield cells(event=identifier, on=event.on, person=person, form=form)

    def says(self, desk: Desk, records: Sequence[Record]) -> Iterator[Said | Misfit]:
        """See `TableKind.says`. Who is told not to have been there is left out, not taken away."""
        (record,) = records
        if lacks(record, "event", "person"):
            return
        assert desk.run
        person = record.get("person")
        data = {"attended": [] if record.get("there") is False else [person]}
        ids, entry = (desk.run.id, record.get("event")), ("attended", person)
        yield Said(kinds.EVENT, ids, data, entry=entry, sets=frozenset({"attended"}))
