"""Humans and their ids: one id for one human, one human under one id."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from iom.check.facts import Facts
from iom.check.page import Page
from iom.check.rules import rule, school_rule
from iom.errors import Fault, Problem
from iom.language import N_
from iom.model import kinds
from iom.model.folding import folded
from iom.model.kinds import PERSON_KINDS, Kind
from iom.model.naming import name_key
from iom.model.people import Person, Student
from iom.model.rounds import Codes

OTHER_NAME = Fault(
    "E0341",
    N_("the id “{id}” is also {other}, and there the name is “{name}”"),
    N_("one person? write the name alike; two people? rename one: iom {command} rename {id}"),
)
PUPIL_AT_WORK = Fault(
    "E0342",
    N_("“{id}” is a pupil as well: {other}"),
    N_("these are two people: rename one: iom {command} rename {id}"),
)
SAME_PUPIL = Fault(
    "W0343",
    N_("“{other}” has the same name and class"),
    N_("if this is one pupil, keep one of the files"),
    severity="warning",
)
SAME_GUARDIAN = Fault(
    "W0344",
    N_("“{id}” and “{other}” are guardians of one pupil and have the same name"),
    N_("if this is one person, keep one of the files"),
    severity="warning",
)
FORMER_IN_USE = Fault(
    "E0345",
    N_("the earlier id “{id}” is somebody's id today: {other}"),
    N_("take it out of “formerly”: references would mean the other person"),
)
FORMER_TWICE = Fault(
    "E0346",
    N_("“{other}” had the earlier id “{id}” as well"),
    N_("take it out of “formerly” of one of the two"),
)
CODE_TWICE = Fault(
    "E0347",
    N_("“{other}” has the same code, “{code}”"),
    N_("give one of the two another code, unless the paper is published"),
)


@rule(*PERSON_KINDS)
def one_id_is_one_human(page: Page[Person]) -> Iterator[Problem]:
    """An id names one human across all folders (design §2); two names under it are two humans."""
    for kind in _earlier_folders(page.kind):
        found = page.school.of_kind(kind).get(page.ids)
        if not isinstance(found, Person):
            continue
        facts = {"id": page.ids[0], "other": kind.path(*page.ids), "command": page.kind.name}
        if kind is kinds.STUDENT and page.kind in (kinds.STAFF, kinds.PARTNER):
            yield page.problem(PUPIL_AT_WORK, "name", **facts)
            return
        if not same_name(found.name, page.document.name):
            yield page.problem(OTHER_NAME, "name", **facts, name=found.name)
            return


def _earlier_folders(kind: Kind) -> tuple[Kind, ...]:
    return PERSON_KINDS[: PERSON_KINDS.index(kind)]


def same_name(first: str, second: str) -> bool:
    """Whether two spellings may name one human: initials stand for names, a patronymic may be left out."""
    if first == second:
        return True
    words = [folded(name).replace(".", ". ").split() for name in (first, second)]
    return all(_alike(one, other) for one, other in zip(*words, strict=False))


def _alike(first: str, second: str) -> bool:
    if first.endswith(".") or second.endswith("."):
        return first[0] == second[0]
    return first == second


@school_rule
def one_pupil_has_one_id(facts: Facts) -> Iterator[Problem]:
    """Two pupils with one full name in one class are most likely one (design §2)."""
    seen: dict[tuple[str, str | None], str] = {}
    for identifier, student in sorted(facts.school.students.items()):
        if student.here_on(facts.today) and (form := student.form_on(facts.today)):
            other = seen.setdefault((name_key(student.name), name_key(form)), identifier)
            if other != identifier:
                path = kinds.STUDENT.path(identifier)
                yield Problem(SAME_PUPIL, path, ("name",), {"other": other})


@rule(kinds.STUDENT)
def one_guardian_has_one_id(page: Page[Student]) -> Iterator[Problem]:
    """Two guardians of one pupil with one name are most likely one (design §2)."""
    if len(page.document.guardians) < 2:
        return
    seen: dict[str, str] = {}
    for position, link in enumerate(page.document.guardians):
        guardian = page.school.guardians.get(link.id)
        if guardian is None:
            continue
        other = seen.setdefault(name_key(guardian.name), link.id)
        if other != link.id:
            yield page.problem(SAME_GUARDIAN, "guardians", position, "id", id=link.id, other=other)


@school_rule
def earlier_ids_are_free(facts: Facts) -> Iterator[Problem]:
    """An earlier id leads to exactly one human of today (design §2)."""
    owners: dict[str, str] = {}
    for kind in PERSON_KINDS:
        for (identifier,), document in facts.school.of_kind(kind).items():
            for position, old in enumerate(getattr(document, "formerly", ())):
                owner = owners.setdefault(old, identifier)
                place = (kind.path(identifier), ("formerly", position))
                if old in facts.school.people():
                    yield Problem(FORMER_IN_USE, *place, {"id": old, "other": facts.school.name(old)})
                elif owner != identifier:
                    yield Problem(FORMER_TWICE, *place, {"id": old, "other": owner})


@rule(kinds.CODES)
def codes_are_unlike(page: Page[Codes]) -> Iterator[Problem]:
    """A code, read on paper by a person, means one participant: twins and case folded (design §2)."""
    owners: dict[str, list[str]] = defaultdict(list)
    for participant, code in page.document.codes.items():
        owners[folded(code)].append(participant)
        first = owners[folded(code)][0]
        if first != participant:
            yield page.problem(CODE_TWICE, "codes", participant, other=first, code=code)
