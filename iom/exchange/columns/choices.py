"""Choice sheets, out of which the tables of wishes, impressions and agreements are made."""

from __future__ import annotations

from collections.abc import Iterator

from iom.exchange.columns.bearings import Bearings
from iom.exchange.columns.table_kind import Desk
from iom.model import kinds
from iom.model.naming import by_name
from iom.model.routes import ChoiceSheet


def sheets(bearings: Bearings) -> Iterator[tuple[str, ChoiceSheet]]:
    """The choice sheets of the round by the pupils' names."""
    assert bearings.run
    choices = bearings.run.choices
    for student in by_name(bearings.school, choices):
        yield student, choices[student]


def sheet_of(desk: Desk, student: str) -> ChoiceSheet:
    """A pupil's choice sheet as earlier rows left it; an empty one where there is none."""
    assert desk.run
    there = desk.document(kinds.CHOICE, desk.run.id, student)
    return there if isinstance(there, ChoiceSheet) else ChoiceSheet.new()
