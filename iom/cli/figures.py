"""The commands that give figures of a round: report evaluation, report round."""

from __future__ import annotations

from iom.cli.finding import run_of
from iom.cli.output import emit
from iom.cli.past import At, day_at, loaded_at
from iom.cli.rounds import Maybe
from iom.cli.unread import warn_of_unread
from iom.walk.queue import Selection, left_out


def evaluation(identifier: Maybe = None, at: At = None) -> None:
    """Show how far parents, teachers and pupils agree, and who uses the criteria."""
    from iom.report.figures.evaluation import evaluation_report

    school = loaded_at(at).school
    run = run_of(school, identifier)
    warn_of_unread(school)
    emit(evaluation_report(run, day_at(at)))


def round_(identifier: Maybe = None, at: At = None) -> None:
    """Show a round on one page: figures with their denominators, nothing rounded up."""
    from iom.report.figures.round_report import round_report

    school, today = loaded_at(at).school, day_at(at)
    run = run_of(school, identifier)
    warn_of_unread(school, left_out(run, Selection(), today))
    emit(round_report(run, today))
