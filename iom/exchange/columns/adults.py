"""The tables of staff and of partners."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, get_args

from iom.exchange.columns.bearings import Bearings
from iom.exchange.columns.column import Column
from iom.exchange.columns.entries import cells, given
from iom.exchange.columns.hours import WeekHour, WeekHours
from iom.exchange.columns.misfit import Misfit
from iom.exchange.columns.students import ID, LEFT_ON, NAME_IN_PARTS
from iom.exchange.columns.table_kind import Desk, Party, Record, Said, TableKind, Values
from iom.exchange.columns.values import Choice, Listing, Name, Text
from iom.language import N_
from iom.model import kinds
from iom.model.edits import Data
from iom.model.naming import by_name
from iom.model.people import Role, StaffMember

NAME: Final = Column(
    "name",
    N_("Full name"),
    Name(),
    (
        "ФИО", "Ф.И.О.", "ФИО сотрудника", "ФИО учителя", "ФИО педагога", "Сотрудник", "Учитель", "Педагог",
        "Фамилия, имя, отчество",
    ),
    required=True,
)  # fmt: skip
ROLES: Final = Choice(
    get_args(Role),
    (
        ("преподаватель", "teacher"), ("педагог", "teacher"), ("тьютор", "tutor"), ("педагог-психолог", "psychologist"),
        ("социальный педагог", "social-pedagogue"), ("соцпедагог", "social-pedagogue"), ("завуч", "deputy"),
        ("заместитель директора", "deputy"), ("зам. директора", "deputy"),
    ),
)  # fmt: skip
PARTNER_KIND: Final = Choice(
    ("expert", "employer", "institution"),
    (("работодатель", "employer"), ("организация", "institution"), ("учреждение", "institution")),
)


class Staff(TableKind):
    """One row a member of staff."""

    name = "staff"
    title = N_("Teachers, tutors and other staff")

    def columns(self, bearings: Bearings) -> tuple[Column, ...]:
        """See `TableKind.columns`."""
        return (
            ID,
            NAME,
            Column("roles", N_("Roles"), Listing(ROLES), ("Роль", "Кто в школе", "Role")),
            Column(
                "subject", N_("Subject or post"), Text(), ("Предмет", "Должность", "Преподаваемый предмет", "Subject")
            ),
            LEFT_ON,
            Column("hours", N_("Office hours"), WeekHours(), ("Приёмные часы", "График работы тьютора", "Hours")),
            *NAME_IN_PARTS,
        )

    def parties(self, bearings: Bearings) -> tuple[Party, ...]:
        """See `TableKind.parties`."""
        return (Party("person", kinds.STAFF, "name", "id", required=True),)

    def rows(self, bearings: Bearings) -> Iterator[Values]:
        """See `TableKind.rows`."""
        staff = bearings.school.staff
        for identifier in by_name(bearings.school, staff):
            one = staff[identifier]
            hours = tuple(WeekHour(hour.day, hour.start, hour.end, hour.room or "") for hour in one.hours)
            yield cells(
                id=identifier, name=one.name, roles=one.roles, subject=one.subject, left_on=one.left_on, hours=hours
            )

    def says(self, desk: Desk, records: Sequence[Record]) -> Iterator[Said | Misfit]:
        """See `TableKind.says`."""
        (record,) = records
        person = desk.person(record, "person")
        if person is None:
            return
        there = desk.document(kinds.STAFF, person)
        known = {(hour.day, hour.start): hour.id for hour in there.hours} if isinstance(there, StaffMember) else {}
        data: Data = {key: record.get(key) for key in ("name", "subject", "left_on")}
        data |= given(roles=record.get("roles"))
        data["hours"] = [
            {**hour.entry("room"), "id": known.get((hour.day, hour.start), hour.id)} for hour in record.get("hours", ())
        ]
        yield Said(kinds.STAFF, (person,), data, columns={"hours": "hours"})


class Partners(TableKind):
    """One row a partner."""

    name = "partners"
    title = N_("Outside experts and partners")

    def columns(self, bearings: Bearings) -> tuple[Column, ...]:
        """See `TableKind.columns`."""
        return (
            ID,
            NAME,
            Column("kind", N_("Kind of partner"), PARTNER_KIND, ("Кто это для школы", "Вид партнёра", "Kind")),
            Column("organisation", N_("Organisation"), Text(), ("Место работы", "Откуда", "Company")),
            *NAME_IN_PARTS,
        )

    def parties(self, bearings: Bearings) -> tuple[Party, ...]:
        """See `TableKind.parties`."""
        return (Party("person", kinds.PARTNER, "name", "id", required=True),)

    def rows(self, bearings: Bearings) -> Iterator[Values]:
        """See `TableKind.rows`."""
        partners = bearings.school.partners
        for identifier in by_name(bearings.school, partners):
            one = partners[identifier]
            yield cells(id=identifier, name=one.name, kind=one.kind, organisation=one.organisation)

    def says(self, desk: Desk, records: Sequence[Record]) -> Iterator[Said | Misfit]:
        """See `TableKind.says`."""
        (record,) = records
        person = desk.person(record, "person")
        if person is None:
            return
        if record.get("kind") is None and desk.document(kinds.PARTNER, person) is None:
            yield Misfit("missing", N_("“{column}” is empty."), "", {"column": "kind"}, "kind")
        yield Said(kinds.PARTNER, (person,), {key: record.get(key) for key in ("name", "kind", "organisation")})
