"""New documents, flat papers and bytes."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iom.model.edits import Add, Set
from iom.toml.edit import edit
from iom.toml.fast import parsed
from iom.toml.sameness import same
from iom.toml.write import document_text, encode, flat_text

ORDER = ("schema", "name", "left_on", "interests", "seats", "forms", "guardians")


def test_a_new_document_guides_the_person_who_goes_on() -> None:
    data = {
        "schema": 1,
        "forms": [{"since": date(2026, 9, 1), "id": "f1", "form": "5а"}, {"id": "f2", "more": {"at": time(15)}}],
        "name": "Полина",
        "interests": ["a", "b", "c", "d"],
        "seats": {"min": 5},
    }
    comments = {
        "": "Карточка ученика",
        "left_on": "left_on = 2027-01-15   выбыл",
        "forms": "Классы по времени",
        "guardians": 'Родители, например:\n[[guardians]]\nid = "averina-oi"',
    }
    text = document_text(data, comments=comments, order=ORDER)
    assert (
        text
        == """\
# Карточка ученика

schema = 1
name = "Полина"
# left_on = 2027-01-15   выбыл
interests = [
  "a",
  "b",
  "c",
  "d",
]

[seats]
min = 5

# Классы по времени
[[forms]]
id = "f1"
since = 2026-09-01
form = "5а"

[[forms]]
id = "f2"

[forms.more]
at = 15:00:00

# Родители, например:
# [[guardians]]
# id = "averina-oi"
"""
    )
    grown = edit(text, [Add(("guardians",), {"id": "averina-oi"}), Set(("left_on",), date(2027, 1, 15))], order=ORDER)
    assert grown.endswith('# id = "averina-oi"\n[[guardians]]\nid = "averina-oi"\n')
    assert "# left_on = 2027-01-15   выбыл\nleft_on = 2027-01-15\ninterests" in grown


def test_bytes_have_the_mark_and_the_line_ends_of_the_file() -> None:
    assert encode("a = 1\nb = 2\n") == b"a = 1\nb = 2\n"
    assert encode("a = 1\r\nb = 2\n", bom=True, newline="\r\n") == b"\xef\xbb\xbfa = 1\r\nb = 2\r\n"
    assert encode("a = 1\r\nb = 2\n") == b"a = 1\r\nb = 2\n"


def test_a_value_that_toml_lacks_is_refused() -> None:
    with pytest.raises(TypeError, match="NoneType"):
        document_text({"a": None})


names = st.text(st.characters(codec="utf-8"), max_size=8)
scalars = st.text(st.characters(codec="utf-8")) | st.integers(-(2**63), 2**63 - 1) | st.booleans() | st.floats()
values = st.recursive(
    scalars | st.dates() | st.times() | st.datetimes(),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(names, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(names, values, max_size=5))
def test_what_is_written_reads_back(data: dict[str, Any]) -> None:
    assert same(parsed(document_text(data)), data)
    assert same(parsed(flat_text(data)), data)
