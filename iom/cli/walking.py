"""Carrying out a stage command: whom it means, who answers, what is saved and told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from iom.ask.answers import AnswersAsker, command
from iom.ask.given import Given as Answered
from iom.cli.answering import Answers, answers_given
from iom.cli.by_sheet import NothingToEnterError, sheet_of
from iom.cli.context import clock, current
from iom.cli.edge import StoppedError
from iom.cli.finding import (
    NotTakingPartError,
    class_of,
    group_id,
    offer_id,
    open_rounds,
    person_id,
    require_class,
    require_readable,
    run_of,
    student_id,
)
from iom.cli.options import Given
from iom.cli.output import emit, messages, note, person
from iom.cli.record_add import show_preview
from iom.cli.session import NoDrafts, Session, StoredDrafts
from iom.cli.unread import NOT_WALKED, warn_of_unread
from iom.errors import Exit, IomError
from iom.language import N_, _, say
from iom.model.folding import folded
from iom.model.lookup import NotFoundError
from iom.model.school import Run, School
from iom.model.tutoring import participants
from iom.stages.decisions import require_stage
from iom.views.board import row_of
from iom.views.next_steps import OneNext
from iom.walk.batch import Outcomes, outcome, outcome_of_other, outcome_of_past, place_in_queue
from iom.walk.engine import Walked, walk
from iom.walk.marks import own_child_note
from iom.walk.part import Part
from iom.walk.queue import Selection, in_stage, is_past, keeper, left_out, selected, whereabouts
from iom.walk.rounds import require_open
from iom.walk.sitting import Sitting
from iom.walk.stages import every_form, expert_parts, offer_parts, stage_forms, stage_parts


class NobodyNamedError(IomError):
    """Nobody is named, and nobody is there who could be asked."""

    text = N_("Whom? No pupil is named.")
    hint = N_("Name pupils, or a whole --form, --group or --offer, or give an --answers file: iom {verb} PUPIL …")
    exit_code = Exit.USAGE


class UnknownPartError(IomError):
    """``--part`` names no part of this stage."""

    text = N_("There is no part “{part}” here.")
    hint = N_("Parts: {known}.")
    exit_code = Exit.USAGE


class WalkStoppedError(StoppedError):
    """The person pressed Ctrl-C in a walk."""

    text = N_("Stopped. Everything finished is saved; the same command goes on from here.")


class StrangeAnswersError(IomError):
    """Answers about ``strangers``: ids that nothing here has."""

    text = N_("Answers about something that is not there: {strangers}. Nothing was written.")
    hint = N_("Correct the id; what may be answered: iom answers STAGE")


class SeveralError(IomError):
    """A batch that cannot be walked: its ``causes`` are told one after another."""

    text = N_("Nothing was written.")

    def __init__(self, causes: Sequence[IomError]) -> None:
        super().__init__(problems=tuple(problem for cause in causes for problem in cause.problems))
        self.causes = tuple(causes)
        self.exit_code = max(cause.exit_code for cause in causes)  # type: ignore[misc]


@dataclass(frozen=True)
class Asked:
    """A stage command as it was typed."""

    stage: str
    verb: str
    students: list[str]
    given: Given
    round_: str | None = None
    form: str | None = None
    group: str | None = None
    offer: str | None = None
    by: str | None = None
    expert: str | None = None
    answers: str | None = None
    parts: list[str] = field(default_factory=list)
    dry_run: bool = False
    sheet: str | None = None
    product: str = ""  # only the parts about this offer, and one must be there


@dataclass(frozen=True)
class Plan:
    """Whom a command walks: their sittings' subjects, the parts of each, how its command begins."""

    run_id: str
    subjects: tuple[str, ...]
    parts: Callable[[Sitting], tuple[Part, ...]]
    words: Callable[[str], tuple[str, ...]]
    of_pupils: bool = True
    past: tuple[str, ...] = ()
    passed_over: tuple[str, ...] = ()


def walk_all(asked: Asked) -> int:
    """Walk everybody the command means; save part by part for a person, all at once for a batch.

    The exit code tells a batch whether an answer was left over that no question wanted.
    """
    somebody = person()
    session = Session(current(), f"{asked.verb} {' '.join(asked.students)}".strip(), hold=not somebody or asked.dry_run)
    asked = _from_sheet(asked, session.school)
    run = _round(asked, session.school)
    forms = stage_forms(asked.stage)
    require_open(run)
    told = answers_given(asked.given, asked.answers, forms, _answerable(run), every_form())
    plan = _plan(asked, run, told.given, nobody=somebody is None)
    if plan.passed_over:
        warn_of_unread(session.school, plan.passed_over, NOT_WALKED)
    outcomes = Outcomes(asked.stage)
    for subject in plan.past:
        outcomes.add(outcome_of_past(run, subject))
    try:
        for walked in _walks(asked, plan, session, AnswersAsker(told.given, fallback=somebody), told, outcomes):
            if somebody is None:
                for remark in walked.remarks:
                    messages().warn(f"{session.school.name(walked.sitting.subject)}: {remark}")
            outcomes.add(outcome(walked) if plan.of_pupils else outcome_of_other(walked))
            if asked.offer and not plan.of_pupils and not walked.parts and not walked.left:
                note(_("No lesson is due today, or it is in the journal already. To correct one: add --part lesson"))
            if walked.answers:
                words = (*plan.words(walked.sitting.subject), *_circumstances(asked, session))
                outcomes.repeat.append(command(words, walked.answers, forms))
    except KeyboardInterrupt:
        raise WalkStoppedError from None
    _finish(asked, session, outcomes, walked_by_hand=somebody is not None)
    return int(Exit.PROBLEMS if outcomes.unwanted and not somebody else Exit.DONE)


def _from_sheet(asked: Asked, school: School) -> Asked:
    """The command that a paper's code stands for: that pupil, that part, that product."""
    if asked.sheet is None:
        return asked
    sheet = sheet_of(asked.sheet, asked.verb, school, asked.expert)
    return replace(
        asked,
        students=[sheet.student],
        round_=sheet.round,
        parts=[sheet.part],
        product=sheet.offer,
        sheet=str(sheet.code),
    )


def _finish(asked: Asked, session: Session, outcomes: Outcomes, *, walked_by_hand: bool) -> None:
    if asked.dry_run:
        show_preview(session.preview())
        return
    session.flush()
    outcomes.written = session.written
    emit(outcomes)
    if walked_by_hand and outcomes.repeat:
        note(_("The same without questions:"))
        for line in outcomes.repeat:
            note(f"  {line}")


def _circumstances(asked: Asked, session: Session) -> Iterator[str]:
    """What the command that repeats a walk must say of who and when."""
    if asked.by:
        yield from ("--by", person_id(session.school, asked.by))
    if current().today != clock():
        yield from ("--today", current().today.isoformat())


def _walks(
    asked: Asked, plan: Plan, session: Session, asker: AnswersAsker, told: Answers, outcomes: Outcomes
) -> Iterator[Walked]:
    errors: list[IomError] = []
    drafts = NoDrafts() if session.hold else StoredDrafts(session)
    for number, subject in enumerate(plan.subjects, 1):
        sitting = _sitting(asked, session, plan.run_id, subject)
        parts = plan.parts(sitting)
        if asked.product:
            parts = tuple(part for part in parts if part.about.rpartition("/")[2] == asked.product)
            if not parts:
                raise NothingToEnterError(code=asked.sheet)
        _check_parts(asked.parts, parts)
        if asker.fallback and len(plan.subjects) > 1:
            note(place_in_queue(number, len(plan.subjects), session.school.name(subject)))
        try:
            supply = asker.turned_to(subject, plan.words(subject))
            if plan.of_pupils and asker.fallback:
                supply.show(OneNext(row_of(sitting.run, subject, sitting.today)).gate())
            if asked.expert and not current().json and (own := own_child_note(sitting)):
                note(own)
            yield walk(sitting, parts, supply, session.save, drafts, only=frozenset(asked.parts))
            _refuse_strangers(supply, session.school, sitting)
            _note_unused(supply, outcomes)
        except IomError as error:
            told.placed(error)
            if not session.hold or len(plan.subjects) == 1:
                raise
            errors.append(error)
    if errors:
        raise errors[0] if len(errors) == 1 else SeveralError(errors)


def _refuse_strangers(supply: AnswersAsker, school: School, sitting: Sitting) -> None:
    """Make sure that answers which no question wanted are at least about something that is there."""
    run = school.runs[sitting.run_id]
    route = run.routes.get(sitting.subject)
    entries = (*route.goals, *route.deficits, *route.steps) if route else ()
    known = {folded(one) for one in (*school.people(), *run.offers, *run.events, *(entry.id for entry in entries))}
    strangers = [
        f"--{name} {about}"
        for name, about in supply.unwanted()
        if any(folded(piece) not in known for piece in about.split("/") if about)
    ]
    if strangers and not supply.answers_anything():
        raise StrangeAnswersError(strangers=strangers)


def _note_unused(supply: AnswersAsker, outcomes: Outcomes) -> None:
    if unused := supply.unused():
        outcomes.unwanted.extend(unused)
        note(say(N_("No question wanted these answers: {unused}"), {"unused": unused}))


def _sitting(asked: Asked, session: Session, run_id: str, subject: str) -> Sitting:
    school = session.school
    by = person_id(school, asked.by) if asked.by else None
    if subject in school.students:
        by = by or keeper(school.runs[run_id], subject, current().today)
    return Sitting(school, run_id, subject, current().today, by or subject)


def _plan(asked: Asked, run: Run, answered: Answered, *, nobody: bool) -> Plan:
    school = run.school
    round_words = ("--round", run.id) if asked.round_ or len(open_rounds(school)) > 1 else ()
    if asked.expert:
        expert = person_id(school, asked.expert)
        require_readable(run, expert)
        narrowed = frozenset(_pupils(asked, run)) if _selection(asked, run) else None
        return Plan(
            run.id,
            (expert,),
            lambda sitting: expert_parts(sitting, narrowed),
            lambda subject: ("iom", asked.verb, "--expert", subject, *round_words),
            of_pupils=False,
        )
    if asked.stage == "implementation" and asked.offer and not asked.students:
        offer = offer_id(run, asked.offer)
        return Plan(
            run.id,
            (offer,),
            lambda _sitting: offer_parts(),
            lambda subject: ("iom", asked.verb, "--offer", subject, *round_words),
            of_pupils=False,
        )
    pupils, past = _pupils_in_stage(asked, run, answered, nobody=nobody)
    named = asked.students or any(subject in school.students for subject in answered.by_subject)
    return Plan(
        run.id,
        pupils,
        lambda sitting: stage_parts(asked.stage, sitting),
        lambda subject: ("iom", asked.verb, subject, *round_words),
        past=past,
        passed_over=() if named else left_out(run, _selection(asked, run), current().today),
    )


def _round(asked: Asked, school: School) -> Run:
    """The round that is named, or else the newest open one in which there is something to walk.

    A new round may open while the last one is still being evaluated (S0:47).
    """
    if asked.round_:
        return run_of(school, asked.round_)
    opened = open_rounds(school)
    return next((run for run in opened if _has_work(asked, run)), opened[0]) if len(opened) > 1 else opened[0]


def _has_work(asked: Asked, run: Run) -> bool:
    if asked.expert:
        return any(product.shown for journal in run.journals.values() for product in journal.products)
    try:
        selection = _selection(asked, run)
    except NotFoundError:
        return False
    if asked.stage == "implementation" and asked.offer and not asked.students:
        return True
    if any(subject in run.unread for subject in selection.subjects):
        return True
    wanted = selection.subjects or selected(run, selection, current().today)
    if asked.parts:
        return any(whereabouts(run, subject) not in {"closed", "stopped"} for subject in wanted)
    return bool(in_stage(run, wanted, asked.stage))


def _selection(asked: Asked, run: Run) -> Selection:
    school = run.school
    return Selection(
        subjects=tuple(dict.fromkeys(student_id(school, wanted) for wanted in asked.students)),
        form=class_of(school, asked.form, current().today) if asked.form else None,
        group=group_id(school, asked.group) if asked.group else None,
        offer=offer_id(run, asked.offer) if asked.offer else None,
    )


def _pupils(asked: Asked, run: Run) -> tuple[str, ...]:
    return selected(run, _selection(asked, run), current().today)


def _pupils_in_stage(
    asked: Asked, run: Run, answered: Answered, *, nobody: bool
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The pupils to walk, and those whom an answers file names though they are past the stage.

    Pupils named must be in the stage, of a queue those elsewhere drop out. A file given twice finds its pupils a
    stage further on: they are told and left alone.
    """
    selection = _selection(asked, run)
    told = tuple(subject for subject in answered.by_subject if subject in run.school.students)
    if nobody and not selection and not told:
        raise NobodyNamedError(verb=asked.verb)
    if selection.subjects:
        _require_all(run, selection.subjects, None if asked.parts else asked.stage)
        return selection.subjects, ()
    chosen = selected(run, selection, current().today)
    if not told:
        return in_stage(run, chosen, asked.stage), ()
    unread = left_out(run, selection, current().today)
    named = tuple(subject for subject in told if not selection or subject in chosen or subject in unread)
    past = tuple(subject for subject in named if is_past(run, subject, asked.stage))
    walked = tuple(subject for subject in named if subject not in past)
    _require_all(run, walked, asked.stage)
    return walked, past


def _require_all(run: Run, named: tuple[str, ...], stage: str | None) -> None:
    """Make sure that those named take part and are in ``stage``.

    A part asked for by name may be walked in any stage (a new agreement in the autumn, say): nothing is decided by it.
    """
    taking_part = set(participants(run, current().today))
    errors: list[IomError] = []
    for subject in named:
        try:
            if subject not in taking_part:
                require_class(run, subject, current().today)
                raise NotTakingPartError(name=run.school.name(subject), subject=subject, round=run.id)
            require_readable(run, subject)
            require_stage(run, subject, stage or whereabouts(run, subject))
        except IomError as error:
            errors.append(error)
    if errors:
        raise errors[0] if len(errors) == 1 else SeveralError(errors)


def _answerable(run: Run) -> tuple[str, ...]:
    return (*run.school.people(), *run.offers)


def _check_parts(wanted: list[str], parts: tuple[Part, ...]) -> None:
    known = tuple(dict.fromkeys(part.name for part in parts))
    for part in wanted:
        if part not in known:
            raise UnknownPartError(part=part, known=known)
