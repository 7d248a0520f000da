"""Imports killed again and again: ``killed_imports.py FOLDER TABLE TIMES``; prints what each left, as JSON.

The program is loaded once; each import is a fork of it, killed at a step of writing (the odd ones) or at any moment.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from iom.cli.program import run
from iom.store import platform
from iom.store.transaction import recover

STEPS = ("write", "sync", "sync_folder", "replace", "remove", "make_folder", "remove_folder")


def documents(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*.toml"))}


def counting(reached: Callable[[], None]) -> None:
    """Call ``reached`` before every step of writing."""
    for name in STEPS:
        step = getattr(platform, name)

        def counted(*given: Any, _step: Callable[..., Any] = step, **named: Any) -> Any:
            reached()
            return _step(*given, **named)

        setattr(platform, name, counted)


def import_into(root: Path, table: Path) -> int:
    return run(
        ["-C", str(root), "--today", "2026-11-18", "--lang", "en", "--no-input", "import", "students", str(table), "-q"]
    )


def steps_of(root: Path, table: Path) -> tuple[int, float]:
    """How many steps of writing an import takes, and how long it lasts; done in a fork."""
    reading, writing = os.pipe()
    if (child := os.fork()) == 0:
        count = [0]
        counting(lambda: count.__setitem__(0, count[0] + 1))
        start = time.perf_counter()
        code = import_into(root, table)
        os.write(writing, json.dumps([count[0], time.perf_counter() - start, code]).encode())
        os._exit(0)
    os.waitpid(child, 0)
    count, seconds, code = json.loads(os.read(reading, 1000))
    assert code == 0
    return count, seconds


def killed_at_step(root: Path, table: Path, last: int) -> None:
    if (child := os.fork()) == 0:
        left = [last]

        def reached() -> None:
            left[0] -= 1
            if left[0] < 0:
                os.kill(os.getpid(), signal.SIGKILL)

        counting(reached)
        import_into(root, table)
        os._exit(0)
    os.waitpid(child, 0)


def killed_after(root: Path, table: Path, seconds: float) -> None:
    if (child := os.fork()) == 0:
        import_into(root, table)
        os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def main() -> None:
    folder, table, times = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    old = documents(folder)
    warm = Path(shutil.copytree(folder, folder.parent / "warm"))
    import_into(warm, table)  # loads every module
    new = documents(warm)
    steps, seconds = steps_of(Path(shutil.copytree(folder, folder.parent / "counted")), table)
    chance = random.Random(7)
    found = []
    for number in range(times):
        root = Path(shutil.copytree(folder, folder.parent / f"copy-{number}"))
        if number % 2:
            killed_at_step(root, table, number * steps // times)
        else:
            killed_after(root, table, chance.random() * seconds)
        recover(root)
        left = documents(root)
        found.append("new" if left == new else "old" if left == old else "torn")
        shutil.rmtree(root)
    sys.stdout.write("\n" + json.dumps({"steps": steps, "changed": len(new) - len(old), "left": found}) + "\n")


if __name__ == "__main__":
    main()
