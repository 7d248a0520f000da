"""Rows weighed against documents: new, changed, same, rejected; a second time changes nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from importing_tables import Taken, table_of, taken_in

from iom.exchange.importing.answers import answers
from iom.model.school import School

Take = Callable[..., Taken]
HEADS = ["ФИО", "Класс", "Интересы", "Мать", "Телефон матери"]
FAMILIES = (
    ("Ёлкин Артём Юрьевич", "Ёлкина Дарья Павловна"), ("Цветаев Ян Робертович", "Цветаева Ия Марковна"),
    ("Шубин Фрол Ильич", "Шубина Инна Львовна"), ("Жилин Ким Саввич", "Жилина Клара Юрьевна"),
    ("Аверина Полина Игоревна", "Аверина Ольга Игоревна"), ("Гилёв Тимур Константинович", ""),
)  # fmt: skip

rows = st.lists(
    st.tuples(
        st.integers(0, len(FAMILIES) - 1),
        st.sampled_from(["", "шахматы", "опыты, театр", "бег; плавание"]),
        st.booleans(),
        st.sampled_from(["", "8 902 555-01-01", "+7 (902) 555-01-02"]),
    ),
    unique_by=lambda row: row[0],
    min_size=1,
)
FORMS = {"Аверина Полина Игоревна": "5а", "Гилёв Тимур Константинович": "5б"}


def texts(drawn: list[tuple[int, str, bool, str]]) -> list[list[str]]:
    found = []
    for which, interests, with_mother, phone in drawn:
        name, mother = FAMILIES[which]
        mother = mother if with_mother else ""
        found.append([name, FORMS.get(name, "7а"), interests, mother, phone if mother else ""])
    return found


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows)
def test_the_same_table_once_more_changes_nothing(zarechnaya: School, drawn: list[tuple[int, str, bool, str]]):
    table = table_of([HEADS, *texts(drawn)])
    first = taken_in(zarechnaya, "students", table, answers("table", None, [], []))
    assert not first.reasons
    second = taken_in(first.plan.after, "students", table)
    assert second.counts == (0, 0, len(drawn), 0)
    assert second.plan.after.documents == first.plan.after.documents


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows, st.data())
def test_an_extended_table_adds_what_is_new_alone(
    zarechnaya: School, drawn: list[tuple[int, str, bool, str]], data: st.DataObject
):
    whole = texts(drawn)
    beginning = whole[: data.draw(st.integers(0, len(whole)))] or whole[:1]
    prefer = answers("table", None, [], [])
    first = taken_in(zarechnaya, "students", table_of([HEADS, *beginning]), prefer)
    second = taken_in(first.plan.after, "students", table_of([HEADS, *whole]), prefer)
    assert second.plan.count("same") >= len(beginning)
    at_once = taken_in(zarechnaya, "students", table_of([HEADS, *whole]), prefer)
    assert second.plan.after.documents == at_once.plan.after.documents


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(zarechnaya: School, drawn: list[tuple[int, str, bool, str]], random):
    ordered, shuffled = texts(drawn), texts(drawn)
    random.shuffle(shuffled)
    prefer = answers("table", None, [], [])
    one, other = (taken_in(zarechnaya, "students", table_of([HEADS, *each]), prefer) for each in (ordered, shuffled))
    assert one.plan.after.documents == other.plan.after.documents


def test_an_empty_cell_erases_nothing(take: Take):
    taken = take("students", [HEADS, ["Аверина Полина Игоревна", "5а", "", "", ""]])
    assert taken.counts == (0, 0, 1, 0)


def test_a_differing_field_is_a_problem_at_its_cell_in_a_batch(take: Take):
    taken = take("students", [HEADS, ["Аверина Полина Игоревна", "5а", "бег", "", ""]])
    assert taken.reasons == [("t.csv:2:3", "differs")]
    assert not taken.changed


@pytest.mark.parametrize(("prefer", "interests"), [("table", ("бег",)), ("file", ("опыты", "театр"))])
def test_who_is_to_be_believed_can_be_said_beforehand(prefer: str, interests: tuple[str, ...], take: Take):
    rows = [HEADS, ["Аверина Полина Игоревна", "5а", "бег", "", ""]]
    taken = take("students", rows, answers=answers(prefer, None, [], []))
    assert taken.document("students/averina-polina.toml").interests == interests


@pytest.mark.parametrize(
    ("reply", "interests"),
    [("table", ("бег",)), ("file", ("опыты", "театр")), ("all-table", ("бег",)), ("all-file", ("опыты", "театр"))],
)
def test_a_person_decides_between_table_and_document(reply: str, interests: tuple[str, ...], take: Take):
    taken = take("students", [HEADS, ["Аверина Полина Игоревна", "5а", "бег", "", ""]], replies=[reply])
    assert taken.document("students/averina-polina.toml").interests == interests


def test_one_answer_may_hold_for_all_rows(take: Take):
    rows = [HEADS, ["Аверина Полина Игоревна", "5а", "бег", "", ""], ["Бабушкин Лев Андреевич", "5а", "бег", "", ""]]
    assert take("students", rows, replies=["all-table"]).counts == (0, 2, 0, 0)


def test_a_rejected_row_leaves_nothing_behind(take: Take):
    rows = [HEADS, ["Ёлкин Артём Юрьевич", "кл", "", "Ёлкина Дарья Павловна", ""]]
    taken = take("students", rows)
    assert taken.counts == (0, 0, 0, 1)
    assert not taken.added


def test_the_first_good_row_brings_the_guardian_that_a_bad_one_named(take: Take):
    rows = [
        HEADS,
        ["Ёлкин Артём Юрьевич", "кл", "", "Ёлкина Дарья Павловна", "8 902 555-01-01"],
        ["Ёлкина Вера Юрьевна", "6а", "", "Ёлкина Дарья Павловна", "8 902 555-01-01"],
    ]
    taken = take("students", rows)
    assert taken.counts == (1, 0, 0, 1)
    assert taken.added == {"students/elkina-vera.toml", "guardians/elkina-dp.toml"}


def test_rows_that_would_break_a_rule_are_rejected_and_the_others_stay(take: Take):
    rows = [
        ["Чьё согласие", "Вид согласия", "Кто подписал", "Подписано"],
        ["Аверина Полина Игоревна", "на обработку", "Паршина Наталья Викторовна", "01.09.2026"],
        ["Гилёв Тимур Константинович", "на распространение", "gileva-ar", "01.09.2026"],
    ]
    taken = take("consents", rows)
    assert [code for _place, code in taken.reasons] == ["rule"]
    assert taken.plan.count("rejected") == 1
    assert "students/averina-polina.toml" not in taken.changed


def test_the_class_of_a_whole_table_is_taken_where_no_row_names_one(take: Take):
    taken = take("students", [["ФИО"], ["Ёлкин Артём Юрьевич"]], given={"form": "7б"})
    assert taken.document("students/elkin-artem.toml").forms[-1].form == "7б"


def test_surname_first_name_and_patronymic_may_stand_apart(take: Take):
    taken = take("students", [["Фамилия", "Имя", "Отчество", "Класс"], ["Ёлкин", "Артём", "Юрьевич", "7б"]])
    assert taken.document("students/elkin-artem.toml").name == "Ёлкин Артём Юрьевич"


@pytest.mark.parametrize("nobody", ["-", "—", "нет", "н/д"])
def test_a_dash_where_a_father_might_stand_names_nobody(nobody: str, take: Take):
    taken = take("students", [["ФИО", "Класс", "Отец"], ["Ёлкин Артём Юрьевич", "7б", nobody]])
    assert taken.added == {"students/elkin-artem.toml"}


@pytest.mark.parametrize(("text", "code"), [("#REF!", "formula"), ("######", "narrow")])
def test_what_stands_for_no_value_is_no_value(text: str, code: str, take: Take):
    taken = take("guardians", [["ФИО", "Телефон"], ["Ёлкина Дарья Павловна", text]])
    assert taken.reasons == [("t.csv:2:2", code)]


def test_a_key_column_finds_a_course_by_its_code(take: Take):
    rows = [["Код", "Название", "Часов"], ["K01", "Кухонная химия", "10"]]
    taken = take("courses", rows, answers=answers("table", "code", [], []))
    assert taken.changed == {"courses/kitchen-chemistry.toml"}
