"""Files of tables and calendars: whole or not at all, and none overwritten unasked."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO

from iom.errors import Exit, IomError
from iom.language import N_, refusal


class FileThereError(IomError):
    """There is a file of that name (``file``)."""

    text = N_("{file} is there already. Nothing was written.")
    hint = N_("Give another name, or overwrite it with --force.")
    exit_code = Exit.CONFLICT


class UnwritableFileError(IomError):
    """The file cannot be written; ``reason`` is the system's own word."""

    text = N_("{file} cannot be written: {reason}.")
    hint = N_("Close it where it is open, or give another name.")


def put(path: Path, fill: Callable[[IO[bytes]], object], *, force: bool = False) -> None:
    """Write a file beside ``path`` and give it the name when everything is in it.

    Raises:
        FileThereError: there is a file of that name, and ``force`` is not set.
        UnwritableFileError: the folder or the file cannot be written.
    """
    if not force and path.exists():
        raise FileThereError(file=path)
    # Not the name with more behind it: that may be longer than a name can be.
    beside = path.with_name(f".iom-{secrets.token_hex(8)}")
    try:
        with beside.open("xb") as stream:
            fill(stream)
            stream.flush()
            os.fsync(stream.fileno())
        _name(beside, path, force=force)
    except OSError as error:
        raise UnwritableFileError(file=path, reason=refusal(error)) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _name(beside: Path, path: Path, *, force: bool) -> None:
    """Give the file its name; of two exports at once, the second one finds the first one's file."""
    if not force:
        try:
            os.link(beside, path)
        except FileExistsError:
            raise FileThereError(file=path) from None
        except (OSError, NotImplementedError):
            # A file system without hard links: the name was free a moment ago.
            pass
        else:
            return
    beside.replace(path)
