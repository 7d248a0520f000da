"""Lines for the person's shell, by which the next commands work as they stand."""

from __future__ import annotations

import shlex
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

PROGRAM = "iom"


def reaching_program() -> Iterator[str]:
    """What makes the shell find the program; nothing where it does."""
    if shutil.which(PROGRAM):
        return
    # Not resolved: the interpreter of an environment is a link to one elsewhere.
    folder = Path(sys.executable).absolute().parent
    if sys.platform == "win32":
        script = folder / "Activate.ps1"
        yield f'& "{script}"' if script.is_file() else f'$env:PATH = "{folder};$env:PATH"'
    else:
        script = folder / "activate"
        yield f". {shlex.quote(str(script))}" if script.is_file() else f'export PATH={shlex.quote(str(folder))}:"$PATH"'


def speaking(language: str) -> str:
    """What makes every command speak ``language``."""
    return f'$env:IOM_LANG = "{language}"' if sys.platform == "win32" else f"export IOM_LANG={language}"
