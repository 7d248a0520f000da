from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from iom.model.roster import Span, gone_on, membership_spans, placements, roster, roster_sizes
from iom.model.school import Run, School

Build = Callable[[Mapping[str, str]], School]

OFFER = """course = "{0}"
teachers = ["parshina-nv"]
starts = 2026-09-14
ends = 2026-11-13
{1}
[seats]
min = 1
max = 12
"""
PLACED = """
[[placements]]
id = "pl-a"
code = "K1"
offer = "chemistry"

[[placements]]
id = "pl-b"
code = "K1"
offer = "games"
on = 2026-09-10

[[placements]]
id = "pl-c"
code = "K2"
offer = "chemistry"
"""
MOVED = """
[[moves]]
id = "m2"
on = 2026-10-12
student = "averina"
from = "flexagons"
to = "games"
reason = "просила вернуть"
by = "fedoseeva-im"

[[moves]]
id = "m1"
on = 2026-10-01
student = "averina"
from = "games"
to = "flexagons"
reason = "не понравилось"
by = "fedoseeva-im"
"""
BASE = {
    "rounds/autumn/round.toml": 'title = "Осень"\nschool_year = "2026-2027"\nopened_on = 2026-05-20',
    "rounds/autumn/offers/chemistry.toml": OFFER.format("chemistry", ""),
    "rounds/autumn/offers/games.toml": OFFER.format("games", ""),
    "rounds/autumn/offers/flexagons.toml": OFFER.format("flexagons", "cancelled_on = 2026-10-20"),
    "rounds/autumn/codes.toml": '[codes]\naverina = "K1"\nbabushkin = "K2"\n',
    "rounds/autumn/allocation.toml": PLACED,
    "students/averina.toml": 'name = "Яшина Полина"',
    "students/babushkin.toml": 'name = "Бабушкин Лев"\nleft_on = 2026-10-05',
}


def run_of(school: Build, **changed: str) -> Run:
    return school({**BASE, **{f"rounds/autumn/{name}.toml": text for name, text in changed.items()}}).runs["autumn"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 5, 19), ()),
        (date(2026, 5, 20), ("chemistry",)),
        (date(2026, 9, 10), ("chemistry", "games")),
        (date(2026, 9, 30), ("chemistry", "games")),
        (date(2026, 10, 1), ("chemistry", "flexagons")),
        (date(2026, 10, 11), ("chemistry", "flexagons")),
        (date(2026, 10, 12), ("chemistry", "games")),
    ],
)
def test_a_day_sees_the_placements_by_hand_and_the_moves_up_to_it(
    school: Build, day: date, expected: tuple[str, ...]
) -> None:
    assert placements(run_of(school, moves=MOVED), "averina", day) == expected


def test_spans_tell_every_day_even_when_moves_stand_out_of_order(school: Build) -> None:
    assert membership_spans(run_of(school, moves=MOVED), "averina") == (
        Span("chemistry", date(2026, 5, 20)),
        Span("games", date(2026, 9, 10), date(2026, 9, 30)),
        Span("flexagons", date(2026, 10, 1), date(2026, 10, 11)),
        Span("games", date(2026, 10, 12)),
    )


def test_a_cancelled_offer_drops_out_from_its_day_on(school: Build) -> None:
    stays = MOVED.split("[[moves]]")[2]
    run = run_of(school, moves="[[moves]]" + stays)
    assert "flexagons" in placements(run, "averina", date(2026, 10, 19))
    assert "flexagons" not in placements(run, "averina", date(2026, 10, 20))


def test_an_offer_cancelled_before_the_placement_was_never_attended(school: Build) -> None:
    run = run_of(school, **{"offers/games": OFFER.format("games", "cancelled_on = 2026-09-01")})
    assert [span.offer for span in membership_spans(run, "averina")] == ["chemistry"]


def test_a_placement_twice_counts_once(school: Build) -> None:
    again = PLACED + '\n[[placements]]\nid = "pl-d"\ncode = "K1"\noffer = "games"\non = 2026-09-11\n'
    assert placements(run_of(school, allocation=again), "averina", date(2026, 9, 20)) == ("chemistry", "games")


def test_a_code_that_nobody_has_places_nobody(school: Build) -> None:
    run = run_of(school, codes='[codes]\nbabushkin = "K2"\n')
    assert placements(run, "averina", date(2026, 9, 20)) == ()


def test_the_roster_is_sorted_by_name_and_loses_leavers(school: Build) -> None:
    run = run_of(school)
    assert roster(run, "chemistry", date(2026, 10, 4)) == ("babushkin", "averina")
    assert roster(run, "chemistry", date(2026, 10, 5)) == ("averina",)


@pytest.mark.parametrize("day", [date(2026, 9, 20), date(2026, 10, 4), date(2026, 10, 5), date(2026, 10, 25)])
def test_the_sizes_are_those_of_the_rosters(school: Build, day: date) -> None:
    run = run_of(school)
    sizes = roster_sizes(run, dict.fromkeys(run.offers, day))
    assert {offer: sizes[offer] for offer in run.offers} == {
        offer: len(roster(run, offer, day)) for offer in run.offers
    }


def test_each_offer_is_counted_on_its_own_day(school: Build) -> None:
    run = run_of(school)
    sizes = roster_sizes(run, {"chemistry": date(2026, 10, 4), "games": date(2026, 5, 19)})
    assert (sizes["chemistry"], sizes["games"], sizes["flexagons"]) == (2, 0, 0)


def test_a_move_alone_puts_a_newcomer_on_the_roster(school: Build) -> None:
    new = '[[moves]]\nid = "m0"\non = 2026-10-01\nstudent = "vyatkina"\nto = "games"\nreason = "новая"\nby = "f-im"\n'
    assert roster(run_of(school, moves=new), "games", date(2026, 10, 1)) == ("vyatkina", "averina")


def test_an_earlier_id_in_a_closed_round_is_resolved(school: Build) -> None:
    texts = {path: text for path, text in BASE.items() if path != "students/averina.toml"}
    texts["students/yashina.toml"] = 'name = "Яшина Полина"\nformerly = ["averina"]'
    run = school(texts).runs["autumn"]
    assert placements(run, "yashina", date(2026, 9, 20)) == ("chemistry", "games")
    assert roster(run, "games", date(2026, 9, 20)) == ("yashina",)


def test_a_round_without_an_allocation_has_nobody(school: Build) -> None:
    texts = {path: text for path, text in BASE.items() if "allocation" not in path}
    assert roster(school(texts).runs["autumn"], "games", date(2026, 9, 20)) == ()


STOP = '[[decisions]]\nid = "d1"\non = {0}\nstage = "choice"\ndecision = "stop"\nreason = "left"\nby = "f-im"\n'
RETURN = '[[decisions]]\nid = "d2"\non = {0}\nstage = "choice"\ndecision = "return"\nto = "choice"\nby = "f-im"\n'


def test_a_stopped_route_frees_the_seat_from_its_day_on_even_before_the_first_lesson(school: Build) -> None:
    run = run_of(school, **{"routes/averina": STOP.format("2026-06-20")})
    assert roster(run, "chemistry", date(2026, 6, 19)) == ("babushkin", "averina")
    assert roster(run, "chemistry", date(2026, 6, 20)) == ("babushkin",)
    assert roster_sizes(run, {"chemistry": date(2026, 9, 14)})["chemistry"] == 1


def test_a_route_taken_up_again_keeps_its_seat(school: Build) -> None:
    run = run_of(school, **{"routes/averina": STOP.format("2026-06-20") + RETURN.format("2026-06-22")})
    assert roster(run, "chemistry", date(2026, 9, 14)) == ("babushkin", "averina")


def test_who_left_the_school_before_the_route_was_stopped_is_gone_from_the_earlier_day(school: Build) -> None:
    run = run_of(school, **{"routes/babushkin": STOP.format("2026-10-20")})
    assert gone_on(run, "babushkin") == date(2026, 10, 5)
