"""Places in the workspace where a document may be written."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from iom.errors import Exit, IomError
from iom.language import N_

_DEVICE: Final = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\..*)?", re.IGNORECASE)
# What Windows forbids in a name, and names that are not what they seem.
_UNFIT: Final = re.compile(r'[<>:"\\|?*\x00-\x1f\x7f]|[. ]$|^\.{0,2}$|^ ')
_FOREIGN: Final = {".git", ".iom"}
_JUNCTION: Final = 0xA0000003


class UnsafePathError(IomError):
    """A path that leads out of the workspace, or that not every system can hold; the fact is ``path``."""

    text = N_("{path} is no place for a document. Nothing was changed.")
    hint = N_("A document lies inside the workspace, in a folder of its kind, under a plain name.")
    exit_code = Exit.INVALID


class SymlinkError(UnsafePathError):
    """The path, or a folder on the way to it, is a link."""

    text = N_("{path} is a symbolic link. Nothing was changed.")
    hint = N_("Replace the link by the file or folder itself: iom writes only inside the workspace.")


class DeviceNameError(UnsafePathError):
    """A name that Windows keeps for a device."""

    text = N_("{path} has a name that Windows keeps for itself. Nothing was changed.")
    hint = N_("Choose another name: con, prn, aux, nul, com1 and lpt1 cannot be files on Windows.")


class CaseClashError(UnsafePathError):
    """Two names that differ only in the case of letters; ``other`` is the one that is there."""

    text = N_("{path} differs from {other} only in the case of letters. Nothing was changed.")
    hint = N_("Choose another name: on Windows and macOS the two would be one file.")


def check_names(paths: Iterable[str]) -> None:
    """Refuse paths that are unsafe by their names alone, or clash with each other.

    Raises:
        UnsafePathError: the first such path.
    """
    seen: dict[str, str] = {}
    for path in paths:
        parts = path.split("/")
        for part in parts:
            if _UNFIT.search(part) or part.casefold() in _FOREIGN:
                raise UnsafePathError(path=path)
            if _DEVICE.fullmatch(part):
                raise DeviceNameError(path=path)
        for depth in range(1, len(parts) + 1):
            place = "/".join(parts[:depth])
            other = seen.setdefault(place.casefold(), place)
            if other != place:
                raise CaseClashError(path=path, other=other)


def check_disk(root: Path, paths: Iterable[str]) -> None:
    """Refuse paths that are, or lead through, a link; that are no plain file; that clash with a name there.

    Raises:
        UnsafePathError: the first such path.
    """
    seen: set[str] = set()
    names: dict[Path, dict[str, str]] = {}
    for path in paths:
        for folder in _folders(path):
            if folder not in seen:
                seen.add(folder)
                _check_place(root, folder, names, stat.S_ISDIR)
        _check_place(root, path, names, stat.S_ISREG)


def _folders(path: str) -> list[str]:
    parts = path.split("/")[:-1]
    return ["/".join(parts[: depth + 1]) for depth in range(len(parts))]


def _check_place(root: Path, place: str, names: dict[Path, dict[str, str]], fits: Callable[[int], bool]) -> None:
    try:
        found = os.lstat(f"{root}/{place}")
    except FileNotFoundError:
        here = root / place
        other = _names(here.parent, names).get(here.name.casefold())
        if other:
            raise CaseClashError(path=place, other=place.removesuffix(here.name) + other) from None
        return
    if stat.S_ISLNK(found.st_mode) or getattr(found, "st_reparse_tag", 0) == _JUNCTION:
        raise SymlinkError(path=place)
    if not fits(found.st_mode):
        raise UnsafePathError(path=place)


def _names(folder: Path, known: dict[Path, dict[str, str]]) -> dict[str, str]:
    if folder not in known:
        entries = folder.iterdir() if folder.is_dir() else ()
        known[folder] = {entry.name.casefold(): entry.name for entry in entries}
    return known[folder]
