"""Two spellings of one name are one human; two names are two."""

from __future__ import annotations

import pytest

from iom.check.identities import same_name


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Паршина Нина Викторовна", "Паршина Н. В.", True),
        ("Паршина Нина Викторовна", "Паршина Н.В.", True),
        ("Паршина Нина Викторовна", "Паршина Нина", True),
        ("Гилёв Тимур", "Гилев Тимур", True),
        ("Паршина Нина Викторовна", "Паршина Е. В.", False),
        ("Паршина Нина", "Паршин Нина", False),
    ],
)
def test_same_name(first: str, second: str, same: bool) -> None:
    assert same_name(first, second) is same
    assert same_name(second, first) is same
