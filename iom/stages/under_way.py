"""Which of several open rounds is meant: the one in which a pupil is under way, else the one opened last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from iom.model.kinds import ROUTE
from iom.model.routes import Route
from iom.model.school import Run, School
from iom.stages.machine import standing
from iom.stages.template import template_of


def open_rounds(school: School) -> list[Run]:
    """The rounds that are not closed, the one opened last first."""
    opened = (run for run in school.runs.values() if run.round.closed_on is None)
    return sorted(opened, key=lambda run: (run.round.opened_on or date.min, run.id), reverse=True)


def round_of(opened: Sequence[Run], subject: str) -> Run:
    """Of open rounds, the last one first, the one in which the subject has left the first stage and is not through.

    Where there is none, the first of them; a new round may be open beside the one that still goes on.
    """
    return next((run for run in opened if _is_under_way(run, subject)), opened[0])


def _is_under_way(run: Run, subject: str) -> bool:
    if subject in run.unread and run.school.exists(ROUTE, run.id, subject):
        return True  # nobody knows how far; a round is not passed over for a document that cannot be read
    template, route = template_of(run), run.routes.get(subject) or Route.new()
    here = standing(template, route)
    return here.state == "open" and here.stage != template.stage_ids[0]
