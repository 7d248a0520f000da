from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from iom.store.transaction import Expectation, Write, digest, transact

Tree = dict[str, bytes | None]


def tree(root: Path) -> Tree:
    """Every file (its bytes) and every folder (None) but the state of the store."""
    return {
        path.relative_to(root).as_posix(): None if path.is_dir() else path.read_bytes()
        for path in root.rglob("*")
        if path.relative_to(root).parts[0] not in (".git", ".iom")
    }


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A repository with three documents; one is alone in its folder."""
    root = tmp_path / "school"
    (root / ".git").mkdir(parents=True)
    (root / ".git" / "HEAD").write_text("ref: refs/heads/main\n")
    for path, content in (("a.toml", b"a = 1\n"), ("routes/b.toml", b"b = 1\n"), ("old/c.toml", b"c = 1\n")):
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_bytes(content)
    return root


@pytest.fixture
def look() -> Callable[[Path], Tree]:
    return tree


@pytest.fixture
def put() -> Callable[..., None]:
    """Writes files (None deletes one), expecting what stands there now."""

    def write(root: Path, label: str = "test", **contents: bytes | None) -> None:
        writes = [Write(path.replace("__", "/") + ".toml", content) for path, content in contents.items()]
        expected = [
            Expectation(each.path, digest((root / each.path).read_bytes()) if (root / each.path).exists() else None)
            for each in writes
        ]
        transact(root, writes, expected, label=label)

    return write
