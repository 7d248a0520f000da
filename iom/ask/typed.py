"""What a line typed by a person means: an answer, the default, or back, skip, next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from iom.ask.kinds import AnswerError
from iom.ask.question import Question, Reply
from iom.language import N_

# Signs that both keyboard layouts have (design §6).
SIGNS: Final[Mapping[Reply, str]] = {Reply.BACK: "..", Reply.SKIP: "-", Reply.NEXT: "--"}
_REPLIES: Final = {sign: reply for reply, sign in SIGNS.items()}


class AnswerNeededError(AnswerError):
    """A question left out that may not be."""

    text = N_("An answer is needed here.")
    hint = N_("“..” goes back, “--” goes on with the next pupil.")


def understood(question: Question, line: str) -> Any | Reply:
    """The answer or reply that a typed line means; an empty one means the default, if there is one.

    Raises:
        AnswerError: it is not understood, or the question may not be left out.
    """
    typed = line.strip()
    if not typed:
        return _empty(question)
    reply = _REPLIES.get(typed)
    if reply is Reply.SKIP and question.required:
        raise AnswerNeededError
    return reply or question.kind.parse(line)


def _empty(question: Question) -> Any | Reply:
    if question.default is not None:
        return question.default
    if question.kind.takes_empty:
        return question.kind.parse("")
    if question.required:
        raise AnswerNeededError
    return Reply.SKIP
