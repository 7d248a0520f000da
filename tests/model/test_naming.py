from __future__ import annotations

from collections.abc import Callable, Mapping

from iom.model.naming import by_name
from iom.model.school import School


def test_people_stand_in_the_order_of_the_russian_alphabet(school: Callable[[Mapping[str, str]], School]) -> None:
    names = {"c1": "Ельцова Злата", "c2": "Ёлкин Пётр", "c3": "елагин Олег", "c4": "Жуков Лев", "c5": "Елагин Олег"}
    built = school({f"students/{identifier}.toml": f'name = "{name}"' for identifier, name in names.items()})
    assert by_name(built, reversed(names)) == ("c3", "c5", "c2", "c1", "c4")
