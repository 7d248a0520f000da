"""The folder with the workspace's state: lock, journal, undo and drafts."""

from __future__ import annotations

import os
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import Final

from iom.store import platform
from iom.store.failures import undecided

OUTSIDE_GIT: Final = ".iom"
_POINTER: Final = b"gitdir:"


def state_folder(root: Path) -> Path:
    """Where the state of the workspace ``root`` lives; the folder may not exist yet, and is not made.

    In a repository it is ``<git directory>/iom/<digest of the workspace's path in the repository>``, so
    that a clone cannot bring it along and each worktree has its own; elsewhere ``.iom`` (design §5).

    Raises:
        NotPermittedError: the git directory may not be looked into.
    """
    root = root.resolve()
    # Another folder instead of a closed one would be another lock: two people could then write at once.
    with undecided(root):
        for folder in chain([root], root.parents):
            if git := _git_directory(folder / ".git"):
                place = root.relative_to(folder).as_posix()
                return git / "iom" / sha256(place.encode()).hexdigest()[:16]
    return root / OUTSIDE_GIT


def prepared(root: Path) -> Path:
    """The state folder, made if need be.

    Raises:
        NotWrittenError: it cannot be made.
    """
    folder = state_folder(root)
    if folder.is_dir():
        return folder
    with undecided(root):
        platform.make_folder(folder)
        ignore = folder / ".gitignore"
        if folder.name == OUTSIDE_GIT and not ignore.exists():
            platform.write(ignore, b"*\n")
    return folder


def _git_directory(marker: Path) -> Path | None:
    if (marker / "HEAD").is_file():
        return marker
    if not marker.is_file():
        return None
    pointer = marker.read_bytes()
    if not pointer.startswith(_POINTER):
        return None
    target = marker.parent / os.fsdecode(pointer.removeprefix(_POINTER).strip())
    return target.resolve() if (target / "HEAD").is_file() else None
