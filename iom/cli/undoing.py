"""The command undo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from iom.cli.context import current
from iom.cli.output import emit
from iom.language import N_, say
from iom.store.undo import Undone
from iom.store.undo import undo as take_back
from iom.views.sheet import Lines, Sheet


@dataclass(frozen=True)
class TakenBack:
    """What was taken back."""

    undone: Undone

    def sheet(self) -> Sheet:
        """The command and the files."""
        return Sheet(
            say(N_("Taken back: {label}"), {"label": self.undone.label}), (Lines(self.undone.paths, bullet="  "),)
        )

    def data(self) -> dict[str, Any]:
        """For ``--json``."""
        return {"label": self.undone.label, "documents": list(self.undone.paths)}


def undo() -> None:
    """Take the last change back, if nothing changed since."""
    emit(TakenBack(take_back(current().root)))
