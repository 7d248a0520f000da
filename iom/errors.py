"""Problems of the data as values, inability as exceptions, and the exit codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from types import MappingProxyType
from typing import ClassVar, Literal

NO_FACTS: Mapping[str, object] = MappingProxyType({})

Severity = Literal["error", "warning", "note"]
KeyPath = tuple[str | int, ...]


class Exit(IntEnum):
    """Exit codes of every command; documented in ``docs/cli.md``."""

    DONE = 0
    PROBLEMS = 1
    USAGE = 2
    CANCELLED = 3
    INVALID = 4
    CONFLICT = 5
    NOT_FOUND = 6
    BUG = 70
    INTERRUPTED = 130
    PIPE_CLOSED = 141


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A spot in a text: line and column count from 1, columns count characters."""

    line: int
    column: int
    end_column: int | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """A kind of problem: a stable code, and the texts that a problem of the kind fills with its facts.

    ``text`` says what is wrong, ``hint`` how to mend it; both are message ids with ``{fact}`` placeholders.
    ``part`` is what the fault points at: the value that a problem's keys lead to, or its key.
    """

    code: str
    text: str
    hint: str = ""
    severity: Severity = "error"
    part: Literal["key", "value"] = "value"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in one document: where, what kind, and the facts that its text names.

    ``document`` is a path from the workspace's root with forward slashes; ``keys`` leads to the value,
    list positions as numbers (0 first).
    """

    fault: Fault
    document: str
    keys: KeyPath = ()
    facts: Mapping[str, object] = field(default_factory=lambda: NO_FACTS, hash=False)
    place: Place | None = None

    @property
    def severity(self) -> Severity:
        """How bad it is: an error makes the document unusable for writing, a warning does not."""
        return self.fault.severity


class IomError(Exception):
    """Something that the program cannot do, with the facts for its text.

    Subclasses stand beside the code that raises them and set ``text``, ``hint`` and ``exit_code``.
    """

    text: ClassVar[str] = ""
    hint: ClassVar[str] = ""
    exit_code: ClassVar[Exit] = Exit.INVALID
    causes: tuple[IomError, ...] = ()  # told one after another, where one command fails for several reasons

    def __init__(self, *, problems: tuple[Problem, ...] = (), **facts: object) -> None:
        super().__init__(facts)
        self.facts = facts
        self.problems = problems

    def __str__(self) -> str:
        return self.text.format_map(self.facts)
