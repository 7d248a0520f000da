"""The match of headings and columns, shown to a person and confirmed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from iom.ask.kinds import Confirm
from iom.ask.question import Asker, Form, Question
from iom.exchange.columns.column import Column
from iom.exchange.importing.opening import Opened, Table
from iom.exchange.importing.report import match_sheet
from iom.language import N_, _, say

MATCH: Final = Form("yes", Confirm, N_("do not ask whether to go ahead"))


def confirmed(opened: Opened, columns: tuple[Column, ...], asker: Asker) -> Opened:
    """The file with the near matches that the person takes; without tables where it is not to be read so."""
    asker.show(match_sheet(opened, columns))
    titles = {column.key: column.title() for column in columns}
    tables = tuple(_with_near(table, titles, asker) for table in opened.tables)
    question = Question(MATCH, Confirm(), _("Read the table like this?"), default=True)
    return replace(opened, tables=tables if asker.ask(question) is True else ())


def _with_near(table: Table, titles: Mapping[str, str], asker: Asker) -> Table:
    taken = []
    for pair in table.layout.matching.near:
        facts = {"heading": pair.heading, "column": titles.get(pair.key, pair.key)}
        text = say(N_("“{heading}”: is this “{column}”?"), facts)
        if asker.ask(Question(MATCH, Confirm(), text, hint=_("no: the column is not read"))) is True:
            taken.append(pair)
    return replace(table, near=tuple(taken))
