"""A placement shown with names: the example's, which was made and published without the program."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import iom as package

EXAMPLE = Path(package.__file__).parents[1] / "examples" / "zarechnaya"
ROUND = "rounds/2026-autumn"


@pytest.fixture
def school(tmp_path: Path) -> Path:
    shutil.copytree(EXAMPLE, tmp_path / "school")
    return tmp_path / "school"


def test_pupils_stand_with_names_courses_and_wishes(school: Path, iom: Callable):
    outcome = iom("round", "show", "--lang", "ru", cwd=school)
    assert outcome.code == 0
    row = outcome.out.split("Хохрякова Злата Антоновна")[1].split("Юрков")[0]
    assert "Выступление на три минуты (1)" in " ".join(row.split())


def test_courses_stand_with_their_pupils(school: Path, iom: Callable):
    text = iom("round", "show", "--courses", "--lang", "ru", cwd=school).out
    group = text.split("Английский квест · 14")[1].split(" · ")[0]
    assert "Барсукова Алёна Викторовна" in group


def test_data_has_names_beside_codes(school: Path, iom: Callable):
    rows = iom("round", "show", "--json", cwd=school).data["placements"]
    one = next(row for row in rows if row["code"] == "zcvm4" and row["wish"] == 1)
    assert (one["pupil"][:10], one["offer"], one["by_hand"]) == ("khokhryako", "three-minute-talk", False)


def test_without_codes_there_are_no_names(school: Path, iom: Callable):
    (school / ROUND / "codes.toml").unlink()
    outcome = iom("round", "show", "--lang", "ru", cwd=school)
    assert outcome.code == 0
    assert "Хохрякова" not in outcome.out
    assert "zcvm4" in outcome.out
    rows = iom("round", "show", "--json", cwd=school).data["placements"]
    assert {row["name"] for row in rows} == {None}


def test_before_any_placement_it_says_what_comes_first(school: Path, iom: Callable):
    (school / ROUND / "allocation.toml").unlink()
    outcome = iom("round", "show", cwd=school)
    assert outcome.code == 6
    assert "iom round allocate" in outcome.err


@pytest.mark.parametrize("words", [("verify",), ("explain", "averina"), ("explain", "clay-animation")])
def test_places_given_by_people_are_neither_verified_nor_explained(school: Path, iom: Callable, words: tuple[str, ...]):
    outcome = iom("round", *words, "--lang", "ru", cwd=school)
    assert outcome.code == 6
    assert "не программа" in outcome.err
    assert "iom round show 2026-autumn" in outcome.err
    assert "iom round allocate" not in outcome.err
