from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iom.ask.kinds import AnswerError
from iom.ask.options import NotAnOptionError, Option
from iom.ask.ranking import Ranking, RepeatedOptionError, SetOf, TooFewError, TooManyError

OFFERS = tuple(Option(f"offer-{letter}", f"Курс {letter}", codes=(f"C{n}",)) for n, letter in enumerate("abcdefghi", 1))
IDS = [offer.id for offer in OFFERS]
NAMES = st.lists(st.from_regex(r"[a-z0-9][a-z0-9-]{1,12}", fullmatch=True), min_size=1, unique=True)


@pytest.mark.parametrize(
    "typed", ["3 1 7", "3,1,7", "3, 1; 7", "offer-c offer-a offer-g", "С3 с1 c7", [3, "1", "offer-g"]]
)
def test_a_ranking_is_one_line_in_the_order_of_preference(typed: object) -> None:
    assert Ranking(OFFERS).parse(typed) == ("offer-c", "offer-a", "offer-g")


def test_a_repeated_wish_is_named() -> None:
    with pytest.raises(RepeatedOptionError) as caught:
        Ranking(OFFERS).parse("3 1 c3 2")
    assert caught.value.facts["repeated"] == ["offer-c"]


def test_an_unknown_wish_is_named() -> None:
    with pytest.raises(NotAnOptionError) as caught:
        Ranking(OFFERS).parse("3 12")
    assert caught.value.facts["given"] == "12"


def test_too_few_and_too_many_wishes_are_refused() -> None:
    with pytest.raises(TooFewError):
        Ranking(OFFERS, at_least=3).parse("1 2")
    with pytest.raises(TooFewError):
        Ranking(OFFERS).parse("")
    with pytest.raises(TooManyError):
        Ranking(OFFERS, at_most=3).parse("1 2 3 4")


@pytest.mark.parametrize("raw", [None, True, {"1": 2}, 1.5, [None], [True]])
def test_what_is_no_ranking_is_refused(raw: object) -> None:
    with pytest.raises(AnswerError):
        Ranking(OFFERS).parse(raw)


@given(NAMES, st.randoms(use_true_random=False))
def test_a_ranking_reads_back(ids: list[str], chance: object) -> None:
    kind = Ranking(tuple(Option(name, name) for name in sorted(ids)))
    wish = tuple(ids)
    assert kind.parse(kind.flag(wish)) == kind.parse(kind.data(wish)) == wish


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("1 3 5-8", [1, 3, 5, 6, 7, 8]),
        ("5 - 8, 1", [1, 5, 6, 7, 8]),
        ("2–3", [2, 3]),
        ("все", [1, 2, 3, 4, 5, 6, 7, 8, 9]),
        ("ALL", [1, 2, 3, 4, 5, 6, 7, 8, 9]),
        ("нет", []),
        ("none", []),
        ("0", []),
        ("", []),
        ([2, "offer-a"], [1, 2]),
        ("9 9 9", [9]),
    ],
)
def test_a_set_takes_numbers_ranges_and_words_in_the_order_of_the_options(typed: object, numbers: list[int]) -> None:
    assert SetOf(OFFERS).parse(typed) == tuple(IDS[number - 1] for number in numbers)


@pytest.mark.parametrize("typed", ["8-12", "5-2", "0-3", "x", {"a": 1}, None])
def test_a_range_or_choice_outside_the_options_is_refused(typed: object) -> None:
    with pytest.raises(AnswerError):
        SetOf(OFFERS).parse(typed)


@given(NAMES, st.data())
def test_a_set_reads_back(ids: list[str], data: st.DataObject) -> None:
    options = tuple(Option(name, name) for name in ids if name not in {"all", "none"})
    kind = SetOf(options)
    chosen = tuple(option.id for option in options if data.draw(st.booleans()))
    assert kind.parse(kind.flag(chosen)) == kind.parse(kind.data(chosen)) == chosen
