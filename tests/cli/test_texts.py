"""What the commands of stages and rounds say when something is wrong, in the words that their reader knows."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from iom.cli.example import example_school

BY = ("--by", "fedoseeva-im")
WHY = ("--reason", "так решили")


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the example school; no test here writes to it."""
    return shutil.copytree(example_school(), tmp_path_factory.mktemp("texts") / "school")


@pytest.fixture
def said(iom, example):
    """Runs a command in Russian in November, with nobody at the terminal."""

    def run(*words: str, day: str = "2026-11-18"):
        return iom("--lang", "ru", "--today", day, *words, cwd=example)

    return run


@pytest.mark.parametrize(
    ("words", "code", "part"),
    [
        (["status", "--form", "9я"], 6, "Классы: 5а, 5б, 5в, 10а, 11б."),
        (["choose", "--form", "9я"], 6, "Класса 9я нет."),
        (["answers", "полёт"], 2, "Этапа «полёт» нет."),
        (["return", "bolotov"], 2, "Не назван этап"),
        (["return", "bolotov", "--to", "выбор"], 2, "нужна причина"),
        (["return", "bolotov", "--to", "рефлексия", *WHY], 2, "на этап «рефлексия»"),
        (["return", "bolotov", "--to", "рефлексия", *WHY], 2, "choice (выбор), implementation (реализация)"),
        (["stop", "bolotov"], 2, "--reason left (выбыл)"),
        (["stop", "bolotov", "--reason", "надоело"], 2, "по причине «надоело»"),
        (["waive", "nechaev", "погода", *WHY], 6, "нет «погода»"),
        (["choose"], 2, "Ни один ученик не назван"),
        (["choose", "averina", "--part", "xyz"], 2, "Части «xyz» здесь нет"),
        (["round", "place", "averina", "flexagons"], 2, "iom round place averina flexagons --reason … --by …"),
        (["round", "place", "averina", "flexagons", *WHY, *BY], 5, "[--from КУРС] --to КУРС"),
        (["round", "move", "averina"], 2, "iom round move averina --reason … --by … --to …"),
        (["round", "move", "bolotov", "--to", "family-budget", *WHY, *BY], 5, "зачисление на курс «Бюджет"),
        (["round", "open", "Весна", "--title", "Весна"], 2, "«Весна» не годится в id"),
    ],
)
def test_a_mistake_is_told_with_the_way_out(said, words, code, part):
    found = said(*words)
    assert (found.code, found.out) == (code, "")
    assert part in " ".join(found.err.split()) or part in found.err


@pytest.mark.parametrize(
    ("words", "written"),
    [
        (["return", "bolotov", "--to", "выбор", *WHY], 'to = "choice"'),
        (["return", "bolotov", "--to", "Choice", *WHY], 'to = "choice"'),
        (["waive", "nechaev", "продукт, оцен", *WHY], 'requirement = "experts"'),
        (["waive", "nechaev", "посещаемость", *WHY], 'requirement = "attendance"'),
        (["waive", "nechaev", "attendance", *WHY], 'requirement = "attendance"'),
    ],
)
def test_stages_and_conditions_go_by_the_names_on_the_screen(said, words, written):
    found = said(*words, "--dry-run")
    assert (found.code, found.err) == (0, "")
    assert f"+{written}" in found.out


def test_a_beginning_that_two_conditions_share_is_refused(said):
    assert said("waive", "nechaev", "рефлексия", *WHY).code == 6


def test_open_routes_are_named_in_the_order_of_the_alphabet_and_not_all(said):
    found = " ".join(said("round", "close").err.split())
    assert "58 (Аверина Полина Игоревна, Азанова Камила Ильдаровна, Антипина Лидия Дмитриевна," in found
    assert ", …)." in found


def test_a_template_of_answers_is_one_json_document_too(said):
    plain, data = said("answers", "выбор", "teterin"), said("answers", "choice", "teterin", "--json").data
    assert data["stage"] == "choice"
    assert data["template"] == plain.out
    assert "\n\n[teterin-zakhar]\n" in plain.out


@pytest.mark.parametrize(("day", "missing"), [("2026-10-27", False), ("2026-10-28", True)])
def test_the_day_of_a_lesson_may_be_left_out_on_a_day_with_a_lesson(said, day, missing):
    found = said("implement", "--offer", "kitchen-chemistry", "--absent", "нет", "--dry-run", day=day)
    assert ("--lesson-on" in found.err) is missing
    assert (f"date = {day}" in found.out) is not missing


def test_every_waiting_row_of_the_gate_names_whose_turn_it_is(said):
    gate = said("next", "averina").out
    assert [gate.count(role) for role in ("ученик\n", "тьютор\n", "представитель\n", "координатор выбора\n")] == [
        2 + 1, 1, 2, 1,
    ]  # fmt: skip
