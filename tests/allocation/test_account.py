from __future__ import annotations

from iom.allocation.account import losses
from iom.model.rounds import Allocation, Placement, PublishedList

OFFERS = ("a1", "b1", "c1", "d1")


def placement(code: str, offer: str, wish: int | None) -> Placement:
    return Placement.new(id=f"{code}-{offer}", code=code, offer=offer, wish=wish)


def listed(code: str, *, late: bool | None = None) -> PublishedList:
    return PublishedList.new(id=code, code=code, number="0000", picks=2, wishes=OFFERS, late=late)


def test_places_lost_are_the_wishes_met_less_the_first_ones():
    allocation = Allocation.new(
        lists=(listed("near"), listed("short")),
        placements=(placement("near", "a1", 1), placement("near", "d1", 4), placement("short", "b1", 2)),
    )
    assert losses(allocation) == {"near": 1 + 4 - 3, "short": 2 + 5 - 3}


def test_who_expressed_no_wishes_lost_none_even_with_a_course_too_few():
    allocation = Allocation.new(lists=(listed("late", late=True),), placements=(placement("late", "d1", None),))
    assert losses(allocation) == {}
