from __future__ import annotations

import io

import pytest

from iom import language
from iom.errors import Fault, Place, Problem
from iom.terminal.printer import Printer
from iom.terminal.problems import counted, print_problems

UNKNOWN = Fault("E0203", "Unknown key {key}.", "Did you mean {near}?")
LATE = Fault("W0490", "Late.", severity="warning")


def unknown(document: str, place: Place | None, key: str = "nmae") -> Problem:
    return Problem(UNKNOWN, document, (key,), {"key": key, "near": "name"}, place)


def printed(*problems: Problem, text: str | None = None, cells: int = 60) -> str:
    paper = io.StringIO()
    print_problems(Printer(paper, cells, "never"), problems, lambda _document: text)
    return paper.getvalue()


def test_a_problem_shows_its_place_its_line_and_the_way_out() -> None:
    assert printed(unknown("students/a.toml", Place(2, 1, 5)), text='schema = 1\r\nnmae = "Аверина"\r\n') == (
        "students/a.toml:2:1\n"
        "  error E0203: Unknown key nmae.\n"
        '     2 │ nmae = "Аверина"\n'
        "       │ ^^^^\n"
        "  → Did you mean name?\n"
        "\n"
        "1 error in 1 document\n"
    )


@pytest.mark.parametrize(
    ("line", "column", "caret"),
    [("имя = 1", 7, 6), ("漢字 = 1", 6, 7), ("\tx = 1", 2, 4), ("\x1bx = 1", 2, 1), ("", 1, 0)],
)
def test_the_mark_stands_under_the_character(line: str, column: int, caret: int) -> None:
    lines = printed(unknown("a.toml", Place(1, column)), text=line).splitlines()
    assert lines[3] == "       │ " + " " * caret + "^"


def test_a_long_line_is_cut_around_the_mark() -> None:
    text = "начало " * 30 + "ошибка" + " конец" * 30
    lines = printed(unknown("a.toml", Place(1, 211, 217)), text=text).splitlines()
    excerpt, mark = lines[2], lines[3]
    assert len(excerpt) <= 60
    assert excerpt[mark.index("^") : mark.rindex("^") + 1] == "ошибка"


def test_problems_stand_in_the_order_of_documents_and_places() -> None:
    problems = [
        unknown("b.toml", None),
        unknown("a.toml", Place(10, 1)),
        unknown("a.toml", Place(2, 7)),
        unknown("a.toml", Place(2, 1)),
    ]
    places = [line for line in printed(*problems).splitlines() if ".toml" in line]
    assert places == ["a.toml:2:1", "a.toml:2:7", "a.toml:10:1", "b.toml"]


def test_a_place_behind_the_end_of_a_changed_file_shows_no_line() -> None:
    assert "│" not in printed(unknown("a.toml", Place(9, 1)), text="x = 1")


def test_hostile_keys_and_lines_are_shown_not_obeyed() -> None:
    assert "\x1b" not in printed(unknown("a\x1b.toml", Place(1, 1), "\x1b[2J"), text="\x1b]52;c;\x07 = 1")


def test_counts_agree_with_their_nouns_in_russian() -> None:
    def russian(errors: int, warnings: int) -> str:
        late = [Problem(LATE, "b.toml")] * warnings
        return counted([*([unknown("a.toml", None)] * errors), *late])

    language.use("ru")
    try:
        assert russian(1, 2) == "1 ошибка, 2 предупреждения в 2 документах"
        assert russian(5, 0) == "5 ошибок в 1 документе"
        assert russian(11, 21) == "11 ошибок, 21 предупреждение в 2 документах"
    finally:
        language.use("en")


def test_no_problems_print_nothing() -> None:
    assert printed() == ""
