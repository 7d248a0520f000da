"""The commands that look: status and next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from iom.cli.context import current
from iom.cli.finding import class_of, group_id, offer_id, open_rounds, require_class, run_of, run_under_way, student_id
from iom.cli.options import ClassForm, Offer, Round, TutorGroup
from iom.cli.output import View, emit, note
from iom.cli.past import At, day_at, loaded_at
from iom.cli.unread import warn_of_unread
from iom.language import N_, say
from iom.model.school import Run, School
from iom.views.board import board, row_of
from iom.views.next_steps import OneNext, everybody_next
from iom.walk.queue import Selection, left_out, selected

if TYPE_CHECKING:
    from iom.views.sheet import Sheet

Student = Annotated[str | None, typer.Argument(metavar=N_("PUPIL"), help=N_("id, its beginning, or name"))]
Pupils = Annotated[bool, typer.Option("--pupils", help=N_("name every pupil, also in a large round"))]


def status(
    student: Student = None,
    round_: Round = None,
    form: ClassForm = None,
    group: TutorGroup = None,
    offer: Offer = None,
    pupils: Pupils = False,
    at: At = None,
) -> None:
    """Show where everybody stands, or stood, or one pupil's gate."""
    school, today = loaded_at(at).school, day_at(at)
    if student:
        _show_one(school, round_, student, today)
        return
    run = run_of(school, round_)
    _note_others(run, round_)
    selection = _selection(run, form, group, offer)
    subjects = selected(run, selection, today) if selection else None
    shown = board(run, today, subjects, detailed=pupils or bool(selection))
    _emit(school, shown, left_out(run, selection, today))


def next_(
    student: Student = None, round_: Round = None, form: ClassForm = None, group: TutorGroup = None, offer: Offer = None
) -> None:
    """Show what is to be done next, with the command to copy."""
    school = current().load().school
    if student:
        _show_one(school, round_, student, current().today)
        return
    run = run_of(school, round_)
    _note_others(run, round_)
    selection, today = _selection(run, form, group, offer), current().today
    shown = everybody_next(row_of(run, subject, today) for subject in selected(run, selection, today))
    _emit(school, shown, left_out(run, selection, today))


def _show_one(school: School, round_: str | None, student: str, today: date) -> None:
    from iom.views.journey import journey
    from iom.views.one_pupil import OnePupil

    subject = student_id(school, student)
    run = run_under_way(school, round_, subject)
    require_class(run, subject, today)
    found = journey(run, subject, today)
    _emit(school, OnePupil(found, OneNext(found.row)))


@dataclass(frozen=True, slots=True)
class Incomplete:
    """What is shown, with how many documents of the school could not be read, and who is left out because of it."""

    shown: View
    unreadable: int
    not_counted: tuple[str, ...]

    def sheet(self) -> Sheet:
        """See `View.sheet`."""
        return self.shown.sheet()

    def data(self) -> dict[str, Any]:
        """See `View.data`."""
        return {**self.shown.data(), "unreadable": self.unreadable, "not_counted": list(self.not_counted)}


def _emit(school: School, shown: View, not_counted: tuple[str, ...] = ()) -> None:
    warn_of_unread(school, not_counted)
    emit(Incomplete(shown, len(school.broken), not_counted))


def _note_others(run: Run, round_: str | None) -> None:
    """Rounds that are open beside the one shown: a new one may open while the last is still being evaluated."""
    if round_ is None:
        for other in open_rounds(run.school):
            if other is not run:
                note(
                    say(
                        N_("Open as well: {title}. To see it: add --round {round}"),
                        {"title": other.round.title, "round": other.id},
                    )
                )


def _selection(run: Run, form: str | None, group: str | None, offer: str | None) -> Selection:
    return Selection(
        form=class_of(run.school, form, current().today) if form else None,
        group=group_id(run.school, group) if group else None,
        offer=offer_id(run, offer) if offer else None,
    )
