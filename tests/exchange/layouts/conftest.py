"""A table of pupils: its columns, and grids out of short texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from iom.exchange.tables.grid import Cell, Grid, Row


@dataclass(frozen=True)
class Told:
    """A column by its key and headings."""

    key: str
    known: tuple[str, ...]
    required: bool = False

    def headings(self) -> Iterator[str]:
        yield self.key
        yield from self.known


@pytest.fixture
def columns() -> tuple[Told, ...]:
    return (
        Told("name", ("Full name", "ФИО", "Фамилия, имя, отчество", "Ученик"), required=True),
        Told("form", ("Form", "Класс")),
        Told("born_on", ("Born on", "Дата рождения")),
        Told("guardian_1", ("Guardian 1", "Представитель 1", "ФИО представителя 1")),
        Told("phone_1", ("Phone of guardian 1", "Телефон представителя 1")),
        Told("guardian_2", ("Guardian 2", "Представитель 2", "ФИО представителя 2")),
        Told("phone_2", ("Phone of guardian 2", "Телефон представителя 2")),
        Told("wishes", ("Wishes", "Пожелания", "Выбранные курсы")),
        Told("given_on", ("Given on", "Отметка времени", "Timestamp")),
    )


@pytest.fixture
def grid() -> Callable[..., Grid]:
    """A grid out of lines with cells parted by ``|``; blank lines count as rows."""

    def of(text: str, name: str = "Лист1") -> Grid:
        rows = []
        for number, line in enumerate(text.strip("\n").split("\n"), 1):
            cells = [cell.strip() for cell in line.split("|")]
            if any(cells):
                rows.append(Row(number, tuple(Cell(cell, f"{name}!{i}:{number}") for i, cell in enumerate(cells))))
        return Grid(name, rows)

    return of
