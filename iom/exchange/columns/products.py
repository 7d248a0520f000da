"""The table of what pupils made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from iom.exchange.columns import pupils
from iom.exchange.columns.bearings import Bearings
from iom.exchange.columns.column import Column
from iom.exchange.columns.days import Day
from iom.exchange.columns.entries import ENTRY, cells, entry_said, given, lacks, new_id
from iom.exchange.columns.journals import journal_of, journals
from iom.exchange.columns.misfit import Misfit
from iom.exchange.columns.named import Titled
from iom.exchange.columns.pupils import PUPIL, pupil_cells
from iom.exchange.columns.table_kind import Desk, Party, Record, Said, TableKind, Values
from iom.exchange.columns.values import Text
from iom.language import N_
from iom.model import kinds
from iom.model.evidence import LessonJournal, Product
from iom.model.folding import folded
from iom.model.identifiers import entry_id


class Products(TableKind):
    """One row a product."""

    name = "products"
    title = N_("Products")
    in_round = True

    def columns(self, bearings: Bearings) -> tuple[Column, ...]:
        """See `TableKind.columns`."""
        offer, event = (Titled.of(kind, bearings) for kind in (kinds.OFFER, kinds.EVENT))
        return (
            *pupils.COLUMNS,
            Column("offer", N_("Course"), offer, ("Курс по выбору", "Offer"), required=True),
            Column("title", N_("Product"), Text(), ("Название продукта", "Название", "Работа", "Title"), required=True),
            Column("on", N_("Day"), Day(done=True), ("Дата", "Date")),
            Column("link", N_("Link"), Text(), ("Где посмотреть", "URL")),
            Column("shown", N_("Shown at"), event, ("Показан на", "Где показан", "Shown")),
            ENTRY,
        )

    def parties(self, bearings: Bearings) -> tuple[Party, ...]:
        """See `TableKind.parties`."""
        return (PUPIL,)

    def rows(self, bearings: Bearings) -> Iterator[Values]:
        """See `TableKind.rows`."""
        for offer, journal in journals(bearings):
            for one in journal.products:
                row = cells(offer=offer, title=one.title, on=one.on, link=one.link, shown=one.shown, id=one.id)
                yield {**dict(pupil_cells(bearings, one.student)), **row}

    def says(self, desk: Desk, records: Sequence[Record]) -> Iterator[Said | Misfit]:
        """See `TableKind.says`."""
        (record,) = records
        student = desk.person(record, PUPIL.slot)
        if student is None or lacks(record, "offer", "title"):
            return
        assert desk.run
        offer, title, on = record.get("offer"), record.get("title"), record.get("on")
        journal = journal_of(desk, offer)
        known = _known(journal, student, record)
        key: tuple[str, ...] = ("products", offer, student)
        if known is None and any(one.id == entry_id(on or desk.today, *key) for one in journal.products):
            key = (*key, folded(title))  # a second product of one day
        identifier = new_id(record, known.id if known else None, on or desk.today, *key)
        there = next((one for one in journal.products if one.id == identifier), None)
        entry = given(
            id=identifier,
            student=student,
            title=title,
            on=on or (None if there else desk.today),
            link=record.get("link"),
            shown=record.get("shown"),
        )
        yield entry_said(kinds.JOURNAL, (desk.run.id, offer), "products", entry, {"student": "name"})


def _known(journal: LessonJournal, student: str, record: Record) -> Product | None:
    mine = (one for one in journal.products if one.student == student)
    return next((one for one in mine if folded(one.title) == folded(record.get("title"))), None)
