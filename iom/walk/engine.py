"""The walk itself: which parts are due, their questions one by one, saved part by part."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from iom.ask.answers import SeveralAnswersError, UnansweredError, WrongAnswerError, command
from iom.ask.kinds import AnswerError
from iom.ask.question import Answers, Asker, Form, Question, Reply
from iom.errors import IomError
from iom.model.school import School
from iom.views.sheet import Cell, Lines, Sheet
from iom.walk.caution import REPLACE_KEY, Caution
from iom.walk.part import Part
from iom.walk.resumption import resumption
from iom.walk.sitting import Sitting

Save = Callable[[School], None]


class Supply(Asker, Protocol):
    """An asker that also knows whether it is worth being asked, and how the command begins that it answers for."""

    words: tuple[str, ...]

    def has(self, forms: Iterable[Form], about: str) -> bool:
        """Whether answers to one of these forms were given beforehand."""

    def holds_anything(self) -> bool:
        """Whether any answer was given beforehand, wanted or not."""

    def answers_anything(self) -> bool:
        """Whether any question may be put: somebody sits there."""


class Drafts(Protocol):
    """Unfinished parts, kept for the next sitting."""

    def load(self, part: Part, sitting: Sitting) -> dict[str, Any]:
        """The raw answers of the draft, by question name and what it is about."""

    def keep(self, part: Part, sitting: Sitting, raw: dict[str, Any]) -> None:
        """Keep these raw answers; an empty set drops the draft."""


class SubjectLeft(Exception):  # noqa: N818 - no error: the person goes on with the next pupil
    """The person leaves this pupil for the next one."""


@dataclass
class Walked:
    """What one walk did: the parts that changed something, what they took back, the answers that would repeat it."""

    sitting: Sitting
    parts: list[Part] = field(default_factory=list)
    corrections: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    answers: Answers = field(default_factory=dict)
    left: bool = False


def walk(
    sitting: Sitting,
    parts: Iterable[Part],
    asker: Supply,
    save: Save,
    drafts: Drafts,
    *,
    only: frozenset[str] = frozenset(),
) -> Walked:
    """Walk the parts that are due; each finished one is given to ``save`` before the next begins.

    ``only`` names parts that are walked though the gate may not lack them.

    Raises:
        UnansweredError: nobody is there to answer; it names every question without an answer.
        WrongAnswerError, SeveralAnswersError: answers given beforehand cannot be used; all of them are told.
        KeyboardInterrupt: the person stops; the unfinished part is kept as a draft.
        IomError: what ``save`` raises; the answers of the part are kept as a draft.
    """
    walked, missing = Walked(sitting), Gap()
    parts = tuple(parts)
    due = [part for part in parts if only or _given(part, asker)]
    for part in parts:
        if not _due(part, walked.sitting, asker, only, headless=not due and not asker.holds_anything()):
            continue
        try:
            answers = _collected(part, walked.sitting, asker, drafts, missing)
        except SubjectLeft:
            walked.left = True
            return walked
        walked.remarks.extend(_remarks(part, walked.sitting, answers))
        if not missing:
            school = _saved(part, walked.sitting, answers, save, drafts)
            if school.documents != walked.sitting.school.documents:
                walked.parts.append(part)
                walked.corrections.extend(part.corrections(walked.sitting, school))
            walked.sitting = walked.sitting.with_school(school)
        walked.answers.update({key: value for key, value in answers.items() if value is not None})
    missing.complain(walked, tuple(form for part in parts for form in part.forms), asker)
    return walked


@dataclass
class Gap:
    """Questions that nobody answered, and answers that cannot be used; told all at once."""

    questions: list[Question] = field(default_factory=list)
    wrong: list[IomError] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.questions or self.wrong)

    def complain(self, walked: Walked, forms: tuple[Form, ...], asker: Supply) -> None:
        """Raise what there is to tell, with the answers known in the command to copy."""
        causes = list(self.wrong)
        if self.questions:
            told = {form.name: form for form in forms}
            given = {key: value for key, value in walked.answers.items() if asker.has((told[key[0]],), key[1])}
            words = shlex.split(command(asker.words, given, told.values()))
            causes.append(UnansweredError(self.questions, words))
        if causes:
            raise causes[0] if len(causes) == 1 else SeveralAnswersError(causes)


def _given(part: Part, asker: Supply) -> bool:
    return asker.has(part.forms, part.about)


def _saved(part: Part, sitting: Sitting, answers: Answers, save: Save, drafts: Drafts) -> School:
    school = part.apply(sitting, answers)
    try:
        save(school)
    except IomError:
        drafts.keep(part, sitting, _raw(part, sitting, answers))
        raise
    drafts.keep(part, sitting, {})
    return school


def _due(part: Part, sitting: Sitting, asker: Supply, only: frozenset[str], *, headless: bool) -> bool:
    if only:
        return part.name in only
    return _given(part, asker) or ((headless or asker.answers_anything()) and part.lacking(sitting))


def _collected(part: Part, sitting: Sitting, asker: Supply, drafts: Drafts, missing: Gap) -> Answers:
    answers = _resumed(part, sitting, drafts.load(part, sitting), asker, missing)
    caution = Caution(part, sitting, drafted=bool(answers), told=asker.answers_anything() and _given(part, asker))
    asked = [one for one in part.questions(sitting, answers) if one.key in answers and not one.obvious]
    former: Answers = {}  # taken back, but offered again
    if sheet := part.screen(sitting):
        asker.show(sheet)
    if asked:
        asker.show(resumption(asked, answers))
    try:
        while question := _next(part, sitting, answers) or _cautious(caution, answers, asker, missing):
            if question.obvious and not asker.has((question.form,), question.about):
                answers[question.key] = question.default
                continue
            reply = _reply(_offering(question, former), asker, missing)
            if reply is Reply.NEXT:
                drafts.keep(part, sitting, _raw(part, sitting, former | answers))
                raise SubjectLeft
            if reply is Reply.BACK:
                if asked:
                    key = asked.pop().key
                    former[key] = answers.pop(key)
                continue
            if question.key == REPLACE_KEY and reply is False:
                caution.lift()
                asked, answers = [], {}
                drafts.keep(part, sitting, {})
                continue
            asked.append(question)
            answers[question.key] = None if reply is Reply.SKIP else reply
            _comment(_remarks(part, sitting, {question.key: answers[question.key]}), asker)
    except KeyboardInterrupt:
        drafts.keep(part, sitting, _raw(part, sitting, former | answers))
        raise
    answers.pop(REPLACE_KEY, None)
    return answers


def _remarks(part: Part, sitting: Sitting, answers: Answers) -> list[str]:
    told = (part.remark(sitting, form, answer) for (form, _about), answer in answers.items() if answer is not None)
    return [remark for remark in told if remark]


def _comment(remarks: list[str], asker: Supply) -> None:
    if remarks:
        asker.show(Sheet("", (Lines(tuple(Cell(remark, "warn") for remark in remarks)),)))


def _cautious(caution: Caution, answers: Answers, asker: Supply, missing: Gap) -> Question | None:
    """The last question of a part that would take something back, after what that is."""
    sheet = None if missing else caution.sheet(answers)
    if sheet is None:
        return None
    asker.show(sheet)
    return caution.question()


def _offering(question: Question, former: Answers) -> Question:
    """A question that comes again, with the answer given before as its default, if that may still be answered."""
    if question.key not in former:
        return question
    answer = former[question.key]
    if answer is None:
        return question if question.required or question.kind.takes_empty else replace(question, default=None)
    try:
        return replace(question, default=question.kind.parse(question.kind.data(answer)))
    except AnswerError:
        return question


def _reply(question: Question, asker: Supply, missing: Gap) -> Any | Reply:
    try:
        return asker.ask(question)
    except UnansweredError as error:
        missing.questions.extend(error.questions)
        return Reply.SKIP
    except WrongAnswerError as error:
        if asker.answers_anything():
            raise
        missing.wrong.append(error)
        return Reply.SKIP


def _next(part: Part, sitting: Sitting, answers: Answers) -> Question | None:
    return next((question for question in part.questions(sitting, answers) if question.key not in answers), None)


def draft_key(question: Question) -> str:
    """A question's name in a draft."""
    return f"{question.form.name}:{question.about}" if question.about else question.form.name


def _raw(part: Part, sitting: Sitting, answers: Answers) -> dict[str, Any]:
    """The answers as plain data, those left out as None; nothing where nothing was answered."""
    if all(answer is None for answer in answers.values()):
        return {}
    return {
        draft_key(question): None if (answer := answers[question.key]) is None else question.kind.data(answer)
        for question in part.questions(sitting, answers)
        if question.key in answers
    }


def _resumed(part: Part, sitting: Sitting, raw: dict[str, Any], asker: Supply, missing: Gap) -> Answers:
    """The draft's answers that still hold, in the order of the questions; what was given anew stands in their place."""
    answers: Answers = {}
    while (question := _next(part, sitting, answers)) and draft_key(question) in raw:
        if asker.has((question.form,), question.about):
            reply = _reply(question, asker, missing)
            answers[question.key] = None if isinstance(reply, Reply) else reply
            continue
        value = raw[draft_key(question)]
        try:
            answers[question.key] = None if value is None else question.kind.parse(value)
        except AnswerError:
            break
    return answers
