"""Enter answers for those who are there and for what they said, and for nobody else."""

from __future__ import annotations

import re

POLINA = "averina-polina"
JUNE = "2026-06-12"
OWN = {
    "request": "Опыты",
    "deficit": "-",
    "goal": "Факт",
    "level-start": "",
    "level-aim": "",
    "wishes": "K01 K10 K03 K07 K11 K13",
    "reasons:*": "-",
    "impressions:*": "-",
    "undertakes:*": "-",
    "agreed": "K01 K10 K03",
    "reserve": "",
    "signed": "",
}


def test_the_reserve_is_the_pupils_own_rest_without_clashes(place):
    replies = {**OWN, "guardian": "averina-oi", "guardian-wishes": "K06 K12 K01"}
    assert place.asked(JUNE, replies, "choose", POLINA).code == 0
    reserve = re.search(r"reserve = \[(.*?)\]", place.text(f"choices/{POLINA}.toml"), re.DOTALL)
    assert re.findall(r'"(.*?)"', reserve[1]) == ["flexagons", "my-district"]


def test_nobody_signs_for_who_is_not_there(place):
    replies = {**OWN, "guardian": "averin-do", "guardian-wishes": "K03"}
    assert place.asked(JUNE, replies, "choose", POLINA).code == 0
    assert f'signed_by = ["{POLINA}"]' in place.text(f"choices/{POLINA}.toml")


def test_enter_keeps_the_roll_call_of_a_lesson_that_is_corrected(place):
    before = place.text("journals/kitchen-chemistry.toml")
    words = ("implement", "--offer", "kitchen-chemistry", "--part", "lesson")
    replies = {"lesson-on": "", "lesson-topic": "Новая тема", "absent": ""}
    assert place.asked("2026-11-10", replies, *words).code == 0
    after = place.text("journals/kitchen-chemistry.toml")
    changed = set(after.splitlines()) ^ set(before.splitlines())
    assert {line.split(" = ")[0] for line in changed} == {"topic"}


def test_what_is_yet_to_be_shown_is_not_marked(place):
    words = ("evaluate", "--expert", "starkova-lv", "--marks", "azanova-kamila/board-game:2221121")
    found = place("2026-11-10", *words)
    assert found.code != 0
    assert "azanova-kamila" not in place.text("assessments/starkova-lv.toml")


def test_an_offer_without_a_lesson_says_how_to_correct_one(place):
    found = place.asked("2026-10-21", {}, "implement", "--offer", "kitchen-chemistry")
    assert found.code == 0
    assert "--part lesson" in found.err
