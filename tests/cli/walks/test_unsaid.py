"""What nobody said is never recorded; what nobody asked for is told."""

from __future__ import annotations

import json

import pytest

POLINA = "averina-polina"


def test_a_default_is_a_suggestion_to_a_person_and_nothing_to_a_batch(place):
    assert place("2026-06-12", "choose", POLINA, "--request", "Опыты", "--goal", "Отличать факт").code == 0
    route = place.text(f"routes/{POLINA}.toml")
    assert "Отличать факт" in route
    assert "level_start" not in route
    assert "level_aim" not in route


def test_an_answer_that_no_question_wanted_ends_with_exit_code_1(place):
    found = place(
        "2026-06-12", "choose", POLINA, "--request", "Опыты", "--goal", "Факт", "--evidence", "20260914-aaaaa:x"
    )
    assert found.code != 0
    found = place(
        "2026-11-18", "implement", "--offer", "kitchen-chemistry", "--products", "zykov-saveliy:Опыт", "--json"
    )
    assert found.code == 1
    assert json.loads(found.out)["unwanted"] == ["--products zykov-saveliy"]


def test_a_later_agreement_can_be_talked_over_in_any_stage(place):
    pupil = "loginov-efim"
    sheet = place.text(f"choices/{pupil}.toml").count("[[agreements]]")
    words = ("choose", pupil, "--agreed", "kitchen-chemistry,flexagons,my-district", "--signed", "all")
    assert place("2026-11-18", *words).code == 4
    found = place("2026-11-18", *words, "--part", "talk")
    assert found.code == 0, found.err
    assert place.text(f"choices/{pupil}.toml").count("[[agreements]]") == sheet + 1


@pytest.mark.parametrize(
    ("language", "words", "told"),
    [
        ("en", ["azanova"], "Азанова Камила Ильдаровна: no questions of “choice” now; state of the route: evaluation."),
        (
            "ru",
            ["azanova"],
            "Азанова Камила Ильдаровна: вопросов этапа «выбор» сейчас нет; состояние маршрута: оценка.",
        ),
        ("en", ["--group", "fifth-b"], "No questions: nobody of those asked for is in “choice” now."),
        ("ru", ["--group", "fifth-b"], "Вопросов нет: на этапе «выбор» сейчас никого из названных."),
    ],
)
def test_an_empty_template_says_why(place, language, words, told):
    found = place("2026-11-18", "--lang", language, "answers", "choice", *words)
    assert found.code == 0
    assert " ".join(found.err.split()) == told
    assert all(line.startswith("#") for line in found.out.split("\n") if line)


def test_an_answers_file_for_an_expert_names_every_product_of_others(place):
    found = place("2026-11-18", "answers", "evaluation", "--expert", "dyagileva-ms")
    assert found.code == 0
    assert "[dyagileva-ms]" in found.out
    assert "# [dyagileva-ms.marks]" in found.out
    assert "dyagilev-stepan/" not in found.out


def test_comments_of_a_new_document_are_in_the_language_of_the_school(place):
    assert place("2026-06-12", "choose", POLINA, "--wishes", "K01,K10,K03,K07,K09,K13").code == 0
    assert place.text(f"choices/{POLINA}.toml").startswith("# Выбор семьи")
