"""The commands that give figures of a round: report evaluation, report round."""

from __future__ import annotations

from iom.cli.finding import run_of
from iom.cli.output import emit
from iom.cli.past import At, day_at, loaded_at
from iom.cli.rounds import Maybe


def evaluation(identifier: Maybe = None, at: At = None) -> None:
    """Show how far parents, teachers and pupils agree, and who uses the criteria."""
    from iom.report.figures.evaluation import evaluation_report

    emit(evaluation_report(run_of(loaded_at(at).school, identifier), day_at(at)))


def round_(identifier: Maybe = None, at: At = None) -> None:
    """Show a round on one page: figures with their denominators, nothing rounded up."""
    from iom.report.figures.round_report import round_report

    emit(round_report(run_of(loaded_at(at).school, identifier), day_at(at)))
