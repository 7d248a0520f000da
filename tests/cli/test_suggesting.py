"""What it would take to meet every first wish, from the command line."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import iom as package

EXAMPLE = Path(package.__file__).parents[1] / "examples" / "zarechnaya"
ROUND = "rounds/2026-autumn"
DAY = ("--today", "2026-06-20", "--lang", "en")


@pytest.fixture
def tight(tmp_path: Path) -> Path:
    """The example school before its placement, with four seats for robots."""
    shutil.copytree(EXAMPLE, tmp_path / "school")
    folder = tmp_path / "school" / ROUND
    (folder / "allocation.toml").unlink()
    (folder / "moves.toml").unlink()
    offer = folder / "offers" / "robot-cart.toml"
    offer.write_text(re.sub(r"(?m)^(best|max) = \d+", r"\1 = 4", offer.read_text("utf-8")), "utf-8")
    return tmp_path / "school"


def test_the_change_is_told_with_the_command_that_shows_it(tight: Path, iom: Callable):
    before = {path: path.read_bytes() for path in tight.rglob("*.toml")}
    found = iom("round", "suggest", *DAY, cwd=tight)
    assert found.code == 0, found.err
    assert "fewer seats cannot do it" in found.out
    assert "iom round allocate 2026-autumn --seats robot-cart=5" in found.out
    assert {path: path.read_bytes() for path in tight.rglob("*.toml")} == before


def test_the_placement_with_the_change_meets_every_first_wish(tight: Path, iom: Callable):
    data = iom("round", "suggest", "--json", *DAY, cwd=tight).data
    assert (data["seats"], data["open"], data["fewest"], data["unmet"]) == ({"robot-cart": 1}, [], True, [])
    words = data["command"].split()[1:]
    placed = iom(*words, "--drawn", "4 2 6 1 5", "--json", *DAY, cwd=tight).data
    assert placed["wishes"]["1"] >= data["first"]["after"] > data["first"]["before"]


def test_a_round_that_needs_nothing_says_so(tmp_path: Path, iom: Callable):
    shutil.copytree(EXAMPLE, tmp_path / "school")
    found = iom("round", "suggest", "--today", "2026-06-20", "--lang", "en", cwd=tmp_path / "school")
    assert "nothing has to change" in found.out
    assert "iom round allocate" not in found.out
