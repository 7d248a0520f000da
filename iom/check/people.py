"""Pupils' classes over time."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from iom.check.page import Page
from iom.check.rules import rule
from iom.errors import Fault, Problem
from iom.language import N_
from iom.model import kinds
from iom.model.people import Student
from iom.model.timetable import grade_of

FORMS_OUT_OF_ORDER = Fault(
    "W0403",
    N_("this class ({since}) stands after a later one"),
    N_("put the classes in the order of their days"),
    severity="warning",
)
NO_GRADE = Fault(
    "W0404",
    N_("the class “{form}” names no year group from 1 to 11"),
    N_("write the year group first, for example: 5а"),
    severity="warning",
)


@rule(kinds.STUDENT)
def forms_in_order(page: Page[Student]) -> Iterator[Problem]:
    """A pupil's classes stand in the order of their days (design §2: the last before a day counts)."""
    for position, (before, entry) in enumerate(pairwise(page.document.forms), start=1):
        if entry.since < before.since:
            yield page.problem(FORMS_OUT_OF_ORDER, "forms", position, "since", since=entry.since)


@rule(kinds.STUDENT)
def forms_name_a_grade(page: Page[Student]) -> Iterator[Problem]:
    """A class names its year group: offers and rounds are for year groups (design §2)."""
    for position, entry in enumerate(page.document.forms):
        if grade_of(entry.form) is None:
            yield page.problem(NO_GRADE, "forms", position, "form", form=entry.form)
