"""Moves by hand: refusals in words, and only courses with a seat suggested."""

from __future__ import annotations

from datetime import date

import pytest

from iom.stages.machine import gate
from iom.walk.rounds import (
    AlreadyInOfferError,
    EnoughError,
    NoSeatError,
    NotInOfferError,
    OpenRoutesError,
    UnsignedAgreementError,
    closed,
    moved,
)

ROUND = "rounds/autumn/"
DAY = date(2026, 9, 15)
AGREEMENT = """[[agreements]]
id = "20260610-f1nx0"
on = 2026-06-10
how = "together"
offers = ["chemistry", "games", "retell"]
reserve = ["eco"]
signed_by = ["averina-polina", "averina-oi"]
"""


def placements(*pairs: tuple[str, str]) -> dict[str, str]:
    rows = "".join(
        f'[[placements]]\nid = "{code}-{offer}"\ncode = "{code}"\noffer = "{offer}"\n' for code, offer in pairs
    )
    return {
        ROUND + "allocation.toml": f"published_on = 2026-06-22\n{rows}",
        ROUND + "choices/averina-polina.toml": AGREEMENT,
    }


def full(offer: str) -> dict[str, str]:
    """Somebody else sits in the only seat of the offer."""
    seat = (
        f'course = "{offer}"\nteachers = ["parshina-nv"]\nstarts = 2026-09-14\nends = 2026-11-13\n'
        "seats = { min = 1, best = 1, max = 1 }\n"
        '[[slots]]\nid = "mon-1400"\nday = "mon"\nfrom = 14:00:00\nto = 15:00:00\n'
    )
    return {**placements(("k2", offer)), ROUND + f"offers/{offer}.toml": seat}


def suggested(desk, changes) -> str:
    run = desk(changes).school.runs["autumn"]
    checks = gate(run.school, run, "averina-polina", DAY, stage="choice")
    return next(check for check in checks if check.requirement == "placed").missing[0].command


def test_the_first_agreed_course_is_suggested(desk):
    assert "--to chemistry " in suggested(desk, placements())


def test_a_course_without_a_seat_is_passed_over(desk):
    assert "--to games " in suggested(desk, full("chemistry"))


def test_a_course_at_a_taken_hour_is_passed_over(desk):
    busy = (
        'name = "Аверина Полина"\nforms = [{ id = "form-5", since = 2026-09-01, form = "5а" }]\n'
        'busy = [{ id = "mon", day = "mon", from = 14:30:00, to = 16:00:00 }]'
    )
    assert "--to games " in suggested(desk, {**placements(), "students/averina-polina.toml": busy})


@pytest.mark.parametrize(
    ("held", "target", "error", "facts"),
    [
        (["chemistry"], "chemistry", AlreadyInOfferError, {"title": "Курс chemistry"}),
        (
            ["chemistry", "games", "retell"],
            "eco",
            EnoughError,
            {"offers": ["Курс chemistry", "Курс games", "Курс retell"]},
        ),
    ],
)
def test_a_move_is_refused_with_titles_for_people(desk, held, target, error, facts):
    run = desk(placements(*(("k1", offer) for offer in held))).school.runs["autumn"]
    with pytest.raises(error) as found:
        moved(run, "averina-polina", None, target, "parshina-nv", "так решили", DAY)
    assert facts.items() <= found.value.facts.items()


def test_an_agreement_that_no_guardian_signed_allows_no_move(desk):
    unsigned = {ROUND + "choices/averina-polina.toml": AGREEMENT.replace(', "averina-oi"', "")}
    run = desk({**placements(), **unsigned}).school.runs["autumn"]
    with pytest.raises(UnsignedAgreementError):
        moved(run, "averina-polina", None, "eco", "oborina-lf", "asked", DAY)
    signed = desk(placements()).school.runs["autumn"]
    assert moved(signed, "averina-polina", None, "eco", "oborina-lf", "asked", DAY)


def test_a_full_course_is_refused(desk):
    run = desk(full("chemistry")).school.runs["autumn"]
    with pytest.raises(NoSeatError):
        moved(run, "averina-polina", None, "chemistry", "parshina-nv", "так решили", DAY)


def test_a_course_that_is_not_held_cannot_be_left(desk):
    run = desk(placements(("k1", "chemistry"))).school.runs["autumn"]
    with pytest.raises(NotInOfferError) as found:
        moved(run, "averina-polina", "games", "retell", "parshina-nv", "так решили", DAY)
    assert found.value.facts["offers"] == ["Курс chemistry"]


def test_a_round_with_open_routes_stays_open(desk):
    with pytest.raises(OpenRoutesError) as found:
        closed(desk().school.runs["autumn"], DAY)
    assert found.value.facts["names"] == ["Аверина Полина", "Бабушкин Лев"]
