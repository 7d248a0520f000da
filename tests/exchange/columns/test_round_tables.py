"""Tables of a round as people make them: other layouts, second entries, contradictions."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from round_texts import OFFER, PETR, TEXTS, codes, counts, entries

from iom.exchange.importing.plan import Plan
from iom.model.identifiers import entry_id
from iom.model.kinds import CONSULTATIONS, JOURNAL
from iom.model.school import School

Build = Callable[[Mapping[str, str]], School]
Take = Callable[..., Plan]
Export = Callable[..., bytes]


def test_a_row_a_pupil_and_a_row_a_wish_say_the_same(school: Build, imported: Take):
    wide = (
        "Ученик;Класс;Отметка времени;Курс 1;Курс 2;Почему 1\n"
        "Иванов Пётр Ильич;5А;01.06.2026 10:11;Шахматы;Игры, и не только;люблю\n"
    )
    long = (
        "Ученик;Дата заполнения;Место в списке;Курс;Почему этот курс\n"
        "Иванов Пётр Ильич;01.06.2026;2;games;\nИванов Пётр Ильич;01.06.2026;1;chess;люблю\n"
    )
    first, second = (imported(school(TEXTS), "wishes", table) for table in (wide, long))
    assert first.after.documents[PETR] == second.after.documents[PETR]
    (wish,) = entries(first, PETR, "wishes")
    assert wish["offers"] == ["chess", "games"]
    assert wish["reasons"] == {"chess": "люблю"}
    assert (wish["by"], wish["phase"]) == ("ivanov-petr", "preliminary")
    assert wish["id"].startswith("20260601-")


def test_a_list_without_a_day_is_of_the_day_on_which_it_came_in_and_comes_once(school: Build, imported: Take):
    table = "Ученик;Курс 1\nivanov-petr;chess\n".replace("Ученик", "ID ученика")
    once = imported(school(TEXTS), "wishes", table)
    again = imported(once.after, "wishes", table)
    assert [str(wish["on"]) for wish in entries(once, PETR, "wishes")] == ["2026-11-18"]
    assert counts(again) == (0, 0, 1, 0)


def test_a_second_list_is_a_final_one_and_the_first_stays(school: Build, imported: Take):
    header = "ID ученика;День;Желание 1\n"
    once = imported(school(TEXTS), "wishes", header + "ivanov-petr;01.06.2026;chess\n")
    twice = imported(once.after, "wishes", header + "ivanov-petr;09.06.2026;games\n")
    assert [(wish["phase"], wish["offers"]) for wish in entries(twice, PETR, "wishes")] == [
        ("preliminary", ["chess"]),
        ("final", ["games"]),
    ]


def test_a_guardian_endorses_with_a_word(school: Build, imported: Take):
    table = (
        "ID ученика;Чьё желание;День;Желание 1;Поддерживает\n"
        "ivanov-petr;;01.06.2026;chess;\nivanov-petr;Иванова Анна Петровна;03.06.2026;;да\n"
    )
    plan = imported(school(TEXTS), "wishes", table)
    own, endorsing = entries(plan, PETR, "wishes")
    assert endorsing["by"] == "mama-a"
    assert endorsing["endorses"] == own["id"]


@pytest.mark.parametrize(
    ("row", "reasons"),
    [
        ("ivanov-petr;;01.06.2026;chess;Шахматы;", ["twice"]),
        ("ivanov-petr;;01.06.2026;;;", ["empty"]),
        ("ivanov-petr;mama-a;01.06.2026;;;да", ["endorses"]),
        ("ivanov-petr;;01.06.2026;Плавание;;", ["unknown"]),
        ("ivanov-petr;;01/06/2026;chess;;", ["ambiguous-date"]),
        ("ivanov-petr;;01.06.2030;chess;;", ["future"]),
        ("ivanov-petr;Сидоров;01.06.2026;chess;;", ["unknown-person"]),
    ],
)
def test_wishes_that_cannot_be_taken(row: str, reasons: list[str], school: Build, imported: Take):
    plan = imported(school(TEXTS), "wishes", f"ID ученика;Чьё желание;День;Желание 1;Желание 2;Поддерживает\n{row}\n")
    assert codes(plan) == [reasons]
    assert PETR not in plan.after.documents


def test_two_courses_at_one_place_reject_the_whole_list(school: Build, imported: Take):
    table = "ID ученика;Место в списке;Курс\nivanov-petr;1;games\nivanov-petr;1;chess\n"
    plan = imported(school(TEXTS), "wishes", table)
    assert counts(plan) == (0, 0, 0, 2)
    assert codes(plan) == [["twice"], ["together"]]


@pytest.mark.parametrize(
    ("offers", "reasons"),
    [(("chess", "Плавание"), [["together"], ["unknown"]]), (("Плавание", "chess"), [["unknown"], ["together"]])],
)
def test_a_list_with_an_unknown_course_is_not_taken_by_halves(
    offers: tuple[str, str], reasons: list[list[str]], school: Build, imported: Take
):
    table = "ID ученика;Место в списке;Курс\n" + "".join(f"ivanov-petr;{n};{one}\n" for n, one in enumerate(offers, 1))
    plan = imported(school(TEXTS), "wishes", table)
    assert codes(plan) == reasons
    assert PETR not in plan.after.documents


def test_a_wish_of_tomorrow_may_come_from_the_east(school: Build, imported: Take):
    plan = imported(school(TEXTS), "wishes", "ID ученика;День;Желание 1\nivanov-petr;19.11.2026;chess\n")
    assert [str(wish["on"]) for wish in entries(plan, PETR, "wishes")] == ["2026-11-19"]


def test_a_pupil_who_is_not_there_is_no_new_one(school: Build, imported: Take):
    plan = imported(school(TEXTS), "wishes", "Ученик;Класс;Желание 1\nСидоров Иван;5а;chess\n")
    assert counts(plan) == (0, 0, 0, 1)
    assert plan.after.students.keys() == {"ivanov-petr", "ivanov-lev"}


def test_lessons_come_a_row_a_lesson_or_a_row_a_pupil(school: Build, imported: Take):
    lists = "Курс;Дата занятия;Тема;Не были\nИгры, и не только;15.09.2026;Правила;Иванов Пётр Ильич\n"
    marks = (
        "Курс;Дата;Тема;Ученик;Отметка\n"
        "games;15.09.2026;Правила;Иванов Пётр Ильич;н\ngames;15.09.2026;;Иванов Лев Ильич;+\n"
    )
    first, second = (imported(school(TEXTS), "lessons", table) for table in (lists, marks))
    path = JOURNAL.path("r1", "games")
    assert first.after.documents[path] == second.after.documents[path]
    (lesson,) = entries(first, path, "lessons")
    assert lesson["absent"] == ["ivanov-petr"]
    assert lesson["id"] == entry_id(lesson["date"], "lessons", "games")


def test_absences_are_added_to_those_that_are_known(school: Build, imported: Take):
    header = "Курс;День;Не были;Не были по уважительной причине\n"
    once = imported(school(TEXTS), "lessons", header + "games;15.09.2026;Иванов Пётр Ильич;\n")
    twice = imported(once.after, "lessons", header + "games;15.09.2026;;Иванов Лев Ильич\n", prefer="table")
    (lesson,) = entries(twice, JOURNAL.path("r1", "games"), "lessons")
    assert (lesson["absent"], lesson["excused"]) == (["ivanov-petr"], ["ivanov-lev"])


def test_whether_an_absence_was_excused_is_decided_by_a_person(school: Build, imported: Take):
    header = "Курс;День;Не были;Не были по уважительной причине\n"
    once = imported(school(TEXTS), "lessons", header + "games;15.09.2026;Иванов Пётр Ильич; Иванов Лев Ильич\n")
    row = header + "games;15.09.2026;;Иванов Пётр Ильич\n"
    assert counts(imported(once.after, "lessons", row)) == (0, 0, 0, 1)
    kept = imported(once.after, "lessons", row, prefer="file")
    assert counts(kept) == (0, 0, 1, 0)


def test_products_of_one_day_are_told_apart_by_title(school: Build, imported: Take):
    table = "ID ученика;Курс;Продукт;День\nivanov-petr;games;Игра;14.10.2026\nivanov-petr;games;Поле;14.10.2026\n"
    plan = imported(school(TEXTS), "products", table)
    made = entries(plan, JOURNAL.path("r1", "games"), "products")
    assert [product["title"] for product in made] == ["Игра", "Поле"]
    assert len({product["id"] for product in made}) == 2
    assert counts(imported(plan.after, "products", table)) == (0, 0, 2, 0)


@pytest.mark.parametrize(
    ("marks", "reasons"),
    [
        ("3;", []),
        (";3", ["criterion"]),
        ("4;", ["number"]),
        ("2,5;", ["number"]),
        ("-1;", ["number"]),
        ("да;", ["number"]),
    ],
)
def test_marks_fit_the_criteria_of_the_course(marks: str, reasons: list[str], school: Build, imported: Take):
    header = "ID ученика;Курс;Кто оценил;Роль;День;P1;P2\n"
    plan = imported(school(TEXTS), "assessments", f"{header}ivanov-petr;games;ivanov-petr;;16.11.2026;{marks}\n")
    assert codes(plan) == [reasons]
    if not reasons:
        (entry,) = entries(plan, "rounds/r1/assessments/ivanov-petr.toml", "assessments")
        assert entry["marks"] == {"idea": 3}
        assert entry["role"] == "self"


@pytest.mark.parametrize(
    ("code", "title"), [("P1", "Замысел"), ("P1", "Игра"), (None, "День"), (None, "Курс"), (None, "Замысел {} {x}")]
)
def test_marks_come_back_whatever_a_criterion_is_called(
    code: str | None, title: str, school: Build, exported: Export, imported: Take
):
    label = f'code = "{code}", ' if code else ""
    chess = OFFER.format(one="chess", title="Шахматы", day="wed", more=f', {{ id = "play", {label}title = "{title}" }}')
    marks = (
        '[[assessments]]\nid = "20261116-aaaaa"\nstudent = "ivanov-petr"\noffer = "chess"\nrole = "self"\n'
        "on = 2026-11-16\nmarks = { idea = 1, play = 2 }\n"
    )
    sheets = {"rounds/r1/offers/chess.toml": chess, "rounds/r1/assessments/ivanov-petr.toml": marks}
    whole = school({**TEXTS, **sheets})
    back = imported(whole, "assessments", exported(whole, "assessments"))
    assert counts(back) == (0, 0, 1, 0), codes(back)


def test_a_consultation_goes_to_the_month_of_its_day(school: Build, imported: Take):
    table = (
        "Тьютор;День;Начало;Конец;Ученики;Запрос\n"
        "Учителева Анна;30.09.2026;15:00;15:20;Иванов Пётр Ильич, Иванов Лев Ильич;план\n"
        "Учителева Анна;01.10.2026;15:00;15:20;Иванов Лев Ильич;план\n"
        "Учителева Анна;01.10.2026;16:00;16:20;Иванов Лев Ильич;ещё раз\n"
        "Учителева Анна;02.10.2026;16:00;15:20;Иванов Лев Ильич;наоборот\n"
    )
    plan = imported(school(TEXTS), "consultations", table)
    assert codes(plan) == [[], [], [], ["order"]]
    september, october = (CONSULTATIONS.path("teacher-a", month) for month in ("2026-09", "2026-10"))
    good = imported(school(TEXTS), "consultations", "".join(table.splitlines(keepends=True)[:-1]))
    assert [entry["kind"] for entry in entries(good, october, "consultations")] == ["consultation"] * 2
    assert entries(good, september, "consultations")[0]["students"] == ["ivanov-petr", "ivanov-lev"]
    assert counts(imported(good.after, "consultations", table)) == (0, 0, 3, 1)


def test_an_event_is_found_by_title_and_day(school: Build, imported: Take):
    table = "Вид;Название;День;Начало;Место\nмини-конференция;ПОКАЗ;17.11.2026;15:45;зал\nсеминар;Другое;18.11.2026;;\n"
    plan = imported(school(TEXTS), "events", table, prefer="file")
    assert codes(plan) == [[], ["choice"]]
    assert plan.after.documents["rounds/r1/events/show.toml"].data()["place"] == "зал"


def test_guests_are_added_and_who_was_not_there_is_no_guest(school: Build, imported: Take):
    table = (
        "Событие;ФИО;Присутствие\nПоказ;Иванов Пётр Ильич;да\nshow;Иванова Анна Петровна;\nshow;Иванов Лев Ильич;нет\n"
    )
    plan = imported(school(TEXTS), "attendance", table)
    guests = plan.after.documents["rounds/r1/events/show.toml"].data()["attended"]
    assert guests == ["ivanov-petr", "mama-a"]


def test_an_agreement_on_other_courses_is_a_second_one(school: Build, imported: Take):
    header = "ID ученика;День;Курсы;Подписали;Семья обязуется\n"
    rows = [
        'ivanov-petr;10.06.2026;"chess; games";"mama-a; Иванов Пётр Ильич";спрашивать\n',
        'ivanov-petr;10.06.2026;"games; paper";"ivanov-petr; mama-a";\n',
        'ivanov-petr;10.06.2026;"games; chess";"ivanov-petr; mama-a";\n',  # the first one again
    ]
    plan = imported(school(TEXTS), "agreements", header + "".join(rows))
    assert [entry["offers"] for entry in entries(plan, PETR, "agreements")] == [["chess", "games"], ["games", "paper"]]
    assert entries(plan, PETR, "agreements")[0]["undertakes"] == {"family": "спрашивать"}
    assert counts(plan) == (2, 0, 1, 0)


def test_an_impression_is_of_the_day_of_the_master_class(school: Build, imported: Take):
    plan = imported(school(TEXTS), "impressions", "ID ученика;Мастер-класс;Впечатление\nivanov-petr;Проба;ура!\n")
    (entry,) = entries(plan, PETR, "impressions")
    assert str(entry["on"]) == "2026-06-03"
    assert entry["id"] == entry_id(entry["on"], "impressions", "ivanov-petr", "taster")
