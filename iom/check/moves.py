"""Moves: later changes of placements, each within an agreement."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from iom.check.nearest import Known
from iom.check.page import Page
from iom.check.references import lost
from iom.check.rules import rule
from iom.errors import Fault, Problem
from iom.language import N_
from iom.model import kinds
from iom.model.rounds import Move, Moves
from iom.model.routes import Agreement, ChoiceSheet

NOT_IN = Fault(
    "E0443", N_("“{student}” is not in “{offer}” on {day}"), N_("correct “from” or the day: iom round move {student}")
)
ALREADY_IN = Fault("E0444", N_("“{student}” is in “{offer}” already"), N_("correct “to”, or take the move away"))
NO_AGREEMENT = Fault(
    "E0445",
    N_("the move names no agreement of the family"),
    N_("a pupil enters an offer by agreement: iom choose {student}"),
)
OLDER_AGREEMENT = Fault(
    "E0446",
    N_("this agreement ({day}) is older than the one it replaces ({newer})"),
    N_("name the newest agreement, or make a new one: iom choose {student}"),
)
NOT_IN_AGREEMENT = Fault(
    "E0447",
    N_("“{offer}” is not within the agreement “{agreement}”"),
    N_("make a new agreement: iom choose {student}"),
)
NO_MOVE = Fault("E0448", N_("this move leads nowhere"), N_("say “from”, “to” or both, and let them differ"))


@rule(kinds.MOVES)
def moves_lead_somewhere(page: Page[Moves]) -> Iterator[Problem]:
    """A move leaves an offer, enters one, or both (design §2)."""
    for position, move in enumerate(page.document.moves):
        if move.source == move.target:
            yield page.problem(NO_MOVE, "moves", position)


@rule(kinds.MOVES)
def moves_start_where_the_pupil_is(page: Page[Moves]) -> Iterator[Problem]:
    """A pupil leaves an offer that the pupil is in, and enters one that the pupil is not in (design §2)."""
    if not page.season.knows_placements:
        return
    for position, key in page.season.walk.wrong:
        move = page.document.moves[position]
        offer = move.source if key == "from" else move.target
        if offer in page.season.offers.ids:
            facts = {"student": move.student, "offer": offer, "day": move.on}
            yield page.problem(NOT_IN if key == "from" else ALREADY_IN, "moves", position, key, **facts)


@rule(kinds.MOVES)
def moves_are_agreed_on(page: Page[Moves]) -> Iterator[Problem]:
    """Who enters an offer does so within an agreement that is no older than the one before (design §2, §3)."""
    relied_on: dict[str, date] = {}
    for position, move in sorted(enumerate(page.document.moves), key=lambda pair: pair[1].on):
        student = page.facts.now(move.student)
        if move.target is None or move.source == move.target or not _has_readable_choice(page, student):
            continue
        sheet = page.season.run.choices.get(student) or ChoiceSheet.new()
        agreement = next((one for one in sheet.agreements if one.id == move.agreement), None)
        if agreement is None:
            yield _without(page, position, move, sheet)
            continue
        before = relied_on.get(student) or _first_relied_on(page, sheet)
        yield from _within(page, position, move, agreement, before)
        relied_on[student] = max(agreement.on, before)


def _has_readable_choice(page: Page[Moves], student: str) -> bool:
    return student in page.facts.students.ids and not page.season.is_broken(kinds.CHOICE, student)


def _without(page: Page[Moves], position: int, move: Move, sheet: ChoiceSheet) -> Problem:
    student = page.facts.now(move.student)
    if move.agreement is None:
        return page.problem(NO_AGREEMENT, "moves", position, student=student)
    path = page.season.run.path(kinds.CHOICE, student)
    ids = frozenset(one.id for one in sheet.agreements)
    return lost(page, Known(ids, f"{path}: {{id}}"), move.agreement, "moves", position, "agreement")


def _first_relied_on(page: Page[Moves], sheet: ChoiceSheet) -> date:
    """The day of the agreement that the published placement stood on."""
    allocation = page.season.run.allocation
    published = allocation.published_on if allocation else None
    return max((one.on for one in sheet.agreements if published and one.on <= published), default=date.min)


def _within(page: Page[Moves], position: int, move: Move, agreement: Agreement, before: date) -> Iterator[Problem]:
    student = page.facts.now(move.student)
    if agreement.on < before:
        facts = {"day": agreement.on, "newer": before, "student": student}
        yield page.problem(OLDER_AGREEMENT, "moves", position, "agreement", **facts)
    if move.target in page.season.offers.ids and move.target not in (*agreement.offers, *agreement.reserve):
        named = {"offer": move.target, "agreement": agreement.id, "student": student}
        yield page.problem(NOT_IN_AGREEMENT, "moves", position, "to", **named)
