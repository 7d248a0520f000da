"""The main screens of the example school as people see them: golden snapshots in both languages."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from iom.cli.example import example_school

DAY = "2026-11-18"
SCREENS = {
    "help-round": ["round", "--help"],
    "help-choose": ["choose", "--help"],
    "status": ["status"],
    "status-form": ["status", "--form", "5а"],
    "next": ["next"],
    "next-choice": ["next", "averina"],
    "next-implementation": ["next", "mekhonoshin"],
    "next-evaluation": ["next", "zykov"],
    "next-closed": ["next", "lyadova"],
    "round-status": ["round", "status"],
    "check": ["check"],
}
CASES = [(name, language) for name in SCREENS for language in ("ru", "en")]
WIDTH = 80


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the example school."""
    return shutil.copytree(example_school(), tmp_path_factory.mktemp("screens") / "school")


@pytest.mark.parametrize(("name", "language"), CASES)
def test_a_screen_is_as_it_was_read(iom, school, snapshot, name, language):
    found = iom("--lang", language, "--today", DAY, *SCREENS[name], cwd=school, env={"COLUMNS": str(WIDTH)})
    assert (found.code, found.err) == (0, "")
    snapshot(f"{name}.{language}", found.out)


@pytest.mark.parametrize(("name", "language"), CASES)
def test_a_screen_fits_80_columns(name, language):
    lines = (Path(__file__).parent / "snapshots" / f"{name}.{language}.txt").read_text("utf-8").splitlines()
    assert [line for line in lines if len(line) > WIDTH and "iom " not in line] == []


def test_every_snapshot_belongs_to_a_screen():
    kept = {path.name for path in (Path(__file__).parent / "snapshots").iterdir()}
    assert kept == {f"{name}.{language}.txt" for name, language in CASES}
