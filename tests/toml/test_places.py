"""Places of keys and values, in characters."""

from __future__ import annotations

from typing import Literal

import pytest

from iom.errors import KeyPath, Place
from iom.toml.places import Places, line

TEXT = """\
schema = 1
имя."два слова" = "Полина"
name = "Аверина"; rest
"""
DOCUMENT = """\
schema = 1
"полное имя" = "Полина"  # ёлка
about.place.room = 21
offers = ["один", "два"]
from = 15:00
inline = { "ж" = 1, b = [true, { c = 2 }] }

[[wishes]]
id = "a"
[wishes.reasons]
chem = "да"

[[wishes]]
id = "b"
[wishes.reasons]
"ключ" = "нет"

[deep.below]
x = \"\"\"
long\"\"\"
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("keys", "part", "place"),
    [
        (("schema",), "value", Place(1, 10, 11)),
        (("schema",), "key", Place(1, 1, 7)),
        (("полное имя",), "value", Place(2, 16, 24)),
        (("полное имя",), "key", Place(2, 1, 13)),
        (("about", "place", "room"), "value", Place(3, 20, 22)),
        (("about", "place"), "value", Place(3, 1, 17)),
        (("offers", 1), "value", Place(4, 19, 24)),
        (("offers", 7), "value", Place(4, 10, 25)),
        (("from",), "value", Place(5, 8, 13)),
        (("inline", "ж"), "value", Place(6, 18, 19)),
        (("inline", "b", 1, "c"), "value", Place(6, 38, 39)),
        (("wishes",), "value", Place(8, 3, 9)),
        (("wishes", 0, "reasons", "chem"), "value", Place(11, 8, 12)),
        (("wishes", 1), "value", Place(13, 3, 9)),
        (("wishes", 1, "id"), "value", Place(14, 6, 9)),
        (("wishes", 1, "reasons"), "key", Place(15, 2, 16)),
        (("wishes", 1, "reasons", "ключ"), "key", Place(16, 1, 7)),
        (("wishes", 1, "absent", "more"), "value", Place(13, 3, 9)),
        (("deep",), "value", Place(18, 2, 12)),
        (("deep", "below", "x"), "value", Place(19, 5)),
        (("absent",), "value", Place(1, 1)),
        ((), "value", Place(1, 1)),
    ],
)
def test_a_key_path_leads_to_its_place(
    keys: KeyPath, part: Literal["key", "value"], place: Place, newline: str
) -> None:
    assert Places(DOCUMENT.replace("\n", newline)).of(keys, part=part) == place


def test_a_text_that_is_not_toml_has_places_up_to_its_fault() -> None:
    places = Places("a = 1\nb = = 2\nc = 3\n")
    assert (places.of(("a",)), places.of(("c",))) == (Place(1, 5, 6), Place(1, 1))
    assert Places(TEXT).of(("schema",)) == Place(1, 10, 11)
    assert Places("a = " + "[" * 20_000).of(("a",)) == Place(1, 1)


def test_a_line_is_found_by_its_number() -> None:
    assert [line("один\r\nдва", number) for number in (0, 1, 2, 3)] == ["", "один", "два", ""]
