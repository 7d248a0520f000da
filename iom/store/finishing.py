"""What comes after a decision, in the same way at once or after a crash: staging, replacing, closing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from iom.errors import Exit, IomError
from iom.language import N_
from iom.store import platform
from iom.store.failures import decided, undecided
from iom.store.journal import INTENT, JOURNAL, Journal, Placed, stored
from iom.store.places import check_disk, check_names
from iom.store.records import outlived

_ASIDE: Final = "aside"


class OvertakenError(IomError):
    """Files (``paths``) edited between the decision and its last step; they stay, ours is in ``folder``."""

    text = N_("The change is made, but not in what was edited at the same moment: {paths}.")
    hint = N_("What iom wanted to write there is kept in {folder}: compare the two and take over what is missing.")
    exit_code = Exit.PROBLEMS

    def __init__(self, state: Path, paths: Iterable[str]) -> None:
        super().__init__(paths=[*paths], folder=str(state / _ASIDE))


class OvertakenRecoveryError(OvertakenError):
    """The same after a crash; the command that met it has done nothing else yet."""

    text = N_(
        "An interrupted change is now finished, but not in what was edited since: {paths}. Nothing else was done."
    )
    exit_code = Exit.CONFLICT


def left_behind(state: Path) -> bool:
    """Whether a transaction stands in the state folder that is not finished (or is under way just now)."""
    return (state / JOURNAL).exists() or (state / INTENT).exists()


def recover_locked(root: Path, state: Path) -> bool:
    """As `iom.store.transaction.recover`; the caller holds the lock."""
    if not left_behind(state):
        return False
    with decided(root):
        overtaken = _roll_forward(root, state)
    with undecided(root):
        _clear_undecided(root, state)
    if overtaken:
        raise OvertakenRecoveryError(state, overtaken)
    return True


def stage(root: Path, journal: Journal, placed: Iterable[Placed]) -> None:
    """Put the new bytes of these steps beside their targets, durably."""
    for folder in journal.folders:
        platform.make_folder(root / folder)
    staged = [each for each in placed if each.step.after is not None]
    for step, _, _, path in staged:
        platform.write(path, step.after or b"", step.mode)
    # Syncing after all are written lets the file system join what it writes.
    for each in staged:
        platform.sync(each.staged)


def abandon(root: Path, state: Path, journal: Journal) -> None:
    """Take away what an undecided transaction has put down; what cannot be taken, the next command takes."""
    with suppress(OSError):
        _withdraw(root, state, journal)


def finish(root: Path, state: Path, journal: Journal, placed: Sequence[Placed]) -> list[str]:
    """Do the steps that are still to do, durably, and close the journal.

    Returns:
        The files that were left alone, since they hold neither the bytes from before nor ours.

    Raises:
        OSError: the disk refused; the journal stays.
    """
    overtaken = [each for each in placed if not _settled(each)]
    for each in overtaken:
        _keep_aside(state / _ASIDE, journal.token, each)
    for folder in _touched_folders(root, journal, placed):
        platform.sync_folder(folder)
    _close(state, journal)
    return [each.step.path for each in overtaken]


def _roll_forward(root: Path, state: Path) -> list[str]:
    if not (state / JOURNAL).exists():
        return []
    journal = stored(state / JOURNAL)
    if journal is None:
        # The name is given only to a synced file, so a torn one is damage of another kind: no decision.
        platform.remove(state / JOURNAL)
        return []
    # Outside git, the state folder may have come with a copied workspace.
    paths = [step.path for step in journal.steps]
    check_names(paths)
    check_disk(root, paths)
    placed = journal.placed(root)
    _unstage(placed)
    lacking = [each for each in placed if platform.read(each.target)[0] == each.step.before]
    for each in lacking:
        # Somebody may have tidied an empty folder away since.
        if each.step.after is not None:
            platform.make_folder(each.folder)
    stage(root, journal, lacking)
    return finish(root, state, journal, placed)


def _clear_undecided(root: Path, state: Path) -> None:
    journal = stored(state / INTENT)
    if journal is None:
        # Torn while it was written: nothing had been put down yet.
        platform.remove(state / INTENT)
        return
    check_names(step.path for step in journal.steps)
    _withdraw(root, state, journal)


def _withdraw(root: Path, state: Path, journal: Journal) -> None:
    _unstage(journal.placed(root))
    for folder in reversed(journal.folders):
        platform.remove_folder(root / folder)
    platform.remove(state / INTENT)


def _unstage(placed: Iterable[Placed]) -> None:
    for each in placed:
        if each.staged.exists():
            platform.remove(each.staged)


def _settled(placed: Placed) -> bool:
    step = placed.step
    # Looked at in the last moment: an editor may have saved since the expectations were compared.
    now, _ = platform.read(placed.target)
    if now == step.before and step.after is None:
        platform.remove(placed.target)
    elif now == step.before:
        platform.replace(placed.staged, placed.target)
    return now in (step.before, step.after)


def _keep_aside(aside: Path, token: str, placed: Placed) -> None:
    platform.remove(placed.staged)
    kept = aside / f"{token}-{placed.step.path.replace('/', '-')}"
    if placed.step.after is not None and not kept.exists():
        platform.make_folder(aside)
        platform.write(kept, placed.step.after)
        platform.sync(kept)


def _touched_folders(root: Path, journal: Journal, placed: Iterable[Placed]) -> list[Path]:
    """The folders whose names changed, after those left empty by a deletion are gone."""
    touched = {(root / folder).parent for folder in journal.folders}
    for step, folder, _, _ in placed:
        touched.add(folder if step.after is not None else _emptied(root, folder))
    return sorted(touched)


def _emptied(root: Path, folder: Path) -> Path:
    """Take away ``folder`` and those above it while they are empty; gives the first that stays."""
    while folder != root and (not folder.exists() or platform.remove_folder(folder)):
        folder = folder.parent
    return folder


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
