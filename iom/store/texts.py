"""Texts of several documents written as they are, in one transaction, or shown as a diff."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import unified_diff

from iom.store.load import Loaded
from iom.store.transaction import Expectation, Write, digest, transact


def save_texts(loaded: Loaded, contents: Mapping[str, bytes], *, label: str) -> None:
    """Write these bytes by path, all or none.

    Raises:
        StaleError: a file is no longer as it was read.
        LockedError: another process is writing.
    """
    writes = [Write(path, content) for path, content in contents.items()]
    expected = [Expectation(path, digest(loaded.raw[path])) for path in contents]
    if writes:
        transact(loaded.root, writes, expected, label=label)


def preview_texts(loaded: Loaded, contents: Mapping[str, bytes]) -> str:
    r"""What `save_texts` would write as a unified diff; a byte order mark and ``\r`` are part of the lines."""
    return "".join(
        line if line.endswith("\n") else line + "\n"
        for path, content in contents.items()
        for line in unified_diff(_lines(loaded.raw[path]), _lines(content), f"a/{path}", f"b/{path}")
    )


def _lines(content: bytes) -> list[str]:
    return [line + "\n" for line in content.decode("utf-8", "replace").removesuffix("\n").split("\n")]
