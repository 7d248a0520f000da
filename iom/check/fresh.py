"""What a change brings: the problems of a school that it did not have before."""

from __future__ import annotations

from collections import Counter
from datetime import date

from iom.check.every_rule import check
from iom.errors import Problem
from iom.model.school import School


def fresh(before: School, after: School, today: date) -> list[Problem]:
    """The problems of ``after`` that ``before`` has not; one that only moved within its document is not fresh."""
    return _not_in(before, check(after, today), today)


def fresh_errors(before: School, after: School, today: date) -> list[Problem]:
    """The errors among them."""
    return _not_in(before, [problem for problem in check(after, today) if problem.severity == "error"], today)


def _not_in(before: School, problems: list[Problem], today: date) -> list[Problem]:
    if not problems:
        return []
    known = Counter(map(_trait, check(before, today)))
    found = []
    for problem in problems:
        trait = _trait(problem)
        if known[trait]:
            known[trait] -= 1
        else:
            found.append(problem)
    return found


def _trait(problem: Problem) -> tuple[str, ...]:
    keys = (str(key) for key in problem.keys if isinstance(key, str))
    return (problem.fault.code, problem.document, *keys, repr(sorted(problem.facts.items(), key=str)))
