from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iom.ask.kinds import AnswerError, Confirm, Date, NotADateError, Number, Text, WhichYearError
from iom.errors import Exit

JUNE = date(2026, 6, 15)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-06-12", date(2026, 6, 12)),
        ("12.06.2026", date(2026, 6, 12)),
        (" 1.9.2026 ", date(2026, 9, 1)),
        ("12.06", date(2026, 6, 12)),
        ("today", JUNE),
        ("Сегодня", JUNE),
        ("вчера", date(2026, 6, 14)),
        ("завтра", date(2026, 6, 16)),
        (date(2026, 6, 1), date(2026, 6, 1)),
    ],
)
def test_a_day_is_understood_however_people_write_it(typed: object, day: date) -> None:
    assert Date(JUNE).parse(typed) == day


@pytest.mark.parametrize(
    ("today", "typed", "day"),
    [
        (date(2027, 1, 10), "28.12", date(2026, 12, 28)),
        (date(2026, 12, 28), "10.01", date(2027, 1, 10)),
        (date(2027, 12, 1), "29.02", date(2028, 2, 29)),
    ],
)
def test_a_missing_year_is_the_nearest_one(today: date, typed: str, day: date) -> None:
    assert Date(today).parse(typed) == day


def test_a_day_about_half_a_year_away_needs_its_year() -> None:
    with pytest.raises(WhichYearError) as caught:
        Date(date(2026, 11, 25)).parse("01.06")
    assert caught.value.facts == {"given": "01.06", "first": date(2026, 6, 1), "second": date(2027, 6, 1)}


@pytest.mark.parametrize("typed", ["31.06", "2026-02-30", "06/12/2026", "12.06.26", "29.02.2026", "", "скоро", "0.0"])
def test_an_impossible_or_ambiguous_day_is_refused(typed: str) -> None:
    with pytest.raises(NotADateError):
        Date(JUNE).parse(typed)


@pytest.mark.parametrize("raw", [20260612, True, None, datetime(2026, 6, 12, 10, 0), ["2026-06-12"]])  # noqa: DTZ001
def test_a_value_that_is_no_day_is_refused(raw: object) -> None:
    with pytest.raises(AnswerError):
        Date(JUNE).parse(raw)


@given(st.dates())
def test_a_day_written_as_flag_or_data_reads_back(day: date) -> None:
    kind = Date(JUNE)
    assert kind.parse(kind.flag(day)) == day
    assert kind.parse(kind.data(day)) == day


YES = ["д", "Д", "да", "Да", "y", "Y", "yes", "l", "true", "1", True, 1]
NO = ["н", "Н", "нет", "n", "no", "т", "false", "0", False, 0]


@pytest.mark.parametrize(("raw", "meant"), [*((raw, True) for raw in YES), *((raw, False) for raw in NO)])
def test_yes_and_no_in_both_languages_and_layouts(raw: object, meant: bool) -> None:
    assert Confirm().parse(raw) is meant


@pytest.mark.parametrize("raw", ["", "может быть", "дн", "у", None, 2, []])
def test_neither_yes_nor_no_is_refused(raw: object) -> None:
    with pytest.raises(AnswerError):
        Confirm().parse(raw)


@pytest.mark.parametrize("raw", ["4", "-1", "два", "1.5", "", "١", True, 2.0, None])
def test_a_number_outside_the_limits_or_no_number_is_refused(raw: object) -> None:
    with pytest.raises(AnswerError):
        Number(0, 3).parse(raw)


@given(st.integers(-1000, 1000))
def test_a_number_reads_back(number: int) -> None:
    kind = Number(-1000, 1000)
    assert kind.parse(kind.flag(number)) == kind.parse(kind.data(number)) == number


def test_text_is_trimmed_and_composed() -> None:
    assert Text().parse("  и\u0306од \t") == "йод"


def test_several_lines_need_a_kind_that_has_them() -> None:
    assert Text(multiline=True).parse("раз\r\nдва") == "раз\nдва"
    with pytest.raises(AnswerError):
        Text().parse("раз\nдва")


@pytest.mark.parametrize("raw", ["", "   ", "\x1b[31mкрасное", "звонок\x07", "\udcff", "a\x85b", 7, None])
def test_a_text_that_cannot_be_kept_is_refused(raw: object) -> None:
    with pytest.raises(AnswerError):
        Text().parse(raw)


@given(st.text(min_size=1))
def test_every_accepted_text_reads_back(raw: str) -> None:
    kind = Text(multiline=True)
    try:
        text = kind.parse(raw)
    except AnswerError:
        return
    assert kind.parse(kind.flag(text)) == text
    assert kind.parse(kind.data(text)) == text


def test_an_answer_that_is_not_understood_is_a_usage_error() -> None:
    assert AnswerError.exit_code is Exit.USAGE
