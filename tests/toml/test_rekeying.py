from __future__ import annotations

import pytest

from iom.model.edits import Operation, Set, Unset
from iom.toml.edit import edit

CODES = '[codes]\n# первая\nanna   = "X"  # рука\nboris  = "Y"\n'


def test_a_renamed_key_keeps_its_place_and_its_comments():
    after = edit(CODES, [Unset(("codes", "anna")), Set(("codes", "anna-p"), "X")])
    assert after == CODES.replace("anna ", "anna-p ")


def test_two_keys_change_names_at_once():
    operations: list[Operation] = [
        Unset(("codes", "anna")),
        Unset(("codes", "boris")),
        Set(("codes", "a1"), "X"),
        Set(("codes", "b1"), "Y"),
    ]
    assert edit(CODES, operations) == CODES.replace("anna ", "a1 ").replace("boris ", "b1 ")


def test_keys_of_an_inline_table_are_renamed():
    text = '[[wishes]]\nid = "w"\nreasons = { chess = "да", choir = "да" }  # её слова\n'
    after = edit(text, [Unset(("wishes", "w", "reasons", "chess")), Set(("wishes", "w", "reasons", "schach"), "да")])
    assert after == text.replace("chess", "schach")


@pytest.mark.parametrize(
    ("text", "operations"),
    [
        ("a = 1  # о первом\n", [Unset(("a",)), Set(("b",), 1)]),
        ('[[e]]\nid = "x"\na = 1  # о первом\n', [Unset(("e", "x", "a")), Set(("e", "x", "b"), 1)]),
        ("[t]\na = 1  # о первом\nz = 0\n", [Unset(("t", "a")), Set(("t", "b"), 2)]),
    ],
    ids=["top", "entry", "another value"],
)
def test_the_comment_of_a_key_that_goes_is_not_given_to_another(text: str, operations: list[Operation]):
    assert "о первом" not in edit(text, operations)
