"""Lists of entries and lists of ids: nothing twice."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from operator import attrgetter
from typing import Any

from iom.check.page import Page
from iom.check.rules import rule
from iom.errors import Fault, Problem
from iom.language import N_
from iom.model import kinds
from iom.model.base import Document
from iom.model.evidence import Assessment, Product
from iom.model.kinds import Kind
from iom.model.people import Busy, Consent, FormEntry, OfficeHour
from iom.model.rounds import Move, Slot
from iom.model.routes import Agreement, Goal, Impression, Reflection, RouteDeficit, Step, Waiver, Wish
from iom.model.teaching import Consultation, Membership
from iom.model.workspace import Span

SAME_ID = Fault(
    "E0331",
    N_("another entry of this list has the id “{id}” already"),
    N_("is it the same event? take one entry away; another event? give it an id of its own"),
)
SAME_EVENT = Fault(
    "W0332",
    N_("this entry tells the same as “{id}” above"),
    N_("if it is one event recorded twice, take one of them away"),
    severity="warning",
)
REPEATED = Fault("E0333", N_("“{id}” stands in this list twice"), N_("take one of them away"))

#: What makes two entries one event (design §2). Lessons and placements have rules of their own, and two equal
#: decisions of one day may have a return between them.
NATURAL_KEYS: Mapping[type, Callable[[Any], Hashable]] = {
    Agreement: attrgetter("on", "offers", "reserve", "signed_by"),
    Assessment: attrgetter("student", "offer", "role", "on", "event"),
    Busy: attrgetter("day", "start", "end", "until"),
    Consent: attrgetter("kind", "given_by", "given_on", "scope", "paper"),
    Consultation: attrgetter("date", "start", "students", "kind"),
    FormEntry: attrgetter("since"),
    Goal: attrgetter("goal"),
    Impression: attrgetter("event", "impression"),
    Membership: attrgetter("student", "since"),
    Move: attrgetter("on", "student", "source", "target"),
    OfficeHour: attrgetter("day", "start", "end"),
    Product: attrgetter("student", "title"),
    Reflection: attrgetter("by", "on"),
    RouteDeficit: attrgetter("deficit"),
    Slot: attrgetter("day", "start", "end"),
    Span: attrgetter("starts", "ends"),
    Step: attrgetter("kind", "ref", "title", "due"),
    Waiver: attrgetter("requirement", "on"),
    Wish: attrgetter("by", "phase", "on", "offers", "endorses"),
}
#: Lists of ids in which each may stand once: the list of entries ("" for the document itself) and the key.
ONCE: Mapping[Kind, tuple[tuple[str, str], ...]] = {
    kinds.COURSE: (("", "authors"), ("", "metaskills"), ("", "prerequisites")),
    kinds.OFFER: (("", "teachers"),),
    kinds.EVENT: (("", "attended"),),
    kinds.CHOICE: (
        ("wishes", "offers"),
        ("agreements", "offers"),
        ("agreements", "reserve"),
        ("agreements", "signed_by"),
    ),
    kinds.JOURNAL: (("lessons", "absent"), ("lessons", "excused")),
    kinds.CONSULTATIONS: (("consultations", "students"),),
}
_id_of = attrgetter("id")


@rule()
def entries_have_ids_of_their_own(page: Page[Document]) -> Iterator[Problem]:
    """An entry's id names it alone within its list (design §2)."""
    for keys, _, rows in page.survey.lists:
        if len(set(map(_id_of, rows))) < len(rows):
            for position, _ in _repeats(rows, _id_of):
                yield page.problem(SAME_ID, *keys, position, "id", id=rows[position].id)


@rule()
def events_are_recorded_once(page: Page[Document]) -> Iterator[Problem]:
    """Two entries with one natural key record one event under two ids (design §2)."""
    for keys, model, rows in page.survey.lists:
        key = NATURAL_KEYS.get(model)
        if key and len(set(map(key, rows))) < len(rows):
            for position, first in _repeats(rows, key):
                if rows[position].id != rows[first].id:
                    yield page.problem(SAME_EVENT, *keys, position, "id", id=rows[first].id)


def _repeats(rows: tuple[Any, ...], key: Callable[[Any], Hashable]) -> Iterator[tuple[int, int]]:
    """Each repetition: its position, and that of the first of its like."""
    seen: dict[Hashable, int] = {}
    for position, row in enumerate(rows):
        first = seen.setdefault(key(row), position)
        if first != position:
            yield position, first


@rule(*ONCE)
def ids_stand_once(page: Page[Document]) -> Iterator[Problem]:
    """Nobody is absent twice, no offer is wished for twice (issue: "repeats")."""
    for rows, key in ONCE[page.kind]:
        for position, row in enumerate(getattr(page.document, rows) if rows else (page.document,)):
            ids = getattr(row, key)
            if len(set(ids)) == len(ids):
                continue
            for index, _ in _repeats(ids, str):
                keys = (rows, position, key, index) if rows else (key, index)
                yield page.problem(REPEATED, *keys, id=ids[index])
