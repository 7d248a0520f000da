"""What the disk can refuse, told politely."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from iom.errors import Exit, IomError
from iom.language import N_, refusal


class NotWrittenError(IomError):
    """The disk refused before the change was decided; ``folder`` is where, ``reason`` the system's word."""

    text = N_("Could not write in {folder}: {reason}. Nothing was changed.")
    hint = N_("Mend the cause and repeat the command.")
    exit_code = Exit.CONFLICT


class DiskFullError(NotWrittenError):
    """No room is left, or the person's quota is used up."""

    text = N_("The disk with {folder} is full. Nothing was changed.")
    hint = N_("Make some room on the disk and repeat the command.")


class NotPermittedError(NotWrittenError):
    """The folder or a file in it may not be written or read."""

    text = N_("No permission to write in {folder}. Nothing was changed.")
    hint = N_("Ask for the right to write there, or check that the disk is not read-only; then repeat the command.")


class UnfinishedError(IomError):
    """The disk refused after the change was decided; ``folder`` is where, ``reason`` the system's word."""

    text = N_("The change is recorded, but could not be finished in {folder}: {reason}.")
    hint = N_("Mend the cause; the next command that writes finishes the change first.")
    exit_code = Exit.PROBLEMS


_KINDS: dict[int | None, type[NotWrittenError]] = {
    errno.ENOSPC: DiskFullError,
    getattr(errno, "EDQUOT", errno.ENOSPC): DiskFullError,
    errno.EACCES: NotPermittedError,
    errno.EPERM: NotPermittedError,
    errno.EROFS: NotPermittedError,
}


@contextmanager
def undecided(root: Path) -> Iterator[None]:
    """Tell what the disk refuses inside as: nothing was changed."""
    try:
        yield
    except OSError as error:
        kind = _KINDS.get(error.errno, NotWrittenError)
        raise kind(folder=_folder(error, root), reason=refusal(error)) from error


@contextmanager
def decided(root: Path) -> Iterator[None]:
    """Tell what the disk refuses inside as: the change will be finished later."""
    try:
        yield
    except OSError as error:
        raise UnfinishedError(folder=_folder(error, root), reason=refusal(error)) from error


def _folder(error: OSError, root: Path) -> str:
    # Not the file, which is often a staged one with a name that says nothing to a person.
    named = isinstance(error.filename, (str, bytes))
    return str(Path(os.fsdecode(error.filename)).parent if named else root)
