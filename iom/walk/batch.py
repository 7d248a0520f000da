"""Walks one after another over a queue: what was done for whom, and who waits for whom."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from iom.language import N_, _, say
from iom.model.school import Run
from iom.stages.machine import lacking
from iom.views.sheet import Cell, Column, Lines, Sheet, Table, Tone
from iom.views.wording import part_title, role_title, stage_title
from iom.walk.engine import Walked
from iom.walk.part import Part, checks
from iom.walk.queue import whereabouts


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one subject: parts done, where the route is now, what it still lacks, whom it waits for.

    ``replaced`` says of which records something was taken back.
    """

    subject: str
    name: str
    parts: tuple[Part, ...]
    stage: str
    missing: tuple[str, ...]
    waits_for: tuple[str, ...]
    left: bool = False
    replaced: tuple[str, ...] = ()


@dataclass
class Outcomes:
    """The outcomes of a whole queue, for people and for ``--json``."""

    stage: str
    rows: list[Outcome] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    repeat: list[str] = field(default_factory=list)
    unwanted: list[str] = field(default_factory=list)

    def add(self, row: Outcome) -> None:
        """One more subject."""
        self.rows.append(row)

    def sheet(self) -> Sheet:
        """A row a subject; of one alone, also what is missing."""
        columns = [Column("", flexible=True), Column(_("done"), flexible=True)]
        if of_pupils := any(row.stage for row in self.rows):
            columns += [Column(_("now in")), Column(_("waits for"), flexible=True)]
        rows = tuple((row.name, _done(row), *(self._whereabouts(row) if of_pupils else ())) for row in self.rows)
        blocks = self._lacking(self.rows[0]) if len(self.rows) == 1 else ()
        return Sheet(stage_title(self.stage), (Table(tuple(columns), rows), *self._replaced(), *blocks))

    def _replaced(self) -> tuple[Lines, ...]:
        lines = tuple(Cell(line, "warn") for row in self.rows for line in row.replaced)
        return (Lines(lines),) if lines else ()

    def _lacking(self, row: Outcome) -> tuple[Lines, ...]:
        title = _("Still lacking") if row.stage == self.stage else _("What the next stage asks for")
        return (Lines(row.missing, title=title, bullet="-"),) if row.missing else ()

    def _whereabouts(self, row: Outcome) -> tuple[Cell | str, ...]:
        tone: Tone = "plain" if row.stage == self.stage else "good"
        return Cell(stage_title(row.stage), tone), ", ".join(map(role_title, row.waits_for)) or "—"

    def data(self) -> dict[str, Any]:
        """For ``--json``."""
        return {
            "stage": self.stage,
            "subjects": [
                {
                    "id": row.subject,
                    "parts": [part.name for part in row.parts],
                    "stage": row.stage,
                    "missing": list(row.missing),
                    "waits_for": list(row.waits_for),
                    "replaced": list(row.replaced),
                }
                for row in self.rows
            ],
            "written": self.written,
            "commands": self.repeat,
            "unwanted": self.unwanted,
        }


def _done(row: Outcome) -> str:
    return ", ".join(dict.fromkeys(part_title(part.name) for part in row.parts)) or _("nothing was due")


def outcome(walked: Walked) -> Outcome:
    """What became of a pupil after a walk."""
    sitting = walked.sitting
    missing = lacking(checks(sitting))
    return Outcome(
        subject=sitting.subject,
        name=sitting.school.name(sitting.subject),
        parts=tuple(walked.parts),
        stage=whereabouts(sitting.run, sitting.subject),
        missing=tuple(one.said() for one in missing),
        waits_for=tuple(dict.fromkeys(one.waits_for for one in missing)),
        left=walked.left,
        replaced=tuple(walked.corrections),
    )


def outcome_of_past(run: Run, subject: str) -> Outcome:
    """A pupil who had passed the stage before; nothing was done."""
    return Outcome(subject, run.school.name(subject), (), whereabouts(run, subject), (), ())


def outcome_of_other(walked: Walked) -> Outcome:
    """What was done with an offer or by an expert."""
    sitting = walked.sitting
    run, subject = sitting.run, sitting.subject
    name = run.offer_title(subject) if subject in run.offers else sitting.school.name(subject)
    return Outcome(subject, name, tuple(walked.parts), "", (), (), walked.left, tuple(walked.corrections))


def place_in_queue(number: int, count: int, name: str) -> str:
    """``3 of 24 · Averina Polina``."""
    return say(N_("{number} of {count} · {name}"), {"number": number, "count": count, "name": name})
