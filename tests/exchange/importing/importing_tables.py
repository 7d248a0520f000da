"""Tables taken into a school in memory, and what tests ask of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from iom.ask.question import Question
from iom.exchange.columns.kinds import table_kind
from iom.exchange.importing.answers import Answers
from iom.exchange.importing.desk import ImportDesk
from iom.exchange.importing.intake import Reader
from iom.exchange.importing.opening import Format, opened, require_clear
from iom.exchange.importing.plan import Plan, Planner
from iom.model.school import School
from iom.views.sheet import Sheet

TODAY = date(2026, 11, 18)
ROUND = "2026-autumn"


@dataclass
class Scripted:
    """Answers every question with the next reply; keeps what was asked."""

    replies: list[Any]
    asked: list[Question] = field(default_factory=list)

    def show(self, sheet: Sheet) -> None:
        """Nothing."""

    def ask(self, question: Question) -> Any:
        self.asked.append(question)
        return self.replies.pop(0)


@dataclass(frozen=True)
class Taken:
    """A plan, with what tests ask about it."""

    plan: Plan
    school: School
    told: tuple[str, ...] = ()

    @property
    def counts(self) -> tuple[int, ...]:
        return tuple(self.plan.count(status) for status in ("new", "changed", "same", "rejected"))

    @property
    def reasons(self) -> list[tuple[str, str]]:
        """Place and code of everything that is wrong."""
        return [(one.place(reason), reason.code) for one in self.plan.outcomes for reason in one.reasons]

    def document(self, path: str) -> Any:
        return self.plan.after.documents[path]

    @property
    def added(self) -> set[str]:
        return set(self.plan.after.documents) - set(self.school.documents)

    @property
    def changed(self) -> set[str]:
        before, after = self.school.documents, self.plan.after.documents
        return {path for path in before if after[path] != before[path]}


def table_of(rows: Sequence[Sequence[str]]) -> bytes:
    """The rows as a CSV file."""
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(rows)
    return out.getvalue().encode()


def taken_in(
    school: School,
    kind: str,
    table: bytes | Path,
    answers: Answers | None = None,
    replies: list[Any] | None = None,
    given: Mapping[str, str] | None = None,
) -> Taken:
    """A table taken into a school."""
    found = table_kind(kind)
    run = school.runs[ROUND] if found.in_round else None
    asker = Scripted(replies) if replies is not None else None
    desk = ImportDesk(school, run, TODAY, answers or Answers(), asker)
    columns = found.columns(desk)
    name = table.name if isinstance(table, Path) else "t.csv"
    book = opened(table, name, columns, Format())
    require_clear(book, columns, "")
    reader = Reader(columns, desk, given or {})
    several = book.source.format in ("xlsx", "ods")
    intakes = [row for one in book.tables for row in reader.rows(one.layout, one.keys(), file=name, several=several)]
    desk.turn_to(asker)
    return Taken(Planner(found, desk, asker).plan(intakes), school, desk.told)
