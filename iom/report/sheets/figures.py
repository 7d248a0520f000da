"""The reports on a round on paper: what the screen shows, for a director's desk."""

from __future__ import annotations

from typing import Final

from iom.language import _
from iom.report.figures.evaluation import evaluation_report
from iom.report.figures.round_report import round_report
from iom.report.papers.kinds import Built, Case
from iom.report.papers.paper import Paper
from iom.report.sheets.frame import framed
from iom.report.sheets.screen import printed
from iom.views.sheet import Sheet

ROUND: Final = "round-report"
EVALUATION: Final = "evaluation-report"


def build_round(case: Case, subject: str) -> Built:
    """The director's page."""
    sheet = round_report(case.run, case.today).sheet()
    return Built((_paper(case, ROUND, _("Report on the round"), sheet, subject),))


def build_evaluation(case: Case, subject: str) -> Built:
    """Agreement, spread, experts apart, indicators."""
    sheet = evaluation_report(case.run, case.today).sheet()
    return Built((_paper(case, EVALUATION, _("Report on the evaluation"), sheet, subject),))


def _paper(case: Case, kind: str, title: str, sheet: Sheet, subject: str) -> Paper:
    blocks = (one for block in sheet.blocks for one in printed(block))
    return framed(case, kind, title, blocks, subject, about=case.run.round.title)
