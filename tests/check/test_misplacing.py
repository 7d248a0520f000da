"""Files where no document belongs are told apart by what is wrong with them."""

from __future__ import annotations

import pytest

from iom.check import misplaced

KNOWN = ("students/averina-polina.toml", "courses/k1-x.toml")


@pytest.mark.parametrize(
    ("path", "code", "fact", "value"),
    [
        ("students/Averina-Polina.toml", "E0321", "other", "students/averina-polina.toml"),
        ("courses/к1-х.toml", "E0321", "other", "courses/k1-x.toml"),
        ("students/con.toml", "E0322", "repair", "con-1.toml"),
        ("students/Аверина Полина.toml", "E0323", "repair", "averina-polina.toml"),
        ("students/x.toml", "E0323", "repair", "x-1.toml"),
        ("rounds/Осень 2026/round.toml", "E0323", "repair", "osen-2026"),
        ("student/gilyov-timur.toml", "W0324", "nearest", "students/gilyov-timur.toml"),
        ("rounds/autumn/choice/gilyov-timur.toml", "W0324", "nearest", "rounds/autumn/choices/gilyov-timur.toml"),
        ("catalogs/deficit.toml", "W0324", "nearest", "catalogs/deficits.toml"),
    ],
)
def test_a_stranger_is_told_where_to_go(path: str, code: str, fact: str, value: str) -> None:
    (problem,) = misplaced([path], KNOWN)
    assert (problem.fault.code, problem.document, problem.facts[fact]) == (code, path, value)


def test_no_strangers_no_problems() -> None:
    assert misplaced([]) == []
