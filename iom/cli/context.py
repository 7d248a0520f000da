"""What one run of the program was asked to do, apart from the command itself."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from iom.ask.question import Asker
    from iom.store.load import Loaded

Color = Literal["auto", "always", "never"]


@dataclass(frozen=True)
class Context:
    """The options of the program, settled.

    ``directory`` is where the search for the workspace starts; ``color`` is decided for stdout and stderr alike;
    ``interactive`` says that a person sits there and may be asked; a ``stand_in`` answers in the person's place.
    ``written`` are the paths that the command wrote so far, ``records`` their places in the undo, for ``commit``.
    """

    directory: Path
    language: str
    today: date
    json: bool = False
    color: Color = "auto"
    interactive: bool = False
    debug: bool = False
    commit: bool = False
    stand_in: Asker | None = None
    written: list[str] = field(default_factory=list)
    records: list[str] = field(default_factory=list)

    @cached_property
    def root(self) -> Path:
        """The root of the workspace.

        Raises:
            WorkspaceNotFoundError: there is none here or above.
        """
        from iom.store.tree import open_workspace

        return open_workspace(self.directory)

    def load(self) -> Loaded:
        """The school, read anew, with the problems of its documents.

        Raises:
            WorkspaceNotFoundError: there is none here or above.
        """
        from iom.store.load import load

        return load(self.root)


_current: ContextVar[Context] = ContextVar("context")


def current() -> Context:
    """The context of this run."""
    return _current.get()


def entered() -> Context | None:
    """The context of this run, if its options could be settled."""
    return _current.get(None)


def enter(context: Context) -> None:
    """Make ``context`` the one of this run."""
    _current.set(context)


def clock() -> date:
    """Today by the computer's clock; nothing else in the program reads it."""
    return datetime.now().astimezone().date()
