"""What comes after a decision, in the same way at once or after a crash: staging, replacing, closing."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

from iom.errors import Exit, IomError
from iom.language import N_
from iom.store import platform
from iom.store.failures import decided, undecided
from iom.store.journal import INTENT, JOURNAL, Journal, Step, stored
from iom.store.places import check_disk, check_names
from iom.store.records import outlived

_ASIDE: Final = "aside"


class OvertakenError(IomError):
    """Files (``paths``) edited between the decision and its last step; they stay, ours is in ``folder``."""

    text = N_("The change is finished, but {paths} had been edited meanwhile and stay as they are.")
    hint = N_("What iom wanted to write there is kept in {folder}: compare the two and take over what is missing.")
    exit_code = Exit.CONFLICT


def left_behind(state: Path) -> bool:
    """Whether a transaction stands in the state folder that is not finished (or is under way just now)."""
    return (state / JOURNAL).exists() or (state / INTENT).exists()


def recover_locked(root: Path, state: Path) -> bool:
    """As `iom.store.transaction.recover`; the caller holds the lock."""
    if not left_behind(state):
        return False
    with decided(root):
        _roll_forward(root, state)
    with undecided(root):
        _clear_undecided(root, state)
    return True


def stage(root: Path, journal: Journal, steps: Iterable[Step]) -> None:
    """Put the new bytes of ``steps`` beside their targets, durably."""
    for folder in journal.folders:
        platform.make_folder(root / folder)
    staged = [(journal.staged(root, step), step) for step in steps if step.after is not None]
    for path, step in staged:
        platform.write(path, step.after or b"", step.mode)
    # Syncing after all are written lets the file system join what it writes.
    for path, _ in staged:
        platform.sync(path)


def abandon(root: Path, state: Path, journal: Journal) -> None:
    """Take away what an undecided transaction has put down; what cannot be taken, the next command takes."""
    with suppress(OSError):
        _withdraw(root, state, journal)


def finish(root: Path, state: Path, journal: Journal) -> None:
    """Do the steps that are still to do, durably, and close the journal.

    Raises:
        OvertakenError: files that hold neither the bytes from before nor ours were left alone.
        OSError: the disk refused; the journal stays.
    """
    overtaken = [step for step in journal.steps if not _settled(root, journal, step)]
    for step in overtaken:
        _keep_aside(root, state, journal, step)
    for folder in _touched_folders(root, journal):
        platform.sync_folder(folder)
    _close(state, journal)
    if overtaken:
        raise OvertakenError(paths=[step.path for step in overtaken], folder=str(state / _ASIDE))


def _roll_forward(root: Path, state: Path) -> None:
    if not (state / JOURNAL).exists():
        return
    journal = stored(state / JOURNAL)
    if journal is None:
        # The name is given only to a synced file, so a torn one is damage of another kind: no decision.
        platform.remove(state / JOURNAL)
        return
    # Outside git, the state folder may have come with a copied workspace.
    paths = [step.path for step in journal.steps]
    check_names(paths)
    check_disk(root, paths)
    _unstage(root, journal)
    stage(root, journal, [step for step in journal.steps if platform.read(root / step.path)[0] == step.before])
    finish(root, state, journal)


def _clear_undecided(root: Path, state: Path) -> None:
    journal = stored(state / INTENT)
    if journal is None:
        # Torn while it was written: nothing had been put down yet.
        platform.remove(state / INTENT)
        return
    check_names(step.path for step in journal.steps)
    _withdraw(root, state, journal)


def _withdraw(root: Path, state: Path, journal: Journal) -> None:
    _unstage(root, journal)
    for folder in reversed(journal.folders):
        platform.remove_folder(root / folder)
    platform.remove(state / INTENT)


def _unstage(root: Path, journal: Journal) -> None:
    for step in journal.steps:
        staged = journal.staged(root, step)
        if staged.exists():
            platform.remove(staged)


def _settled(root: Path, journal: Journal, step: Step) -> bool:
    target = root / step.path
    # Looked at in the last moment: an editor may have saved since the expectations were compared.
    now, _ = platform.read(target)
    if now == step.before and step.after is None:
        platform.remove(target)
    elif now == step.before:
        platform.replace(journal.staged(root, step), target)
    return now in (step.before, step.after)


def _keep_aside(root: Path, state: Path, journal: Journal, step: Step) -> None:
    platform.remove(journal.staged(root, step))
    kept = state / _ASIDE / f"{journal.token}-{step.path.replace('/', '-')}"
    if step.after is not None and not kept.exists():
        platform.make_folder(kept.parent)
        platform.write(kept, step.after)
        platform.sync(kept)


def _touched_folders(root: Path, journal: Journal) -> list[Path]:
    """The folders whose names changed, after those left empty by a deletion are gone."""
    touched = {(root / folder).parent for folder in journal.folders}
    for step in journal.steps:
        folder = (root / step.path).parent
        while step.after is None and folder != root and (not folder.exists() or platform.remove_folder(folder)):
            folder = folder.parent
        touched.add(folder)
    return sorted(folder for folder in touched if folder.exists())


def _close(state: Path, journal: Journal) -> None:
    if journal.undoes:
        platform.remove(state / journal.undoes)
    if journal.record:
        platform.replace(state / JOURNAL, state / journal.record)
        if old := outlived(journal.record):
            platform.remove(state / old)
    else:
        platform.remove(state / JOURNAL)
    platform.sync_folder(state)
