"""Mapping files, read, applied and written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iom.exchange.layouts.mapping import (
    AbsentHeadingError,
    BadMappingError,
    TableMap,
    UnknownColumnError,
    matched,
    read_map,
    written_map,
)
from iom.exchange.layouts.matching import match
from iom.exchange.layouts.tables import found
from iom.exchange.tables.grid import Source
from iom.language import speaking

HEADINGS = ["№", "Кто", "Класс", "Дата рожднения", "Лишнее"]


def test_a_mapping_is_certain_and_the_rest_is_matched_as_usual(columns):
    table_map = read_map('[columns]\nname = "кто"\n'.encode(), "map.toml")
    matching = matched(table_map, HEADINGS, columns)

    assert [(pair.position, pair.key, pair.kind) for pair in matching.pairs] == [
        (1, "name", "map"),
        (2, "form", "exact"),
    ]
    assert [pair.key for pair in matching.near] == ["born_on"]
    assert matching.missing == ()


def test_what_a_mapping_ignores_is_left_out(columns):
    table_map = read_map('ignored = ["Лишнее", "дата рожднения"]\n[columns]\nname = "Кто"\n'.encode(), "map.toml")
    matching = matched(table_map, HEADINGS, columns)

    assert (matching.near, matching.unmatched) == ((), ())


def test_what_is_the_same_in_every_row_stands_in_for_a_column(columns, grid):
    table_map = read_map('[same]\nform = "5а"\nname = "x"\n'.encode(), "map.toml")
    layout = found(grid("Класс|Дата рождения\n5б|01.02.2015"), columns, table_map=table_map)

    assert layout.records[0].context["form"].text == "5а"


def test_words_of_the_table_are_replaced():
    table_map = read_map('[values.relation]\n"мама" = "mother"\n"бабушка" = "other"\n'.encode(), "map.toml")

    assert [table_map.text_of("relation", text) for text in ("мама", "МАМА ", "папа")] == ["mother", "mother", "папа"]


def test_several_values_in_a_cell_are_parted_as_the_mapping_says():
    table_map = read_map(b'[separators]\nwishes = " / "\n', "map.toml")

    assert table_map.text_of("wishes", "Кухонная химия: опыты / Флексагоны; оригами") == (
        "Кухонная химия: опыты; Флексагоны\\; оригами"
    )
    assert table_map.text_of("name", "a / b") == "a / b"


def test_a_written_mapping_repeats_the_match(columns):
    source = Source("a.csv", "csv", "cp1251", ";", decimal_comma=True)
    matching = match(HEADINGS, columns[1:])
    text = written_map("students", source, "", matching)
    again = read_map(text.encode(), "map.toml")

    assert (again.kind, again.encoding, again.delimiter, again.decimal_comma) == ("students", "cp1251", ";", True)
    assert {pair.key: pair.heading for pair in matched(again, HEADINGS, columns[1:]).pairs} == {
        "form": "Класс",
        "born_on": "Дата рожднения",
    }


def test_headings_that_nobody_knows_are_not_left_out_unless_a_person_says_so(columns):
    text = written_map("students", Source("a.csv", "csv"), "", match(HEADINGS, columns))
    decided = text.replace("# ignored", "ignored")

    assert matched(read_map(text.encode(), "map.toml"), HEADINGS, columns).unmatched == ((1, "Кто"), (4, "Лишнее"))
    assert matched(read_map(decided.encode(), "map.toml"), HEADINGS, columns).unmatched == ()


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20), min_size=1, max_size=5))
def test_any_heading_can_be_written_into_a_mapping(headings: list[str]):
    matching = match(headings, ())
    text = written_map("students", Source("a", "csv"), "", matching)
    above, mark, listed = text.partition("# ignored")
    decided = above + mark[2:] + listed.replace("\n# ", "\n")

    assert read_map(text.encode(), "map.toml").ignored == ()
    assert list(read_map(decided.encode(), "map.toml").ignored) == [heading for _, heading in matching.unmatched]


def test_a_written_mapping_explains_itself_in_the_language(columns):
    with speaking("ru"):
        text = written_map("students", Source("a.csv", "csv"), "", match(["ФИО"], columns))

    assert "# Какой заголовок таблицы какому столбцу соответствует." in text


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("kind = 5\nheading_row = 0\n", [("E0202", 1), ("E0206", 2)]),
        ("[columns]\nname = 3\n", [("E0202", 2)]),
        ("colums = {}\n", [("W0251", 1)]),
        ("kind = \n", [("E0118", 1)]),
        ('heading_row = "3"\nvalues = {form = "x"}\n', [("E0202", 1), ("E0202", 2)]),
        ("schema = 99\n", [("E0208", 1)]),
    ],
)
def test_every_problem_of_a_mapping_has_its_place(text: str, faults):
    with pytest.raises(BadMappingError) as caught:
        read_map(text.encode(), "map.toml")
    assert [(one.fault.code, one.place.line) for one in caught.value.problems if one.place] == faults


def test_a_mapping_that_is_no_utf8_is_refused():
    with pytest.raises(BadMappingError):
        read_map('kind = "ученики"'.encode("cp1251"), "map.toml")


@pytest.mark.parametrize(
    "text",
    [
        '[columns]\nfrm = "Кто"\n',
        '[columns]\nname = "Кто"\n[same]\nfrm = "5а"\n',
        '[same]\nfrm = "5а"\n',
        '[separators]\nfrm = "/"\n',
        '[values.frm]\n"пятый а" = "5а"\n',
    ],
)
def test_a_column_that_the_kind_does_not_have_is_refused(columns, text: str):
    with pytest.raises(UnknownColumnError, match="frm"):
        matched(read_map(text.encode(), "map.toml"), HEADINGS, columns)


def test_what_is_the_same_in_every_row_is_not_missing(columns):
    table_map = TableMap.new(same={"name": "Гилёв Тимур"})
    assert "name" in match(["Класс"], columns).missing
    assert "name" not in matched(table_map, ["Класс"], columns).missing


def test_a_heading_that_the_table_does_not_have_is_refused(columns, grid):
    table_map = TableMap.new(columns={"name": "Ребёнок", "form": "Класс"})
    with pytest.raises(AbsentHeadingError, match="Ребёнок") as caught:
        found(grid("Список\nКто|Класс\nЛев|5а"), columns, table_map=table_map)
    assert caught.value.facts["present"] == "Кто, Класс"


def test_a_heading_that_stands_twice_cannot_be_meant(columns):
    with pytest.raises(AbsentHeadingError):
        matched(TableMap.new(columns={"name": "Кто"}), ["Кто", "Кто"], columns)
