"""The counts of the overview add up and stand in an order that people expect."""

from __future__ import annotations

from datetime import date

import pytest

from iom.report.board.tally import SHADES, by_form, by_stage, by_tutor, turns
from iom.views.board import board

DAY = date(2026, 11, 18)


@pytest.fixture(scope="module")
def drawn(run):
    return board(run, DAY)


def test_every_pupil_is_counted_once_each_way(run, drawn):
    everybody = len(drawn.rows)
    assert sum(one.count for one in by_stage(drawn)) == everybody
    for lines in (by_form(drawn), by_tutor(drawn, run.school.name)):
        assert sum(line.total for line in lines) == everybody
        assert all(sum(cell.count for cell in line.cells) == line.total for line in lines)
        assert sum(line.ready for line in lines) == sum(one.ready for one in by_stage(drawn)) > 0


def test_who_has_no_tutor_comes_last(run, drawn):
    tutors = by_tutor(drawn, run.school.name)
    assert [line.title for line in tutors[:-1]] == sorted(line.title for line in tutors[:-1])
    assert (tutors[-1].key, tutors[-1].title) == ("", "")


def test_a_cell_is_shaded_by_its_share_of_the_row(drawn):
    for line in by_form(drawn):
        for cell in line.cells:
            assert (cell.shade == 0) == (cell.count == 0)
            assert cell.shade <= SHADES


def test_the_most_waited_for_come_first(drawn):
    counts = [count for _role, count in turns(drawn.rows)]
    assert counts == sorted(counts, reverse=True)
    assert counts
