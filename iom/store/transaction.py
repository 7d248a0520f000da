"""Transactions: several files change together, or none does.

The order of what happens, and why it holds, is in ``docs/decisions/0002-transaction.md``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from iom.errors import Exit, IomError
from iom.language import N_
from iom.store import finishing, platform
from iom.store.failures import NotPermittedError, decided, undecided
from iom.store.journal import INTENT, JOURNAL, Journal, Placed, Step, encode
from iom.store.lock import locked
from iom.store.places import check_disk, check_names
from iom.store.records import next_record
from iom.store.state import state_folder


@dataclass(frozen=True, slots=True)
class Write:
    """One file of a transaction: ``path`` from the root with forward slashes; ``content`` None deletes it."""

    path: str
    content: bytes | None


@dataclass(frozen=True, slots=True)
class Expectation:
    """What was read when the change was decided: the `digest` of a file, None for «no such file»."""

    path: str
    digest: str | None


class StaleError(IomError):
    """Files (``paths``) that changed after they were read."""

    text = N_("Changed meanwhile: {paths}. Nothing was written.")
    hint = N_("Look at what changed there (git diff), then repeat the command.")
    exit_code = Exit.CONFLICT


def digest(content: bytes) -> str:
    """The SHA-256 of a file's content, in hexadecimal."""
    return sha256(content).hexdigest()


def transact(
    root: Path,
    writes: Sequence[Write],
    expected: Sequence[Expectation],
    *,
    label: str,
    keep_undo: bool = True,
) -> None:
    """Do all ``writes`` as one change, under the lock, after finishing what a crash left.

    ``expected`` names every file written or depended on. A written file that it does not name must not
    exist. Writes of what already stands there are dropped; if none is left, nothing happens at all.

    Raises:
        StaleError: an expectation does not hold; nothing is written.
        LockedError: another command is writing.
        UnsafePathError: a path leads out of the workspace or is no place for a file.
        NotWrittenError: the disk refused; nothing is written.
        UnfinishedError: the disk refused after the decision; the next command finishes the change.
        OvertakenError: a file was edited in the very moment of writing, and stays as edited.
        OvertakenRecoveryError: as `recover`; nothing is written.
    """
    paths = [write.path for write in writes]
    if len({*paths}) < len(paths):
        raise ValueError("one transaction writes a file once")
    check_names(paths)
    digests = dict.fromkeys(paths) | {each.path: each.digest for each in expected}
    if all(digest_or_none(write.content) == digests[write.path] for write in writes):
        return
    with undecided(root):
        check_disk(root, paths)
        with locked(root) as state:
            finishing.recover_locked(root, state)
            steps = _steps(root, writes)
            if steps:
                record = next_record(state) if keep_undo else None
                carry_out(root, state, Journal(label, steps, missing_folders(root, steps), record), digests)


def recover(root: Path) -> bool:
    """Finish a decided transaction that a crash interrupted, or clear away an undecided one.

    Returns:
        Whether there was one.

    Raises:
        OvertakenRecoveryError: finished, but for files edited since the crash, which stay as they are.
        LockedError, NotWrittenError, UnfinishedError: as `transact`.
    """
    if not finishing.left_behind(state_folder(root)):
        return False
    with locked(root) as state:
        return finishing.recover_locked(root, state)


def carry_out(root: Path, state: Path, journal: Journal, digests: Mapping[str, str | None]) -> None:
    """Stage, decide and finish a transaction if all files have the ``digests``; the caller holds the lock.

    Raises:
        StaleError, UnsafePathError, NotWrittenError, UnfinishedError, OvertakenError: as `transact`.
    """
    with undecided(root):
        known = {step.path: step.before for step in journal.steps}
        _refuse_stale(root, digests, known)
        placed = journal.placed(root)
        _refuse_protected(placed)
        try:
            platform.write(state / INTENT, encode(journal))
            platform.sync(state / INTENT)
            finishing.stage(root, journal, placed)
            # Once more in the last moment: syncing takes long enough for an editor to save.
            _refuse_stale(root, digests, {})
            platform.replace(state / INTENT, state / JOURNAL)
        except BaseException:
            if not (state / JOURNAL).exists():
                finishing.abandon(root, state, journal)
            raise
    with decided(root):
        platform.sync_folder(state)
        overtaken = finishing.finish(root, state, journal, placed)
    if overtaken:
        raise finishing.OvertakenError(state, overtaken)


def _steps(root: Path, writes: Iterable[Write]) -> tuple[Step, ...]:
    found = ((write, *platform.read(f"{root}/{write.path}")) for write in writes)
    return tuple(
        Step(write.path, before, write.content, mode) for write, before, mode in found if before != write.content
    )


def missing_folders(root: Path, steps: Iterable[Step]) -> tuple[str, ...]:
    """The folders that the steps need and that are not there, outermost first."""
    needed = {step.path.rpartition("/")[0] for step in steps if step.before is None}
    missing: set[str] = set()
    for folder in needed:
        while folder and folder not in missing and not (root / folder).exists():
            missing.add(folder)
            folder = folder.rpartition("/")[0]  # noqa: PLW2901 - climbing
    return tuple(sorted(missing))


def _refuse_stale(root: Path, digests: Mapping[str, str | None], known: Mapping[str, bytes | None]) -> None:
    """Refuse where a file has another digest; ``known`` are contents just read."""
    stale = [
        path
        for path, expected in digests.items()
        if digest_or_none(known[path] if path in known else platform.read(f"{root}/{path}")[0]) != expected
    ]
    if stale:
        raise StaleError(paths=sorted(stale))


def digest_or_none(content: bytes | None) -> str | None:
    """The `digest` of a file's content, None for «no such file»."""
    return None if content is None else digest(content)


def _refuse_protected(placed: Iterable[Placed]) -> None:
    """Refuse what would fail only after the decision: a file that may not be replaced or deleted."""
    for step, folder, target, _ in placed:
        if step.before is not None and not (platform.writable(target) and platform.writable(folder)):
            raise NotPermittedError(folder=str(folder), reason="")
