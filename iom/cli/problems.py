"""Problems of documents as data for programs."""

from __future__ import annotations

from iom.errors import Problem
from iom.language import say


def problem_data(problem: Problem) -> dict[str, object]:
    """The problem for ``--json``; ``keys`` leads to the value, list positions from 0."""
    place = problem.place
    return {
        "code": problem.fault.code,
        "severity": problem.severity,
        "document": problem.document,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "keys": list(problem.keys),
        "text": say(problem.fault.text, problem.facts),
        "hint": say(problem.fault.hint, problem.facts),
    }
