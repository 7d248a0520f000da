"""The pager: long output in pieces, on a terminal only."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Mapping
from typing import TextIO


def page(text: str, stream: TextIO, environment: Mapping[str, str] = os.environ) -> None:
    """Write ``text``, drawn by a printer, through ``$PAGER`` if ``stream`` is a terminal that it does not fit.

    A pager that is missing or fails is done without.
    """
    words = pager_words(environment)
    if not (words and stream.isatty() and _overflows(text)):
        stream.write(text)
        stream.flush()
        return
    try:
        subprocess.run(
            words,
            input=text.encode("utf-8", "replace"),
            check=False,
            # less shows our colours (R), leaves the text on the screen (X) and ends by itself where it fits (F).
            env={"LESS": "FRX", "LESSCHARSET": "utf-8", **environment},
        )
    except OSError:
        stream.write(text)
        stream.flush()


def pager_words(environment: Mapping[str, str]) -> list[str]:
    """The pager's command as words: ``$PAGER``, or less where it is installed; empty for none."""
    wanted = environment.get("PAGER")
    if wanted is None:
        return ["less"] if shutil.which("less") else []
    try:
        words = shlex.split(wanted)
    except ValueError:
        return []
    return [] if words in ([], ["cat"]) or not shutil.which(words[0]) else words


def _overflows(text: str) -> bool:
    return text.count("\n") >= shutil.get_terminal_size().lines
