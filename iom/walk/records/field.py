"""A new record as data: its questions, and what each answer writes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from iom.ask.kinds import Kind as QuestionKind
from iom.ask.options import Option
from iom.ask.question import Answers, Form, Question
from iom.language import _
from iom.model.edits import Data
from iom.model.kinds import Kind
from iom.model.naming import name_key
from iom.model.school import Run, School
from iom.views.terms import term


@dataclass(frozen=True)
class Desk:
    """What a question may look at: the school, the round, the day, and the answers so far."""

    school: School
    run: Run | None
    today: date
    answers: Answers

    def answer(self, form: Form) -> Any:
        """The answer to a question; None where it was left out or not asked yet."""
        return self.answers.get((form.name, ""))


Write = Callable[[Any, Desk], Data]


@dataclass(frozen=True)
class Field:
    """A question of a new record. ``text`` and ``hint`` are message ids.

    ``write`` gives the keys that an answer adds to the document; without it, the answer stands under ``key``. An
    ``obvious`` question is asked by its flag alone, a ``settled`` one as well where it has a default. ``wanted``
    says whether it arises at all.
    """

    form: Form
    text: str
    kind: Callable[[Desk], QuestionKind[Any]]
    key: str = ""
    write: Write | None = None
    required: bool = False
    obvious: bool = False
    settled: bool = False
    default: Callable[[Desk], Any] = lambda _desk: None
    wanted: Callable[[Desk], bool] = lambda _desk: True
    hint: str = ""

    def question(self, desk: Desk) -> Question:
        """The question as it is asked now."""
        default = self.default(desk)
        return Question(
            self.form,
            self.kind(desk),
            _(self.text),
            required=self.required,
            default=default,
            obvious=self.obvious or (self.settled and default is not None),
            hint=_(self.hint),
        )

    def data(self, desk: Desk) -> Data:
        """What the answer adds to the document."""
        answer = desk.answer(self.form)
        if answer is None or answer == ():
            return {}
        return self.write(answer, desk) if self.write else {self.key: answer}


@dataclass(frozen=True)
class Record:
    """How a record of one kind is made.

    ``called`` is the question whose answer names it, ``like`` gives the ids of those that it may be mistaken for,
    and ``identify`` a free id. ``in_round`` records belong to a round; ``heading`` is a message id.
    """

    kind: Kind
    heading: str
    called: Form
    fields: tuple[Field, ...]
    identify: Callable[[Desk, Callable[[str], bool]], str]
    like: Callable[[Desk], tuple[str, ...]]
    in_round: bool = False

    @property
    def name(self) -> str:
        """The name of the kind."""
        return self.kind.name


def always(kind: QuestionKind[Any]) -> Callable[[Desk], QuestionKind[Any]]:
    """A kind of question that does not depend on anything."""
    return lambda _desk: kind


def options(names: Mapping[str, str]) -> tuple[Option, ...]:
    """Options from ids and names, by name."""
    ordered = sorted(names.items(), key=lambda item: (name_key(item[1]), item[0]))
    return tuple(Option(identifier, name) for identifier, name in ordered)


def terms(codes: Iterable[str]) -> tuple[Option, ...]:
    """Options from codes of the documents, with their words."""
    return tuple(Option(code, term(code)) for code in codes)
