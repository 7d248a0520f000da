"""The board and the next steps, on the example school."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from iom import language
from iom.store.load import load
from iom.views.board import board, row_of
from iom.views.next_steps import OneNext, everybody_next
from iom.views.round_status import round_status

DAY = date(2026, 11, 18)


@pytest.fixture(scope="module")
def run():
    return load(Path(__file__).parents[2] / "examples" / "zarechnaya").school.runs["2026-autumn"]


@pytest.fixture(scope="module")
def example(run):
    return board(run, DAY, detailed=True)


def test_the_counts_add_up(example):
    assert sum(example.counts().values()) == len(example.rows) > 60
    assert all(example.counts().values())
    table = example.sheet().blocks[1]
    cells = [int(cell) for row in table.rows for cell in row[1:] if cell != "·"]
    assert sum(cells) == len(example.rows)


def test_the_ninth_class_stands_before_the_tenth(example):
    first, second, *_rest = example.rows
    rows = (replace(first, form="10а"), replace(second, form="9б"))
    table = replace(example, rows=rows).sheet().blocks[1]
    assert [row[0] for row in table.rows] == ["9б", "10а"]


def test_waived_is_shown_as_waived_and_never_as_met(run, example):
    waived = [row for row in example.rows if row.waived]
    everybody = [name for name, route in run.routes.items() if route.waivers]
    assert everybody
    for row in waived:
        assert " *" in str(example.sheet().blocks[3].rows[example.rows.index(row)][0])
        assert any("waived" in str(cell) for line in OneNext(row).sheet().blocks[0].rows for cell in line)
        assert row.data()["waived"]


def test_a_return_is_marked(example):
    returned = [row for row in example.rows if row.returned]
    assert returned
    drawn = str(example.sheet())
    assert all(f"{row.name} ↩" in drawn for row in returned)


def test_who_is_gone_is_not_in_the_queue(run, example):
    gone = {row.subject for row in example.rows if row.state in {"closed", "stopped"}}
    queue = everybody_next(example.rows)
    assert gone
    assert not gone & {row.subject for row in (*queue.mine, *queue.waiting)}
    assert not {row.subject for row in queue.mine} & {row.subject for row in queue.waiting}


@pytest.mark.parametrize("stage", ["choice", "implementation", "evaluation", "reflection"])
def test_everybody_has_a_next_step_to_copy(example, stage):
    rows = [row for row in example.rows if row.state == stage]
    assert rows
    for row in rows:
        commands = OneNext(row).commands()
        assert commands
        assert all(command.startswith("iom ") for command in commands)


def test_json_is_never_translated(run, example):
    plain = [example.data(), OneNext(row_of(run, "averina-polina", DAY)).data(), round_status(run, DAY).data()]
    language.use("ru")
    again = [
        board(run, DAY, detailed=True).data(),
        OneNext(row_of(run, "averina-polina", DAY)).data(),
        round_status(run, DAY).data(),
    ]
    for data in (plain, again):
        for requirement in data[1]["requirements"]:
            for one in requirement["missing"]:
                del one["text"]  # said to a person
    assert plain == again


def test_the_round_status_counts_every_seat(run):
    found = {row.offer: row for row in round_status(run, DAY).offers}
    assert set(found) == set(run.offers)
    assert all(0 <= row.placed <= row.seats for row in found.values())
    assert all(row.first <= row.wanted for row in found.values())
