"""A school's own looks of its papers: crest and templates in the folder ``papers`` of the workspace."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from iom.errors import IomError
from iom.language import N_, refusal

FOLDER: Final = "papers"
TYPST: Final = "template.typ"
WORD: Final = "template.docx"
STYLE: Final = "style.css"
CRESTS: Final = ("crest.svg", "crest.png", "crest.jpg")
_LARGEST: Final = 20_000_000  # bytes; more than a crest, fonts and a background come to


class TooMuchDressError(IomError):
    """The folder of a school's own templates is too large to be carried along."""

    text = N_("The folder {folder} holds more than {limit} MB.")
    hint = N_("Keep in it what the papers need: crest, template, fonts; printed papers belong elsewhere.")


class BrokenDressError(IomError):
    """A file of the folder (``path``) cannot be used: ``reason``, in the words of the program that read it."""

    text = N_("{path}: {reason}")
    hint = N_("Correct the file, or take it away: without it the papers look as the program makes them.")


@dataclass(frozen=True)
class Dress:
    """The files of the folder ``papers`` by path below it; symbolic links are left out, they may lead anywhere."""

    files: dict[str, bytes] = field(default_factory=dict)

    @property
    def crest(self) -> str | None:
        """The name of the crest's file."""
        return next((name for name in CRESTS if name in self.files), None)


def dress_of(root: Path) -> Dress:
    """What the school of this workspace has put beside its documents.

    Raises:
        TooMuchDressError: it is too large.
        BrokenDressError: a file cannot be read.
    """
    files: dict[str, bytes] = {}
    left = _LARGEST
    for path in _files(root / FOLDER):
        name = path.relative_to(root / FOLDER).as_posix()
        left -= path.stat().st_size
        if left < 0:
            raise TooMuchDressError(folder=FOLDER, limit=_LARGEST // 1_000_000)
        try:
            files[name] = path.read_bytes()
        except OSError as error:
            raise BrokenDressError(path=f"{FOLDER}/{name}", reason=refusal(error)) from None
    return Dress(files)


def _files(folder: Path) -> Iterator[Path]:
    if folder.is_symlink():
        return
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = Path(place) / name
            if path.is_file() and not path.is_symlink() and not name.startswith("."):
                yield path
