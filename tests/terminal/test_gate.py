from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iom.terminal.gate import shown, shown_line


@pytest.mark.parametrize(
    ("hostile", "harmless"),
    [
        ("\x1b[31mкрасное\x1b[0m", "␛[31mкрасное␛[0m"),
        ("\x1b]52;c;ZXZpbA==\x07", "␛]52;c;ZXZpbA==␇"),  # writes the clipboard
        ("\x1b]0;заголовок\x1b\\", "␛]0;заголовок␛\\"),
        ("\x9b2J", "<U+009B>2J"),  # CSI in one character
        ("\x90q\x9c", "<U+0090>q<U+009C>"),
        ("тайно\rявно", "тайно␍явно"),
        ("стёрто\b\b\x7f", "стёрто␈␈␡"),
        ("a\u202egpj.exe", "a<U+202E>gpj.exe"),
        ("a\u2066b\u2069", "a<U+2066>b<U+2069>"),
        ("по\u200bлина\ufeff", "по<U+200B>лина<U+FEFF>"),
        ("по\u00adлина", "по<U+00AD>лина"),
        ("ид\u3164", "ид<U+3164>"),
        ("\udcff", "<U+DCFF>"),
        ("a\u2028b\x85c", "a<U+2028>b<U+0085>c"),
        ("[bold red]жирно[/] :smile:", "[bold red]жирно[/] :smile:"),
        ("👍🏽 🇷🇺", "👍 RU"),  # terminals agree neither on their look nor on their width
        ("а\u00a0б\u2003в", "а б в"),
        ("\u0301a", " \u0301a"),
        ("a" + "\u0301" * 50, "a" + "\u0301" * 4),
        ("Аверина\tПолина", "Аверина Полина"),
        ("раз\r\nдва", "раз\nдва"),
    ],
)
def test_what_a_terminal_would_obey_is_shown(hostile: str, harmless: str) -> None:
    assert shown(hostile) == harmless


def test_a_line_stays_one_line() -> None:
    assert shown_line("раз\nдва") == "раз␤два"


@given(st.text(st.characters(codec=None)))
def test_nothing_invisible_or_obeyed_gets_through(text: str) -> None:
    safe = shown(text)
    assert not {unicodedata.category(letter) for letter in safe.replace("\n", "")} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    safe.encode()


@given(st.text(alphabet="абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВ abc-.,«»—№", min_size=1))
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert shown(text) == text
