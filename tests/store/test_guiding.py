"""Guiding comments come with the sections that they are about."""

from __future__ import annotations

import pytest

from iom.model.routes import ChoiceSheet
from iom.store.guiding import comments_for, with_comments
from iom.toml.read import read

AGREEMENTS = "# A placement from the reserve is within the agreement.\n"
BEFORE = 'schema = 1\n\n[[wishes]]\nid = "a"\n'
AFTER = BEFORE + '\n[[agreements]]\nid = "b"\n'


def data(text):
    return read(text.encode(), "").data or {}


def guided(before, after):
    return with_comments(after, ChoiceSheet, data(before), data(after))


def test_a_new_document_is_told_about_what_it_holds():
    assert list(comments_for(ChoiceSheet, {"wishes": []})) == ["", "wishes"]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_new_section_brings_its_comment(newline):
    before, after = (text.replace("\n", newline) for text in (BEFORE, AFTER))
    expected = AFTER.replace("[[agreements]]", AGREEMENTS + "[[agreements]]").replace("\n", newline)
    assert guided(before, after) == expected


def test_a_section_that_was_there_gets_none():
    assert guided(AFTER, AFTER + '\n[[agreements]]\nid = "c"\n').count("#") == 0


def test_a_comment_that_stands_there_is_not_repeated():
    assert guided(AGREEMENTS + BEFORE, AGREEMENTS + AFTER) == AGREEMENTS + AFTER


def test_a_text_that_looks_like_a_section_stays_as_it_is():
    before = 'schema = 1\nnote = """\n[[agreements]]\n"""\n'
    after = before + '\n[[agreements]]\nid = "b"\n'
    assert guided(before, after) == after
