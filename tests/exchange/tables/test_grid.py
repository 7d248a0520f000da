"""Cells that hold no value."""

from __future__ import annotations

import pytest

from iom.exchange.tables.grid import is_error


@pytest.mark.parametrize(
    "text", ["#REF!", "#ref! ", "#ССЫЛКА!", "#DIV/0!", "#ПЕРЕНОС!", "Err:502", "Ошибка:522", "####"]
)
def test_what_a_spreadsheet_shows_for_no_value_is_none(text: str):
    assert is_error(text)


@pytest.mark.parametrize("text", ["", "#", "##", "#1", "#REF", "см. #REF!", "Ошибка: 5", "Ежи", "Err:5021", "#игры"])
def test_texts_that_only_begin_like_it_are_texts(text: str):
    assert not is_error(text)
