"""What is shown to a person who goes on from a draft: the answers that it kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from iom.ask.question import Answers, Question
from iom.language import _, shown
from iom.views.sheet import Cell, Lines, Pairs, Sheet


def resumption(questions: Iterable[Question], answers: Answers) -> Sheet:
    """The questions that the draft answers, each with its answer."""
    rows = tuple((question.text, _restated(question, answers[question.key])) for question in questions)
    return Sheet(_("Continuing from a draft"), (Pairs(rows), Lines((_("To change an answer, go back with “..”."),))))


def _restated(question: Question, answer: Any) -> Cell | str:
    """An answer in the words of its question: options by their labels."""
    if answer is None:
        return Cell("–", "muted")
    if isinstance(answer, bool | date):
        return shown(answer)
    labels = {option.id: option.label for option in getattr(question.kind, "options", ())}
    chosen = answer if isinstance(answer, tuple) else (answer,)
    if labels and all(isinstance(one, str) and one in labels for one in chosen):
        return ", ".join(labels[one] for one in chosen) or "–"
    return question.kind.flag(answer)
