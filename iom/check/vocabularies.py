"""Calendar, rubrics and catalogues: what everything else is measured by."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from iom.check.facts import Facts
from iom.check.page import Page
from iom.check.rules import rule, school_rule
from iom.errors import Fault, KeyPath, Problem
from iom.language import N_
from iom.model import kinds
from iom.model.folding import folded, has_twins, untwinned
from iom.model.rounds import Offer
from iom.model.teaching import Criterion, DeficitCatalog, MetaskillCatalog, Rubric
from iom.model.workspace import Calendar

GRADE_TWICE = Fault(
    "E0413", N_("the end of lessons of grade {grade} stands here twice"), N_("take one of the entries away")
)
NOT_A_LEVEL = Fault("E0414", N_("“{level}” is no level: levels are 0, 1, 2 and so on"), N_("write a number"))
SAME_LABEL = Fault(
    "E0415",
    N_("“{other}” has the same code, “{code}”, or one that looks like it"),
    N_("give one of the two another code"),
)
CODE_LETTERS = Fault(
    "W0454",
    N_("the code “{id}” is written with Cyrillic letters that look like Latin ones"),
    N_("write “{repair}”, in Latin letters: iom check --fix"),
    severity="warning",
)


@rule(kinds.CALENDAR)
def lessons_end_once(page: Page[Calendar]) -> Iterator[Problem]:
    """Lessons of a grade end at one time (S1 R1-2)."""
    seen: set[int] = set()
    for position, entry in enumerate(page.document.lessons_end):
        if entry.grade in seen:
            yield page.problem(GRADE_TWICE, "lessons_end", position, "grade", grade=entry.grade)
        seen.add(entry.grade)


@rule(kinds.RUBRIC)
def rubric_reads_clearly(page: Page[Rubric]) -> Iterator[Problem]:
    """Criteria have numbered levels and codes that cannot be taken for one another (design §2)."""
    yield from _criteria(page, page.document.criteria, ("criteria",))
    yield from _letters(page, page.document.criteria, "criteria")


@rule(kinds.OFFER)
def offer_rubric_reads_clearly(page: Page[Offer]) -> Iterator[Problem]:
    """The copy of a rubric is as clear as a rubric (design §2)."""
    if page.document.rubric:
        yield from _criteria(page, page.document.rubric.criteria, ("rubric", "criteria"))


def _criteria(page: Page[Any], criteria: tuple[Criterion, ...], keys: KeyPath) -> Iterator[Problem]:
    yield from _labels(page, criteria, keys)
    for position, criterion in enumerate(criteria):
        for level in criterion.levels:
            if not level.isdecimal():
                yield page.problem(NOT_A_LEVEL, *keys, position, "levels", level, level=level)


@rule(kinds.DEFICITS)
def deficits_have_codes_of_their_own(page: Page[DeficitCatalog]) -> Iterator[Problem]:
    """Codes are labels that people type: twins and case folded, each means one deficit (design §2)."""
    yield from _labels(page, page.document.deficits, ("deficits",))
    yield from _letters(page, page.document.deficits, "deficits")


@rule(kinds.METASKILLS)
def metaskills_have_codes_of_their_own(page: Page[MetaskillCatalog]) -> Iterator[Problem]:
    """Codes are labels that people type: twins and case folded, each means one metaskill (design §2)."""
    yield from _labels(page, page.document.metaskills, ("metaskills",))
    yield from _letters(page, page.document.metaskills, "metaskills")


@school_rule
def courses_have_codes_of_their_own(facts: Facts) -> Iterator[Problem]:
    """Courses are ordered by their codes: twins and case folded, each means one course (design §2)."""
    seen: dict[str, str] = {}
    for identifier, course in sorted(facts.school.courses.items()):
        if course.code is None:
            continue
        place = (kinds.COURSE.path(identifier), ("code",))
        other = seen.setdefault(folded(course.code), identifier)
        if other != identifier:
            yield Problem(SAME_LABEL, *place, {"other": other, "code": course.code})
        elif _reads_latin(course.code):
            yield Problem(CODE_LETTERS, *place, {"id": course.code, "repair": untwinned(course.code)})


def _reads_latin(code: str) -> bool:
    """Whether Cyrillic twins stand beside digits or Latin letters; a word in Cyrillic alone is one that was meant."""
    return has_twins(code) and any(letter.isdigit() or "a" <= letter.lower() <= "z" for letter in code)


def _letters(page: Page[Any], entries: tuple[Any, ...], rows: str) -> Iterator[Problem]:
    """Codes in the wrong letters; one that reads like an earlier code has a graver fault, and no safe repair."""
    seen: set[str] = set()
    for position, entry in enumerate(entries):
        code = entry.code or ""
        if _reads_latin(code) and folded(code) not in seen:
            yield page.problem(CODE_LETTERS, rows, position, "code", id=code, repair=untwinned(code))
        seen.add(folded(code))


def _labels(page: Page[Any], entries: tuple[Any, ...], keys: KeyPath) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for position, entry in enumerate(entries):
        if entry.code:
            other = seen.setdefault(folded(entry.code), entry.id)
            if other != entry.id:
                yield page.problem(SAME_LABEL, *keys, position, "code", other=other, code=entry.code)
