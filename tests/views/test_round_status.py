"""The state of a choice: demand by course and hour, and everything that stands in its way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from iom.model import kinds
from iom.model.school import Run
from iom.model.validation import validated
from iom.store.load import load
from iom.views.round_status import RoundStatus, round_status
from iom.views.sheet import Bars, Cell, Lines, Table

DAY = date(2026, 9, 1)
OFFER = """
course = "{course}"
teachers = []
starts = 2026-09-14
ends = 2026-11-13
[seats]
min = {least}
max = {most}
[[slots]]
id = "{day}-{hour}00"
day = "{day}"
from = {hour}:00:00
to = {end}:00:00
"""
AGREED = """
[[agreements]]
id = "a1"
on = 2026-06-01
how = "together"
offers = {offers}
reserve = {reserve}
signed_by = []
"""


def offer(course: str, day: str, hour: int, least: int = 1, most: int = 2) -> str:
    return OFFER.format(course=course, day=day, hour=hour, end=hour + 1, least=least, most=most)


def agreed(*offers: str, reserve: tuple[str, ...] = ()) -> str:
    return AGREED.format(offers=list(offers), reserve=list(reserve))


@pytest.fixture
def run(school: Callable[..., object]) -> Run:
    pupils = {
        f"students/{name}.toml": f'name = "{name.title()}"\n[[forms]]\nid = "f1"\nsince = 2026-01-01\nform = "5а"\n'
        for name in ("ann", "bob", "cid", "dan", "eve")
    }
    pupils["students/dan.toml"] = "left_on = 2026-08-01\n" + pupils["students/dan.toml"]
    offers = {
        "clay": offer("clay", "mon", 14),
        "chess": offer("chess", "mon", 14, most=1),
        "robots": offer("robots", "tue", 14, least=3, most=8),
        "maps": offer("maps", "wed", 15, least=2),
    }
    choices = {
        "ann": agreed("clay", "chess", "maps", reserve=("robots",)),
        "bob": agreed("chess", "clay", "maps"),
        "cid": agreed("robots", "maps"),
    }
    return school(  # type: ignore[attr-defined, no-any-return]
        {
            "iom.toml": 'name = "School"',
            "courses/clay.toml": 'title = "Clay"\ngrades = [5]',
            "courses/chess.toml": 'title = "Chess"',
            "courses/robots.toml": 'title = "Robots"\ngrades = [6]',
            "courses/maps.toml": 'title = "Maps"',
            "rounds/autumn/round.toml": 'title = "Round"\nschool_year = "2026-2027"\ngrades = [5]',
            **pupils,
            **{f"rounds/autumn/offers/{name}.toml": text for name, text in offers.items()},
            **{f"rounds/autumn/choices/{name}.toml": text for name, text in choices.items()},
        }
    ).runs["autumn"]


def lines(status: RoundStatus) -> list[str]:
    blocks = [block for block in status.sheet().blocks if isinstance(block, Lines)]
    return [line.text if isinstance(line, Cell) else line for block in blocks for line in block.lines]


def test_who_has_not_chosen_is_named_and_who_left_is_not(run: Run):
    status = round_status(run, DAY)
    assert status.demand.without == ("eve",)
    assert status.data()["participants"] == 4
    assert any("without wishes" in line and "Eve" in line for line in lines(status))
    assert not any("Dan" in line for line in lines(status))


def test_a_seat_is_no_agreement(run: Run):
    move = {"id": "m1", "student": "eve", "to": "maps", "on": DAY, "reason": "asked for it", "by": "ann"}
    moves, problems = validated(kinds.MOVES, {"schema": 1, "moves": [move]}, "rounds/autumn/moves.toml")
    assert moves is not None, problems
    seated = run.school.with_documents({"rounds/autumn/moves.toml": moves}).runs["autumn"]
    assert "eve" in seated.placed_students
    assert round_status(seated, DAY).data()["without_agreement"] == ["eve"]


def test_a_wish_for_another_form_is_dropped_and_told(run: Run):
    status = round_status(run, DAY)
    assert status.data()["dropped"] == [
        {"student": "ann", "offer": "robots", "why": "grade"},
        {"student": "cid", "offer": "robots", "why": "grade"},
    ]
    assert any("it is not for this form" in line and "Ann, Cid" in line for line in lines(status))
    found = {row["id"]: row for row in status.data()["offers"]}
    assert (found["robots"]["first"], found["robots"]["listed"], found["maps"]["first"]) == (0, 0, 1)


def test_courses_wanted_together_at_one_hour_are_told(run: Run):
    status = round_status(run, DAY)
    assert status.data()["at_once"] == [{"offers": ["chess", "clay"], "students": ["ann", "bob"]}]
    assert any("“Chess”, “Clay”" in line for line in lines(status))


def test_a_course_that_too_few_want_is_at_risk(run: Run):
    status = round_status(run, DAY)
    assert [row.offer for row in status.offers if row.at_risk] == ["robots"]
    assert any("“Robots” may not run: wanted by 0" in line for line in lines(status))


def test_short_lists_are_measured_by_the_gate_of_the_choice(run: Run):
    # Four offers from three hours is all that there is, so six from four cannot be asked for.
    short = round_status(run, DAY).data()["short_lists"]
    assert short == [
        {"student": "ann", "offers": 3, "slots": 2},
        {"student": "bob", "offers": 3, "slots": 2},
        {"student": "cid", "offers": 1, "slots": 1},
    ]


def test_a_pupil_counts_once_at_an_hour(run: Run):
    hours = {(hour["day"], hour["from"]): hour for hour in round_status(run, DAY).data()["hours"]}
    assert hours["mon", "14:00"] == {
        "day": "mon",
        "from": "14:00",
        "offers": ["chess", "clay"],
        "seats": 3,
        "wanted": 2,
    }
    assert hours["wed", "15:00"]["wanted"] == 3


def test_the_heat_map_reads_without_colours(run: Run):
    tables = [block for block in round_status(run, DAY).sheet().blocks if isinstance(block, Table)]
    cells = {(row[0], column.title): row[at] for row in tables[1].rows for at, column in enumerate(tables[1].columns)}
    assert cells["14:00", "Mon"] == Cell("▒ 2/3")
    assert cells["15:00", "Wed"] == Cell("▓ 3/2", "warn")
    assert cells["14:00", "Tue"] == Cell("░ 0/8")
    assert cells["15:00", "Mon"] == Cell("·", "muted")


def test_demand_is_drawn_against_seats(run: Run):
    (bars,) = (block for block in round_status(run, DAY).sheet().blocks if isinstance(block, Bars))
    assert bars.rows == (("Chess", 2, 1), ("Clay", 2, 2), ("Maps", 3, 2), ("Robots", 0, 8))


def test_the_example_adds_up():
    run = load(Path(__file__).parents[2] / "examples" / "zarechnaya").school.runs["2026-autumn"]
    data = round_status(run, date(2026, 11, 18)).data()
    assert set(data["without_wishes"]) <= set(data["without_agreement"])
    for row in data["offers"]:
        assert 0 <= row["first"] <= row["wanted"] <= row["listed"] <= data["participants"]
    for hour in data["hours"]:
        offers = [row for row in data["offers"] if row["id"] in hour["offers"]]
        assert hour["seats"] == sum(row["max"] for row in offers)
        assert max(row["wanted"] for row in offers) <= hour["wanted"] <= sum(row["wanted"] for row in offers)


def test_a_round_without_offers_has_an_empty_table(school: Callable[..., object]):
    found = school({"rounds/autumn/round.toml": 'title = "Round"\nschool_year = "2026-2027"'})
    blocks = round_status(found.runs["autumn"], DAY).sheet().blocks  # type: ignore[attr-defined]
    assert [type(block) for block in blocks[1:]] == [Table]


def test_a_course_fuller_than_its_teacher_calls_best_is_told():
    run = load(Path(__file__).parents[2] / "examples" / "zarechnaya").school.runs["2026-autumn"]
    status = round_status(run, date(2026, 11, 18))
    fuller = [row for row in status.offers if row.best and row.placed > row.best]
    assert fuller
    (line,) = [line for line in lines(status) if "fuller than the number aimed at" in line]
    assert all(f"{row.title} {row.placed}/{row.best}" in line for row in fuller)
