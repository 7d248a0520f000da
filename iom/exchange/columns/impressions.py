"""The table of the children's words after master classes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from iom.exchange.columns import pupils
from iom.exchange.columns.bearings import Bearings
from iom.exchange.columns.choices import sheet_of, sheets
from iom.exchange.columns.column import Column
from iom.exchange.columns.days import Day
from iom.exchange.columns.entries import ENTRY, cells, entry_said, given, lacks, new_id
from iom.exchange.columns.misfit import Misfit
from iom.exchange.columns.named import Titled
from iom.exchange.columns.pupils import PUPIL, pupil_cells
from iom.exchange.columns.table_kind import Desk, Party, Record, Said, TableKind, Values
from iom.exchange.columns.values import Text
from iom.language import N_
from iom.model import kinds
from iom.model.rounds import Event
from iom.model.routes import Impression


class Impressions(TableKind):
    """One row an impression of a master class."""

    name = "impressions"
    title = N_("Impressions")
    in_round = True

    def columns(self, bearings: Bearings) -> tuple[Column, ...]:
        """See `TableKind.columns`."""
        event = Titled.of(kinds.EVENT, bearings)
        return (
            *pupils.COLUMNS,
            Column("event", N_("Master class"), event, ("Событие", "Мероприятие", "Event"), required=True),
            Column("on", N_("Day"), Day(done=True), ("Отметка времени", "Дата", "Timestamp", "Date", "Когда")),
            Column("impression", N_("Impression"), Text(), ("Впечатление ученика", "Отзыв"), required=True),
            ENTRY,
        )

    def parties(self, bearings: Bearings) -> tuple[Party, ...]:
        """See `TableKind.parties`."""
        return (PUPIL,)

    def rows(self, bearings: Bearings) -> Iterator[Values]:
        """See `TableKind.rows`."""
        for student, sheet in sheets(bearings):
            for one in sheet.impressions:
                row = cells(event=one.event, on=one.on, impression=one.impression, id=one.id)
                yield {**dict(pupil_cells(bearings, student)), **row}

    def says(self, desk: Desk, records: Sequence[Record]) -> Iterator[Said | Misfit]:
        """See `TableKind.says`. The words of one pupil about one master class are one entry."""
        (record,) = records
        student = desk.person(record, PUPIL.slot)
        if student is None or lacks(record, "event", "impression"):
            return
        assert desk.run
        event, on = record.get("event"), record.get("on")
        known = _known(sheet_of(desk, student).impressions, event, record.get("impression"))
        visited = desk.document(kinds.EVENT, desk.run.id, event)
        day: date = visited.on if isinstance(visited, Event) else on or desk.today
        identifier = new_id(record, known.id if known else None, day, "impressions", student, event)
        if known is None:
            on = on or day
        entry = given(id=identifier, event=event, on=on, impression=record.get("impression"))
        yield entry_said(kinds.CHOICE, (desk.run.id, student), "impressions", entry)


def _known(impressions: Sequence[Impression], event: str, words: str) -> Impression | None:
    """What the pupil said of the event already; of several, the one in these words."""
    same = [one for one in impressions if one.event == event]
    return next((one for one in same if one.impression == words), same[0] if same else None)
