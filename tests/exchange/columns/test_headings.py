"""Headings that schools write, above the columns that they mean."""

from __future__ import annotations

from datetime import date

import pytest

from iom.exchange.columns.bearings import Bearings
from iom.exchange.columns.kinds import table_kind
from iom.exchange.layouts.matching import match
from iom.model.school import Run, School


@pytest.mark.parametrize(
    ("kind", "keys"),
    [
        ("lessons", {"Отсутствовали": "absent", "По уваж. причине": "excused"}),
        (
            "students",
            {
                "Мать, ФИО": "mother",
                "Мать, телефон": "mother_phone",
                "Отец, ФИО": "father",
                "Отец, почта": "father_email",
            },
        ),
        (
            "wishes",
            {
                "Ваш класс": "form",
                "Первый курс": "wish1",
                "Почему первый?": "reason1",
                "Почему второй курс?": "reason2",
                "Почему 3-й?": "reason3",
                "Четвёртое желание": "wish4",
            },
        ),
        ("offers", {"Первый день": "starts", "Последний день": "ends"}),
    ],
)
def test_a_heading_of_another_school_is_certain(kind: str, keys: dict[str, str], example: School, autumn: Run):
    columns = table_kind(kind).columns(Bearings(example, autumn, date(2026, 11, 18)))
    assert {pair.heading: pair.key for pair in match(list(keys), columns).pairs} == keys
