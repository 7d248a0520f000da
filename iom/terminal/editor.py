"""The person's own editor, opened on a file or on a text."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from iom.errors import Exit, IomError
from iom.language import N_

# How editors are told a line: by their program's name.
_PLUS = frozenset(
    {"vi", "vim", "nvim", "view", "nano", "pico", "emacs", "emacsclient", "micro", "joe", "mcedit", "kak", "ne"}
)
_COLON = frozenset({"hx", "helix", "subl", "zed"})
_GOTO = frozenset({"code", "codium", "code-insiders"})

_FALLBACKS = ("notepad",) if sys.platform == "win32" else ("nano", "vi")


class EditorMissingError(IomError):
    """No editor that could be started."""

    text = N_("The editor {editor} could not be started.")
    hint = N_("Name your editor in the variable VISUAL or EDITOR, for example EDITOR=nano.")
    exit_code = Exit.NOT_FOUND


class EditorFailedError(IomError):
    """The editor ended with an error, so what it left is not taken."""

    text = N_("The editor {editor} ended with an error ({status}); nothing is changed.")
    exit_code = Exit.CANCELLED


def edit_file(path: Path, line: int = 1, environment: Mapping[str, str] = os.environ) -> None:
    """Open ``path`` in the editor at ``line`` (the first is 1), and wait until it is closed.

    Raises:
        EditorMissingError: there is no editor, or it cannot be started.
        EditorFailedError: it ended with an error.
    """
    words = editor_words(environment)
    try:
        status = subprocess.run([*words, *_place(words[0], path, line)], check=False).returncode
    except OSError:
        raise EditorMissingError(editor=words[0]) from None
    if status:
        raise EditorFailedError(editor=words[0], status=status)


def edit_text(text: str, name: str = "text.toml", line: int = 1, environment: Mapping[str, str] = os.environ) -> str:
    """What the person makes of ``text`` in the editor; ``name`` ends the temporary file's name.

    Line endings come back as the editor leaves them.

    Raises:
        EditorMissingError: there is no editor, or it cannot be started.
        EditorFailedError: it ended with an error.
    """
    with tempfile.TemporaryDirectory(prefix="iom-") as folder:
        path = Path(folder) / name
        path.write_bytes(text.encode("utf-8"))
        edit_file(path, line, environment)
        return path.read_bytes().decode("utf-8", "replace")


def editor_words(environment: Mapping[str, str]) -> list[str]:
    """The editor's command as words: ``$VISUAL``, ``$EDITOR``, else one that is always there.

    Raises:
        EditorMissingError: none is named and none is found.
    """
    for variable in ("VISUAL", "EDITOR"):
        wanted = environment.get(variable, "").strip()
        if wanted:
            return _words(wanted)
    found = next((editor for editor in _FALLBACKS if shutil.which(editor)), None)
    if found is None:
        raise EditorMissingError(editor=_FALLBACKS[0])
    return [found]


def _words(wanted: str) -> list[str]:
    try:
        words = shlex.split(wanted, posix=sys.platform != "win32")
    except ValueError:
        raise EditorMissingError(editor=wanted) from None
    return [word.strip('"') for word in words]


def _place(program: str, path: Path, line: int) -> list[str]:
    name = Path(program).stem.lower()
    if line > 1 and name in _PLUS:
        return [f"+{line}", str(path)]
    if line > 1 and name in _COLON:
        return [f"{path}:{line}"]
    if name in _GOTO:
        # Without --wait the program returns before the person has begun.
        return ["--wait", "--goto", f"{path}:{line}"]
    return [str(path)]
