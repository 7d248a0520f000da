"""The table of guardians: one row for each child of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from iom.exchange.columns.bearings import Bearings
from iom.exchange.columns.column import Column
from iom.exchange.columns.families import LEGAL, RELATION, guardian_said
from iom.exchange.columns.forms import ClassForm
from iom.exchange.columns.misfit import Misfit
from iom.exchange.columns.students import ID
from iom.exchange.columns.table_kind import Desk, Party, Record, Said, TableKind, Values
from iom.exchange.columns.values import Identifier, Name, Text, YesNo
from iom.language import N_
from iom.model import kinds
from iom.model.naming import by_name
from iom.model.people import GuardianLink, Student

NAME: Final = Column(
    "name",
    N_("Full name"),
    Name(),
    ("ФИО", "ФИО родителя", "ФИО представителя", "ФИО законного представителя", "Родитель", "Представитель", "Parent"),
    required=True,
)
CONTACTS: Final = (
    Column("phone", N_("Telephone"), Text(), ("Тел.", "Мобильный телефон", "Номер телефона", "Phone", "Mobile")),
    Column("email", N_("E-mail"), Text(), ("Email", "Почта", "Электронная почта", "Адрес электронной почты", "Mail")),
)
CHILD: Final = (
    Column("student", N_("Child's ID"), Identifier(), ("id ребёнка", "id ученика", "student id")),
    Column("student_name", N_("Child"), Name(), ("ФИО ребёнка", "ФИО ученика", "ФИО обучающегося", "Ученик", "Pupil")),
    Column("form", N_("Child's class"), ClassForm(), ("Класс", "Класс ученика", "Class")),
    Column("relation", N_("Relation"), RELATION, ("Кем приходится", "Степень родства", "Родство", "Отношение")),
    Column("legal", N_("Legal representative"), YesNo(), ("Законный", "Является законным представителем", "Legal")),
)
PUPIL: Final = Party("pupil", kinds.STUDENT, "student_name", "student", form="form", may_be_new=False)
PERSON: Final = Party("person", kinds.GUARDIAN, "name", "id", phone="phone", email="email", of="pupil", required=True)


class Guardians(TableKind):
    """One row a guardian and child; a guardian of several children has several rows."""

    name = "guardians"
    title = N_("Parents and other representatives")

    def columns(self, bearings: Bearings) -> tuple[Column, ...]:
        """See `TableKind.columns`."""
        return (ID, NAME, *CONTACTS, *CHILD)

    def parties(self, bearings: Bearings) -> tuple[Party, ...]:
        """See `TableKind.parties`."""
        return (PUPIL, PERSON)

    def rows(self, bearings: Bearings) -> Iterator[Values]:
        """See `TableKind.rows`."""
        school = bearings.school
        for identifier in by_name(school, school.guardians):
            for child in school.children_of(identifier) or (None,):
                yield dict(_row(bearings, identifier, child))

    def says(self, desk: Desk, records: Sequence[Record]) -> Iterator[Said | Misfit]:
        """See `TableKind.says`."""
        (record,) = records
        guardian = desk.person(record, PERSON.slot)
        if guardian is None:
            return
        data = {key: record.get(key) for key in ("name", "phone", "email")}
        yield guardian_said(desk, guardian, data, {})
        if pupil := desk.person(record, PUPIL.slot):
            yield _link(desk, record, guardian, pupil)


def _link(desk: Desk, record: Record, guardian: str, pupil: str) -> Said | Misfit:
    there = desk.document(kinds.STUDENT, pupil)
    known = isinstance(there, Student) and guardian in there.guardian_ids()
    relation, legal = record.get("relation"), record.get("legal")
    if not known and relation is None and not record.text("relation"):
        text = N_("It is not said who {name} is to the pupil.")
        return Misfit("relation", text, "", {"name": record.text("name") or guardian}, "relation")
    if not known and legal is None:
        legal = relation in LEGAL
    return Said(kinds.STUDENT, (pupil,), {"guardians": [{"id": guardian, "relation": relation, "legal": legal}]})


def _row(bearings: Bearings, identifier: str, child: str | None) -> Iterator[tuple[str, Any]]:
    guardian = bearings.school.guardians[identifier]
    yield from (("id", identifier), ("name", guardian.name))
    if guardian.phone:
        yield "phone", guardian.phone
    if guardian.email:
        yield "email", guardian.email
    if child is None:
        return
    student = bearings.school.students[child]
    yield from (("student", child), ("student_name", student.name))
    if form := student.form_on(bearings.today):
        yield "form", form
    link: GuardianLink = next(link for link in student.guardians if link.id == identifier)
    yield from (("relation", link.relation), ("legal", link.legal))
