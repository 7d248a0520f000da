"""Opening and closing rounds, placing and moving by hand: the coordinator's acts, as the next school."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import reduce

from iom.errors import Exit, IomError
from iom.language import N_
from iom.model import kinds
from iom.model.base import Document
from iom.model.identifiers import ALPHABET, entry_id
from iom.model.naming import by_name, first_few
from iom.model.roster import placements, roster
from iom.model.rounds import Allocation, Codes, Move, Moves, Placement, Round
from iom.model.routes import Agreement
from iom.model.school import Run, School
from iom.model.timetable import busy_clash, clashes
from iom.model.tutoring import participants
from iom.stages.machine import standing
from iom.stages.opening import open_routes
from iom.stages.settings import picks
from iom.stages.template import template_of
from iom.walk.part import merged

CODE_LENGTH = 5


class RoundExistsError(IomError):
    """A round of this id (``round``) stands there."""

    text = N_("There is a round {round} already.")
    hint = N_("Choose another id, for example 2027-spring.")
    exit_code = Exit.CONFLICT


class PublishedError(IomError):
    """The allocation is published and frozen."""

    text = N_("The placement of {round} was published on {on}; it is frozen.")
    hint = N_("A later change is a move: iom round move {student} [--from OFFER] --to OFFER --reason TEXT --by PERSON")
    exit_code = Exit.CONFLICT


class RoundClosedError(IomError):
    """The round is closed; nothing in it changes any more."""

    text = N_("The round {round} was closed on {on}.")
    hint = N_("What goes on belongs to the next round: iom round open ID --title TEXT --previous {round}")
    exit_code = Exit.CONFLICT


class NoSeatError(IomError):
    """The offer is full, cancelled, or the pupil cannot attend it."""

    text = N_("“{title}” has no seat left: {taken} of {seats}.")
    hint = N_("Choose another course, or let its teacher raise seats.max.")
    exit_code = Exit.CONFLICT


class CancelledOfferError(NoSeatError):
    """The offer does not take place."""

    text = N_("“{title}” was cancelled.")
    hint = N_("Choose another course.")


class ClashError(NoSeatError):
    """The offer is at an hour that is taken."""

    text = N_("“{title}” clashes with “{other}”.")
    hint = N_("A pupil cannot be in two places; choose another course.")


class BusyHourError(NoSeatError):
    """The offer takes an hour in which the pupil is busy."""

    text = N_("“{title}” takes an hour in which {name} is busy.")
    hint = N_("Ask the family; then change [[busy]] in the pupil's file, or choose another course.")


class AlreadyInOfferError(NoSeatError):
    """The pupil is in the offer already."""

    text = N_("{name} is in “{title}” already.")
    hint = N_("Nothing is to be done.")


class EnoughError(NoSeatError):
    """The pupil is in as many offers as the round gives."""

    text = N_("{name} is in {offers} already; the round gives {picks}.")
    hint = N_("Exchange one: iom round move {student} --from OFFER --to OFFER --reason TEXT --by PERSON")


class NotInOfferError(IomError):
    """The pupil is not in the offer that is to be left."""

    text = N_("{name} is not in “{title}”.")
    hint = N_("In: {offers}.")
    exit_code = Exit.NOT_FOUND


class NoAgreementError(IomError):
    """No agreement of the family allows the move."""

    text = N_("The family of {name} has not agreed on “{title}”.")
    hint = N_("First the talk: iom choose {student} --part talk. The pupil's choice is never replaced in silence.")


class UnsignedAgreementError(IomError):
    """The agreement that would allow the move has no legal representative's signature."""

    text = N_("No legal representative of {name} has signed the agreement.")
    hint = N_("Add the signature first: iom choose {student} --part talk")


class OpenRoutesError(IomError):
    """Routes of the round are still open."""

    text = N_("Routes of {round} still open: {count} ({names}).")
    hint = N_("Finish them, or end each with a reason: iom stop PUPIL --reason left|refused|moved|other")


def opened(school: School, identifier: str, document: Round, draw: Iterator[str], today: date) -> School:
    """The school with a new round: its document, a code for each participant, routes that carry on.

    ``draw`` gives random codes; one that is taken is passed over.

    Raises:
        RoundExistsError: the id is taken.
    """
    if school.exists(kinds.ROUND, identifier):
        raise RoundExistsError(round=identifier)
    made = school.with_documents({kinds.ROUND.path(identifier): document})
    codes = coded(participants(made.runs[identifier], today), {}, draw)
    documents: dict[str, Document | None] = {kinds.CODES.path(identifier): Codes.new(codes=codes)}
    return made.with_documents({**documents, **open_routes(made, identifier, today)})


def with_codes(run: Run, people: tuple[str, ...], draw: Iterator[str]) -> Run:
    """The round with a fresh code for everybody without; nobody's code changes."""
    codes = coded(people, run.codes, draw)
    if codes == run.codes:
        return run
    return run.school.with_documents({run.path(kinds.CODES): Codes.new(codes=codes)}).runs[run.id]


def coded(people: tuple[str, ...], known: dict[str, str], draw: Iterator[str]) -> dict[str, str]:
    """``known`` codes and a fresh one for everybody without."""
    codes = dict(known)
    taken = set(codes.values())
    for person in people:
        if person not in codes:
            codes[person] = next(code for code in draw if code not in taken)
            taken.add(codes[person])
    return codes


def code_of(number: int) -> str:
    """Five characters of the code alphabet for a random number."""
    characters = []
    for _position in range(CODE_LENGTH):
        number, remainder = divmod(number, len(ALPHABET))
        characters.append(ALPHABET[remainder])
    return "".join(characters)


def placed(run: Run, student: str, offer: str, by: str, reason: str, today: date, draw: Iterator[str]) -> School:
    """The school with the pupil placed by hand in ``offer``, kept with reason and author.

    Raises:
        PublishedError: the allocation is frozen.
        NoSeatError: the pupil cannot be in the offer; subclasses say why.
    """
    require_open(run)
    allocation = run.allocation or Allocation.new()
    if allocation.published_on:
        raise PublishedError(round=run.id, on=allocation.published_on, student=student)
    require_seat(run, student, offer, today)
    run = with_codes(run, (student,), draw)
    code = run.codes[student]
    placement = Placement.new(
        id=f"{code}-{offer}", code=code, offer=offer, wish=wish_met(run, student, offer), by=by, reason=reason, on=today
    )
    after = allocation.replaced(placements=merged(allocation.placements, placement))
    return run.school.with_documents({run.path(kinds.ALLOCATION): after})


def moved(run: Run, student: str, source: str | None, target: str | None, by: str, reason: str, today: date) -> School:
    """The school with a move of the pupil, written with the agreement that allows it.

    Raises:
        NotInOfferError: the pupil is not in ``source``.
        NoAgreementError: the latest agreement does not hold ``target``.
        UnsignedAgreementError: no legal representative has signed it.
        NoSeatError: the pupil cannot be in ``target``; subclasses say why.
    """
    require_open(run)
    here = placements(run, student, today)
    name = run.school.name(student)
    if source and source not in here:
        raise NotInOfferError(name=name, title=run.offer_title(source), offers=list(map(run.offer_title, here)) or "—")
    if target:
        require_seat(run, student, target, today, leaving=source)
        agreement = _agreement(run, student)
        if agreement is None or target not in (*agreement.offers, *agreement.reserve):
            raise NoAgreementError(name=name, title=run.offer_title(target), student=student)
        if not _is_signed(run, student, agreement):
            raise UnsignedAgreementError(name=name, student=student)
    return with_moves(run, [move_of(run, student, source, target, by, reason, today)])


def move_of(run: Run, student: str, source: str | None, target: str | None, by: str, reason: str, today: date) -> Move:
    """A move from one offer to another, with the family's agreement on what is entered."""
    agreement = _agreement(run, student) if target else None
    return Move.new(
        id=entry_id(today, "moves", student, source or "", target or ""),
        on=today,
        student=student,
        source=source,
        target=target,
        agreement=agreement.id if agreement else None,
        reason=reason,
        by=by,
    )


def with_moves(run: Run, moves: Iterable[Move]) -> School:
    """The school with these moves written in the round."""
    before = run.moves or Moves.new()
    return run.school.with_documents(
        {run.path(kinds.MOVES): before.replaced(moves=reduce(merged, moves, before.moves))}
    )


def _agreement(run: Run, student: str) -> Agreement | None:
    sheet = run.choices.get(student)
    return sheet.agreement() if sheet else None


def _is_signed(run: Run, student: str, agreement: Agreement) -> bool:
    """Whether a legal representative has signed (S0:40,42), where the pupil has one."""
    school, pupil = run.school, run.school.students.get(student)
    legal = {school.renamed.get(one, one) for one in pupil.guardian_ids(legal_only=True)} if pupil else set()
    return not legal or bool(legal & {school.renamed.get(one, one) for one in agreement.signed_by})


def require_open(run: Run) -> None:
    """Make sure that the round is not closed.

    Raises:
        RoundClosedError: it is.
    """
    if run.round.closed_on:
        raise RoundClosedError(round=run.id, on=run.round.closed_on)


def require_seat(run: Run, student: str, offer: str, today: date, leaving: str | None = None) -> None:
    """Make sure that the pupil can be in ``offer``; ``leaving`` is the offer given up for it.

    Raises:
        NoSeatError: subclasses say why not.
    """
    wanted, title = run.offers[offer], run.offer_title(offer)
    if wanted.cancelled_on is not None:
        raise CancelledOfferError(title=title)
    day = max(today, wanted.starts)
    others = tuple(other for other in placements(run, student, day) if other != leaving)
    name = run.school.name(student)
    if offer in others:
        raise AlreadyInOfferError(name=name, title=title)
    if len(others) >= (most := picks(run.school, run)):
        raise EnoughError(name=name, offers=[run.offer_title(other) for other in others], picks=most, student=student)
    taken = len(roster(run, offer, day))
    if taken >= wanted.seats.max:
        raise NoSeatError(title=title, taken=taken, seats=wanted.seats.max)
    for other in others:
        if clashes(wanted, run.offers[other]):
            raise ClashError(title=title, other=run.offer_title(other))
    if busy_clash(wanted, run.school.students[student]):
        raise BusyHourError(title=title, name=name)


def wish_met(run: Run, student: str, offer: str) -> int | None:
    """Which wish of the family's agreed list the offer is, from 1; None outside of it."""
    agreement = _agreement(run, student)
    ranking = (*agreement.offers, *agreement.reserve) if agreement else ()
    return ranking.index(offer) + 1 if offer in ranking else None


def closed(run: Run, today: date) -> School:
    """The school with the round closed.

    Raises:
        OpenRoutesError: some routes are neither closed nor stopped.
    """
    require_open(run)
    template = template_of(run)
    still = (subject for subject, route in run.routes.items() if standing(template, route).state == "open")
    names = [run.school.name(subject) for subject in by_name(run.school, still)]
    if names:
        raise OpenRoutesError(count=len(names), round=run.id, names=first_few(names, 8))
    return run.school.with_documents({run.path(kinds.ROUND): run.round.replaced(closed_on=today)})
