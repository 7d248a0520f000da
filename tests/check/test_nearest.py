"""The nearest id is found, and nothing is guessed where nothing is near."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from iom.check.nearest import Known

KNOWN = Known(frozenset({"averina-polina", "babushkin-lev", "A7", "kitchen-chemistry"}), "{id}")


@pytest.mark.parametrize(
    ("wanted", "nearest"),
    [
        ("averina-polna", "averina-polina"),
        ("verina-polina", "averina-polina"),
        ("A77", "A7"),
        ("Kitchen-Chemistri", "kitchen-chemistry"),
        ("zykov-saveliy", None),
        ("", None),
    ],
)
def test_nearest(wanted: str, nearest: str | None) -> None:
    assert KNOWN.nearest(wanted) == nearest


@given(some.text(max_size=20))
def test_a_guess_is_always_known(wanted: str) -> None:
    assert KNOWN.nearest(wanted) in {None, *KNOWN.ids}
    assert KNOWN.twin(wanted) in {None, *KNOWN.ids}


@pytest.mark.parametrize(("wanted", "twin"), [("А7", "A7"), ("a7", "A7"), ("A8", None)])
def test_twins(wanted: str, twin: str | None) -> None:
    assert KNOWN.twin(wanted) == twin
