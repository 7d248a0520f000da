"""What somebody should know about an import that no row is to blame for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from iom.exchange.columns.column import Column
from iom.exchange.importing.opening import Opened, Table
from iom.exchange.importing.plan import Plan
from iom.language import N_, _, say
from iom.model.school import School


@dataclass(frozen=True)
class Caution:
    """One of them: ``code`` names it for programs, ``about`` what it is about."""

    code: str
    text: str
    about: tuple[str, ...] = ()

    def said(self) -> str:
        """The line for people."""
        return say(self.text, {"about": self.about})

    def data(self) -> dict[str, Any]:
        """The same for programs."""
        return {"code": self.code, "about": list(self.about), "text": self.said()}


def cautions(opened: Opened, columns: Sequence[Column], plan: Plan, before: School) -> Iterator[Caution]:
    """Columns with values that were not taken, days that nobody named, classes that the school does not have."""
    if unread := tuple(dict.fromkeys(heading for table in opened.tables for heading in _unread(table))):
        yield Caution("not-read", N_("Not taken, for no column is called so here: {about}."), unread)
    for column in columns:
        if column.today and any(column.key not in {*table.keys().values()} for table in opened.tables):
            yield Caution("today", N_("The table has no column “{about}”: today was taken for it."), (column.title(),))
    if strange := _new_forms(plan, before):
        yield Caution("new-class", N_("Classes that the school did not have: {about}."), strange)


def _unread(table: Table) -> Iterator[str]:
    """Headings of columns that hold values and are not read; those without a heading are named by their cell."""
    headings = table.layout.headings
    filled = {at: cell for record in reversed(table.layout.records) for at, cell in record.values.items()}
    unknown = set(table.unknown())
    for at in sorted(filled):
        if at in unknown:
            yield headings[at].text.strip()
        elif at >= len(headings) or not headings[at].text.strip():
            yield say(_("the column without a heading at {place}"), {"place": filled[at].place})


def _new_forms(plan: Plan, before: School) -> tuple[str, ...]:
    def forms(school: School) -> set[str]:
        return {entry.form for student in school.students.values() for entry in student.forms}

    return tuple(sorted(forms(plan.after) - forms(before)))
