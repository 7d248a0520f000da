"""The workspace on the disk: its root, and the files in it that are documents."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from iom.errors import Exit, IomError
from iom.language import N_
from iom.model.kinds import CALENDAR, FOLDERS, WORKSPACE

MARK = WORKSPACE.template


class WorkspaceNotFoundError(IomError):
    """No folder from ``start`` upwards holds the file that marks a workspace."""

    text = N_("There is no iom.toml in {start} or above it.")
    hint = N_("Go into a school's folder, name it with -C, or make one: iom init")
    exit_code = Exit.NOT_FOUND


def open_workspace(start: Path) -> Path:
    """The root of the workspace around ``start``, found upwards as git finds its own.

    Raises:
        WorkspaceNotFoundError: there is none.
    """
    for folder in (start.absolute(), *start.absolute().parents):
        if (folder / MARK).is_file():
            return folder
    raise WorkspaceNotFoundError(start=str(start))


def document_files(root: Path) -> Iterator[tuple[str, os.DirEntry[str] | None]]:
    """Every file that is, or pretends to be, a document: its path from the root and its directory entry.

    Hidden files and folders are passed over. The two documents at the root come without an entry.
    """
    for name in (WORKSPACE.template, CALENDAR.template):
        if os.path.lexists(root / name):
            yield name, None
    for folder in sorted(FOLDERS):
        if os.path.lexists(root / folder):
            yield from _below(root / folder, folder)


def _below(folder: Path, prefix: str) -> Iterator[tuple[str, os.DirEntry[str] | None]]:
    if folder.is_symlink() or not folder.is_dir():
        yield prefix, None
        return
    with os.scandir(folder) as entries:
        found = sorted(entries, key=lambda entry: entry.name)
    for entry in found:
        path = f"{prefix}/{entry.name}"
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _below(Path(entry.path), path)
        elif entry.name.endswith(".toml") or entry.is_symlink():
            yield path, entry
