"""The command that mends a placement after late changes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import starmap
from typing import Any

from iom.allocation.from_round import RoundProblem, round_problem
from iom.allocation.problem import Answer, Problem
from iom.allocation.repair import Repair
from iom.allocation.repair import repair as repaired
from iom.cli.context import current
from iom.cli.finding import person_id, run_of
from iom.cli.keeping_apart import kept_apart
from iom.cli.options import By, DryRun, Reason
from iom.cli.output import emit
from iom.cli.placing import name_of
from iom.cli.record_add import show_preview
from iom.cli.rounds import Maybe, fresh_codes, require_options
from iom.cli.session import Session
from iom.errors import Exit, IomError
from iom.language import N_, _, say
from iom.model.roster import placements, roster_sizes
from iom.model.rounds import Move
from iom.model.school import Run
from iom.stages.taking_part import taking_part
from iom.views.sheet import Lines, Sheet
from iom.walk.rounds import move_of, require_open, with_codes, with_moves


class NotPublishedError(IomError):
    """Before the placement of the round (``round``) is published, there is nothing to mend by moves."""

    text = N_("The placement of {round} is not published yet: nobody is moved before that.")
    hint = N_("Place everybody, or place anew: iom round allocate {round}")
    exit_code = Exit.CONFLICT


@dataclass(frozen=True)
class RepairView:
    """Moves that seat who lost or lacks a course, who stays short, and the courses ``below`` their minimum."""

    run: Run
    found: Repair
    below: tuple[tuple[str, int], ...] = ()

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
        blocks = [Lines(tuple(lines) or (_("Nobody lacks a course."),), bullet="-")]
        if self.found.chains:
            blocks.append(Lines((self._how_few(),)))
        if self.below:
            blocks.append(Lines(tuple(starmap(self._too_few, self.below)), _("fewer than the minimum"), bullet="-"))
        return Sheet(self.run.round.title, tuple(blocks))

    def _too_few(self, offer: str, count: int) -> str:
        facts = {"title": self.run.offer_title(offer), "count": count, "min": self.run.offers[offer].seats.min}
        return say(N_("“{title}”: {count} of at least {min}; keep it, or write cancelled_on and repair again"), facts)

    def _how_few(self) -> str:
        moves = self.found.moves
        if self.found.fewest:
            return say(N_("Moves of others: {count}; fewer cannot do it."), {"count": moves})
        return say(N_("Moves of others: {count}; that fewer cannot do it is not proven."), {"count": moves})

    def data(self) -> dict[str, Any]:
        """For ``--json``; codes, no names."""
        rows = [[{"code": c, "from": left or None, "to": to} for c, left, to in chain] for chain in self.found.chains]
        facts = {"moves": self.found.moves, "fewest": self.found.fewest, "short": list(self.found.short)}
        below = [{"offer": offer, "placed": count} for offer, count in self.below]
        return {"round": self.run.id, "chains": rows, **facts, "below_minimum": below}


def repair(identifier: Maybe = None, by: By = None, reason: Reason = None, dry_run: DryRun = False) -> None:
    """Seat who lost or lacks a course, moving as few others as can be; written as moves."""
    words = " ".join(filter(None, ("iom round repair", identifier)))
    require_options(words, {"--by": by, "--reason": reason})
    session = Session(current(), f"round repair {identifier or ''}".strip(), hold=dry_run)
    run, today = _published(run_of(session.school, identifier)), current().today
    run = with_codes(run, taking_part(run, today), fresh_codes())
    pairs = kept_apart(session.loaded, run)
    pairs.tell(run)
    stated = round_problem(run, today, pairs.pairs)
    day = max(today, run.round.starts or today)
    seats = {one.id: placements(run, run.participants[one.id], day) for one in stated.problem.pupils}
    found = repaired(_as_it_stands(stated, seats), seats)
    after = run
    if found.chains:
        changed = with_moves(run, _moves(run, found, person_id(run.school, by or ""), reason or ""))
        session.save(changed)
        after = changed.runs[run.id]
    if dry_run:
        show_preview(session.preview())
    else:
        emit(RepairView(run, found, below_minimum(after, today)))


def below_minimum(run: Run, today: date) -> tuple[tuple[str, int], ...]:
    """Courses that somebody was placed in and that now have fewer than their minimum, with how many they have.

    One that is over or cancelled needs nobody.
    """
    going = {one: offer for one, offer in run.offers.items() if not offer.cancelled_on and today <= offer.ends}
    sizes = roster_sizes(run, {one: offer.nearest_day(today) for one, offer in going.items()})
    placed = {one.offer for one in (run.allocation.placements if run.allocation else ())}
    found = (one for one in going if one in placed and sizes[one] < going[one].seats.min)
    return tuple((one, sizes[one]) for one in sorted(found, key=run.offer_title))


def _published(run: Run) -> Run:
    """The round, under way and with a placement that is frozen.

    Raises:
        RoundClosedError: it is over.
        NotPublishedError: its placement can still be made anew.
    """
    require_open(run)
    if run.allocation is None or not run.allocation.published_on:
        raise NotPublishedError(round=run.id)
    return run


def _as_it_stands(stated: RoundProblem, seats: Answer) -> Problem:
    """The problem after the publication: who has no agreement stays put, who was moved is not where a hand had put."""
    pupils = []
    for pupil in stated.problem.pupils:
        held = seats[pupil.id]
        if pupil.id in stated.provisional:
            pupils.append(replace(pupil, picks=len(held), pins=held))
        else:
            pupils.append(replace(pupil, pins=tuple(pin for pin in pupil.pins if pin in held)))
    return replace(stated.problem, pupils=tuple(pupils))


def _moves(run: Run, found: Repair, by: str, reason: str) -> list[Move]:
    """The steps as moves; who lost a cancelled course leaves it for what is entered."""
    today = current().today
    cancelled = {offer for offer, one in run.offers.items() if one.is_cancelled(today)}
    gone = {(move.student, move.source) for move in (run.moves.moves if run.moves else ())}
    moves = []
    for code, left, entered in (step for chain in found.chains for step in chain):
        student = run.participants[code]
        lost = (one.offer for one in run.placements_of(student) if one.offer in cancelled)
        source = left or next((offer for offer in lost if (student, offer) not in gone), None)
        gone.add((student, source))
        moves.append(move_of(run, student, source, entered, by, reason, today))
    return moves
