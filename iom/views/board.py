"""The board of a round: where everybody stands, what is lacking, who waits for whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from iom.language import N_, _, ngettext, say
from iom.model.naming import by_name
from iom.model.routes import Route
from iom.model.school import Run
from iom.model.timetable import form_order
from iom.model.tutoring import participants, tutor_of
from iom.stages.machine import Check, gate, lacking, standing
from iom.stages.requirement import Missing, naming
from iom.stages.template import template_of
from iom.stages.under_way import open_rounds, round_of
from iom.views.sheet import Bars, Block, Cell, Column, Lines, Sheet, Table, Tone
from iom.views.wording import day_and_month, role_title, stage_title

VERBS = {"choice": "choose", "implementation": "implement", "evaluation": "evaluate", "reflection": "reflect"}


@dataclass(frozen=True, slots=True)
class Row:
    """One subject on the board. ``state`` is the stage, ``closed`` or ``stopped``; ``walk`` the command to go on."""

    subject: str
    name: str
    form: str
    tutor: str
    state: str
    since: date | None
    checks: tuple[Check, ...]
    returned: bool
    walk: str

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What the gate lacks."""
        return lacking(self.checks)

    @property
    def ready(self) -> bool:
        """Whether the gate is open and only the decision is lacking."""
        return bool(self.checks) and not self.missing

    @property
    def waived(self) -> int:
        """Requirements lifted."""
        return sum(check.state == "waived" for check in self.checks)

    @property
    def waits_for(self) -> tuple[str, ...]:
        """Whose turn it is; the tutor's when only the decision is lacking."""
        return tuple(dict.fromkeys(one.waits_for for one in self.missing)) or (("tutor",) if self.ready else ())

    def data(self) -> dict[str, Any]:
        """For ``--json``."""
        return {
            "id": self.subject,
            "name": self.name,
            "form": self.form,
            "tutor": self.tutor,
            "stage": self.state,
            "since": self.since.isoformat() if self.since else None,
            "ready": self.ready,
            "returned": self.returned,
            "missing": [check.requirement for check in self.checks if check.state == "missing"],
            "waived": [check.requirement for check in self.checks if check.state == "waived"],
            "waits_for": list(self.waits_for),
        }


@dataclass(frozen=True, slots=True)
class Board:
    """The board of one round on one day; ``stages`` in their order, then closed and stopped."""

    round_id: str
    title: str
    day: date
    stages: tuple[str, ...]
    rows: tuple[Row, ...]
    detailed: bool = False

    def counts(self) -> dict[str, int]:
        """How many stand in each stage."""
        found = Counter(row.state for row in self.rows)
        return {stage: found[stage] for stage in self.stages}

    def sheet(self) -> Sheet:
        """Bars by stage, a table of forms, and the pupils where few are meant or all are asked for."""
        title = say(
            N_("{title}, {day}: {count}"), {"title": self.title, "day": self.day, "count": _pupils(len(self.rows))}
        )
        blocks: tuple[Block, ...] = (self._bars(), self._forms(), self._turns())
        return Sheet(title, (*blocks, self._pupils(), *self._legend()) if self.detailed else blocks)

    def _bars(self) -> Bars:
        return Bars(tuple((stage_title(stage), count, None) for stage, count in self.counts().items()))

    def _forms(self) -> Table:
        forms = sorted({row.form for row in self.rows}, key=form_order)
        columns = (Column(_("class")), *(Column(stage_title(stage), "right", flexible=True) for stage in self.stages))
        found = Counter((row.form, row.state) for row in self.rows)
        rows = tuple((form or "—", *(str(found[form, stage] or "·") for stage in self.stages)) for form in forms)
        return Table(columns, rows)

    def _turns(self) -> Lines:
        found = Counter(role for row in self.rows for role in row.waits_for)
        ready = sum(row.ready for row in self.rows)
        lines = [f"{role_title(role)}: {_pupils(count)}" for role, count in found.most_common()]
        if ready:
            lines.append(say(N_("the gate is open, only the decision is lacking: {count}"), {"count": _pupils(ready)}))
        return Lines(tuple(lines), title=_("Who is waited for"), bullet="-")

    def _pupils(self) -> Table:
        columns = (
            Column(_("pupil"), flexible=True),
            Column(_("class")),
            Column(_("stage")),
            Column(_("since")),
            Column(_("lacking"), flexible=True),
        )
        return Table(columns, tuple(_cells(row) for row in self.rows))

    def _legend(self) -> tuple[Lines, ...]:
        signs = (
            (_("↩ returned to this stage"), any(row.returned for row in self.rows)),
            (_("* a condition is waived"), any(row.waived for row in self.rows)),
        )
        meant = " · ".join(text for text, found in signs if found)
        return (Lines((Cell(meant, "muted"),)),) if meant else ()

    def data(self) -> dict[str, Any]:
        """For ``--json``."""
        return {
            "round": self.round_id,
            "day": self.day.isoformat(),
            "counts": self.counts(),
            "subjects": [row.data() for row in self.rows],
        }


def board(run: Run, today: date, subjects: Iterable[str] | None = None, *, detailed: bool = False) -> Board:
    """The board of ``run``; ``subjects`` narrows it. Leavers stay only with a route of theirs in the round.

    Subjects with a document that cannot be read (`Run.unread`) stand nowhere: their stage is unknown.
    """
    template = template_of(run)
    chosen = by_name(run.school, participants(run, today) if subjects is None else subjects)
    stages = (*template.stage_ids, "closed", "stopped")
    rows = tuple(row_of(run, subject, today) for subject in chosen if subject not in run.unread)
    return Board(run.id, run.round.title, today, stages, rows, detailed)


def row_of(run: Run, subject: str, today: date) -> Row:
    """Where one subject stands."""
    school = run.school
    route = run.routes.get(subject) or Route.new()
    here = standing(template_of(run), route)
    student = school.students.get(subject)
    tutor = tutor_of(school, subject, today) if student else None
    state = here.stage if here.state == "open" and here.stage else here.state
    return Row(
        subject=subject,
        name=school.name(subject),
        form=(student.form_on(today) or "") if student else "",
        tutor=tutor or "",
        state=state,
        since=here.since,
        checks=gate(school, run, subject, today),
        returned=bool(route.decisions) and route.decisions[-1].decision == "return",
        walk=_walk(run, subject, state),
    )


def _walk(run: Run, subject: str, state: str) -> str:
    """The command that goes on; it names the round only where another one would be meant without."""
    command = f"iom {VERBS.get(state, 'next')} {subject}"
    opened = open_rounds(run.school)
    return command if opened and round_of(opened, subject).id == run.id else naming(command, run)


def _cells(row: Row) -> tuple[Cell | str, ...]:
    titles = [_(check.title) for check in row.checks if check.state == "missing"]
    tone: Tone = "good" if row.ready else "plain"
    lacks = "; ".join(titles) or (_("nothing: decide") if row.ready else "—")
    marks = "".join((" ↩" if row.returned else "", " *" if row.waived else ""))
    since = day_and_month(row.since) if row.since else ""
    return (row.name + marks, row.form, stage_title(row.state), since, Cell(lacks, tone))


def _pupils(count: int) -> str:
    return say(ngettext("{count} pupil", "{count} pupils", count), {"count": count})
