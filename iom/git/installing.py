"""What a clone is told about documents: how to merge, how to show, what to check; and its complete undoing."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from iom.errors import Exit, IomError
from iom.git.driver import OPEN
from iom.git.run import GitFailedError, attempted, git, prefix_of, top_of
from iom.language import N_
from iom.model.kinds import CALENDAR, FOLDERS, WORKSPACE

BEGIN: Final = "# iom: begin (iom git uninstall takes these lines away)"
END: Final = "# iom: end"
_BLOCK: Final = re.compile(rf"{re.escape(BEGIN)}\n.*?{re.escape(END)}\n", re.DOTALL)
_SHELL: Final = re.compile(rb"#!\s*(/usr)?/bin/(env )?(ba|da|z|k)?sh\b")
ATTRIBUTES: Final = ".gitattributes"


class ForeignHookError(IomError):
    """The pre-commit hook (``path``) is no shell script."""

    text = N_("{path} is a hook that iom cannot add to.")
    hint = N_("Let it run this before every commit: iom check --staged. Then: iom git install --no-hook")
    exit_code = Exit.CONFLICT


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that is set or not: ``name`` is stable, ``where`` a file or a key of git's settings."""

    name: str
    where: str
    content: str
    present: bool


@dataclass(frozen=True, slots=True)
class Clone:
    """The clone around the workspace ``root``."""

    root: Path
    top: Path
    prefix: str
    hooks: Path

    @property
    def hook(self) -> Path:
        """The script that git runs before a commit."""
        return self.hooks / "pre-commit"


def clone_of(root: Path) -> Clone:
    """The clone around ``root``.

    Raises:
        GitMissingError, NoRepositoryError: there is none.
    """
    top = top_of(root)
    hooks = Path(git(root, "rev-parse", "--git-path", "hooks").rstrip("\n"))
    return Clone(root, top, prefix_of(root), hooks if hooks.is_absolute() else root / hooks)


def settings(clone: Clone) -> tuple[Setting, ...]:
    """What `install` sets, and whether each is there as it should be."""
    attributes, hook = _text(clone.root / ATTRIBUTES), _text(clone.hook)
    return (
        Setting("attributes", ATTRIBUTES, attributes_block(), attributes_block() in attributes),
        *(Setting(key, key, value, _configured(clone, key) == value) for key, value in config().items()),
        Setting("hook", str(clone.hook), hook_block(clone), hook_block(clone) in hook),
    )


def install(clone: Clone, *, hook: bool = True) -> None:
    """Set everything; what is set already stays as it is.

    Raises:
        ForeignHookError: a hook stands there that is no shell script; nothing is set.
    """
    old = clone.hook.read_bytes() if clone.hook.exists() else b""
    if hook and old and not _SHELL.match(old):
        raise ForeignHookError(path=str(clone.hook))
    _put(clone.root / ATTRIBUTES, attributes_block())
    for key, value in config().items():
        git(clone.root, "config", "--local", key, value)
    if hook:
        clone.hooks.mkdir(parents=True, exist_ok=True)
        _put_hook(clone)


def uninstall(clone: Clone) -> None:
    """Take everything away that `install` sets; other lines of the same files stay to the byte."""
    _take(clone.root / ATTRIBUTES, "")
    _take(clone.hook, "#!/bin/sh\n")
    for section in ("merge.iom", "diff.iom"):
        attempted(clone.root, "config", "--local", "--remove-section", section)


def lacks_driver(root: Path) -> bool:
    """Whether the workspace's attributes name a driver that this clone does not know. False without git."""
    if " merge=iom" not in _text(root / ATTRIBUTES):
        return False
    try:
        code, _out, _error = attempted(root, "config", "--get", "merge.iom.driver")
    except IomError:
        return False
    return code != 0


def config() -> dict[str, str]:
    """Git's settings of a clone. The driver's line itself falls back to git's own merge of lines."""
    command = program()
    fallback = "git merge-file -L ours -L base -L theirs --marker-size=%L %A %O %B"
    return {
        "merge.iom.name": "iom: entry by entry",
        "merge.iom.driver": (
            f"{command} git merge-driver %O %A %B %L %P; case $? in 0) ;; {OPEN}) exit 1 ;; *) {fallback} ;; esac"
        ),
        "diff.iom.textconv": f"{command} git textconv",
        "diff.iom.xfuncname": r"^(\[.*)$",
    }


def program() -> str:
    """How a shell calls this program, wherever it stands."""
    called = Path(sys.argv[0])
    if called.stem == "iom" and called.is_file():
        return shlex.quote(called.resolve().as_posix())
    return f"{shlex.quote(Path(sys.executable).as_posix())} -m iom"


def attributes_block() -> str:
    """The lines of ``.gitattributes``."""
    paths = [f"/{WORKSPACE.template}", f"/{CALENDAR.template}", *(f"/{folder}/**/*.toml" for folder in sorted(FOLDERS))]
    return "\n".join([BEGIN, *(f"{path} merge=iom diff=iom" for path in paths), END, ""])


def hook_block(clone: Clone) -> str:
    """The lines of the hook: where the program is gone, commits go on."""
    command = program()
    folder = shlex.quote(clone.prefix or ".")
    return (
        f"{BEGIN}\nif {command} --version >/dev/null 2>&1; then\n"
        f"  {command} -C {folder} check --staged >&2 || exit 1\nfi\n{END}\n"
    )


def _configured(clone: Clone, key: str) -> str | None:
    code, out, _error = attempted(clone.root, "config", "--local", "--get", key)
    return out.decode().rstrip("\n") if code == 0 else None


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8", "surrogateescape")
    except OSError:
        return ""


def _put(path: Path, block: str) -> None:
    text = _text(path)
    if _BLOCK.search(text):
        new = _BLOCK.sub(lambda _found: block, text)
    else:
        new = text + ("\n" if text and not text.endswith("\n") else "") + block
    if new != text:
        _write(path, new)


def _put_hook(clone: Clone) -> None:
    text = _text(clone.hook) or "#!/bin/sh\n"
    first, newline, rest = _BLOCK.sub("", text).partition("\n")
    new = first + (newline or "\n") + hook_block(clone) + rest
    if new != _text(clone.hook):
        _write(clone.hook, new)
    clone.hook.chmod(clone.hook.stat().st_mode | 0o111)


def _take(path: Path, bare: str) -> None:
    text = _text(path)
    new = _BLOCK.sub("", text)
    if new == text:
        return
    if new == bare:
        path.unlink()
    else:
        _write(path, new)


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8", "surrogateescape"))


def in_progress(root: Path) -> str | None:
    """The merge, rebase, cherry-pick or revert that is going on, by git's name for it."""
    names: Sequence[tuple[str, str]] = (
        ("MERGE_HEAD", "merge"),
        ("rebase-merge", "rebase"),
        ("rebase-apply", "rebase"),
        ("CHERRY_PICK_HEAD", "cherry-pick"),
        ("REVERT_HEAD", "revert"),
    )
    for file, name in names:
        try:
            place = Path(git(root, "rev-parse", "--git-path", file).rstrip("\n"))
        except GitFailedError:
            return None
        if (place if place.is_absolute() else root / place).exists():
            return name
    return None
