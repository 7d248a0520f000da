"""A part of a walk: a handful of questions that are saved together."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Any

from iom.ask.question import Answers, Form, Question
from iom.model.base import Entry
from iom.model.school import School
from iom.stages.machine import Check, gate
from iom.views.sheet import Sheet
from iom.walk.sitting import Sitting


class Part(ABC):
    """One part of a stage's walk.

    ``name`` is what ``--part`` takes; ``forms`` are all questions it may ask; ``about`` tells several parts of
    one name apart (one a product, say).
    """

    name: str
    forms: tuple[Form, ...]
    about: str = ""

    @abstractmethod
    def lacking(self, sitting: Sitting) -> bool:
        """Whether the gate still lacks what this part supplies."""

    @abstractmethod
    def questions(self, sitting: Sitting, answers: Answers) -> Iterable[Question]:
        """The questions in their order, given the answers so far."""

    @abstractmethod
    def apply(self, sitting: Sitting, answers: Answers) -> School:
        """The next school, once every question has its answer (None: left out)."""

    def screen(self, sitting: Sitting) -> Sheet | None:
        """What is shown before the questions."""
        return None

    def remark(self, sitting: Sitting, form: str, answer: Any) -> str:
        """What a person is told at once about an answer to ``form`` that is taken, and yet wants a second look."""
        return ""

    def corrections(self, sitting: Sitting, after: School) -> tuple[str, ...]:
        """Which record of before ``after`` corrects, and what is lost by it, a line each."""
        return ()


def missing(sitting: Sitting, *requirements: str) -> bool:
    """Whether the gate of the present stage lacks one of these requirements."""
    return any(check.requirement in requirements and check.state == "missing" for check in checks(sitting))


def checks(sitting: Sitting) -> tuple[Check, ...]:
    """The requirements of the present stage's gate."""
    return gate(sitting.school, sitting.run, sitting.subject, sitting.today)


def given(answers: Answers, form: Form, about: str = "") -> Any:
    """The answer to one question; None where it was left out or not asked."""
    return answers.get((form.name, about))


def added(entries: tuple[Any, ...], entry: Any, latest: Any) -> tuple[Any, ...]:
    """The list with ``entry``, or as it was where it would only say again what ``latest`` says.

    So an answers file given on another day once more records nothing twice.
    """
    return entries if latest is not None and _said(latest) == _said(entry) else merged(entries, entry)


def _said(entry: Any) -> dict[str, Any]:
    return {name: value for name, value in entry.data().items() if name not in {"id", "on", "event"}}


def merged(entries: tuple[Any, ...], entry: Entry) -> tuple[Any, ...]:
    """The list with ``entry`` at its end, or in place of the one that records the same event."""
    if any(known.id == entry.id for known in entries):
        return tuple(entry if known.id == entry.id else known for known in entries)
    return (*entries, entry)
