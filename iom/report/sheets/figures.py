"""The reports on a round on paper: what the screen shows, for a director's desk."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from iom.language import _
from iom.report.figures.evaluation import evaluation_report
from iom.report.figures.round_report import round_report
from iom.report.papers.kinds import Built, Case
from iom.report.papers.paper import Block, Column, Facts, Grid, Heading, Items, Paper, Paragraph
from iom.report.sheets.frame import framed
from iom.views.sheet import Bars, Cell, Lines, Pairs, Sheet, Table
from iom.views.sheet import Block as ScreenBlock

ROUND: Final = "round-report"
EVALUATION: Final = "evaluation-report"
_WIDE: Final = 4.0  # a flexible column beside one of numbers


def build_round(case: Case, subject: str) -> Built:
    """The director's page."""
    sheet = round_report(case.run, case.today).sheet()
    return Built((_paper(case, ROUND, _("Report on the round"), sheet, subject),))


def build_evaluation(case: Case, subject: str) -> Built:
    """Agreement, spread, experts apart, indicators."""
    sheet = evaluation_report(case.run, case.today).sheet()
    return Built((_paper(case, EVALUATION, _("Report on the evaluation"), sheet, subject),))


def _paper(case: Case, kind: str, title: str, sheet: Sheet, subject: str) -> Paper:
    blocks = (printed for block in sheet.blocks for printed in _printed(block))
    return framed(case, kind, title, blocks, subject, about=case.run.round.title)


def _printed(block: ScreenBlock) -> Iterator[Block]:
    """A block of a screen as blocks of a paper."""
    if block.title:
        yield Heading(block.title, 2)
    match block:
        case Table():
            yield _grid(block)
        case Pairs():
            yield Facts(tuple((name, _text(value)) for name, value in block.rows))
        case Bars():
            yield Facts(tuple((name, str(amount)) for name, amount, _limit in block.rows))
        case Lines() if block.bullet:
            yield Items(tuple(map(_text, block.lines)))
        case Lines():
            yield from (Paragraph(_text(line), "small") for line in block.lines)


def _grid(table: Table) -> Grid:
    columns = tuple(Column(one.title, _WIDE if one.flexible else 1.6, one.align) for one in table.columns)
    return Grid(columns, tuple(tuple(map(_text, row)) for row in table.rows))


def _text(cell: Cell | str) -> str:
    return cell.text if isinstance(cell, Cell) else cell
