"""Loading and checking a big school, against opening, reading and parsing the same files with the same reader."""

from __future__ import annotations

import gc
import os
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import big_school
from pairs import Ratio, measured, show

from iom.check import check
from iom.store.load import load
from iom.toml.read import read

SIZES = {1_000: 21, 10_000: 7}
TODAY = date(2026, 11, 21)


def run(pairs: int | None) -> None:
    """Measure schools of 1,000 and 10,000 documents, with the collector off for both sides."""
    gc.disable()
    show("Load and check", "read and parse", [line for size in SIZES for line in _of_size(size, pairs)])
    gc.enable()


def _of_size(size: int, pairs: int | None) -> list[Ratio]:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        paths = big_school.make(root, size)
        _refuse_invalid(root, size)
        files = [(os.fspath(root / path), path) for path in paths]
        number = pairs or SIZES[size]

        def peer() -> None:
            for file, path in files:
                with open(file, "rb") as opened:  # noqa: PTH123 - as quick as can be
                    read(opened.read(), path)

        return [
            measured(f"load {size:,} documents", lambda: load(root), peer, pairs=number, aim=2.5),
            measured(
                f"load and check {size:,} documents",
                lambda: check(load(root).school, TODAY),
                peer,
                pairs=number,
                aim=2.5,
            ),
        ]


def _refuse_invalid(root: Path, size: int) -> None:
    loaded = load(root)
    problems = [problem for problem in (*loaded.problems, *check(loaded.school, TODAY)) if problem.severity == "error"]
    if problems or len(loaded.school.documents) != size:
        raise RuntimeError(f"{len(loaded.school.documents)} documents, {len(problems)} errors: {problems[:3]}")
