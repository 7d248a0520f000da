"""The language to speak, chosen before anything is read or said."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from iom import language

ROOT_FILE: Final = "iom.toml"
_LANGUAGE_LINE: Final = re.compile(r"""^\s*language\s*=\s*["'](ru|en)["']""", re.MULTILINE)
_FIRST_TABLE: Final = re.compile(r"^\s*\[", re.MULTILINE)
_ENOUGH: Final = 64 * 1024


def choose(asked: str | None, directory: Path, environ: Mapping[str, str]) -> str:
    """``--lang``, else ``IOM_LANG``, else the language of the workspace, else that of the system (design §6.10).

    A word that is no language is passed over here; the program complains of it once it can speak.
    """
    for wish in (asked, environ.get("IOM_LANG")):
        if wish in language.LANGUAGES:
            return str(wish)
    return of_workspace(directory) or of_system(environ)


def of_workspace(directory: Path) -> str | None:
    """The language that ``iom.toml`` names, read without a parser: it may be broken, and help must still speak."""
    root = nearest_root(directory)
    if root is None:
        return None
    try:
        with (root / ROOT_FILE).open("rb") as file:
            text = file.read(_ENOUGH).decode("utf-8-sig", "replace")
    except OSError:
        return None
    table = _FIRST_TABLE.search(text)
    line = _LANGUAGE_LINE.search(text[: table.start()] if table else text)
    return line[1] if line else None


def nearest_root(directory: Path) -> Path | None:
    """The folder with an ``iom.toml``, here or above."""
    try:
        here = directory.absolute()
    except OSError:
        return None
    for folder in (here, *here.parents):
        if os.path.isfile(folder / ROOT_FILE):  # noqa: PTH113 - unlike Path's, never raises
            return folder
    return None


def of_system(environ: Mapping[str, str]) -> str:
    """The language of the locale: Russian where it is Russian, else English."""
    name = next((environ[key] for key in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(key)), "")
    if not name and sys.platform == "win32":
        import locale

        name = locale.getlocale()[0] or ""
    return "ru" if name.casefold().startswith("ru") else "en"
