"""The command undo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from iom.cli.context import current
from iom.cli.output import emit
from iom.language import N_, say
from iom.store.committed import last_commit
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
    """Take the last change back, if nothing changed since; a committed one by a commit that reverts it."""
    root = current().root
    committed = last_commit(root)
    if committed is None:
        emit(TakenBack(take_back(root)))
        return
    from iom.git.committing import commit_paths, require_calm

    require_calm(root)
    commit, count = committed
    undone = [take_back(root) for _record in range(count)]
    paths = tuple(dict.fromkeys(path for each in undone for path in each.paths))
    commit_paths(root, paths, "\n".join([f"Revert {commit[:10]}", "", f"This reverts commit {commit}.", "", *paths]))
    emit(TakenBack(Undone(undone[0].label, paths)))
