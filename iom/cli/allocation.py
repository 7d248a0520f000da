"""The commands of a round's placement: allocate, explain, publish, verify, repair, compare."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

import typer

from iom.allocation.checking import checked
from iom.allocation.engine import Outcome
from iom.allocation.engine import allocate as place
from iom.allocation.from_round import AS_IT_IS, WhatIf
from iom.allocation.paper import paper
from iom.allocation.placed import Placed, paper_of
from iom.allocation.repair import Repair
from iom.allocation.repair import repair as repaired
from iom.allocation.verify import Breach
from iom.allocation.wording import breach_text
from iom.ask.kinds import Number
from iom.cli.context import current
from iom.cli.finding import offer_id, person_id, run_of, student_id
from iom.cli.options import By, DryRun, Reason, Round
from iom.cli.output import emit, write
from iom.cli.placing import name_of, problem_of, require_possible
from iom.cli.placing_sheets import ComparisonView, CourseView, FamilyView, GroupLists, PlacementView
from iom.cli.rounds import Maybe, MissingOptionsError, fresh_codes
from iom.cli.session import Session
from iom.errors import Exit, IomError
from iom.language import N_, _, say
from iom.model import kinds
from iom.model.base import Document
from iom.model.identifiers import entry_id
from iom.model.lookup import NotFoundError
from iom.model.roster import placements
from iom.model.rounds import Allocation, Codes, Lottery, Move, Moves
from iom.model.school import Run, School
from iom.model.tutoring import participants
from iom.views.sheet import Lines, Sheet
from iom.walk.part import merged
from iom.walk.rounds import PublishedError, coded

Who = Annotated[str, typer.Argument(metavar=N_("PUPIL|OFFER"), help=N_("a pupil or a course of the round"))]
Drawn = Annotated[
    str | None, typer.Option("--drawn", metavar=N_("TEXT"), help=N_("what came out of the draw, for example 4 2 6 1 5"))
]
Seats = Annotated[
    list[str] | None, typer.Option("--seats", metavar="OFFER=N", help=N_("what if: other seats; nothing is written"))
]
Open = Annotated[list[str] | None, typer.Option("--open", metavar=N_("OFFER"), help=N_("what if: it runs anyhow"))]
Close = Annotated[list[str] | None, typer.Option("--close", metavar=N_("OFFER"), help=N_("what if: it does not run"))]
Shift = Annotated[
    list[str] | None, typer.Option("--move", metavar="PUPIL=OFFER", help=N_("what if: the pupil is seated there"))
]
Apart = Annotated[
    list[str] | None,
    typer.Option("--apart", metavar="PUPIL=PUPIL", help=N_("a pair kept apart, from the restricted workspace")),
]
Short = Annotated[bool, typer.Option("--allow-short", help=N_("place as many as can be where not all can"))]
Exact = Annotated[
    bool, typer.Option("--exact", help=N_("let HiGHS decide which courses run; pip install 'iom[exact]'"))
]


class NotDrawnError(IomError):
    """The lottery (``source``) has no value yet."""

    text = N_("The lottery is not drawn yet: {source}.")
    hint = N_("After the draw: iom round allocate --drawn 'WHAT CAME OUT'")
    exit_code = Exit.USAGE


class DrawnError(IomError):
    """The lottery was drawn already; numbers are never redrawn."""

    text = N_("The lottery was drawn already: {value}.")
    hint = N_("One number a pupil a round: it is never drawn again.")
    exit_code = Exit.CONFLICT


class NotTwoError(IomError):
    """An option that wants two things joined by = (``given``)."""

    text = N_("“{given}” is not understood.")
    hint = N_("Join the two with =, for example kitchen-chemistry=14.")
    exit_code = Exit.USAGE


class BreachError(IomError):
    """A placement that breaks its promises (``breaches``) is not published."""

    text = N_("The placement of {round} does not hold; nothing was published:\n- {breaches}")
    hint = N_("Place again: iom round allocate {round}")


def allocate(
    identifier: Maybe = None,
    drawn: Drawn = None,
    seats: Seats = None,
    open_: Open = None,
    close: Close = None,
    move: Shift = None,
    apart: Apart = None,
    allow_short: Short = False,
    exact: Exact = False,
    dry_run: DryRun = False,
) -> None:
    """Place everybody by the round's rules and lottery; placements by hand are kept."""
    session = Session(current(), f"round allocate {identifier or ''}".strip(), hold=True)
    run = run_of(session.school, identifier)
    if run.allocation and run.allocation.published_on:
        raise PublishedError(round=run.id, on=run.allocation.published_on, student="PUPIL")
    run = _prepared(run, drawn)
    what_if = _what_if(run, seats, open_, close, move)
    pairs = [(student_id(run.school, one), student_id(run.school, other)) for one, other in map(_two, apart or ())]
    stated = problem_of(run, current().today, pairs, what_if)
    require_possible(run, stated.problem, allow_short=allow_short)
    outcome = _placed(stated.problem, exact=exact)
    if what_if == AS_IT_IS:
        document = paper(outcome, stated.provisional, run.allocation or Allocation.new())
        session.save(run.school.with_documents({run.path(kinds.ALLOCATION): document}))
        if dry_run:
            write(session.preview())
            return
        session.flush()
    emit(PlacementView(run, outcome, stated.provisional))


def _placed(problem: Any, *, exact: bool) -> Outcome:
    if exact:
        from iom.allocation.exact import allocate_exactly

        return allocate_exactly(problem)
    return place(problem)


def _prepared(run: Run, drawn: str | None) -> Run:
    """The round with its lottery's value and a code for everybody."""
    lottery, documents = run.round.lottery, dict[str, Document | None]()
    if drawn:
        if lottery and lottery.value and lottery.value != drawn:
            raise DrawnError(value=lottery.value)
        source = lottery.source if lottery else _("dice thrown at the parents' evening")
        documents[run.path(kinds.ROUND)] = run.round.replaced(lottery=Lottery.new(source=source, value=drawn))
    elif lottery and not lottery.value:
        raise NotDrawnError(source=lottery.source)
    codes = coded(participants(run, current().today), run.codes, fresh_codes())
    if codes != run.codes:
        documents[run.path(kinds.CODES)] = Codes.new(codes=codes)
    return run.school.with_documents(documents).runs[run.id]


def _what_if(
    run: Run, seats: list[str] | None, opened: list[str] | None, closed: list[str] | None, moved: list[str] | None
) -> WhatIf:
    return WhatIf(
        {offer_id(run, offer): Number(0, 999).parse(number) for offer, number in map(_two, seats or ())},
        frozenset(offer_id(run, offer) for offer in opened or ()),
        frozenset(offer_id(run, offer) for offer in closed or ()),
        tuple((student_id(run.school, one), offer_id(run, offer)) for one, offer in map(_two, moved or ())),
    )


def _two(given: str) -> tuple[str, str]:
    one, joined, other = given.partition("=")
    if not (joined and one and other):
        raise NotTwoError(given=given)
    return one, other


def explain(who: Who, round_: Round = None) -> None:
    """Say why a pupil got these courses, or who sits in a course."""
    placed = Placed(run_of(current().load().school, round_), current().today)
    run = placed.run
    try:
        offer = offer_id(run, who)
    except NotFoundError:
        emit(FamilyView(run, placed.for_family(student_id(run.school, who))))
    else:
        emit(CourseView(run, offer, placed.problem, placed.seats))


def publish(identifier: Maybe = None, dry_run: DryRun = False) -> None:
    """Check the placement, freeze it, and print the group lists."""
    session = Session(current(), f"round publish {identifier or ''}".strip(), hold=dry_run)
    run, today = run_of(session.school, identifier), current().today
    document = paper_of(run)
    if document.published_on:
        raise PublishedError(round=run.id, on=document.published_on, student="PUPIL")
    placed = Placed(run, today)
    if breaches := checked(document, placed.courses):
        raise BreachError(round=run.id, breaches="\n- ".join(map(breach_text, breaches[:8])))
    after = run.school.with_documents({run.path(kinds.ALLOCATION): document.replaced(published_on=today)})
    session.save(after)
    if dry_run:
        write(session.preview())
    else:
        emit(GroupLists(run, placed.problem, placed.seats))


@dataclass(frozen=True)
class VerdictView:
    """What a second opinion found in a placement."""

    round_id: str
    breaches: tuple[Breach, ...]

    def sheet(self) -> Sheet:
        """All is well, or everything that does not hold."""
        good = _("Seats, minimums, hours, lists, lottery numbers, exchanges and reasons hold.")
        return Sheet(self.round_id, (Lines(tuple(map(breach_text, self.breaches)) or (good,)),))

    def data(self) -> dict[str, Any]:
        """For ``--json``."""
        rows = [{"property": one.property, "about": list(one.about)} for one in self.breaches]
        return {"round": self.round_id, "holds": not rows, "breaches": rows}


def verify(identifier: Maybe = None) -> int:
    """Recompute numbers and all promises from the published papers alone."""
    placed = Placed(run_of(current().load().school, identifier), current().today)
    breaches = tuple(checked(placed.paper, placed.courses))
    emit(VerdictView(placed.run.id, breaches))
    return int(Exit.PROBLEMS if breaches else Exit.DONE)


def compare(
    identifier: Maybe = None, seats: Seats = None, open_: Open = None, close: Close = None, move: Shift = None
) -> None:
    """Place anew in memory, with changes to try out, and show who moves and why."""
    placed = Placed(run_of(current().load().school, identifier), current().today)
    run = placed.run
    stated = problem_of(run, current().today, (), _what_if(run, seats, open_, close, move))
    outcome = place(stated.problem)
    from iom.allocation.explain import Explainer

    explainer = Explainer(stated.problem, outcome.seats)
    reasons = {pupil.id: explainer.reasons(pupil.id) for pupil in stated.problem.pupils}
    emit(ComparisonView(run, (placed.problem, placed.seats), (stated.problem, outcome.seats), reasons))


@dataclass(frozen=True)
class RepairView:
    """Moves that seat who lost or lacks a course, and who stays short."""

    run: Run
    found: Repair

    def sheet(self) -> Sheet:
        """Each chain of moves, beginning with whom it is for."""
        lines = []
        for chain in self.found.chains:
            steps = [
                f"{name_of(self.run, code)}: {self.run.offer_title(left) if left else '—'} → {self.run.offer_title(to)}"
                for code, left, to in chain
            ]
            lines.append("; ".join(steps))
        if self.found.short:
            names = [name_of(self.run, code) for code in self.found.short]
            lines.append(
                say(N_("no seat within an agreement: {names}; first the talk: iom choose PUPIL"), {"names": names})
            )
        return Sheet(self.run.round.title, (Lines(tuple(lines) or (_("Nobody lacks a course."),), bullet="-"),))

    def data(self) -> dict[str, Any]:
        """For ``--json``; codes, no names."""
        rows = [[{"code": c, "from": left or None, "to": to} for c, left, to in chain] for chain in self.found.chains]
        return {"round": self.run.id, "chains": rows, "short": list(self.found.short)}


def repair(identifier: Maybe = None, by: By = None, reason: Reason = None, dry_run: DryRun = False) -> None:
    """Seat who lost or lacks a course, moving as few others as can be; written as moves."""
    if not by or not reason:
        missing = [name for name, value in (("--by", by), ("--reason", reason)) if not value]
        command = " ".join(["iom round repair", identifier or "", *(f"{name} …" for name in missing)])
        raise MissingOptionsError(missing=missing, command=" ".join(command.split()))
    session = Session(current(), f"round repair {identifier or ''}".strip(), hold=dry_run)
    run, today = run_of(session.school, identifier), current().today
    stated = problem_of(run, today)
    agreed = tuple(one for one in stated.problem.pupils if one.id not in stated.provisional)
    from dataclasses import replace

    day = max(today, run.round.starts or today)
    seats = {one.id: placements(run, run.participants[one.id], day) for one in agreed}
    found = repaired(replace(stated.problem, pupils=agreed, apart=()), seats)
    if found.chains:
        session.save(_moved(run, found, person_id(run.school, by), reason))
    if dry_run:
        write(session.preview())
    else:
        emit(RepairView(run, found))


def _moved(run: Run, found: Repair, by: str, reason: str) -> School:
    today = current().today
    moves = run.moves or Moves.new()
    rows = moves.moves
    cancelled = {offer for offer, one in run.offers.items() if one.cancelled_on and one.cancelled_on <= today}
    for chain in found.chains:
        for code, left, entered in chain:
            student = run.participants[code]
            held = [one.offer for one in run.placements_of(student)]
            gone = {move.source for move in rows if move.student == student}
            source = left or next((one for one in held if one in cancelled and one not in gone), None)
            agreement = run.choices[student].agreement()
            move = Move.new(
                id=entry_id(today, "moves", student, source or "", entered),
                on=today,
                student=student,
                source=source,
                target=entered,
                agreement=agreement.id if agreement else None,
                reason=reason,
                by=by,
            )
            rows = merged(rows, move)
    return run.school.with_documents({run.path(kinds.MOVES): moves.replaced(moves=rows)})
