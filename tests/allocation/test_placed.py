"""What a placement means for one family, read back from its paper."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from iom.allocation.engine import allocate
from iom.allocation.from_round import round_problem
from iom.allocation.paper import paper
from iom.allocation.placed import NotInPlacementError, NotPlacedError, Placed
from iom.model.rounds import Allocation
from iom.store.load import load

EXAMPLE = Path(__file__).parents[2] / "examples" / "zarechnaya"
JUNE = date(2026, 6, 22)


@pytest.fixture(scope="module")
def placed() -> Placed:
    """The example, placed anew by the program in June."""
    run = load(EXAMPLE).school.runs["2026-autumn"]
    stated = round_problem(run, JUNE)
    document = paper(allocate(stated.problem), stated.provisional, Allocation.new())
    school = run.school.with_documents({"rounds/2026-autumn/allocation.toml": document})
    return Placed(school.runs["2026-autumn"], JUNE)


def test_a_family_reads_its_own_part_alone(placed: Placed):
    for student in ("vyatkina-miroslava", "kylosov-rodion", "loginov-efim"):
        found = placed.for_family(student)
        assert [offer for offer, _rank in found.given] == list(placed.seats[placed.run.codes[student]])
        assert {reason.pupil for reason in found.reasons} <= {found.code}


def test_a_wish_that_was_not_met_has_one_reason(placed: Placed):
    for pupil in placed.problem.pupils:
        found = placed.for_family(placed.run.participants[pupil.id])
        last = max((rank for _offer, rank in found.given), default=0)
        met = {rank for _offer, rank in found.given}
        assert {reason.rank for reason in found.reasons} >= {rank for rank in range(1, last) if rank not in met}


def test_what_is_carried_is_what_was_lost(placed: Placed):
    for pupil in placed.problem.pupils:
        found = placed.for_family(placed.run.participants[pupil.id])
        ranks = sorted(rank for _offer, rank in found.given if rank)
        assert found.carried == pupil.account + sum(rank - best for best, rank in enumerate(ranks, 1))


def test_a_placement_made_by_hand_alone_is_not_explained():
    with pytest.raises(NotPlacedError):
        Placed(load(EXAMPLE).school.runs["2026-autumn"], JUNE)


def test_who_came_later_is_not_in_the_paper(placed: Placed):
    with pytest.raises(NotInPlacementError):
        placed.for_family("nobody")
