"""JSON and JSON lines as rows."""

from __future__ import annotations

import pytest

from iom.exchange.tables.read import read
from iom.exchange.tables.unreadable import BadJsonError, LongLineError, NoObjectsError, TwiceNamedError


def test_values_are_the_texts_that_they_were_written_as(cells):
    raw = b'[{"a": 1.50, "b": true, "c": null, "d": ["x", 2], "e": {"f": [1]}, "g": "007", "h": 1e3, "i": 79123456789}]'

    assert cells(raw, "a.json")[1] == ["1.50", "true", "", "x; 2", '{"f": ["1"]}', "007", "1e3", "79123456789"]


def test_headings_are_all_keys_in_the_order_of_their_coming(cells):
    assert cells(b'{"a": "1"}\n{"c": "2", "a": "3"}\n', "a.jsonl") == [["a", "c"], ["1", ""], ["3", "2"]]


def test_places_name_the_record_and_its_key():
    grid = read('[{"имя": "Лев"}, {"имя": "Злата"}]'.encode(), name="a.json").grids[0]

    assert [row.cells[0].place for row in grid.rows] == ["a.json:имя", "a.json:1:имя", "a.json:2:имя"]


def test_an_apostrophe_is_no_guard_in_json(cells):
    assert cells(b'[{"a": "\'=1"}]', "a.json") == [["a"], ["'=1"]]


def test_an_empty_array_has_no_rows(cells):
    assert cells(b"[]", "a.json") == []


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        (b'[{"a": 1},\n {"a" 2}]', "a.json:2:7"),
        (b'[{"a": 1}', "a.json:1:10"),
        (b'[{"a": 1} {"a": 2}]', "a.json:1:11"),
        (b'[{"a": 1}] x', "a.json:1:12"),
        (b'"a"', "a.json:1:1"),
        (b"[{'a': 1}]", "a.json:1:3"),
    ],
)
def test_what_is_no_json_is_placed(cells, raw: bytes, place: str):
    with pytest.raises(BadJsonError, match=place):
        cells(raw, "a.json")


@pytest.mark.parametrize("raw", [b'{"a": 1}\n{"a": 2\n', b'{"a": 1}\n{"a": 2} x\n', b'{"a": 1}\n{"a": 2},\n'])
def test_a_broken_line_is_placed(cells, raw: bytes):
    with pytest.raises(BadJsonError, match=r"a\.jsonl:2:"):
        cells(raw, "a.jsonl")


@pytest.mark.parametrize("raw", [b'[{"a": 1}, 2]', b'[{"a": 1}, ["b"]]'])
def test_a_record_that_is_no_object_is_counted(cells, raw: bytes):
    with pytest.raises(NoObjectsError, match="record 2"):
        cells(raw, "a.json")


def test_a_key_that_stands_twice_is_not_lost(cells):
    with pytest.raises(TwiceNamedError, match="record 1 has the key “a” twice"):
        cells(b'[{"a": 1, "a": 2}]', "a.json")


def test_a_line_of_millions_of_characters_is_refused(cells):
    with pytest.raises(LongLineError):
        cells(b'{"a": "' + b"x" * 2_000_000 + b'"}\n', "a.jsonl")


def test_halves_of_characters_are_joined_or_marked_as_lost(cells):
    raw = rb'{"\ud83d\ude00": "\ud800\u0430", "b": "\u0000"}'
    assert cells(raw, "a.jsonl") == [["😀", "b"], ["\ufffdа", "\ufffd"]]
