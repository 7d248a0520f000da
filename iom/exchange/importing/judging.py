"""What an import would bring into the documents: the problems that they did not have before."""

from __future__ import annotations

from datetime import date

from iom.errors import Problem
from iom.model.school import School


def fresh_errors(before: School, after: School, today: date) -> list[Problem]:
    """The errors of ``after`` that ``before`` has not; none where nothing changed."""
    from iom.check.fresh import fresh

    if after.documents == before.documents:
        return []
    return [problem for problem in fresh(before, after, today) if problem.severity == "error"]
