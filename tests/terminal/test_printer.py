from __future__ import annotations

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth as width

from iom.terminal.printer import NARROWEST, Printer, encodable, wants_color
from iom.views.sheet import Bars, Block, Cell, Column, Lines, Pairs, Sheet, Table

SGR = re.compile(r"\x1b\[[0-9;]*m")
TONES = ("plain", "strong", "good", "warn", "bad", "muted")

words = st.text(st.characters(codec="utf-8"), max_size=30) | st.sampled_from(
    [
        "Кухонная химия",
        "表外漢字の長い名前です",
        "и\u0306" * 9,
        "👩‍👩‍👧 семья",
        "\x1b[31m",
        "сверхдлинноесловобезединогопробела" * 3,
    ]
)
cells = st.builds(Cell, words, st.sampled_from(TONES)) | words
amounts = st.integers(-5, 10**7)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = draw(
        st.lists(st.builds(Column, words, st.sampled_from(["left", "right"]), st.booleans()), min_size=1, max_size=12)
    )
    row = st.tuples(*[cells for _ in columns])
    return Table(tuple(columns), tuple(draw(st.lists(row, max_size=4))), draw(words))


blocks: st.SearchStrategy[Block] = st.one_of(
    tables(),
    st.builds(Pairs, st.lists(st.tuples(words, cells), max_size=4).map(tuple), words),
    st.builds(Lines, st.lists(cells, max_size=4).map(tuple), words, st.sampled_from(["", "•", "—"])),
    st.builds(Bars, st.lists(st.tuples(words, amounts, st.none() | st.integers(0, 99)), max_size=4).map(tuple), words),
)


def drawn(sheet: Sheet, cells: int = 80, color: str = "never", **environment: str) -> str:
    paper = io.StringIO()
    Printer(paper, cells, color, environment).show(sheet)  # type: ignore[arg-type]
    return paper.getvalue()


@given(st.builds(Sheet, words, st.lists(blocks, max_size=3).map(tuple)), st.integers(NARROWEST, 120))
def test_no_line_is_ever_wider_than_the_terminal(sheet: Sheet, cells: int) -> None:
    assert all(width(line) <= cells for line in drawn(sheet, cells).split("\n"))


@given(st.builds(Sheet, words, st.lists(blocks, max_size=3).map(tuple)))
def test_colour_changes_nothing_but_colour_and_data_brings_no_escapes(sheet: Sheet) -> None:
    assert SGR.sub("", drawn(sheet, color="always")) == drawn(sheet)
    assert "\x1b" not in drawn(sheet)


COURSES = Table(
    (Column("№", "right"), Column("Курс", flexible=True), Column("Мест", "right")),
    (("1", "Кухонная химия для тех, кто не боится", Cell("12", "bad")), ("2", "Хор", Cell("3", "good"))),
    title="Курсы",
)


def test_a_table_lines_up_and_wraps_its_flexible_column() -> None:
    assert drawn(Sheet("Осень", (COURSES,)), 40) == (
        "Осень\n"
        "\n"
        "Курсы\n"
        "№  Курс                             Мест\n"
        "────────────────────────────────────────\n"
        "1  Кухонная химия для тех, кто не   ✗ 12\n"
        "   боится\n"
        "2  Хор                               ✓ 3\n"
    )


def test_a_table_too_wide_for_columns_becomes_records() -> None:
    table = Table(tuple(Column(f"Столбец {number}") for number in range(8)), (tuple("абвгдежз"),))
    assert drawn(Sheet(blocks=(table,)), 40).splitlines()[:2] == ["Столбец 0  а", "Столбец 1  б"]


def test_wide_letters_line_up() -> None:
    table = Table((Column("Кто"), Column("№", "right")), (("漢字", "7"), ("и\u0306од", "да"), ("ким", "99")))
    assert drawn(Sheet(blocks=(table,))).splitlines()[2:] == ["漢字   7", "и\u0306од   да", "ким   99"]


def test_blocks_of_nothing_leave_no_gap() -> None:
    nothing = (Pairs(()), Lines(()), Bars(()), Table((), ()))
    assert drawn(Sheet("Осень", (*nothing, Lines(("раз",)), *nothing))) == "Осень\n\nраз\n"


def test_an_empty_table_says_so() -> None:
    assert "(nothing yet)" in drawn(Sheet(blocks=(Table(COURSES.columns, ()),)))


def test_pairs_lines_and_bars() -> None:
    sheet = Sheet(
        blocks=(
            Pairs((("Ученик", "Аверина Полина"), ("Запрос", "опыты"))),
            Lines(("раз", Cell("поздно", "warn")), bullet="•"),
            Bars((("Химия", 14, 12), ("Хор", 3, 12))),
        )
    )
    assert drawn(sheet, 40) == (
        "Ученик  Аверина Полина\n"
        "Запрос  опыты\n"
        "\n"
        "• раз\n"
        "• ! поздно\n"
        "\n"
        "Химия  14/12  ██████████████████████│▓▓▓\n"
        "Хор     3/12  ██████                │\n"
    )


def test_a_meaning_never_hangs_on_colour_alone() -> None:
    tones = Lines(tuple(Cell("состояние", tone) for tone in TONES))
    assert drawn(Sheet(blocks=(tones,))).splitlines() == [
        "состояние",
        "состояние",
        "✓ состояние",
        "! состояние",
        "✗ состояние",
        "состояние",
    ]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("color", "environment", "colored"),
    [
        ("auto", {"TERM": "xterm"}, True),
        ("auto", {"TERM": "xterm", "NO_COLOR": ""}, True),
        ("auto", {"TERM": "xterm", "NO_COLOR": "1"}, False),
        ("auto", {"TERM": "dumb"}, False),
        ("never", {"TERM": "xterm"}, False),
        ("always", {"TERM": "dumb", "NO_COLOR": "1"}, True),
    ],
)
def test_when_a_terminal_is_coloured(color: str, environment: dict[str, str], colored: bool) -> None:
    assert wants_color(Terminal(), color, environment) is colored  # type: ignore[arg-type]


def test_tones_are_drawn_in_the_plainest_codes() -> None:
    tones = Lines(tuple(Cell("х", tone) for tone in TONES))
    assert SGR.findall(drawn(Sheet(blocks=(tones,)), color="always")) == [
        code for tone in ("1", "32", "33", "31", "2") for code in (f"\x1b[{tone}m", "\x1b[0m")
    ]


def test_a_closed_pipe_is_left_to_the_edge() -> None:
    class Closed(io.StringIO):
        def write(self, _text: str) -> int:
            raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        Printer(Closed()).line(Cell("да"))


def test_a_table_in_an_old_encoding_keeps_its_look() -> None:
    paper = io.TextIOWrapper(io.BytesIO(), encoding="cp1251")
    Printer(paper, 40, "never").show(Sheet("", (COURSES,)))
    lines = paper.buffer.getvalue().decode("cp1251").splitlines()  # type: ignore[attr-defined]
    assert lines[2] == "-" * 40
    assert lines[3].endswith("x 12")


def test_a_file_is_not_coloured_and_eighty_wide() -> None:
    paper = io.StringIO()
    assert not wants_color(paper, "auto", {"TERM": "xterm"})
    assert Printer(paper).width == 80


def test_an_old_encoding_gets_plain_signs() -> None:
    assert encodable("✓ Хор → │█", "cp866") == "✓ Хор → │█".translate(str.maketrans("✓→│█", "+>|#"))
    assert encodable("表", "cp1251") == "?"


def test_a_fresh_sheet_clears_a_terminal_and_nothing_else() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal, paper = Terminal(), io.StringIO()
    for stream in (terminal, paper):
        Printer(stream, 80, "never").show(Sheet("Family", fresh=True))
    assert terminal.getvalue() == "\x1b[2J\x1b[3J\x1b[HFamily\n"
    assert paper.getvalue() == "Family\n"
