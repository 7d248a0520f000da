"""Every rule over every document of a school."""

from __future__ import annotations

from datetime import date

# Each of these modules registers its rules when it is imported.
from iom.check import (  # noqa: F401
    choices,
    consents,
    consultations,
    groups,
    identities,
    journals,
    keys,
    lists,
    marks,
    moves,
    offers,
    people,
    placements,
    processes,
    references,
    rosters,
    routes,
    spans,
    vocabularies,
)
from iom.check.facts import Facts
from iom.check.page import Page
from iom.check.rules import PAGE_RULES, SCHOOL_RULES
from iom.errors import Problem
from iom.model.kinds import KINDS
from iom.model.school import School


def check(school: School, today: date) -> list[Problem]:
    """What is wrong across the documents of ``school`` on ``today``, by document; none follows from another.

    Documents that could not be read (``school.broken``) exist for references and are not looked at.
    """
    facts = Facts(school, today)
    problems: list[Problem] = []
    for kind in KINDS:
        rules = PAGE_RULES[kind.name]
        for ids, document in school.of_kind(kind).items():
            page = Page(facts, kind, ids, document)
            for rule in rules:
                problems.extend(rule(page))
    for whole in SCHOOL_RULES:
        problems.extend(whole(facts))
    return sorted(problems, key=lambda problem: problem.document)
