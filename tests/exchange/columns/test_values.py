"""Cells as people write them."""

from __future__ import annotations

from datetime import date

import pytest

from iom.exchange.columns.bearings import Bearings
from iom.exchange.columns.consents import WHERE
from iom.exchange.columns.deficits import OUTCOME
from iom.exchange.columns.forms import ClassForm
from iom.exchange.columns.hours import WeekHours
from iom.exchange.columns.kinds import NAMES, table_kind
from iom.exchange.columns.misfit import Misfit
from iom.exchange.columns.values import Called, Choice, Listing, Name
from iom.language import speaking
from iom.model.school import Run, School


@pytest.fixture
def bearings(example: School, autumn: Run) -> Bearings:
    return Bearings(example, autumn, date(2026, 11, 18))


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("5а", "5а"),
        ("5-«А»", "5а"),
        ("5A", "5а"),
        ("5 класс", "5"),
        ("5а класс", "5а"),
        ("5 «А» класса", "5а"),
        ("класс 5а", "5а"),
        ("5классА", "5а"),
        ("5 классА", "5а"),
        ("5а кл", "5а"),
        ("5А кл.", "5а"),
        ("5\u200bа", "5а"),
        ("7эко", "7эко"),
        ("10.1", "10.1"),
    ],
)
def test_a_class_is_one_however_it_is_written(text: str, form: str, bearings: Bearings):
    assert ClassForm().parse(text, bearings) == form


@pytest.mark.parametrize("text", ["12а", "V а", "кл", "5а*", "5а (1 группа)", "5а, 5б", "0"])
def test_what_is_no_class_makes_no_new_one(text: str, bearings: Bearings):
    assert isinstance(ClassForm().parse(text, bearings), Misfit)


@pytest.mark.parametrize(
    ("cells", "text", "code"),
    [
        (WHERE, "ученик", "student"),
        (WHERE, "Представитель", "guardian"),
        (WHERE, "member of staff", "staff"),
        (WHERE, "staff", "staff"),
        (OUTCOME, "закрыт", "closed"),
        (OUTCOME, "перенесён дальше", "carried"),
        (OUTCOME, "carried", "carried"),
    ],
)
def test_a_code_is_read_by_its_words_in_both_languages(cells: Called, text: str, code: str, bearings: Bearings):
    assert cells.parse(text, bearings) == code


@pytest.mark.parametrize("kind", NAMES)
def test_no_code_is_shown_to_a_russian_reader(kind: str, bearings: Bearings):
    types = (column.type for column in table_kind(kind).columns(bearings))
    choices = [one.item if isinstance(one, Listing) else one for one in types]
    with speaking("ru"):
        shown = [one.show(code) for one in choices if isinstance(one, Choice) for code in one.codes]
    assert not [word for word in shown if word.isascii()]


def test_a_name_has_no_signs_that_nobody_sees(bearings: Bearings):
    assert Name().parse("\ufeffНовик\u00adова\u200b Анна ", bearings) == "Новикова Анна"


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("вт 14:00–15:00 кабинет 21; пт 13:30-14:30", ["tue 14:00-15:00 кабинет 21", "fri 13:30-14:30"]),
        ("пн 14:00-15:00, чт 14:00-15:00", ["mon 14:00-15:00", "thu 14:00-15:00"]),
        ("пн. 14:00–15:00 каб. 4, 2 этаж,чт. 14.00–15.00", ["mon 14:00-15:00 каб. 4, 2 этаж", "thu 14:00-15:00"]),
        ("вт, 14:00-15:00, каб. 12", ["tue 14:00-15:00 каб. 12"]),
        ("пн 14:00-15:00, среднее крыло", ["mon 14:00-15:00 среднее крыло"]),
        ("tue 14:00-15:00, Sun room", ["tue 14:00-15:00 Sun room"]),
    ],
)
def test_hours_of_the_week_may_be_parted_by_commas(text: str, hours: list[str], bearings: Bearings):
    found = WeekHours().parse(text, bearings)
    assert not isinstance(found, Misfit)
    assert WeekHours().plain(found) == hours


@pytest.mark.parametrize(
    "text",
    [
        "пн 14:00–15:00, чт 14:00",
        "пн 14:00-15:00 чт 14:00-15:00",
        "пн 14:00-15:00 и чт в 14:00",
        "пн 14:00-15:00, чт",
        "пн 14:00-15:00 чт",
        "вт 14:00-15:00, 16:00-17:00",
    ],
)
def test_another_hour_is_no_place(text: str, bearings: Bearings):
    assert isinstance(WeekHours().parse(text, bearings), Misfit)
