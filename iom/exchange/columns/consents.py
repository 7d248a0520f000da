"""The table of consents on paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from iom.exchange.columns.bearings import Bearings
from iom.exchange.columns.column import Column
from iom.exchange.columns.days import Day
from iom.exchange.columns.entries import ENTRY, cells, entry_said, given, new_id
from iom.exchange.columns.misfit import Misfit
from iom.exchange.columns.named import Named
from iom.exchange.columns.table_kind import Desk, Record, Said, TableKind, Values
from iom.exchange.columns.values import Called, Choice, Listing, Text
from iom.language import N_
from iom.model import kinds
from iom.model.kinds import Kind
from iom.model.people import Consent, HasConsents

FOLDERS: Final = (kinds.STUDENT, kinds.GUARDIAN, kinds.STAFF, kinds.PARTNER, kinds.MENTOR)
CONSENT: Final = Choice(
    ("processing", "dissemination"),
    (
        ("обработка", "processing"), ("на обработку", "processing"), ("согласие на обработку", "processing"),
        ("распространение", "dissemination"), ("на распространение", "dissemination"),
        ("согласие на распространение", "dissemination"),
    ),
)  # fmt: skip
WHERE: Final = Called(tuple(kind.name for kind in FOLDERS), titles=tuple((kind.name, kind.title) for kind in FOLDERS))
_KEYS: Final = ("kind", "given_by", "given_on", "valid_until", "withdrawn_on", "cosigned_by", "scope", "paper")


class Consents(TableKind):
    """One row a paper."""

    name = "consents"
    title = N_("Consents")

    def columns(self, bearings: Bearings) -> tuple[Column, ...]:
        """See `TableKind.columns`."""
        anybody = Named.of(bearings)
        return (
            Column(
                "person", N_("Whose consent"), anybody, ("ФИО", "Чьё", "Ученик", "ФИО ученика", "Person"), required=True
            ),
            Column("where", N_("As whom"), WHERE, ("В каком качестве",)),
            Column("kind", N_("Kind of consent"), CONSENT, ("Вид согласия", "Согласие", "Consent"), required=True),
            Column("given_by", N_("Signed by"), anybody, ("Кто подписал", "Подписал", "Подписала", "Given by")),
            Column(
                "given_on",
                N_("Signed on"),
                Day(done=True),
                ("Дата подписания", "Дата согласия", "Дата", "Given on"),
                required=True,
            ),
            Column("valid_until", N_("Valid until"), Day(), ("Срок действия", "Действует до")),
            Column("withdrawn_on", N_("Withdrawn on"), Day(), ("Дата отзыва", "Отозвано")),
            Column("cosigned_by", N_("Cosigned by"), anybody, ("Вторая подпись",)),
            Column("scope", N_("Scope"), Listing(Text()), ("На что", "Объём согласия")),
            Column("paper", N_("Where the paper lies"), Text(), ("Где лежит", "Номер", "№ документа", "Paper")),
            ENTRY,
        )

    def rows(self, bearings: Bearings) -> Iterator[Values]:
        """See `TableKind.rows`."""
        for folder in FOLDERS:
            for (person,), document in sorted(bearings.school.of_kind(folder).items()):
                for consent in document.consents if isinstance(document, HasConsents) else ():
                    fields = {key: getattr(consent, key) for key in _KEYS}
                    yield cells(person=person, where=folder.name, **fields, id=consent.id)

    def says(self, desk: Desk, records: Sequence[Record]) -> Iterator[Said | Misfit]:
        """See `TableKind.says`."""
        (record,) = records
        person, kind, on = (record.get(key) for key in ("person", "kind", "given_on"))
        if person is None or kind is None or on is None:
            return
        folder = _folder(desk, record, person)
        by = record.get("given_by")
        if by is None and folder is kinds.STUDENT:
            text = N_("It is not said who signed for the pupil.")
            yield Misfit("missing", text, N_("Fill “Signed by”: a legal representative."), column="given_by")
            return
        document = desk.document(folder, person)
        there = document.consents if isinstance(document, HasConsents) else ()
        known = next((one.id for one in there if _is_meant(one, kind, by or person, on)), None)
        identifier = new_id(record, known, on, "consents", kind, person)
        fields = {key: record.get(key) for key in _KEYS}
        yield entry_said(
            folder, (person,), "consents", {"id": identifier, **given(**{**fields, "given_by": by or person})}
        )


def _folder(desk: Desk, record: Record, person: str) -> Kind:
    """The folder whose document holds the consent: as the row has it, else the first that knows the person."""
    named = next((kind for kind in FOLDERS if kind.name == record.get("where")), None)
    return named or next(kind for kind in FOLDERS if desk.document(kind, person) is not None)


def _is_meant(consent: Consent, kind: str, by: str, on: object) -> bool:
    return (consent.kind, consent.given_by, consent.given_on) == (kind, by, on)
