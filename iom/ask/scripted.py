"""The asker of tests and demonstrations: answers from a script, and remembers what it was asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from iom.ask.question import Form, Question, Reply
from iom.ask.typed import understood
from iom.views.sheet import Sheet


class UnexpectedQuestionError(AssertionError):
    """A question that the script does not answer."""

    def __init__(self, question: Question) -> None:
        about = f" about {question.about}" if question.about else ""
        super().__init__(f"no reply left for {question.form.flag}{about}: {question.text}")


@dataclass
class ScriptedAsker:
    """Gives ``replies`` one after another, or by the question's name (``wishes``, ``reasons:kitchen-chemistry``).

    By name, ``reasons:*`` replies to each question of the form that has no reply of its own.
    A reply is the line that a person would type, a value of an answers file, a `Reply`, or an exception to raise.
    """

    replies: Sequence[object] | Mapping[str, object]
    questions: list[Question] = field(default_factory=list)
    sheets: list[Sheet] = field(default_factory=list)

    def has(self, forms: Iterable[Form], about: str = "") -> bool:
        """A script gives nothing beforehand."""
        return False

    def holds_anything(self) -> bool:
        """See `has`."""
        return False

    def answers_anything(self) -> bool:
        """A script stands for a person."""
        return True

    def show(self, sheet: Sheet) -> None:
        """Remember the screen."""
        self.sheets.append(sheet)

    def ask(self, question: Question) -> Any | Reply:
        """The reply of the script, through the question's own parser; an obvious default needs none.

        Raises:
            UnexpectedQuestionError: the script has none.
            AnswerError: the script's reply is not understood.
        """
        if self.takes_for_granted(question):
            return question.default
        return self.meant(question, self.typed(question))

    def takes_for_granted(self, question: Question) -> bool:
        """Whether the question's obvious default is taken: the script does not name it."""
        named = isinstance(self.replies, Mapping) and _key(question) in self.replies
        return question.obvious and not named

    def typed(self, question: Question) -> object:
        """The raw reply of the script, not yet understood."""
        position = len(self.questions)
        self.questions.append(question)
        if isinstance(self.replies, Mapping):
            for key in (_key(question), f"{question.form.name}:*"):
                if key in self.replies:
                    return self.replies[key]
            raise UnexpectedQuestionError(question)
        if position >= len(self.replies):
            raise UnexpectedQuestionError(question)
        return self.replies[position]

    @staticmethod
    def meant(question: Question, raw: object) -> Any | Reply:
        """What a raw reply means."""
        if isinstance(raw, BaseException) or (isinstance(raw, type) and issubclass(raw, BaseException)):
            raise raw
        if isinstance(raw, Reply):
            return raw
        return understood(question, raw) if isinstance(raw, str) else question.kind.parse(raw)


def _key(question: Question) -> str:
    name, about = question.key
    return f"{name}:{about}" if about else name
