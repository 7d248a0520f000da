"""What a stage changes in the files: only the lines that it means; comments written by hand stay."""

from __future__ import annotations

import difflib

import pytest

PUPIL = "babushkin-lev"
LATE = "2026-11-18"
SHEETS = {
    "reflect": (
        "antipina-lidiya",
        ("--guardian-achieved", "Стала смелее", "--guardian", "antipina-za"),
        ['+achieved = "Стала смелее"', '+by = "', "+id = ", "+on = 2026-11-18", "+[[reflections]]"],
    ),
    "choose": (
        "averina-polina",
        ("--request", "Опыты", "--goal", "Цель"),
        ["+request", "+[[goals]]", "+id", '+goal = "Цель"', "+level_start = 1", "+level_aim = 2"],
    ),
    "implement": (PUPIL, ("--passed", "yes"), ["+[[decisions]]", "+id", "+on", "+stage", "+decision", "+by"]),
}


def changed_lines(before, after):
    old, new = before.decode().splitlines(), after.decode().splitlines()
    return [line for line in difflib.unified_diff(old, new, n=0, lineterm="") if line[:3] not in {"---", "+++", "@@ "}]


@pytest.mark.parametrize("verb", SHEETS)
def test_only_the_lines_that_the_stage_means_change(place, verb):
    pupil, words, meant = SHEETS[verb]
    route = place.path(f"routes/{pupil}.toml")
    route.write_text(
        route.read_text("utf-8").replace("schema = 1", "# помню: спросить маму\nschema = 1  # да", 1), "utf-8"
    )
    before = place.documents()
    found = place(LATE, verb, pupil, *words)
    assert found.code == 0, found.err
    after = place.documents()
    assert [path for path in after if before.get(path) != after[path]] == [f"rounds/2026-autumn/routes/{pupil}.toml"]
    path = f"rounds/2026-autumn/routes/{pupil}.toml"
    lines = changed_lines(before[path], after[path])
    assert not [line for line in lines if line.startswith("-")]
    assert not [line for line in lines if line != "+" and not line.startswith(("+# ", *meant))]
    assert "# помню: спросить маму\nschema = 1  # да" in route.read_text("utf-8")
