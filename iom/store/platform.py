"""Platform calls: durable writes, replacing, folders, and kernel locks.

Nothing else in the store changes the disk, so a test that wraps these functions sees every change.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

WINDOWS: Final = sys.platform == "win32"
# A virus scanner or a syncing client holds a file for a moment; Windows then refuses to replace it.
_PATIENCE: Final = (0.01, 0.02, 0.05, 0.1, 0.2, 0.4) if WINDOWS else ()
_PLAIN: Final = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_NOTHING_TO_WAIT_FOR: Final = (errno.ENOENT, errno.EINVAL, errno.ENOTSUP, errno.ENOSYS)
_BLOCK: Final = 1 << 20
_READ: Final = os.O_RDONLY | _PLAIN
_CREATE: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _PLAIN


def write(path: Path, content: bytes, mode: int | None = None) -> None:
    """Create the file ``path`` with this content, not yet durable; ``mode`` None leaves it to the umask.

    Raises:
        OSError: it exists, or cannot be written.
    """
    descriptor = os.open(path, _CREATE, 0o666)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        if mode is not None and not WINDOWS and mode != stat.S_IMODE(os.fstat(descriptor).st_mode):
            os.fchmod(descriptor, mode)
    except OSError as error:
        error.filename = str(path)
        raise
    finally:
        os.close(descriptor)


def sync(path: Path) -> None:
    """Wait until the content of the file ``path`` would survive a power cut."""
    _sync(path, os.O_RDWR if WINDOWS else os.O_RDONLY)


def sync_folder(path: Path) -> None:
    """Wait until the names in the folder ``path`` would survive a power cut.

    Windows cannot be asked to; NTFS keeps the order of such changes itself. A folder that is gone needs none.
    """
    if WINDOWS:
        return
    try:
        _sync(path, os.O_RDONLY)
    except OSError as error:
        # Some network file systems have no such call: to fail would leave every change unfinished for ever.
        if error.errno not in _NOTHING_TO_WAIT_FOR:
            raise


def replace(source: Path, target: Path) -> None:
    """Give ``source`` the name ``target``, in one step, over what stands there; both are on one device."""
    for pause in _PATIENCE:
        with suppress(PermissionError):
            source.replace(target)
            return
        time.sleep(pause)
    source.replace(target)


def remove(path: Path) -> None:
    """Take the file ``path`` away; no error when it is gone already."""
    for pause in _PATIENCE:
        with suppress(PermissionError):
            path.unlink(missing_ok=True)
            return
        time.sleep(pause)
    path.unlink(missing_ok=True)


def make_folder(path: Path) -> None:
    """Make the folder ``path``, its parents as well; no error when it exists."""
    path.mkdir(parents=True, exist_ok=True)


def remove_folder(path: Path) -> bool:
    """Take the folder ``path`` away if it is empty; True when it went."""
    try:
        path.rmdir()
    except OSError:
        return False
    return True


def writable(path: Path) -> bool:
    """Whether this person may change the file or folder ``path``."""
    return os.access(path, os.W_OK)


def read(path: Path | str) -> tuple[bytes | None, int | None]:
    """The content and the permission bits of a file; None for both when there is none."""
    try:
        descriptor = os.open(path, _READ)
    except (FileNotFoundError, NotADirectoryError):
        return None, None
    try:
        found = os.fstat(descriptor)
        content = os.read(descriptor, found.st_size + 1)
        while more := os.read(descriptor, _BLOCK):
            content += more
    except OSError as error:
        error.filename = str(path)
        raise
    finally:
        os.close(descriptor)
    return content, stat.S_IMODE(found.st_mode)


def acquire(path: Path, timeout: float) -> int:
    """Take the kernel lock on the file ``path``; it is held until `release`, or the end of the process.

    Raises:
        TimeoutError: somebody else held it for all of ``timeout`` seconds.
        OSError: the file cannot be opened, or the file system has no locks.
    """
    # Not `FileLock`: where a file system has no locks, that makes do with a file that outlives a killed process.
    from filelock import lock_descriptor

    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | _PLAIN, 0o666)
    try:
        until = time.monotonic() + timeout
        while not lock_descriptor(descriptor, blocking=False):
            if time.monotonic() >= until:
                raise TimeoutError
            time.sleep(0.01)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def release(descriptor: int) -> None:
    """Give a lock back."""
    from filelock import unlock_descriptor

    try:
        unlock_descriptor(descriptor)
    finally:
        os.close(descriptor)


def _sync(path: Path, flags: int) -> None:
    descriptor = os.open(path, flags | _PLAIN)
    try:
        os.fsync(descriptor)
        if sys.platform == "darwin":
            import fcntl

            # fsync of macOS stops at the drive's own memory; not every volume can do more.
            with suppress(OSError):
                fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
    except OSError as error:
        error.filename = str(path)
        raise
    finally:
        os.close(descriptor)
