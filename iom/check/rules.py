"""The registry of rules: which function looks at which kind of document."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from iom.check.facts import Facts
from iom.check.page import Page
from iom.errors import Problem
from iom.model.kinds import KINDS, Kind

PageRule = Callable[[Page[Any]], Iterable[Problem]]
SchoolRule = Callable[[Facts], Iterable[Problem]]
SomePageRule = TypeVar("SomePageRule", bound=PageRule)
SomeSchoolRule = TypeVar("SomeSchoolRule", bound=SchoolRule)

#: Rules by the name of the kind of document that they look at, in the order of their writing.
PAGE_RULES: dict[str, list[PageRule]] = {kind.name: [] for kind in KINDS}
#: Rules that look at the whole school at once.
SCHOOL_RULES: list[SchoolRule] = []


def rule(*of: Kind) -> Callable[[SomePageRule], SomePageRule]:
    """Register a function that looks at one document of these kinds (none named: of every kind)."""

    def register(function: SomePageRule) -> SomePageRule:
        for kind in of or KINDS:
            PAGE_RULES[kind.name].append(function)
        return function

    return register


def school_rule(function: SomeSchoolRule) -> SomeSchoolRule:
    """Register a function that looks at the whole school."""
    SCHOOL_RULES.append(function)
    return function
