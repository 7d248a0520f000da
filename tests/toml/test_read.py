"""Reading bytes: healthy documents, and every way in which they can be broken."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from iom.errors import Place
from iom.language import say
from iom.toml.read import read


def codes(text: str) -> list[tuple[str, int, int]]:
    problems = read(text.encode(), "x.toml").problems
    return [(p.fault.code, p.place.line, p.place.column) for p in problems if p.place]


def test_a_healthy_document_has_data_and_no_problems() -> None:
    reading = read('schema = 1\nname = "Аверина"\non = 2026-06-01\nfrom = 15:00:00\n'.encode(), "x.toml")
    assert reading.data == {"schema": 1, "name": "Аверина", "on": date(2026, 6, 1), "from": time(15)}
    assert reading.problems == ()
    assert (reading.bom, reading.newline) == (False, "\n")


def test_an_empty_file_is_an_empty_table() -> None:
    assert read(b"", "x.toml").data == {}


def test_mark_and_line_ends_are_remembered_and_not_in_the_data() -> None:
    reading = read(b'\xef\xbb\xbfa = """x\r\ny"""\r\n', "x.toml")
    assert reading.data == {"a": "x\ny"}
    assert (reading.bom, reading.newline, reading.text) == (True, "\r\n", 'a = """x\r\ny"""\r\n')


def test_a_moment_with_its_zone_can_be_copied() -> None:
    from copy import deepcopy

    assert deepcopy(read(b"a = 2026-01-01T10:00:00Z\n", "x.toml").data) == {"a": datetime(2026, 1, 1, 10, tzinfo=UTC)}


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("name = Аверина Полина\n", "E0108", 1, 8),
        ("a = null\n", "E0108", 1, 5),
        ("on = 12.06.2026\n", "E0109", 1, 6),
        ("on = 2026.06.12\n", "E0109", 1, 6),
        ("name = «Клуб»\n", "E0110", 1, 8),
        ("name = “Клуб”\n", "E0110", 1, 8),
        ("list = [«Клуб»]\n", "E0110", 1, 9),
        ('ok = 1\nname = "Аверина\nb = 1\n', "E0111", 2, 16),
        ('a = """abc\nb = 1\n', "E0112", 1, 5),
        ('a = [\n  "b",\n  "c"\n\n[d]\ne = 1\n', "E0113", 1, 5),
        ("a = [1, 2\n", "E0113", 1, 5),
        ('a = [\n  "b"\n  "c",\n]\n', "E0114", 3, 3),
        ("a = { b = 1 c = 2 }\n", "E0115", 1, 13),
        ("имя = 1\n", "E0116", 1, 1),
        ("nameя = 1\n", "E0116", 1, 5),
        ("a 1\n", "E0117", 1, 3),
        ("a: 1\n", "E0117", 1, 2),
        ("a = \n", "E0118", 1, 5),
        ("a = # later\n", "E0118", 1, 5),
        ("[[forms]\nid = 1\n", "E0119", 1, 8),
        ("[forms\nid = 1\n", "E0119", 1, 7),
        ("a = 1 2\n", "E0120", 1, 7),
        ('name = "Клуб "Эврика""\n', "E0121", 1, 15),
        ("a = 007\n", "E0122", 1, 5),
        ("a = 2026-02-30\n", "E0123", 1, 5),
        ("a = 25:00:00\n", "E0123", 1, 5),
        ('a = "c:\\дом"\n', "E0124", 1, 8),
        ("= 1\n", "E0125", 1, 1),
        ("a = 1\rb = 2\n", "E0126", 1, 6),
        ("a = да\n", "E0127", 1, 5),
        ('a = "\x00"\n', "E0104", 1, 6),
        ("a = 1 # \x01\n", "E0104", 1, 9),
        ("a = 1\na = 2\n", "E0105", 2, 1),
        ("[a]\n[b]\n[a]\n", "E0106", 3, 1),
        ("a = 1\n[a]\n", "E0107", 2, 1),
        ("[a.b]\n[[a]]\n", "E0107", 2, 1),
        ("b = 1\na = 1e999\n", "E0199", 2, 5),
    ],
)
def test_a_mistake_of_hand_is_named_at_its_place(text: str, code: str, line: int, column: int) -> None:
    assert codes(text) == [(code, line, column)]


def test_two_faults_are_both_named_and_nothing_that_follows_from_them() -> None:
    text = 'schema = 1\n[[forms]\nid = "a"\n\n[[forms]]\nid = "b"\non = 1.6.2026\n[forms.x]\nключ = 1\n'
    assert codes(text) == [("E0119", 2, 8), ("E0109", 7, 6), ("E0116", 9, 1)]


def test_a_duplicate_and_a_wrong_date_name_what_they_are_about() -> None:
    problems = read(b"a = 1\na = 2\nb = 3.7.2026\n", "x.toml").problems
    assert [say(p.fault.text, p.facts) for p in problems] == [
        "The key a stands here a second time.",
        "A date is written year-month-day, not 3.7.2026.",
    ]
    assert say(problems[1].fault.hint, problems[1].facts) == "Write 2026-07-03, without quotes."


@pytest.mark.parametrize(
    ("raw", "code", "place"),
    [
        ('a = 1\nимя = "Полина"\n'.encode("cp1251"), "cp1251", Place(2, 1)),
        ("a = 1\n".encode("utf-16"), "UTF-16", Place(1, 1)),
        ('а = "'.encode() + b"\x80\x81", None, Place(1, 6)),
    ],
)
def test_another_encoding_is_guessed_and_its_first_byte_placed(raw: bytes, code: str | None, place: Place) -> None:
    (problem,) = read(raw, "x.toml").problems
    assert problem.fault.code == "E0102"
    assert problem.place == place
    assert problem.facts.get("encoding") == code


def test_a_file_over_one_mebibyte_is_refused() -> None:
    (problem,) = read(b"# " + b"x" * 2 * 1024 * 1024, "x.toml").problems
    assert (problem.fault.code, dict(problem.facts)) == ("E0101", {"size": 2048, "limit": 1024})


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("a = " + "[" * 20_000, 29),
        ("a = " + "[" * 20_000 + "]" * 20_000, 29),
        ("a." * 1_000 + "b = 1", 1),
        ("[" + "a." * 1_000 + "b]", 2),
        ('"a".' * 1_000 + "b = 1", 1),
        ("a = {" + "b = {" * 2_000, 125),
    ],
    ids=["brackets", "closed brackets", "dotted key", "dotted header", "quoted key", "inline tables"],
)
def test_deep_nesting_is_a_problem_with_a_place(text: str, column: int) -> None:
    assert codes(text) == [("E0103", 1, column)]


def test_brackets_and_dots_inside_texts_and_comments_are_not_nesting() -> None:
    text = f'a = "{"[" * 100}{"x." * 100}" # {"[" * 100}{"x." * 100}\nb = [[1], [2]]\n' + "[[c]]\n" * 100
    assert codes(text) == []


PIECES = [
    "[",
    "]",
    "[[",
    "a",
    "=",
    '"',
    "'",
    '"""',
    "\n",
    "\r\n",
    ",",
    ".",
    "#",
    "{",
    "}",
    "1",
    " ",
    "«",
    "ж",
    "\\",
    "\x00",
]


@example('"\\["')  # an escape that means nothing, in a key
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.text(max_size=60))
def test_any_text_is_read_or_has_problems_with_places(text: str) -> None:
    raw = text.encode("utf-8", "surrogatepass")
    reading = read(raw, "x.toml")
    assert (reading.data is None) == bool(reading.problems)
    assert all(problem.place for problem in reading.problems)
    for problem in reading.problems:
        assert say(problem.fault.text, problem.facts)
        assert say(problem.fault.hint, problem.facts)


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_have_problems(raw: bytes) -> None:
    reading = read(raw, "x.toml")
    assert (reading.data is None) == bool(reading.problems)


@pytest.mark.parametrize(
    "rest",
    ["", "\n[[forms]]\nid = 1\n", "left_on = 2027-01-15\n", "\n# why\n  left_on = 1\n", "\n[seats]\nmin = 1\n"],
)
def test_a_list_that_is_never_closed_is_told_where_it_begins(rest: str) -> None:
    assert codes('interests = [\n  "опыты",\n  "театр",\n' + rest) == [("E0113", 1, 13)]
