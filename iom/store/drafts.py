"""Drafts: answers given but not yet saved, kept for the next sitting."""

from __future__ import annotations

import json
import os
from hashlib import sha256
from pathlib import Path
from typing import Final

from iom.store import platform
from iom.store.failures import undecided
from iom.store.state import prepared, state_folder

_FOLDER: Final = "drafts"
_SUFFIX: Final = ".draft"


def save(root: Path, name: str, content: bytes) -> Path:
    """Keep ``content`` under ``name``, over an older draft of that name; gives the file.

    Raises:
        NotWrittenError: the disk refused; the older draft is still there.
    """
    path = _path(prepared(root), name)
    fresh = path.with_suffix(f".{os.urandom(4).hex()}")
    with undecided(root):
        platform.make_folder(path.parent)
        try:
            # The name stands in the first line, since the file's own must suit every system.
            platform.write(fresh, b"# %s\n%s" % (json.dumps(name).encode(), content))
            platform.sync(fresh)
            platform.replace(fresh, path)
        except BaseException:
            platform.remove(fresh)
            raise
        platform.sync_folder(path.parent)
    return path


def load(root: Path, name: str) -> bytes | None:
    """The draft kept under ``name``, None when there is none."""
    try:
        return _path(state_folder(root), name).read_bytes().partition(b"\n")[2]
    except FileNotFoundError:
        return None


def drop(root: Path, name: str) -> None:
    """Forget the draft ``name``, if there is one, with what a crash left of it.

    Raises:
        NotWrittenError: the disk refused.
    """
    path = _path(state_folder(root), name)
    with undecided(root):
        for leftover in path.parent.glob(f"{path.stem}.*"):
            platform.remove(leftover)


def names(root: Path) -> list[str]:
    """The names of all drafts, in order."""
    found = (_name(path) for path in (state_folder(root) / _FOLDER).glob(f"*{_SUFFIX}"))
    return sorted(name for name in found if name is not None)


def _path(state: Path, name: str) -> Path:
    return state / _FOLDER / f"{sha256(name.encode()).hexdigest()[:16]}{_SUFFIX}"


def _name(path: Path) -> str | None:
    """The name in a draft's first line; None for a file that is no draft, or is gone."""
    try:
        with path.open("rb") as file:
            name = json.loads(file.readline().removeprefix(b"# "))
    except (ValueError, FileNotFoundError):
        return None
    return name if isinstance(name, str) else None
