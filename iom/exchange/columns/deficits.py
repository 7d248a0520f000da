"""The table of deficits that were noticed in pupils; the vocabulary itself is no table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from iom.exchange.columns import pupils
from iom.exchange.columns.bearings import Bearings
from iom.exchange.columns.column import Column
from iom.exchange.columns.days import Day
from iom.exchange.columns.entries import ENTRY, cells, entry_said, given, new_id
from iom.exchange.columns.misfit import Misfit
from iom.exchange.columns.named import Named, Titled
from iom.exchange.columns.pupils import PUPIL, pupil_cells
from iom.exchange.columns.table_kind import Desk, Party, Record, Said, TableKind, Values
from iom.exchange.columns.values import Called
from iom.language import N_
from iom.model import kinds
from iom.model.naming import by_name
from iom.model.routes import Route

OUTCOME: Final = Called(
    ("closed", "carried"),
    (("снят", "closed"), ("переходит", "carried"), ("перенесён", "carried"), ("остался", "carried")),
    (("closed", N_("closed")), ("carried", N_("carried on"))),
)
_KEYS: Final = ("deficit", "noticed_by", "noticed_on", "outcome", "outcome_on")


class Deficits(TableKind):
    """One row a deficit of a pupil, kept in the pupil's route of the round."""

    name = "deficits"
    title = N_("Deficits of the pupils")
    in_round = True

    def columns(self, bearings: Bearings) -> tuple[Column, ...]:
        """See `TableKind.columns`."""
        deficits = Titled.of(kinds.DEFICITS, bearings)
        return (
            *pupils.COLUMNS,
            Column(
                "deficit", N_("Deficit"), deficits, ("Дефицит ученика", "Код дефицита", "Какой дефицит"), required=True
            ),
            Column("noticed_by", N_("Noticed by"), Named.of(bearings), ("Кто отметил", "Источник")),
            Column("noticed_on", N_("Noticed on"), Day(done=True), ("Когда отмечен", "Дата")),
            Column("outcome", N_("Outcome"), OUTCOME, ("Исход", "Что стало")),
            Column("outcome_on", N_("Day of the outcome"), Day(done=True), ("Дата итога",)),
            ENTRY,
        )

    def parties(self, bearings: Bearings) -> tuple[Party, ...]:
        """See `TableKind.parties`."""
        return (PUPIL,)

    def rows(self, bearings: Bearings) -> Iterator[Values]:
        """See `TableKind.rows`."""
        assert bearings.run
        routes = bearings.run.routes
        for subject in by_name(bearings.school, routes):
            for entry in routes[subject].deficits:
                fields = {key: getattr(entry, key) for key in _KEYS}
                yield {**dict(pupil_cells(bearings, subject)), **cells(**fields, id=entry.id)}

    def says(self, desk: Desk, records: Sequence[Record]) -> Iterator[Said | Misfit]:
        """See `TableKind.says`."""
        (record,) = records
        assert desk.run
        student, deficit = desk.person(record, PUPIL.slot), record.get("deficit")
        if student is None or deficit is None:
            return
        document = desk.document(kinds.ROUTE, desk.run.id, student)
        there = document.deficits if isinstance(document, Route) else ()
        known = next((one.id for one in there if one.deficit == deficit), None)
        identifier = new_id(record, known, record.get("noticed_on") or desk.today, "deficits", deficit)
        entry = {"id": identifier, **given(**{key: record.get(key) for key in _KEYS})}
        said = entry_said(kinds.ROUTE, (desk.run.id, student), "deficits", entry)
        if document is None:
            said.data["opened_on"] = desk.today
        yield said
