"""The columns that say which pupil a row of a round is about."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Any, Final

from iom.exchange.columns.bearings import Bearings
from iom.exchange.columns.column import Column
from iom.exchange.columns.students import FORM, NAME
from iom.exchange.columns.table_kind import Party, Record
from iom.exchange.columns.values import Identifier, Name
from iom.language import N_
from iom.model import kinds
from iom.model.folding import folded

STUDENT: Final = Column("student", N_("Pupil's ID"), Identifier(), ("id ученика", "код ученика", "student id"))
STUDENT_NAME: Final = Column("name", N_("Pupil"), Name(), (*NAME.aliases, "Full name", "Фамилия, имя"))
COLUMNS: Final = (STUDENT, STUDENT_NAME, FORM)
#: Round tables name pupils who are there already: they bring no new ones.
PUPIL: Final = Party("student", kinds.STUDENT, "name", "student", form="form", may_be_new=False)


def pupil_cells(bearings: Bearings, student: str) -> Iterator[tuple[str, Any]]:
    """Id, name and class of a pupil, under the id of today."""
    school = bearings.school
    present = school.renamed.get(student, student)
    yield "student", present
    document = school.students.get(present)
    if document:
        yield "name", document.name
        if form := document.form_on(bearings.today):
            yield "form", form


def pupil_key(record: Record) -> Hashable:
    """What rows about one pupil have in common, before it is settled who that is."""
    return record.text("student") or (folded(record.text("name")), folded(record.text("form")))
