"""One transaction, against the bare fsyncs it needs: one a file, and three."""

from __future__ import annotations

import os
from collections.abc import Callable
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from pairs import measured, show

from iom.store.transaction import Expectation, Write, digest, transact

FILES = (1, 2, 4, 8, 16, 32)
PAIRS = 61
CONTENT = b"schema = 1\n" + b'name = "0123456789"\n' * 80


def run(pairs: int | None) -> None:
    """Measure changes of one to 32 files on the disk where temporary files lie."""
    with TemporaryDirectory() as folder:
        root = Path(folder) / "school"
        (root / "students").mkdir(parents=True)
        (root / "iom.toml").write_bytes(CONTENT)
        ratios = [
            measured(
                f"{files} file{'s' * (files > 1)}",
                _transaction(root, files),
                _syncs(Path(folder) / f"bare-{files}", files),
                pairs=pairs or PAIRS,
                aim=1.5,
            )
            for files in FILES
        ]
    show("Transaction", "the same number of files and three, written and synced", ratios)


def _transaction(root: Path, files: int) -> Callable[[], None]:
    numbers = count(1)
    paths = [f"students/pupil-{number}.toml" for number in range(files)]
    digests: dict[str, str | None] = {
        path: digest((root / path).read_bytes()) if (root / path).exists() else None for path in paths
    }

    def change() -> None:
        content = CONTENT + b"# %d\n" % next(numbers)
        expected = [Expectation(path, digests[path]) for path in paths]
        transact(root, [Write(path, content) for path in paths], expected, label="benchmark")
        digests.update(dict.fromkeys(paths, digest(content)))

    return change


def _syncs(folder: Path, files: int) -> Callable[[], None]:
    numbers = count(1)
    folder.mkdir()

    def change() -> None:
        content = CONTENT + b"# %d\n" % next(numbers)
        descriptors = [
            os.open(folder / f"{number}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC) for number in range(files + 3)
        ]
        for descriptor in descriptors:
            os.write(descriptor, content)
        for descriptor in descriptors:
            os.fsync(descriptor)
            os.close(descriptor)

    return change
