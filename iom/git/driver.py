"""The merge driver: three files that git hands over become one, or text with markers; never a loss.

It loads no models: a merge of a hundred files starts it a hundred times.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from iom.changes.documents import Labels, UnmergeableError, merge_documents
from iom.changes.rules import rules_of
from iom.toml.fast import parsed

#: What the driver answers when it has written markers. Anything else but 0 means: it wrote nothing.
OPEN: Final = 65
FAILED: Final = 70
_SCHEMA: Final = 1  # `iom.model.base.SCHEMA`, without the models


class Outcome(NamedTuple):
    """The bytes of the merged file, and whether something in it is left open."""

    content: bytes
    is_open: bool


def main(words: Sequence[str]) -> int:
    """``BASE OURS THEIRS SIZE PATH`` as git gives them: writes the result into OURS; the exit code."""
    if len(words) != 5 or not words[3].isdecimal():
        return FAILED
    base, ours, theirs = (Path(word).read_bytes() for word in words[:3])
    outcome = merged(base, ours, theirs, Path(words[4]), size=int(words[3]))
    _write(Path(words[1]), outcome.content)
    return OPEN if outcome.is_open else 0


def merged(base: bytes, ours: bytes, theirs: bytes, file: Path, *, size: int = 7) -> Outcome:
    """Both changes of the document ``file`` in one."""
    if theirs in (ours, base) or base == ours:
        return Outcome(theirs if base == ours else ours, is_open=False)
    return _of_two_changes(base, ours, theirs, file, size)


def _of_two_changes(base: bytes, ours: bytes, theirs: bytes, file: Path, size: int) -> Outcome:
    try:
        texts = [side.decode("utf-8") for side in (base, ours, theirs)]
        data = [parsed(text.removeprefix("\ufeff").replace("\r\n", "\n")) for text in texts]
    except ValueError:
        return _by_text(base, ours, theirs, size)
    if any(_is_newer(each) for each in data):
        return _by_text(base, ours, theirs, size)
    path = path_in_workspace(file)
    if is_frozen(file, path, data):
        return Outcome(_whole(ours, theirs, size), is_open=True)
    try:
        result = merge_documents(texts[0], texts[1], texts[2], rules_of(path), Labels(size=size))
    except UnmergeableError:
        outcome = _by_text(base, ours, theirs, size)
        return outcome if outcome.is_open else Outcome(_whole(ours, theirs, size), is_open=True)
    return Outcome(result.text.encode(), is_open=bool(result.conflicts))


def path_in_workspace(file: Path) -> str:
    """The path of the document from the workspace's root; as it stands where there is no workspace around it."""
    for folder in list(file.parents):
        if (folder / "iom.toml").is_file():
            return file.relative_to(folder).as_posix()
    return file.as_posix()


def is_frozen(file: Path, path: str, data: Sequence[dict[str, Any]]) -> bool:
    """Whether the document is a published paper or belongs to a closed round (design §2)."""
    parts = path.split("/")
    if parts[0] != "rounds" or len(parts) < 3 or parts[-1] == "round.toml":
        return False
    if parts[2:] == ["allocation.toml"] and any("published_on" in each for each in data):
        return True
    around = file.parents[len(parts) - 3] / "round.toml"
    try:
        return "closed_on" in parsed(around.read_text("utf-8-sig").replace("\r\n", "\n"))
    except (OSError, ValueError):
        return False


def _is_newer(data: dict[str, Any]) -> bool:
    schema = data.get("schema", _SCHEMA)
    return not isinstance(schema, int) or schema > _SCHEMA


def _by_text(base: bytes, ours: bytes, theirs: bytes, size: int) -> Outcome:
    """What git makes of the lines; open as well where clean lines are no TOML any more though both sides were."""
    import tempfile

    from iom.git.run import attempted

    with tempfile.TemporaryDirectory(prefix="iom-") as folder:
        for name, content in (("ours", ours), ("base", base), ("theirs", theirs)):
            (Path(folder) / name).write_bytes(content)
        words = ("merge-file", "-p", f"--marker-size={size}", "ours", "base", "theirs")
        code, content, _error = attempted(Path(folder), *words)
    if code > 127:  # binary, say: git refuses to look at lines
        return Outcome(_whole(ours, theirs, size), is_open=True)
    if code == 0 and _reads(ours) and _reads(theirs) and not _reads(content):
        return Outcome(_whole(ours, theirs, size), is_open=True)
    return Outcome(content, is_open=code != 0)


def _reads(content: bytes) -> bool:
    try:
        parsed(content.decode("utf-8-sig").replace("\r\n", "\n"))
    except ValueError:
        return False
    return True


def _whole(ours: bytes, theirs: bytes, size: int) -> bytes:
    newline = b"\r\n" if b"\r\n" in ours else b"\n"
    one, other = (side if not side or side.endswith(b"\n") else side + newline for side in (ours, theirs))
    marks = [sign * size for sign in (b"<", b"=", b">")]
    return b"".join((marks[0], b" ours", newline, one, marks[1], newline, other, marks[2], b" theirs", newline))


def _write(file: Path, content: bytes) -> None:
    # Whole or not at all: whoever kills us leaves git with one of the two.
    beside = file.with_name(f"{file.name}.iom")
    beside.write_bytes(content)
    os.replace(beside, file)  # noqa: PTH105 - one call
