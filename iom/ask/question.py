"""Questions as data: the form that makes the flag, the question that is asked, the reply."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any, Protocol

from iom.ask.kinds import Kind
from iom.views.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Form:
    """What a question always is: its name (flag, answers key), kind and help.

    A question is made from a form alone, so a prompt without a flag cannot exist. A ``scoped`` form is asked
    once for each of several things (offers, events, goals): its flag takes ``ABOUT:VALUE``, its answers key a
    table from id to value.
    """

    name: str
    kind: type[Kind[Any]]
    help: str
    scoped: bool = False

    @property
    def flag(self) -> str:
        """The option of the command line."""
        return "--" + self.name


@dataclass(frozen=True, slots=True)
class Question:
    """One question to one person.

    ``text`` is in the chosen language; ``kind`` carries what may be chosen; ``default`` is what a person's empty
    reply means; an ``obvious`` default is taken without asking, unless an answer was given beforehand;
    ``about`` is the id that a scoped question is about.
    """

    form: Form
    kind: Kind[Any]
    text: str
    about: str = ""
    required: bool = True
    default: Any = None
    obvious: bool = False
    hint: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """The question's place among the answers: form name and what it is about."""
        return (self.form.name, self.about)


class Reply(Enum):
    """A reply that is no answer."""

    SKIP = "skip"  # leave this question out
    BACK = "back"  # the question before once more
    NEXT = "next"  # leave this pupil, go on with the next


Answers = dict[tuple[str, str], Any]


class Asker(Protocol):
    """Somebody who can be shown a sheet and asked a question: a terminal, an answers file, a script."""

    def show(self, sheet: Sheet) -> None:
        """Show a screen before the questions that it is about."""

    def ask(self, question: Question) -> Any | Reply:
        """The parsed answer, or a `Reply`.

        Raises:
            UnansweredError: nobody is there to answer (no terminal, no flag, no answers file).
            KeyboardInterrupt: the person wants to stop.
        """
