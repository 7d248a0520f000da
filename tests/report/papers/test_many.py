"""Many papers in one file: set a few at a time, joined, told one by one."""

from __future__ import annotations

import sys

import pytest
from every_block import DAY, STAMP, pages_of

from iom.report.extra import MissingExtraError
from iom.report.papers.draw import FORMATS, Format, draw
from iom.report.papers.dress import Dress
from iom.report.papers.paper import Paper

MANY = tuple(Paper("many", f"Paper {number}") for number in range(40))


def test_many_papers_are_one_file_in_their_order():
    content = draw(MANY, "pdf", STAMP, Dress(), DAY)
    pages = pages_of(content)
    assert [page.splitlines()[0] for page in pages] == [paper.title for paper in MANY]
    assert all("page 1 of 1" in page for page in pages)
    assert content == draw(MANY, "pdf", STAMP, Dress(), DAY)


@pytest.mark.parametrize("form", FORMATS)
def test_each_paper_is_told_once(form: Format):
    told: list[None] = []
    draw(MANY, form, STAMP, Dress(), DAY, lambda: told.append(None))
    assert len(told) == len(MANY)


def test_the_library_that_joins_them_is_named_where_it_is_missing(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "pypdf", None)
    assert draw(MANY[:3], "pdf", STAMP, Dress(), DAY)
    with pytest.raises(MissingExtraError):
        draw(MANY, "pdf", STAMP, Dress(), DAY)
