"""Taking the last transaction back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from iom.errors import Exit, IomError
from iom.language import N_
from iom.store import platform
from iom.store.failures import undecided
from iom.store.finishing import recover_locked
from iom.store.journal import Journal, Step, stored
from iom.store.lock import locked
from iom.store.places import check_disk, check_names
from iom.store.records import records
from iom.store.state import state_folder
from iom.store.transaction import carry_out, digest_or_none, missing_folders


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back: the label of the transaction, and the files that are again as before it."""

    label: str
    paths: tuple[str, ...]


class NothingToUndoError(IomError):
    """No transaction is remembered."""

    text = N_("There is nothing to undo.")
    hint = N_("Only the last changes made by iom are remembered; older ones are in the history of git.")
    exit_code = Exit.NOT_FOUND


def undo(root: Path) -> Undone:
    """Take the last transaction back, in a transaction of its own; the next call takes the one before it.

    Raises:
        NothingToUndoError: none is remembered.
        StaleError: a file changed since; nothing is written.
        LockedError, NotWrittenError, UnfinishedError, OvertakenError: as `transact`.
    """
    if not state_folder(root).exists():
        raise NothingToUndoError
    with undecided(root), locked(root) as state:
        recover_locked(root, state)
        name = next(reversed(records(state)), None)
        done = stored(state / name) if name else None
        if done is None:
            raise NothingToUndoError
        paths = [step.path for step in done.steps]
        check_names(paths)
        check_disk(root, paths)
        steps = tuple(_back(root, step) for step in done.steps)
        digests = {step.path: digest_or_none(step.after) for step in done.steps}
        journal = Journal(done.label, steps, missing_folders(root, steps), undoes=name)
        carry_out(root, state, journal, digests)
    return Undone(done.label, tuple(paths))


def _back(root: Path, step: Step) -> Step:
    _, mode = platform.read(root / step.path)
    return Step(step.path, step.after, step.before, step.mode if mode is None else mode)
