"""Guardians in a pupil's row: the columns of each, and the link and the document that they make."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, get_args

from iom.exchange.columns.bearings import Bearings
from iom.exchange.columns.column import Column
from iom.exchange.columns.misfit import Misfit
from iom.exchange.columns.table_kind import Desk, Party, Record, Said
from iom.exchange.columns.values import Choice, Identifier, Name, Text, YesNo
from iom.exchange.people.names import parent_of, telephone
from iom.language import N_
from iom.model import kinds
from iom.model.edits import Data
from iom.model.people import Guardian, GuardianLink, Relation, Student

RELATION: Final = Choice(
    get_args(Relation),
    (
        ("опекунша", "guardian"), ("законный представитель", "guardian"), ("приёмная мать", "trustee"),
        ("приёмный отец", "trustee"), ("попечительница", "trustee"), ("бабуля", "grandmother"), ("дед", "grandfather"),
        ("мачеха", "other"), ("отчим", "other"), ("тётя", "other"), ("дядя", "other"), ("иной", "other"),
    ),
)  # fmt: skip
#: Parents represent a child by birth, guardians and trustees by appointment (Семейный кодекс, ст. 64, 123).
LEGAL: Final = frozenset({"mother", "father", "guardian", "trustee"})
FEW: Final = 3

_MOTHER: Final = ("Мама", "ФИО матери", "ФИО мамы", "Мать, ФИО", "Mum", "Mom")
_FATHER: Final = ("Папа", "ФИО отца", "ФИО папы", "Отец, ФИО", "Dad")
_PARENT: Final = ("ФИО родителя", "Родители", "ФИО родителей", "Parents", "Parent's name")
_GUARDIAN: Final = ("ФИО представителя", "Законный представитель", "ФИО законного представителя", "Guardian")


@dataclass(frozen=True)
class GuardianSlot:
    """The columns of one guardian, whose keys begin with ``name``.

    ``relation`` is what the heading itself says: a code, or ``parent`` where the patronymic tells which.
    """

    name: str
    heading: str
    aliases: tuple[str, ...]
    relation: str = ""
    number: int = 0

    @property
    def key(self) -> str:
        """The key of the column with the guardian's name: what the keys of the others begin with."""
        return f"{self.name}{self.number or ''}"

    @property
    def party(self) -> Party:
        """The guardian as somebody to be matched."""
        key = self.key
        return Party(key, kinds.GUARDIAN, key, f"{key}_id", phone=f"{key}_phone", email=f"{key}_email", of="pupil")

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns in their order."""
        another, number = bool(self.relation), self.number
        titles = _TITLES[self.name]
        types: tuple[tuple[str, Any], ...] = (
            ("_id", Identifier()), ("_relation", RELATION), ("_legal", YesNo()), ("_phone", Text()), ("_email", Text()),
        )  # fmt: skip
        return (
            Column(self.key, self.heading, Name(), self.aliases, another_way=another, number=number),
            *(
                Column(self.key + end, titles[end][0], cells, titles[end][1], another_way=another, number=number)
                for end, cells in types
                if end in titles
            ),
        )

    @property
    def sources(self) -> Mapping[str, str]:
        """The columns of what the pupil's document says about the guardian."""
        if self.relation:
            return {"relation": self.key, "legal": self.key}
        return {"relation": f"{self.key}_relation", "legal": f"{self.key}_legal"}

    def link(self, desk: Desk, record: Record, student: Student | None) -> Data | Misfit | None:
        """The entry of the pupil's guardians; None where the row names nobody here."""
        identifier = desk.person(record, self.party.slot)
        if identifier is None:
            return self._nobodys(record)
        there = next((link for link in student.guardians if link.id == identifier), None) if student else None
        relation = record.get(f"{self.key}_relation") or self._relation(record)
        legal = record.get(f"{self.key}_legal")
        if there is None and relation is None and record.text(f"{self.key}_relation"):
            return None  # what stands there is a misfit of its own cell
        if there is None and relation is None:
            return Misfit(
                "relation",
                N_("It is not said who {name} is to the pupil."),
                N_("Add a column: mother, father, grandmother … (Guardian's relation)."),
                {"name": record.text(self.key) or identifier},
                self.key,
            )
        if there is None and legal is None:
            legal = relation in LEGAL
        return {"id": identifier, "relation": relation, "legal": legal}

    def _nobodys(self, record: Record) -> Misfit | None:
        """What the row says about a guardian whom it does not name: it would be lost."""
        if record.text(self.key) or record.text(f"{self.key}_id"):
            return None
        for end in ("_phone", "_email", "_relation", "_legal"):
            if text := record.text(self.key + end):
                wrong = N_("“{given}” is nobody's: the row names no such guardian.")
                return Misfit(
                    "nobodys", wrong, N_("Fill in the name, or clear this cell."), {"given": text}, self.key + end
                )
        return None

    def _relation(self, record: Record) -> str | None:
        return parent_of(record.get(self.key, "")) if self.relation == "parent" else self.relation or None

    def said(self, desk: Desk, record: Record, identifier: str) -> Said:
        """What the row says about the guardian's own document."""
        columns = {"name": self.key, "phone": f"{self.key}_phone", "email": f"{self.key}_email"}
        data = {key: record.get(column) for key, column in columns.items()}
        return guardian_said(desk, identifier, data, columns)

    def row(self, bearings: Bearings, link: GuardianLink) -> Iterator[tuple[str, Any]]:
        """The cells of one guardian of a pupil."""
        key, guardian = self.key, bearings.school.guardians.get(link.id)
        if guardian is None:
            return
        cells = (guardian.name, link.id, link.relation, link.legal, guardian.phone, guardian.email)
        for end, value in zip(("", "_id", "_relation", "_legal", "_phone", "_email"), cells, strict=True):
            if value is not None:
                yield key + end, value


_TITLES: Final[Mapping[str, Mapping[str, tuple[str, tuple[str, ...]]]]] = {
    "guardian": {
        "_id": (N_("Guardian's ID"), ()),
        "_relation": (N_("Guardian's relation"), ("Кем приходится", "Степень родства", "Родство", "Relation")),
        "_legal": (N_("Guardian is legal"), ("Законный", "Legal")),
        "_phone": (N_("Guardian's telephone"), ("Телефон законного представителя", "Guardian's phone")),
        "_email": (N_("Guardian's e-mail"), ("Почта представителя", "Email представителя", "Guardian's email")),
    },
    "parent": {
        "_phone": (N_("Parent's telephone"), ("Телефон родителей", "Parent's phone")),
        "_email": (N_("Parent's e-mail"), ("Почта родителя", "Email родителя", "Parent's email")),
    },
    "mother": {
        "_phone": (N_("Mother's telephone"), ("Телефон мамы", "Мать, телефон", "Mother's phone")),
        "_email": (N_("Mother's e-mail"), ("Почта матери", "Email матери", "Мать, почта", "Mother's email")),
    },
    "father": {
        "_phone": (N_("Father's telephone"), ("Телефон папы", "Отец, телефон", "Father's phone")),
        "_email": (N_("Father's e-mail"), ("Почта отца", "Email отца", "Отец, почта", "Father's email")),
    },
}


def slots(bearings: Bearings) -> tuple[GuardianSlot, ...]:
    """As many guardians as the pupil with the most has, at least three; then mother, father, parents."""
    return bearings.kept("guardian slots", _slots)


def _slots(bearings: Bearings) -> tuple[GuardianSlot, ...]:
    most = max((len(student.guardians) for student in bearings.school.students.values()), default=0)
    numbered = (
        GuardianSlot("guardian", N_("Guardian"), _GUARDIAN, number=number) for number in range(1, max(most, FEW) + 1)
    )
    parents = (GuardianSlot("parent", N_("Parent"), _PARENT, "parent", number) for number in (1, 2))
    mother = GuardianSlot("mother", N_("Mother"), _MOTHER, "mother")
    father = GuardianSlot("father", N_("Father"), _FATHER, "father")
    return (*numbered, mother, father, *parents)


def guardian_said(desk: Desk, identifier: str, data: Data, columns: Mapping[str, str]) -> Said:
    """What a row says about a guardian; a telephone number written otherwise is the same number."""
    there = desk.document(kinds.GUARDIAN, identifier)
    if isinstance(there, Guardian) and data.get("phone") and telephone(there.phone) == telephone(data["phone"]):
        data = {**data, "phone": None}
    return Said(kinds.GUARDIAN, (identifier,), data, columns=columns)
