"""Fields in which the table and the documents differ: decided beforehand, asked about, or left open."""

from __future__ import annotations

from typing import Final

from iom.ask.options import Option, Pick
from iom.ask.question import Asker, Form, Question
from iom.exchange.columns.misfit import Misfit
from iom.exchange.columns.table_kind import Record
from iom.exchange.importing.answers import Prefer
from iom.language import N_, _, say

PREFER: Final = Form("prefer", Pick, N_("where table and documents differ: file, table or ask"))


class Differences:
    """Decides between what the documents say and what the table says."""

    def __init__(self, prefer: Prefer, asker: Asker | None) -> None:
        self._prefer = prefer
        self._asker = asker
        self._open: list[Misfit] = []
        self._decided: dict[tuple[str, str, str, str], bool] = {}

    @property
    def told(self) -> tuple[str, ...]:
        """What was decided, as words of the command; nothing where one option cannot say it."""
        sides = set(self._decided.values())
        return ("--prefer", "table" if sides.pop() else "file") if len(sides) == 1 else ()

    def decide(self, record: Record, column: str, there: str, here: str) -> bool:
        """Whether the table counts; False, and an open difference, where nobody is there to say."""
        if self._prefer != "ask":
            return self._prefer == "table"
        if self._asker is None:
            self._open.append(_misfit(column, there, here))
            return False
        key = (record.place, column, there, here)
        if key not in self._decided:
            self._decided[key] = self._asked(self._asker, record, column, there, here)
        return self._decided[key]

    def _asked(self, asker: Asker, record: Record, column: str, there: str, here: str) -> bool:
        options = (
            Option("file", say(N_("keep what the documents say: {there}"), {"there": there})),
            Option("table", say(N_("take what the table says: {here}"), {"here": here})),
            Option("all-file", _("the documents count, here and in all rows to come")),
            Option("all-table", _("the table counts, here and in all rows to come")),
        )
        cell = record.cells.get(column)
        facts = {"place": cell.place if cell else record.place, "there": there, "here": here}
        text = say(N_("{place}: the documents say {there}, the table {here}. Which counts?"), facts)
        reply = asker.ask(Question(PREFER, Pick(options), text, default="file"))
        if reply in ("all-file", "all-table"):
            self._prefer = "table" if reply == "all-table" else "file"
        return reply in ("table", "all-table")

    def undecided(self) -> tuple[Misfit, ...]:
        """What was left open since the last time."""
        found = tuple(dict.fromkeys(self._open))
        self._open.clear()
        return found


def _misfit(column: str, there: str, here: str) -> Misfit:
    return Misfit(
        "differs",
        N_("The documents say {there}, the table {here}."),
        N_("Say which counts: --prefer table or --prefer file."),
        {"there": there, "here": here},
        column,
    )
