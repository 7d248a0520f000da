from __future__ import annotations

import pytest
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document

from iom.ask.options import Option
from iom.terminal.completion import OptionCompleter

PUPILS = (
    Option("averina-polina", "Аверина Полина Игоревна", note="5а"),
    Option("dyomin-petr", "Дёмин Пётр", codes=("P7",)),
    Option("polyakova-anna", "Полякова Анна"),
)


def completed(typed: str, *, whole_line: bool = True) -> list[tuple[str, int]]:
    completer = OptionCompleter(PUPILS, whole_line=whole_line)
    found = completer.get_completions(Document(typed), CompleteEvent())
    return [(completion.text, completion.start_position) for completion in found]


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("ав", ["averina-polina"]),
        ("ПОЛ", ["averina-polina", "polyakova-anna"]),
        ("дем", ["dyomin-petr"]),
        ("р7", ["dyomin-petr"]),  # Cyrillic р
        ("dyo", ["dyomin-petr"]),
        ("аверина п", ["averina-polina"]),
        ("", []),
        ("7", []),
        ("щ", []),
    ],
)
def test_options_are_completed_by_any_word_of_their_names(typed: str, ids: list[str]) -> None:
    assert completed(typed) == [(name, -len(typed)) for name in ids]


def test_in_a_list_the_last_piece_is_completed() -> None:
    assert completed("averina-polina, дём", whole_line=False) == [("dyomin-petr", -3)]


def test_a_hostile_label_is_shown_in_the_menu_not_obeyed() -> None:
    completer = OptionCompleter((Option("evil", "\x1b]0;имя\x07", note="\x1b[2J"),), whole_line=True)
    (completion,) = completer.get_completions(Document("ev"), CompleteEvent())
    assert completion.display_text == "␛]0;имя␇"
    assert completion.display_meta_text == "␛[2J"
