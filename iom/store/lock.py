"""The lock that lets one command write at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from iom.errors import Exit, IomError
from iom.language import N_
from iom.store import platform
from iom.store.failures import undecided
from iom.store.state import prepared


class LockedError(IomError):
    """Another command held the lock all the time."""

    text = N_("Another iom is writing to {root} just now. Nothing was changed.")
    hint = N_("Wait until it has finished, then repeat the command.")
    exit_code = Exit.CONFLICT


@contextmanager
def locked(root: Path, timeout: float = 10) -> Iterator[Path]:
    """Hold the workspace's lock, waiting for it up to ``timeout`` seconds; gives the state folder.

    It is the kernel's lock: a killed process holds none. It is not to be taken twice by one process.

    Raises:
        LockedError: another command holds it.
        NotWrittenError: the state folder cannot be written.
    """
    folder = prepared(root)
    with undecided(root):
        try:
            lock = platform.acquire(folder / "lock", timeout)
        except TimeoutError:
            raise LockedError(root=str(root)) from None
    try:
        yield folder
    finally:
        platform.release(lock)
