"""Requirements: the case that a gate looks at, what may be missing, and the register of all requirements."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from iom.language import say
from iom.model.people import Student
from iom.model.routes import ChoiceSheet, Route
from iom.model.school import Run, School
from iom.stages.template import Settings

WaitsFor = Literal["student", "guardian", "tutor", "teacher", "expert", "coordinator"]


@dataclass(frozen=True)
class Case:
    """What a requirement looks at: one subject of one round on one day, and the numbers in force."""

    school: School
    run: Run
    subject: str
    today: date
    settings: Settings = field(default_factory=dict)

    @property
    def route(self) -> Route:
        """The subject's route; an empty one where the file is missing."""
        return self.run.routes.get(self.subject) or Route.new()

    @property
    def sheet(self) -> ChoiceSheet:
        """The family's choice sheet; an empty one where the file is missing."""
        return self.run.choices.get(self.subject) or ChoiceSheet.new()

    @property
    def student(self) -> Student | None:
        """The pupil, where the subject is one."""
        return self.school.students.get(self.subject)

    @property
    def name(self) -> str:
        """The subject's name."""
        return self.school.name(self.subject)

    def number(self, setting: str) -> int:
        """A number in force."""
        return int(self.settings[setting])

    @property
    def coordinator(self) -> str:
        """Who runs the round, as a command names a person; an ellipsis where nobody is named."""
        return self.run.round.coordinator or "…"

    def guardians(self, *, legal_only: bool = False) -> tuple[str, ...]:
        """Ids of the pupil's guardians."""
        return self.student.guardian_ids(legal_only=legal_only) if self.student else ()


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that a gate lacks.

    ``text`` is a message id for ``facts``; ``command`` supplies what is missing (ellipses stand for what only
    people know); ``waits_for`` says whose turn it is.
    """

    text: str
    waits_for: WaitsFor
    command: str
    facts: Mapping[str, object] = field(default_factory=dict, hash=False)

    def said(self) -> str:
        """The text in the chosen language."""
        return say(self.text, self.facts)


def naming(command: str, run: Run) -> str:
    """The command, with the round named where another one is open beside it."""
    others = (other for other in run.school.runs.values() if other.round.closed_on is None and other.id != run.id)
    return f"{command} --round {run.id}" if any(others) else command


@dataclass(frozen=True, slots=True)
class Requirement:
    """A named requirement; ``title`` is a message id."""

    name: str
    title: str
    check: Callable[[Case], list[Missing]]


REQUIREMENTS: dict[str, Requirement] = {}

CheckFunction = Callable[[Case], list[Missing]]


def requirement(name: str, *, title: str) -> Callable[[CheckFunction], CheckFunction]:
    """Enter a function in the register of requirements.

    Raises:
        ValueError: the name is taken.
    """

    def register(check: CheckFunction) -> CheckFunction:
        if name in REQUIREMENTS:
            raise ValueError(f"two requirements are called {name}")
        REQUIREMENTS[name] = Requirement(name, title, check)
        return check

    return register
