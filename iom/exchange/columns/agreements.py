"""The table of families' agreements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from iom.exchange.columns import pupils
from iom.exchange.columns.bearings import Bearings
from iom.exchange.columns.choices import sheet_of, sheets
from iom.exchange.columns.column import Column
from iom.exchange.columns.days import Day
from iom.exchange.columns.entries import ENTRY, as_known, cells, entry_said, given, lacks, new_id
from iom.exchange.columns.misfit import Misfit
from iom.exchange.columns.named import Named, Titled
from iom.exchange.columns.pupils import PUPIL, pupil_cells
from iom.exchange.columns.table_kind import Desk, Party, Record, Said, TableKind, Values
from iom.exchange.columns.values import Choice, Listing, Text
from iom.language import N_
from iom.model import kinds
from iom.model.routes import Agreement

HOW: Final = Choice(("together", "paper", "phone"))
SIDES: Final = ("student", "family", "school")


class Agreements(TableKind):
    """One row an agreement of a pupil with the family."""

    name = "agreements"
    title = N_("Agreements")
    in_round = True

    def columns(self, bearings: Bearings) -> tuple[Column, ...]:
        """See `TableKind.columns`."""
        offers = Listing(Titled.of(kinds.OFFER, bearings))
        signed = Listing(Named.of(bearings, kinds.STUDENT, kinds.GUARDIAN, kinds.STAFF))
        return (
            *pupils.COLUMNS,
            Column(
                "on",
                N_("Day"),
                Day(done=True),
                ("Дата договорённости", "Дата", "Отметка времени", "Date"),
                required=True,
            ),
            Column("how", N_("How it was reached"), HOW, ("Как договорились", "How")),
            Column("offers", N_("Courses agreed on"), offers, ("Выбранные курсы", "Курсы", "Courses"), required=True),
            Column("reserve", N_("In reserve"), offers, ("Резерв", "Запас", "Reserve")),
            Column("signed_by", N_("Signed by"), signed, ("Кто подписал", "Подписи", "Signatures")),
            Column("undertakes_student", N_("The pupil undertakes"), Text(), ("Обязуется ученик",)),
            Column("undertakes_family", N_("The family undertakes"), Text(), ("Обязуется семья",)),
            Column("undertakes_school", N_("The school undertakes"), Text(), ("Обязуется школа",)),
            ENTRY,
        )

    def parties(self, bearings: Bearings) -> tuple[Party, ...]:
        """See `TableKind.parties`."""
        return (PUPIL,)

    def rows(self, bearings: Bearings) -> Iterator[Values]:
        """See `TableKind.rows`."""
        for student, sheet in sheets(bearings):
            for one in sheet.agreements:
                row = cells(on=one.on, how=one.how, offers=one.offers, reserve=one.reserve, signed_by=one.signed_by)
                sides = {f"undertakes_{side}": getattr(one.undertakes, side, None) for side in SIDES}
                yield {**dict(pupil_cells(bearings, student)), **row, **cells(**sides, id=one.id)}

    def says(self, desk: Desk, records: Sequence[Record]) -> Iterator[Said | Misfit]:
        """See `TableKind.says`."""
        (record,) = records
        student = desk.person(record, PUPIL.slot)
        if student is None or lacks(record, "on", "offers"):
            return
        assert desk.run
        on, offers = record.get("on"), record.get("offers")
        known = _known(sheet_of(desk, student).agreements, record)
        identifier = new_id(record, known.id if known else None, on, "agreements", student, *offers)
        undertakes = given(**{side: record.get(f"undertakes_{side}") for side in SIDES})
        entry = given(
            id=identifier,
            on=on,
            how=record.get("how") or (None if known else "paper"),
            offers=known.offers if known else offers,
            reserve=record.get("reserve"),
            signed_by=as_known(known.signed_by if known else (), record.get("signed_by")),
            undertakes=undertakes or None,
        )
        columns = {f"undertakes.{side}": f"undertakes_{side}" for side in SIDES}
        yield entry_said(kinds.CHOICE, (desk.run.id, student), "agreements", entry, columns)


def _known(agreements: Sequence[Agreement], record: Record) -> Agreement | None:
    """The agreement of this day on these courses: another one is a second entry."""
    same = (one for one in agreements if one.on == record.get("on") and set(one.offers) == set(record.get("offers")))
    return next(same, None)
