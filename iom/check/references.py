"""References from document to document: every field that holds an id."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from itertools import chain
from operator import attrgetter
from typing import Any, NamedTuple

from iom.check.facts import Facts
from iom.check.nearest import Known
from iom.check.page import Page
from iom.check.rules import rule, school_rule
from iom.check.structure import children
from iom.errors import Fault, Problem
from iom.language import N_
from iom.model import kinds
from iom.model.base import Document
from iom.model.kinds import Kind
from iom.model.references import IN_ROUND, REFERENCES, SUBJECTS, Many
from iom.model.rounds import Offer
from iom.model.routes import Route, Step

NEARLY = Fault("E0311", N_("“{id}” does not exist: there is no {where}"), N_("did you mean “{nearest}”?"))
DANGLING = Fault(
    "E0312", N_("there is nothing called “{id}”: {where} is missing"), N_("correct the id, or add what it names")
)
TWIN = Fault(
    "E0313",
    N_("“{id}” looks like “{repair}” but has other letters: capitals, or Cyrillic ones in place of Latin"),
    N_("write “{repair}”"),
)
NO_ROUND = Fault(
    "E0314",
    N_("the folder of the round “{id}” has no round.toml"),
    N_("add round.toml, or correct the name of the folder"),
)


class Link(NamedTuple):
    """One field that refers: how to get it, its key in the file, how many ids it holds, what they name."""

    get: Callable[[Any], Any]
    key: str
    many: Many
    target: str


# By list, the links with the ids that each may name; None: entries of the document itself.
Plan = tuple[tuple[str, tuple[tuple[Link, frozenset[str | None] | None], ...]], ...]


@cache
def links(kind: Kind) -> tuple[tuple[str, tuple[Link, ...]], ...]:
    """The fields of a kind that refer, by the list that they stand in ("" for the document itself)."""
    found: dict[str, list[Link]] = {}
    for keys, target in REFERENCES.get(kind, {}).items():
        rows, _, name = keys.rpartition(".")
        key = name.rstrip("[]{}")
        many: Many = "list" if name.endswith("[]") else "keys" if name.endswith("{}") else "one"
        found.setdefault(rows, []).append(Link(attrgetter(_attribute(kind.model, rows, key)), key, many, target))
    return tuple((rows, tuple(fields)) for rows, fields in found.items())


def _attribute(model: Any, rows: str, key: str) -> str:
    holder = next(child.model for child in children(model) if child.key == rows) if rows else model
    return next(name for name, field in holder.model_fields.items() if key in (name, field.alias))


def known(page: Page[Document], target: str) -> Known | None:
    """What a reference of this document may name; None where that cannot be told."""
    if target.startswith("@"):
        ids = frozenset(map(attrgetter("id"), getattr(page.document, target[1:])))
        return Known(ids, f'[[{target[1:]}]] id = "{{id}}"')
    found: Known | None = getattr(page.season if target in IN_ROUND else page.facts, target)
    return found


def lost(page: Page[Document], among: Known, wanted: str, *keys: str | int) -> Problem:
    """The problem of a reference that leads nowhere: a twin, a near miss, or something quite unknown."""
    where = among.where.format(id=wanted)
    if repair := among.twin(wanted):
        return page.problem(TWIN, *keys, id=wanted, repair=repair)
    if nearest := among.nearest(wanted):
        return page.problem(NEARLY, *keys, id=wanted, where=where, nearest=nearest)
    return page.problem(DANGLING, *keys, id=wanted, where=where)


@rule(*REFERENCES)
def references_lead_somewhere(page: Page[Document]) -> Iterator[Problem]:
    """Every id names something that stands in the tree, readable or not; earlier ids resolve (design §2).

    What stands alone in the restricted workspace is looked at where the two are joined.
    """
    if page.kind is kinds.APART and page.season.round is None:
        return
    for rows, fields in _plan(page):
        table = getattr(page.document, rows) if rows else (page.document,)
        if not table:
            continue
        for link, among in fields:
            ids = _own_ids(page, link.target) if among is None else among
            # Almost every field of every document is right: one look at the whole list, without a loop of our own.
            values = map(link.get, table)
            if not ids.issuperset(values if link.many == "one" else chain.from_iterable(values)):
                yield from _lost(page, rows, link, ids)


def _plan(page: Page[Document]) -> Plan:
    """The links of the document's kind with the ids that each may name: one for all documents of a round."""
    key = (page.kind.name, page.ids[0] if page.kind.template.startswith("rounds/") else "")
    plan: Plan | None = page.facts.plans.get(key)
    if plan is None:
        resolved = [(rows, tuple(_resolved(page, fields))) for rows, fields in links(page.kind)]
        plan = page.facts.plans[key] = tuple(resolved)
    return plan


def _resolved(page: Page[Document], fields: tuple[Link, ...]) -> Iterator[tuple[Link, frozenset[str | None] | None]]:
    for link in fields:
        if link.target.startswith("@"):
            yield link, None
        elif among := known(page, link.target):
            yield link, among.or_none


def _own_ids(page: Page[Document], target: str) -> frozenset[str | None]:
    return frozenset((None, *map(attrgetter("id"), getattr(page.document, target[1:]))))


def _lost(page: Page[Document], rows: str, link: Link, ids: frozenset[str | None]) -> Iterator[Problem]:
    table = getattr(page.document, rows) if rows else (page.document,)
    among = known(page, link.target)
    assert among is not None
    for position, key, wanted in _strangers(table, link, ids):
        place = (rows, position, *key) if rows else key
        yield lost(page, among, wanted, *place)


def _strangers(table: Any, link: Link, ids: frozenset[str | None]) -> Iterator[tuple[int, tuple[str | int, ...], str]]:
    for position, row in enumerate(table):
        value = link.get(row)
        found: list[tuple[tuple[str | int, ...], str]]
        if link.many == "one":
            found = [((link.key,), value)]
        elif link.many == "list":
            found = [((link.key, index), one) for index, one in enumerate(value)]
        else:
            found = [((link.key, one), one) for one in value]
        yield from ((position, key, one) for key, one in found if one not in ids)


@rule(*SUBJECTS)
def file_is_about_somebody(page: Page[Document]) -> Iterator[Problem]:
    """A file named after a person or an offer has one to be about (design §2)."""
    wanted = page.ids[0] if page.kind is kinds.CONSULTATIONS else page.ids[-1]
    among = known(page, SUBJECTS[page.kind])
    if among is not None and wanted not in among.ids:
        yield lost(page, among, wanted)


@rule(kinds.OFFER)
def rubric_copied_from_a_rubric(page: Page[Offer]) -> Iterator[Problem]:
    """The rubric of an offer is a copy of one of the school's (design §2)."""
    rubric = page.document.rubric
    if rubric and rubric.source not in page.facts.rubrics.ids:
        yield lost(page, page.facts.rubrics, rubric.source, "rubric", "from")


@rule(kinds.ROUTE)
def steps_refer_to_something(page: Page[Route]) -> Iterator[Problem]:
    """A step that is a course or an event names one of the round (design §2)."""
    for position, step in enumerate(page.document.steps):
        among = _known_to(page, step)
        if among is not None and step.ref and step.ref not in among.ids:
            yield lost(page, among, step.ref, "steps", position, "ref")


def _known_to(page: Page[Route], step: Step) -> Known | None:
    if step.kind == "course":
        return page.season.offers
    return page.season.events if step.kind == "event" else None


@school_rule
def rounds_have_their_round(facts: Facts) -> Iterator[Problem]:
    """Everything below ``rounds/<round>/`` belongs to a round.toml (design §2)."""
    for identifier, season in facts.seasons.items():
        if season.round is None and not season.is_broken(kinds.ROUND) and not _is_restricted(facts, identifier):
            yield Problem(NO_ROUND, kinds.ROUND.path(identifier), (), {"id": identifier})


def _is_restricted(facts: Facts, identifier: str) -> bool:
    """Whether the folder is one of the restricted workspace: no round of the school, and nothing but who is apart."""
    if facts.school.of_kind(kinds.ROUND):
        return False
    others = (kind for kind in kinds.KINDS if kind.template.startswith("rounds/") and kind is not kinds.APART)
    return not any(ids[0] == identifier for kind in others for ids in facts.school.of_kind(kind))
