"""The table of a round's events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, get_args

from iom.exchange.columns.bearings import Bearings
from iom.exchange.columns.column import Column
from iom.exchange.columns.days import Day
from iom.exchange.columns.entries import cells, given, lacks
from iom.exchange.columns.misfit import Misfit
from iom.exchange.columns.named import ADULTS, Named, Titled
from iom.exchange.columns.table_kind import Desk, Record, Said, TableKind, Values
from iom.exchange.columns.values import Choice, Hour, Identifier, Text
from iom.language import N_
from iom.model import kinds
from iom.model.folding import folded
from iom.model.identifiers import title_id
from iom.model.rounds import Event, EventKind

KIND: Final = Choice(
    get_args(EventKind),
    (
        ("мастер класс", "taster"), ("проба", "taster"), ("родительское собрание", "meeting"), ("встреча", "meeting"),
        ("семинар педагогов", "teacher-seminar"), ("семинар учителей", "teacher-seminar"),
        ("семинар для родителей", "evaluation-seminar"), ("миниконференция", "showcase"),
        ("мини конференция", "showcase"), ("защита", "showcase"), ("показ", "showcase"),
    ),
)  # fmt: skip


class Events(TableKind):
    """One row an event; who was there is the table of attendance."""

    name = "events"
    title = N_("Events")
    in_round = True

    def columns(self, bearings: Bearings) -> tuple[Column, ...]:
        """See `TableKind.columns`."""
        return (
            Column("id", N_("ID"), Identifier(), ("идентификатор", "код события")),
            Column("kind", N_("Kind of event"), KIND, ("Тип события", "Тип", "Вид", "Kind"), required=True),
            Column("title", N_("Title"), Text(), ("Событие", "Тема", "Event"), required=True),
            Column("offer", N_("Course"), Titled.of(kinds.OFFER, bearings), ("Курс по выбору", "Offer")),
            Column("on", N_("Day"), Day(), ("Когда", "Дата", "Дата проведения", "Date"), required=True),
            Column("from", N_("From"), Hour(), ("Время начала", "С", "Beginning", "Start")),
            Column("to", N_("Until"), Hour(), ("Время окончания", "До", "End")),
            Column("place", N_("Place"), Text(), ("Где", "Кабинет", "Room")),
            Column("organiser", N_("Organiser"), Named.of(bearings, *ADULTS), ("Ответственный", "Ведущий")),
            Column("conclusions", N_("Conclusions"), Text(), ("Итог", "Результат", "Outcome")),
        )

    def rows(self, bearings: Bearings) -> Iterator[Values]:
        """See `TableKind.rows`."""
        assert bearings.run
        for identifier, event in sorted(bearings.run.events.items(), key=lambda item: (item[1].on, item[0])):
            yield cells(
                id=identifier,
                kind=event.kind,
                title=event.title,
                offer=event.offer,
                on=event.on,
                to=event.end,
                place=event.place,
                organiser=event.organiser,
                conclusions=event.conclusions,
                **{"from": event.start},
            )

    def says(self, desk: Desk, records: Sequence[Record]) -> Iterator[Said | Misfit]:
        """See `TableKind.says`."""
        (record,) = records
        if lacks(record, "title", "on"):
            return
        if (start := record.get("from")) and (end := record.get("to")) and end <= start:
            yield Misfit("order", N_("The end is not after the beginning."), column="to")
            return
        assert desk.run
        keys = ("kind", "title", "offer", "on", "from", "to", "place", "organiser", "conclusions")
        data = given(**{key: record.get(key) for key in keys})
        yield Said(kinds.EVENT, (desk.run.id, _identifier(desk, record)), data)


def _identifier(desk: Desk, record: Record) -> str:
    """The id in the row, that of the event with this title on this day, or a new one."""
    stated: str | None = record.get("id")
    if stated:
        return stated
    assert desk.run
    run = desk.run
    for identifier, event in run.events.items():
        if _is_meant(event, record):
            return identifier

    def taken(identifier: str) -> bool:
        there = desk.document(kinds.EVENT, run.id, identifier)
        return isinstance(there, Event) and not _is_meant(there, record)

    return title_id(record.get("title"), taken)


def _is_meant(event: Event, record: Record) -> bool:
    return event.on == record.get("on") and folded(event.title) == folded(record.get("title"))
