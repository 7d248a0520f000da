"""People of a table and those already there: never a second record in silence, never somebody else's."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from importing_tables import Taken

from iom.exchange.importing.answers import answers
from iom.model.school import School

Take = Callable[..., Taken]
HEADS = ["ФИО", "Класс"]
NEAR = (
    "Аверена Полина Игоревна", "Полина Игоревна Аверина", "Аверина Полина", "Аверина П. И.",
    "Ветрова Полина Игоревна",
)  # fmt: skip


def test_the_full_name_with_the_class_is_enough(take: Take):
    assert take("students", [HEADS, ["Аверина Полина Игоревна", "5 «А»"]]).counts == (0, 0, 1, 0)


@pytest.mark.parametrize("name", NEAR)
def test_a_near_match_is_a_problem_row_in_a_batch(name: str, take: Take):
    taken = take("students", [HEADS, [name, "5а"]])
    assert taken.reasons == [("t.csv:2:1", "doubtful-person")]
    assert not taken.added
    assert not taken.changed


@pytest.mark.parametrize("name", NEAR)
def test_a_near_match_is_asked_about_and_may_be_the_same(name: str, take: Take):
    taken = take("students", [HEADS, [name, "5а"]], replies=["averina-polina", "file"])
    assert taken.counts == (0, 0, 1, 0)


@pytest.mark.parametrize("name", NEAR)
def test_a_near_match_is_asked_about_and_may_be_new(name: str, take: Take):
    taken = take("students", [HEADS, [name, "5а"]], replies=["new"])
    assert taken.counts == (1, 0, 0, 0)
    assert len(taken.added) == 1


def test_latin_letters_within_a_name_are_asked_about_and_make_nobody_new(take: Take):
    rows = [HEADS, ["Aвepина Полина Игоревна", "5а"]]
    assert take("students", rows).reasons == [("t.csv:2:1", "doubtful-person")]
    assert take("students", rows, replies=["averina-polina", "file"]).counts == (0, 0, 1, 0)
    assert take("students", rows, replies=["new"]).reasons == [("t.csv:2:1", "mixed-letters")]
    (outcome,) = take("students", [HEADS, ["Ёлкин Apтём Юрьевич", "5а"]]).plan.faulty
    assert outcome.reasons[0].facts["mended"] == "Ёлкин Артём Юрьевич"


@pytest.mark.parametrize(
    "name", ["Примечание: Аверина болеет", "Ёлкин", "Ёлкин Артём Юрьевич домашнее обучение", "Ёлкин А./Жук И."]
)
def test_what_is_no_name_makes_nobody_new(name: str, take: Take):
    assert take("students", [HEADS, [name, "5а"]]).reasons == [("t.csv:2:1", "name")]


@pytest.mark.parametrize(
    "name", ["Ёлкин Артём", "Мамедов Али Вагиф оглы", "Птица-Жук (Ёлкина) Ия О’Хара", "Ёлкин А.Ю."]
)
def test_names_of_many_kinds_are_names(name: str, take: Take):
    assert take("students", [HEADS, [name, "5а"]]).counts == (1, 0, 0, 0)


def test_whoever_is_said_to_be_new_may_have_one_name(take: Take):
    assert take("students", [["ID", *HEADS], ["новый", "Сурья", "5а"]]).counts == (1, 0, 0, 0)


def test_a_new_pupil_needs_a_class(take: Take):
    assert take("students", [HEADS, ["Ёлкин Артём Юрьевич", ""]]).reasons == [("t.csv:2:2", "no-class")]
    given = {"form": "5б"}
    assert take("students", [HEADS, ["Ёлкин Артём Юрьевич", ""]], given=given).counts == (1, 0, 0, 0)


@pytest.mark.parametrize("form", ["5а", "5б", "9в", ""])
def test_a_name_without_patronymic_is_asked_about_in_any_class(form: str, take: Take):
    assert take("students", [HEADS, ["Аверина Полина", form]]).reasons == [("t.csv:2:1", "doubtful-person")]


def test_a_patronymic_more_is_asked_about_in_any_class(take: Take):
    rows = [HEADS, ["Ёлкин Артём", "5б"], ["Ёлкин Артём Юрьевич", "5в"]]
    assert take("students", rows).reasons == [("t.csv:3:1", "doubtful-person")]


def test_a_year_later_the_whole_list_comes_in_without_a_question(take: Take, zarechnaya: School):
    older = {"5а": "6а", "5б": "6б"}
    pupils = [(one.name, one.forms[-1].form) for one in zarechnaya.students.values()]
    rows = [[name, older.get(form, form)] for name, form in pupils]
    taken = take("students", [HEADS, *rows])
    assert taken.counts == (
        0,
        sum(form in older for _, form in pupils),
        sum(form not in older for _, form in pupils),
        0,
    )
    forms = taken.document("students/averina-polina.toml").forms
    assert [(entry.form, entry.since.isoformat()) for entry in forms][1:] == [
        ("5а", "2026-09-01"),
        ("6а", "2026-11-18"),
    ]
    again = take("students", [HEADS, *rows], school=taken.plan.after)
    assert again.counts == (0, 0, len(rows), 0)


@pytest.mark.parametrize("turned", [False, True])
def test_a_namesake_in_another_class_of_the_same_list_is_asked_about(turned: bool, take: Take):
    rows = [["Аверина Полина Игоревна", "5а"], ["Аверина Полина Игоревна", "6б"]]
    taken = take("students", [HEADS, *(reversed(rows) if turned else rows)])
    assert taken.counts == (0, 0, 1, 1)
    assert not taken.changed


def test_capital_letters_are_no_difference(take: Take):
    assert take("students", [HEADS, ["АВЕРИНА ПОЛИНА ИГОРЕВНА", "5А"]]).counts == (0, 0, 1, 0)


def test_a_near_match_may_be_left_out(take: Take):
    taken = take("students", [HEADS, [NEAR[0], "5а"]], replies=["leave-out"])
    assert taken.counts == (0, 0, 0, 1)
    assert not taken.plan.faulty


@pytest.mark.parametrize(
    ("same", "new", "counts"),
    [
        (["2=averina-polina"], [], (0, 0, 1, 0)),
        (["2:pupil=averina-polina"], [], (0, 0, 1, 0)),
        (["all"], [], (0, 0, 1, 0)),
        ([], ["2"], (1, 0, 0, 0)),
        ([], ["all"], (1, 0, 0, 0)),
        (["3=averina-polina"], ["4"], (0, 0, 0, 1)),
    ],
)
def test_whoever_is_meant_can_be_said_beforehand(same: list[str], new: list[str], counts: tuple[int, ...], take: Take):
    taken = take("students", [HEADS, [NEAR[0], "5а"]], answers=answers("file", None, same, new))
    assert taken.counts == counts


def test_the_row_itself_can_say_who_is_meant(take: Take):
    rows = [["id", *HEADS], ["averina-polina", NEAR[0], "5а"], ["new", NEAR[1], "5а"]]
    taken = take("students", rows, answers=answers("file", None, [], []))
    assert taken.counts == (1, 0, 1, 0)


def test_an_answer_that_names_nobody_is_a_problem_of_the_row(take: Take):
    taken = take("students", [HEADS, [NEAR[0], "5а"]], answers=answers(None, None, ["2=nobody"], []))
    assert taken.reasons == [("t.csv:2:1", "no-such-id")]


def test_two_rows_that_look_the_same_are_asked_about(take: Take):
    rows = [HEADS, ["Ёлкин Артём Юрьевич", "5г"], ["Елкин Артем Юрьевич", "5г"]]
    assert take("students", rows).reasons == [("t.csv:3:1", "doubtful-person")]
    assert take("students", rows, answers=answers("file", None, ["3=2"], [])).counts == (1, 0, 1, 0)
    assert take("students", rows, answers=answers(None, None, [], ["3"])).counts == (2, 0, 0, 0)


def test_namesakes_of_one_class_are_two_when_somebody_says_so(take: Take):
    rows = [HEADS, ["Ёлкин Артём Юрьевич", "5г"], ["Ёлкин Артём Юрьевич", "5г"]]
    assert take("students", rows).counts == (1, 0, 0, 1)
    taken = take("students", rows, answers=answers(None, None, [], ["3"]))
    assert len(taken.added) == 2


def test_namesakes_of_two_classes_are_asked_about(take: Take):
    rows = [HEADS, ["Ёлкин Артём Юрьевич", "5г"], ["Ёлкин Артём Юрьевич", "6б"]]
    assert take("students", rows).counts == (1, 0, 0, 1)


def test_a_key_column_decides_whatever_the_class(take: Take):
    rows = [HEADS, ["Аверина Полина Игоревна", "6а"]]
    taken = take("students", rows, answers=answers(None, "name", [], []))
    assert taken.counts == (0, 1, 0, 0)
    forms = taken.document("students/averina-polina.toml").forms
    assert [entry.form for entry in forms] == ["4а", "5а", "6а"]


def test_a_mother_of_two_is_one_person(take: Take):
    rows = [
        [*HEADS, "Мать"],
        ["Ёлкин Артём Юрьевич", "5г", "Ёлкина Дарья Павловна"],
        ["Ёлкина Вера Юрьевна", "6а", "Ёлкина Дарья Павловна"],
    ]
    assert take("students", rows).added == {
        "students/elkin-artem.toml", "students/elkina-vera.toml", "guardians/elkina-dp.toml",
    }  # fmt: skip


def test_mothers_of_one_name_whom_nothing_joins_are_asked_about(take: Take):
    rows = [
        [*HEADS, "Мать"],
        ["Ёлкин Артём Юрьевич", "5г", "Птица Дарья Павловна"],
        ["Жук Вера Ильинична", "6а", "Птица Дарья Павловна"],
    ]
    assert take("students", rows).reasons == [("t.csv:3:3", "doubtful-person")]
    same = take("students", rows, answers=answers(None, None, ["3:mother=2:mother"], []))
    assert len(same.added) == 3
    new = take("students", rows, answers=answers(None, None, [], ["3:mother"]))
    assert len(new.added) == 4


def test_a_telephone_joins_mothers_of_one_name(take: Take):
    rows = [
        [*HEADS, "Мать", "Телефон матери"],
        ["Ёлкин Артём Юрьевич", "5г", "Птица Дарья Павловна", "+7 902 555-01-01"],
        ["Жук Вера Ильинична", "6а", "Птица Дарья Павловна", "89025550101"],
    ]
    assert len(take("students", rows).added) == 3


def test_a_teacher_who_is_a_mother_is_asked_about_and_keeps_the_id(take: Take):
    rows = [[*HEADS, "Мать"], ["Паршин Артём Юрьевич", "5г", "Паршина Наталья Викторовна"]]
    assert take("students", rows).reasons == [("t.csv:2:3", "doubtful-person")]
    taken = take("students", rows, answers=answers(None, None, ["2:mother=parshina-nv"], []))
    assert taken.added == {"students/parshin-artem.toml", "guardians/parshina-nv.toml"}


@pytest.mark.parametrize("name", ["Аверина О. И.", "Аверина О.И.", "Аверина Олга Игоревна"])
def test_a_guardian_of_a_new_pupil_whose_name_is_nearly_that_of_another_is_asked_about(name: str, take: Take):
    rows = [[*HEADS, "Мать"], ["Аверин Ефим Игоревич", "5г", name]]
    assert take("students", rows).reasons == [("t.csv:2:3", "doubtful-person")]
    same = take("students", rows, answers=answers("file", None, ["2:mother=averina-oi"], []))
    assert same.added == {"students/averin-efim.toml"}


@pytest.mark.parametrize(
    "name",
    ["Аверина Алла Игоревна", "Аверина Ольга Ивановна", "Аверкина О. И.", "Аверина С. И.", "Ветрова Ольга Игоревна"],
)
def test_a_guardian_of_a_new_pupil_whose_name_is_another_is_new(name: str, take: Take):
    rows = [[*HEADS, "Мать"], ["Аверин Ефим Игоревич", "5г", name]]
    assert take("students", rows).counts == (1, 0, 0, 0)


def test_a_guardian_who_changed_the_surname_is_asked_about(take: Take):
    rows = [[*HEADS, "Мать"], ["Аверина Полина Игоревна", "5а", "Ветрова Ольга Игоревна"]]
    assert take("students", rows).reasons == [("t.csv:2:3", "doubtful-person")]
    taken = take("students", rows, answers=answers("table", None, ["2:mother=averina-oi"], []))
    assert taken.document("guardians/averina-oi.toml").name == "Ветрова Ольга Игоревна"
    assert not taken.added


def test_what_was_answered_is_told_as_options(take: Take):
    rows = [[*HEADS, "Мать"], ["Аверина Полина Игоревна", "5а", "Ветрова Ольга Игоревна"], [NEAR[0], "5а", ""]]
    taken = take("students", rows, replies=["averina-oi", "new", "table"])
    assert taken.told == ("--same", "2:mother=averina-oi", "--new", "3", "--prefer", "table")


@pytest.mark.parametrize("turned", [False, True])
def test_a_namesake_by_first_name_and_patronymic_is_somebody_else_where_both_stand_in_the_table(
    turned: bool, take: Take
):
    rows = [["Аверина Полина Игоревна", "5а"], ["Ветрова Полина Игоревна", "5а"], ["Орлова Полина Игоревна", "5а"]]
    assert take("students", [HEADS, *(reversed(rows) if turned else rows)]).counts == (2, 0, 1, 0)


WISH = ["ФИО", "Курс", "День"]


def _wish(name: str) -> list[list[str]]:
    return [WISH, [name, "flexagons", "10.11.2026"]]


def test_a_row_that_nobody_fits_is_whoever_the_answer_says(take: Take):
    assert take("wishes", _wish("Ветрова Лина")).reasons == [("t.csv:2:1", "unknown-person")]
    taken = take("wishes", _wish("Ветрова Лина"), answers=answers(None, None, ["2=averina-polina"], []))
    assert taken.counts in ((1, 0, 0, 0), (0, 1, 0, 0))
    assert not taken.reasons


@pytest.mark.parametrize(
    ("said", "reason"), [("averina-oi", "unfitting"), ("nobody-knows", "no-such-id"), ("averina-polina", "")]
)
@pytest.mark.parametrize("name", ["Ветрова Лина", "Аверина Полина"])
def test_an_answer_must_name_a_pupil_where_one_is_meant(name: str, said: str, reason: str, take: Take):
    taken = take("wishes", _wish(name), answers=answers(None, None, [f"2={said}"], []))
    assert [code for _place, code in taken.reasons] == [reason] * bool(reason)


def test_a_row_that_nobody_fits_says_what_to_write(take: Take):
    said = [take("wishes", _wish(name)).plan.outcomes[0].reasons[0].said() for name in ("Птицын Ким", "Аверина Полна")]
    assert "--same 2=ID" in said[0]
    assert "--same 2=averina-polina" in said[1]
