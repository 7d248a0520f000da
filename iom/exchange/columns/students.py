"""The table of pupils, with their guardians in the same row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from iom.exchange.columns.bearings import Bearings
from iom.exchange.columns.column import Column
from iom.exchange.columns.days import Day
from iom.exchange.columns.families import slots
from iom.exchange.columns.forms import ClassForm
from iom.exchange.columns.hours import WeekHour, WeekHours
from iom.exchange.columns.misfit import Misfit
from iom.exchange.columns.table_kind import Desk, Party, Record, Said, TableKind, Values
from iom.exchange.columns.values import Identifier, Listing, Name, Text
from iom.language import N_
from iom.model import kinds
from iom.model.edits import Data
from iom.model.identifiers import entry_id
from iom.model.naming import by_name
from iom.model.people import FormEntry, Student

ID: Final = Column("id", N_("ID"), Identifier(), ("идентификатор", "код ученика", "ид"))
NAME: Final = Column(
    "name",
    N_("Full name"),
    Name(),
    (
        "ФИО", "Ф.И.О.", "ФИО ученика", "ФИО обучающегося", "ФИО учащегося", "Ученик", "Обучающийся", "Учащийся",
        "Фамилия, имя, отчество", "Фамилия Имя Отчество", "Фамилия и имя", "Name", "Pupil", "Student",
    ),
    required=True,
)  # fmt: skip
NAME_IN_PARTS: Final = (
    Column("surname", N_("Surname"), Name(), ("Фамилия ученика", "Last name"), another_way=True),
    Column("first_name", N_("First name"), Name(), ("Имя ученика", "Given name"), another_way=True),
    Column("patronymic", N_("Patronymic"), Name(), ("Отчество ученика", "Middle name"), another_way=True),
)
FORM: Final = Column(
    "form",
    N_("Class"),
    ClassForm(),
    ("Класс обучения", "Кл.", "Ваш класс", "Твой класс", "Your class", "Form", "Grade"),
)
SINCE: Final = Column("since", N_("In the class since"), Day(), ("В классе с", "Дата зачисления", "Since"))
LEFT_ON: Final = Column("left_on", N_("Left on"), Day(), ("Дата выбытия", "Выбыл", "Выбыла"))
OTHERS: Final = (
    Column("interests", N_("Interests"), Listing(Text()), ("Интересы ученика", "Увлечения")),
    Column("strengths", N_("Strengths"), Listing(Text()), ("Что получается", "Достоинства")),
    Column("busy", N_("Busy hours"), WeekHours(), ("Занят", "Кружки и секции")),
)


class Students(TableKind):
    """One row a pupil; guardians stand in numbered columns, or in columns for mother and father."""

    name = "students"
    title = N_("Pupils")

    def columns(self, bearings: Bearings) -> tuple[Column, ...]:
        """See `TableKind.columns`."""
        guardians = (column for slot in slots(bearings) for column in slot.columns)
        return (ID, NAME, FORM, SINCE, LEFT_ON, *OTHERS, *guardians, *NAME_IN_PARTS)

    def parties(self, bearings: Bearings) -> tuple[Party, ...]:
        """See `TableKind.parties`."""
        return (PUPIL, *(slot.party for slot in slots(bearings)))

    def rows(self, bearings: Bearings) -> Iterator[Values]:
        """See `TableKind.rows`."""
        students = bearings.school.students
        for identifier in by_name(bearings.school, students):
            yield dict(_row(bearings, identifier, students[identifier]))

    def says(self, desk: Desk, records: Sequence[Record]) -> Iterator[Said | Misfit]:
        """See `TableKind.says`."""
        (record,) = records
        pupil = desk.person(record, PUPIL.slot)
        if pupil is None:
            return
        there = desk.document(kinds.STUDENT, pupil)
        student = there if isinstance(there, Student) else None
        links: list[Data] = []
        guardians: list[Said] = []
        for slot in slots(desk):
            link = slot.link(desk, record, student)
            if isinstance(link, Misfit):
                yield link
            elif link is not None:
                links.append(link)
                guardians.append(slot.said(desk, record, link["id"]))
        data: Data = {"name": record.get("name"), "left_on": record.get("left_on")}
        data |= {key: list(value) for key in ("interests", "strengths") if (value := record.get(key))}
        data |= {"forms": list(_forms(desk, record, student)), "guardians": links}
        data |= {"busy": list(_busy(record, student))}
        yield Said(kinds.STUDENT, (pupil,), data, columns=_columns_of(desk, record, links))
        yield from guardians


PUPIL: Final = Party("pupil", kinds.STUDENT, "name", "id", form="form", required=True)


def _row(bearings: Bearings, identifier: str, student: Student) -> Iterator[tuple[str, Any]]:
    yield "id", identifier
    yield "name", student.name
    if entry := _present(student, bearings):
        yield "form", entry.form
        yield "since", entry.since
    if student.left_on:
        yield "left_on", student.left_on
    for key, texts in (("interests", student.interests), ("strengths", student.strengths)):
        if texts:
            yield key, texts
    if student.busy:
        yield "busy", tuple(WeekHour(busy.day, busy.start, busy.end) for busy in student.busy)
    for slot, link in zip(slots(bearings), student.guardians, strict=False):
        yield from slot.row(bearings, link)


def _present(student: Student, bearings: Bearings) -> FormEntry | None:
    """The class of today; where there is none yet, the first one to come."""
    past = [entry for entry in student.forms if entry.since <= bearings.today]
    if past:
        return max(past, key=lambda entry: entry.since)
    return min(student.forms, key=lambda entry: entry.since, default=None)


def _forms(desk: Desk, record: Record, student: Student | None) -> Iterable[Data]:
    """The entry that the row adds to the pupil's classes, or mends.

    Classes are a history: another class than that of an earlier day is the next one, and contradicts nothing.
    """
    form, since = record.get("form"), record.get("since")
    if form is None:
        return
    now = _present(student, desk) if student else None
    begins = since or desk.today
    if now is None or (begins > now.since and form != now.form):
        yield {"id": entry_id(begins, "forms", form), "since": begins, "form": form}
    elif form == now.form:
        if since and since != now.since:
            yield {"id": now.id, "since": since}
    elif desk.prefers_table(record, "form", now.form, form):
        if begins == now.since:
            yield {"id": now.id, "form": form}
        else:
            yield {"id": entry_id(begins, "forms", form), "since": begins, "form": form}


def _busy(record: Record, student: Student | None) -> Iterable[Data]:
    known = {(busy.day, busy.start, busy.end) for busy in student.busy} if student else set()
    for hour in record.get("busy", ()):
        if (hour.day, hour.start, hour.end) not in known:
            yield hour.entry()


def _columns_of(desk: Desk, record: Record, links: Sequence[Data]) -> Mapping[str, str]:
    """The columns that relation and right of each guardian came from."""
    found = {"forms": "form"}
    for slot in slots(desk):
        identifier = desk.person(record, slot.party.slot)
        if any(link["id"] == identifier for link in links):
            found |= {f"guardians.{identifier}.{key}": column for key, column in slot.sources.items()}
    return found
