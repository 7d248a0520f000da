"""Journals of offers, out of which the tables of lessons and products are made."""

from __future__ import annotations

from collections.abc import Iterator

from iom.exchange.columns.bearings import Bearings
from iom.exchange.columns.table_kind import Desk
from iom.model import kinds
from iom.model.evidence import LessonJournal


def journals(bearings: Bearings) -> Iterator[tuple[str, LessonJournal]]:
    """The journals of the round by offer."""
    assert bearings.run
    yield from sorted(bearings.run.journals.items())


def journal_of(desk: Desk, offer: str) -> LessonJournal:
    """An offer's journal as earlier rows left it; an empty one where there is none."""
    assert desk.run
    there = desk.document(kinds.JOURNAL, desk.run.id, offer)
    return there if isinstance(there, LessonJournal) else LessonJournal.new()
