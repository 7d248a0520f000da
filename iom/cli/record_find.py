"""The record that a person typed: by id, its beginning, or name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from iom.cli.finding import NoRoundError, run_of
from iom.model import kinds
from iom.model.base import Document
from iom.model.folding import folded
from iom.model.kinds import PERSON_KINDS, Kind, recognise
from iom.model.lookup import NO_NAMES, find
from iom.model.rounds import Offer
from iom.model.school import Run, School
from iom.model.teaching import Course
from iom.walk.records.registry import RECORDS
from iom.walk.records.uses import Subject


def round_of(school: School, kind: Kind, wanted: str | None) -> Run | None:
    """The round that records of the kind are looked up in: as named, the present one, or the last.

    Raises:
        NoRoundError: there is none at all.
        NotFoundError, AmbiguousError: none, or several, are called so.
    """
    if not RECORDS[kind.name].in_round:
        return None
    try:
        return run_of(school, wanted)
    except NoRoundError:
        if not school.runs:
            raise
        return max(school.runs.values(), key=lambda run: (run.round.opened_on or date.min, run.id))


def records_of(school: School, kind: Kind, run: Run | None) -> dict[str, Document]:
    """All readable records of a kind by id, in a round where they live in one."""
    return {ids[-1]: document for ids, document in school.of_kind(kind).items() if run is None or ids[0] == run.id}


def subject_of(school: School, kind: Kind, wanted: str, round_: str | None = None) -> Subject:
    """The record that is meant: by its id, else by the code of its course, else by its name or their beginnings.

    Raises:
        NotFoundError, AmbiguousError: none, or several, are called so.
    """
    run = round_of(school, kind, round_)
    broken = {
        ids[-1]: ids[-1]
        for known, ids in filter(None, map(recognise, school.broken))
        if known == kind and (run is None or ids[0] == run.id)
    }
    names = {**broken, **names_of(school, kind, run)}
    formerly = school.renamed if kind in PERSON_KINDS or kind is kinds.MENTOR else NO_NAMES
    found = _coded(school, kind, run, wanted, names) or find(names, wanted, formerly, f"iom {kind.name} list")
    return Subject(kind, found, run.id if run else None)


def _coded(school: School, kind: Kind, run: Run | None, wanted: str, ids: Iterable[str]) -> str | None:
    """The record whose course has exactly that code, folded, where no id is called so and only one has it."""
    if kind not in (kinds.COURSE, kinds.OFFER) or any(folded(wanted) == folded(one) for one in ids):
        return None
    codes = {one: _code_of(school, document) for one, document in records_of(school, kind, run).items()}
    found = [one for one, code in codes.items() if code and folded(code) == folded(wanted)]
    return found[0] if len(found) == 1 else None


def _code_of(school: School, document: Document) -> str | None:
    course = school.courses.get(document.course) if isinstance(document, Offer) else document
    return course.code if isinstance(course, Course) else None


def names_of(school: School, kind: Kind, run: Run | None) -> Mapping[str, str]:
    """What the records of a kind are called, by id."""
    return {one: name_of(school, kind, run, one, document) for one, document in records_of(school, kind, run).items()}


def name_of(school: School, kind: Kind, run: Run | None, identifier: str, document: Document) -> str:
    """What a record is called: its name, its title, or that of the person or course behind it."""
    if kind is kinds.MENTOR:
        return school.name(identifier)
    if kind is kinds.OFFER and run:
        return run.offer_title(identifier)
    return str(getattr(document, "name", None) or getattr(document, "title", None) or identifier)
