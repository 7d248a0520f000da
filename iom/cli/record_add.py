"""Adding a record: its questions asked or taken from flags, judged, and written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from iom.ask.answers import AnswersAsker, UnansweredError, WrongAnswerError, command, flag_words
from iom.ask.given import Given as Answered
from iom.ask.given import from_flags
from iom.ask.kinds import AnswerError, Confirm
from iom.ask.question import Answers, Asker, Form, Question
from iom.ask.ranking import SetOf
from iom.cli.context import current
from iom.cli.finding import run_of
from iom.cli.mistakes import CancelledError
from iom.cli.output import emit, messages, note, person, write, write_json
from iom.cli.session import NoDrafts, Session, StoredDrafts
from iom.errors import Exit, IomError, Problem
from iom.language import N_, _, say
from iom.model.base import Document
from iom.model.school import Run, School
from iom.views.sheet import Cell, Lines, Sheet
from iom.walk.engine import Drafts, walk
from iom.walk.part import Part
from iom.walk.records.field import Record
from iom.walk.records.guardians import Links
from iom.walk.records.hours import Hours
from iom.walk.records.part import NAMESAKE, RecordPart, desk_of, paths_of
from iom.walk.records.texts import Grades, Phrases
from iom.walk.sitting import Sitting

#: Kinds of question whose flag may stand several times: what joins its texts.
_JOINED: Mapping[type, str] = {SetOf: ",", Grades: ",", Phrases: ";", Hours: ";", Links: ";"}


class NamesakeError(IomError):
    """Somebody or something of the name is there, and nobody can be asked whether it is the same."""

    text = N_("There is already: {known}. Nothing was written.")
    hint = N_("Another one of that name: --namesake yes. The same: --namesake no, or its id with --id.")
    exit_code = Exit.USAGE


class SeveralWrongError(AnswerError):
    """Several answers that are not understood; ``reasons`` names them all."""

    text = N_("Several answers are not understood. {reasons}")
    exit_code = Exit.INVALID

    def __init__(self, errors: Sequence[AnswerError]) -> None:
        super().__init__(reasons=" ".join(say(error.text, error.facts) for error in errors))


class ClosedRoundError(IomError):
    """The round is closed."""

    text = N_("The round {round} is closed: nothing is added to it any more.")
    hint = N_("Name an open one with --round, or open one: iom round open")
    exit_code = Exit.CONFLICT


class UnfitError(IomError):
    """A change that would bring problems into the documents."""

    text = N_("This does not fit. Nothing was written.")
    exit_code = Exit.INVALID


@dataclass(frozen=True)
class Added:
    """A record that was added: its place and what it holds, and what is still to be mended."""

    kind: str
    path: str
    identifier: str
    document: Document

    def sheet(self) -> Sheet:
        """One line: what, and where."""
        name = getattr(self.document, "name", None) or getattr(self.document, "title", None) or self.identifier
        said = say(N_("Added: {name} ({id})"), {"name": name, "id": self.identifier})
        return Sheet("", (Lines((Cell(said, "good"), self.path)),))

    def data(self) -> dict[str, Any]:
        """The record as it stands in the file."""
        return {"kind": self.kind, "id": self.identifier, "path": self.path, "document": self.document.data()}


def add(record: Record, given: Mapping[str, list[str]], round_: str | None, *, dry_run: bool) -> None:
    """Ask for a new record and write it, or show what would be written.

    Raises:
        UnansweredError, AnswerError: answers are missing or not understood.
        NamesakeError: it may be there already, and nobody can be asked.
        UnfitError: it would bring problems.
    """
    session = Session(current(), f"{record.name} add", hold=True)
    run = _open_round(session.school, record, round_)
    part = RecordPart(record)
    somebody = person()
    words = ("iom", record.name, "add", *(("--round", run.id) if run and round_ else ()))
    asker = AnswersAsker(_answered(part.forms, given), words=words, fallback=somebody)
    sitting = Sitting(session.school, run.id if run else "", "", current().today, "")
    drafts = _drafts(session, part, sitting, somebody, fresh=bool(given) or dry_run)
    try:
        if somebody is None:
            _require(part, sitting, asker)
        walked = walk(
            sitting,
            [part],
            asker,
            lambda after: _finish(record, session, after, dry_run=dry_run),
            drafts,
            only=frozenset({part.name}),
        )
        if walked.left:
            raise CancelledError
    except KeyboardInterrupt:
        if isinstance(drafts, StoredDrafts):
            note(_("Stopped. The answers are kept; the same command goes on from here."))
        raise
    finally:
        if somebody and not dry_run and part.answered:
            note(_("The same without questions:"))
            note(f"  {command(words, _told(part), part.forms)}")


def _told(part: RecordPart) -> Answers:
    return {key: value for key, value in part.answered.items() if value is not None}


def _open_round(school: School, record: Record, round_: str | None) -> Run | None:
    if not record.in_round:
        return None
    run = run_of(school, round_)
    if run.round.closed_on is not None:
        raise ClosedRoundError(round=run.id)
    return run


def _answered(forms: tuple[Form, ...], given: Mapping[str, list[str]]) -> Answered:
    values = dict(given)
    for form in forms:
        if form.name in values and (between := _JOINED.get(form.kind)):
            values[form.name] = [between.join(values[form.name])]
    return from_flags(forms, values)


def _drafts(session: Session, part: Part, sitting: Sitting, somebody: Asker | None, *, fresh: bool) -> Drafts:
    """Drafts for a person who began without flags: a draft is of one record, and may not slip into another."""
    if somebody is None or fresh:
        return NoDrafts()
    drafts = StoredDrafts(session)
    if begun := drafts.load(part, sitting):
        said = ", ".join(value for value in begun.values() if isinstance(value, str))
        question = Question(NAMESAKE, Confirm(), say(N_("Go on with what you began: {said}?"), {"said": said}))
        if somebody.ask(question) is not True:
            drafts.keep(part, sitting, {})
    return drafts


def _require(part: RecordPart, sitting: Sitting, asker: AnswersAsker) -> None:
    """Go through the questions without a person, and tell everything at once that is wrong or missing."""
    answers: Answers = {}
    missing: list[Question] = []
    wrong: list[WrongAnswerError] = []
    flags: list[str] = []
    while question := next((one for one in part.questions(sitting, answers) if one.key not in answers), None):
        try:
            told = asker.told(question)
        except WrongAnswerError as error:
            wrong.append(error)
            answers[question.key] = None
            continue
        if told is not None:
            flags += flag_words(question.form, question.about, question.kind.flag(told))
        elif question.required and not question.obvious:
            missing.append(question)
        answers[question.key] = question.default if told is None else told
    if wrong:
        raise wrong[0] if len(wrong) == 1 else SeveralWrongError(wrong)
    if any(question.form is NAMESAKE for question in missing):
        desk = desk_of(sitting, answers)
        like = part.record.like(desk)
        raise NamesakeError(known=[f"{one} ({path})" for one in like for path in paths_of(desk, part.record, one)])
    if missing:
        raise UnansweredError(missing, asker.words, flags)


def _finish(record: Record, session: Session, after: School, *, dry_run: bool) -> None:
    session.save(after)
    path, document = _new(session)
    identifier = path.rpartition("/")[2].removesuffix(".toml")
    warnings = judge(session)
    session.label = f"{record.name} add {identifier}"
    if dry_run:
        show_preview(session.preview())
        return
    session.flush()
    emit(Added(record.name, path, identifier, document))
    for problem in warnings:
        messages().warn(say(problem.fault.text, problem.facts), say(problem.fault.hint, problem.facts))


def show_preview(diff: str) -> None:
    """What would be written, as a diff or as JSON."""
    if current().json:
        write_json({"dry_run": True, "diff": diff})
    else:
        write(diff or _("Nothing would change."))


def judge(session: Session) -> tuple[Problem, ...]:
    """The warnings that the changes of a session bring.

    Raises:
        UnfitError: they bring errors.
    """
    from iom.check.fresh import fresh

    problems = fresh(session.loaded.school, session.school, current().today)
    if errors := tuple(problem for problem in problems if problem.severity == "error"):
        raise UnfitError(problems=errors)
    return tuple(problems)


def _new(session: Session) -> tuple[str, Document]:
    before = session.loaded.school.documents
    return next((path, one) for path, one in session.school.documents.items() if path not in before)
