"""Problems of documents as a person reads them, and as programs do."""

from __future__ import annotations

from collections.abc import Iterator

from iom.errors import Problem
from iom.language import say


def spot(problem: Problem) -> str:
    """Where the problem is: ``students/averina-polina.toml:12:3``."""
    place = problem.place
    return f"{problem.document}:{place.line}:{place.column}" if place else problem.document


def problem_lines(problem: Problem) -> Iterator[str]:
    """The problem in two lines: where and what, then how to mend it."""
    yield f"{spot(problem)}: {problem.fault.code} {say(problem.fault.text, problem.facts)}"
    if problem.fault.hint:
        yield f"    {say(problem.fault.hint, problem.facts)}"


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
