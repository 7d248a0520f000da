"""The asker that answers from flags and files, and the command that repeats a walk."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from iom.ask.given import Given, Key
from iom.ask.kinds import AnswerError
from iom.ask.question import Answers, Asker, Form, Question, Reply
from iom.errors import Exit, Fault, IomError, Problem
from iom.language import N_, say
from iom.model.folding import folded
from iom.views.sheet import Sheet

_NOTHING: Final = object()

WRONG_ANSWER = Fault("E0294", N_("{flag}: {reason}"), N_("What may be answered: iom answers STAGE"))


class UnansweredError(IomError):
    """Nobody is there to answer, and answers are missing; names all that are known to be."""

    text = N_("Answers are missing: {missing}.")
    hint = N_("Give them in one command: {command}")
    exit_code = Exit.USAGE

    def __init__(self, questions: Sequence[Question], words: Sequence[str] = (), given: Sequence[str] = ()) -> None:
        flags = [word for question in questions for word in flag_words(question.form, question.about, "…")]
        super().__init__(
            missing=", ".join(_called(question) for question in questions),
            command=" ".join([shlex.join([*words, *given]), *(quoted(flag) for flag in flags)]).strip(),
        )
        self.questions = tuple(questions)


class WrongAnswerError(AnswerError):
    """An answer from a flag or a file that its question does not understand.

    Its problem names the key of the answers file; who knows the file gives it a place.
    """

    text = N_("{flag}: {reason}")
    exit_code = Exit.INVALID

    def __init__(self, question: Question, error: AnswerError, subject: str = "", document: str = "") -> None:
        reason = " ".join(filter(None, (say(error.text, error.facts), say(error.hint, error.facts))))
        facts = {"flag": _called(question).rstrip(":"), "reason": reason}
        keys = tuple(filter(None, (subject, question.form.name, question.about)))
        super().__init__(problems=(Problem(WRONG_ANSWER, document, keys, facts),) if document else (), **facts)


class SeveralAnswersError(IomError):
    """Several answers of one subject that are wrong or missing, each of them a cause."""

    text = N_("Several answers cannot be used.")

    def __init__(self, causes: Sequence[IomError]) -> None:
        super().__init__(problems=tuple(problem for cause in causes for problem in cause.problems))
        self.causes = tuple(causes)


def _called(question: Question) -> str:
    return f"{question.form.flag} {question.about}:" if question.about else question.form.flag


def quoted(word: str) -> str:
    """``word`` as a shell takes it; the ellipsis that stands for a value stays bare."""
    if not word.endswith("…"):
        return shlex.quote(word)
    return (shlex.quote(word[:-1]) if word[:-1] else "") + "…"


def flag_words(form: Form, about: str, value: str) -> list[str]:
    """The words of the command line that give ``value`` to a question."""
    text = f"{about}:{value}" if form.scoped else value
    # A value that begins like an option would be taken for one.
    return [f"{form.flag}={text}"] if text.startswith("-") else [form.flag, text]


def command(words: Sequence[str], given: Answers, forms: Iterable[Form]) -> str:
    """The command that does without questions what was just answered, ready for a POSIX shell.

    ``words`` begin it (``iom choose averina-polina``); flags stand in the order of ``forms``.
    """
    return shlex.join([*words, *_flags(given, forms)])


def _flags(given: Mapping[Key, Any], forms: Iterable[Form]) -> Iterator[str]:
    for form in forms:
        for (name, about), value in given.items():
            if name == form.name and value is not None and not isinstance(value, Reply):
                yield from flag_words(form, about, form.kind.flag(value))


@dataclass
class AnswersAsker:
    """Answers one subject's questions from what was given beforehand; what is not given, ``fallback`` is asked.

    Without a fallback an optional question without an answer is skipped and a required one raises: a default is
    a suggestion to a person, and what nobody said is never recorded.
    """

    given: Given
    subject: str = ""
    words: tuple[str, ...] = ("iom",)
    fallback: Asker | None = None
    _used: set[Key] = field(default_factory=set)

    def turned_to(self, subject: str, words: Sequence[str] = ()) -> AnswersAsker:
        """The asker for the next subject."""
        return AnswersAsker(self.given, subject, tuple(words) or self.words, self.fallback)

    def has(self, forms: Iterable[Form], about: str = "") -> bool:
        """Whether an answer to one of ``forms`` was given; ``about``, if not empty, is what a scoped one names."""
        names = {form.name: form.scoped for form in forms}
        return any(
            name in names and (not about or not names[name] or _same(told, about))
            for name, told in self.given.of(self.subject)
        )

    def holds_anything(self) -> bool:
        """Whether any answer was given for the subject."""
        return bool(self.given.of(self.subject))

    def answers_anything(self) -> bool:
        """Whether somebody sits there who can be asked what was not given."""
        return self.fallback is not None

    def show(self, sheet: Sheet) -> None:
        """Show the screen to whoever sits there."""
        if self.fallback:
            self.fallback.show(sheet)

    def ask(self, question: Question) -> Any | Reply:
        """The given answer, parsed; else an obvious default; else the fallback's; else the default or a skip.

        A question that comes again because the person went back goes to the person.

        Raises:
            WrongAnswerError: the given answer is not understood.
            UnansweredError: a required answer is missing and nobody is there.
        """
        raw = self._raw(question)
        again = question.key in self._used
        self._used.add(question.key)
        if raw is not _NOTHING and not (again and self.fallback):
            return self._parsed(question, raw)
        if question.obvious and not again:
            return question.default
        if self.fallback:
            return self.fallback.ask(question)
        if question.required:
            raise UnansweredError([question], self.words)
        return Reply.SKIP

    def told(self, question: Question) -> Any | None:
        """The answer that was given beforehand, parsed; None where none was.

        Raises:
            WrongAnswerError: it is not understood.
        """
        raw = self._raw(question)
        return None if raw is _NOTHING else self._parsed(question, raw)

    def require(self, questions: Iterable[Question]) -> None:
        """Make sure, before a walk without a person, that nothing is missing.

        Raises:
            WrongAnswerError: a given answer is not understood.
            UnansweredError: required answers are missing; all of them are named in one command.
        """
        questions = list(questions)
        given = {question.key: raw for question in questions if (raw := self._raw(question)) is not _NOTHING}
        parsed = {
            question.key: self._parsed(question, given[question.key]) for question in questions if question.key in given
        }
        missing = [
            question
            for question in questions
            if question.required and not question.obvious and question.key not in given
        ]
        if missing and not self.fallback:
            forms = list(dict.fromkeys(question.form for question in questions))
            raise UnansweredError(missing, self.words, list(_flags(parsed, forms)))

    def unused(self) -> tuple[str, ...]:
        """The given answers that no question wanted, as flags with what they are about."""
        return tuple(f"--{name} {about}".strip() for name, about in self.unwanted())

    def unwanted(self) -> tuple[Key, ...]:
        """The given answers that no question wanted."""
        return tuple(key for key in self.given.of(self.subject) if not any(_matches(key, used) for used in self._used))

    def _raw(self, question: Question) -> object:
        given = self.given.of(self.subject)
        return next((raw for key, raw in given.items() if _matches(key, question.key)), _NOTHING)

    def _parsed(self, question: Question, raw: object) -> Any:
        try:
            return question.kind.parse(raw)
        except AnswerError as error:
            subject, document = self.given.source(self.subject, question.key)
            raise WrongAnswerError(question, error, subject, document) from None


def _matches(given: Key, asked: Key) -> bool:
    return given[0] == asked[0] and _same(given[1], asked[1])


def _same(first: str, second: str) -> bool:
    return folded(first) == folded(second)
