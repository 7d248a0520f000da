"""The command that mends a placement after late changes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from iom.allocation.repair import Repair
from iom.allocation.repair import repair as repaired
from iom.cli.context import current
from iom.cli.finding import person_id, run_of
from iom.cli.keeping_apart import kept_apart
from iom.cli.options import By, DryRun, Reason
from iom.cli.output import emit, write
from iom.cli.placing import name_of, problem_of
from iom.cli.rounds import Maybe, MissingOptionsError
from iom.cli.session import Session
from iom.language import N_, _, say
from iom.model import kinds
from iom.model.identifiers import entry_id
from iom.model.roster import placements
from iom.model.rounds import Move, Moves
from iom.model.school import Run, School
from iom.views.sheet import Lines, Sheet
from iom.walk.part import merged


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
    pairs = kept_apart(session.loaded, run)
    pairs.tell(run)
    stated = problem_of(run, today, pairs.pairs)
    agreed = tuple(one for one in stated.problem.pupils if one.id not in stated.provisional)
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
