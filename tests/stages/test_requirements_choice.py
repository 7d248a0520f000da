from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from iom.stages.machine import Check

ROUND = "rounds/autumn/"
ROUTE = ROUND + "routes/averina-polina.toml"
SHEET = ROUND + "choices/averina-polina.toml"
PUPIL = "students/averina-polina.toml"
GAMES = ROUND + "offers/games.toml"
MOTHER = '{ id = "averina-oi", relation = "mother", legal = true }'
GRANDMOTHER = '{ id = "averina-ni", relation = "grandmother", legal = false }'
OFFERS = ("chemistry", "games", "retell", "flexagons", "eco", "district", "robots")
SIX = '"chemistry", "games", "retell", "flexagons", "eco", "district"'
CANCELLED = ("starts =", "cancelled_on = 2026-06-01\nstarts =")
OTHER_GRADE = 'title = "Для старших"\ngrades = [8]'

Ask = Callable[..., Check]


def test_the_complete_school_lacks_nothing(check: Ask) -> None:
    for name in ["request", "goal", "pupil-wishes", "guardian-wishes", "breadth", "taster", "agreement", "placed"]:
        assert check(name, {}).state == "met", name


@pytest.mark.parametrize(
    ("requirement", "changes", "waits", "said", "command"),
    [
        (
            "request",
            {ROUTE: ('request = "Хочу ставить опыты"', "")},
            "student",
            "Аверина Полина has not said yet: what do I want, and what for?",
            'iom choose averina-polina --request "…"',
        ),
        (
            "goal",
            {ROUTE: "request = 'x'"},
            "tutor",
            "Goals still to be set: 1.",
            'iom choose averina-polina --goal "…"',
        ),
        ("goal", {ROUTE: None}, "tutor", "Goals still to be set: 1.", 'iom choose averina-polina --goal "…"'),
        (
            "pupil-wishes",
            {SHEET: None},
            "student",
            "Аверина Полина has not said which courses to take.",
            "iom choose averina-polina --wishes …",
        ),
        (
            "guardian-wishes",
            {SHEET: ('by = "averina-oi"', 'by = "babushkin-do"')},
            "guardian",
            "No wishes of a guardian yet: Аверина Ольга Игоревна, Аверина Нина Ильинична.",
            "iom choose averina-polina --guardian averina-oi --guardian-wishes …",
        ),
        (
            "guardian-wishes",
            {SHEET: ('endorses = "wish-child"', 'endorses = "wish-nobody"')},
            "guardian",
            "No wishes of a guardian yet: Аверина Ольга Игоревна, Аверина Нина Ильинична.",
            "iom choose averina-polina --guardian averina-oi --guardian-wishes …",
        ),
        (
            "guardian-wishes",
            {PUPIL: 'name = "Аверина Полина"'},
            "coordinator",
            "No guardian is on record for Аверина Полина: enter the legal trustee, or waive “guardian-wishes”.",
            'iom waive averina-polina guardian-wishes --reason "…"',
        ),
        (
            "breadth",
            {SHEET: (SIX, '"chemistry", "games", "retell", "flexagons", "eco"')},
            "student",
            (
                "The list names 5 of 6 offers, at 4 of 4 different hours."
                " It could go on with: Курс district (district), Курс robots (robots)."
            ),
            "iom choose averina-polina --wishes chemistry,games,retell,flexagons,eco,…",
        ),
        (
            "breadth",
            {SHEET: (SIX, '"chemistry", "chemistry", "chemistry", "games", "retell", "flexagons", "eco"')},
            "student",
            (
                "The list names 5 of 6 offers, at 4 of 4 different hours."
                " It could go on with: Курс district (district), Курс robots (robots)."
            ),
            "iom choose averina-polina --wishes chemistry,games,retell,flexagons,eco,…",
        ),
        (
            "breadth",
            {SHEET: (SIX, '"chemistry", "games", "flexagons", "eco", "nothing", "sailing"')},
            "student",
            (
                "The list names 4 of 6 offers, at 3 of 4 different hours."
                " It could go on with: Курс retell (retell), Курс district (district), Курс robots (robots)."
            ),
            "iom choose averina-polina --wishes chemistry,games,flexagons,eco,…",
        ),
        (
            "breadth",
            {
                ROUND + "offers/retell.toml": ('day = "wed"', 'day = "tue"'),
                ROUND + "offers/chemistry.toml": ('day = "mon"', 'day = "tue"'),
                ROUND + "offers/robots.toml": ('day = "fri"', 'day = "sat"'),
            },
            "student",
            "The list names 6 of 6 offers, at 3 of 4 different hours. It could go on with: Курс robots (robots).",
            "iom choose averina-polina --wishes chemistry,games,retell,flexagons,eco,district,…",
        ),
        (
            "taster",
            {ROUND + "events/taster-games.toml": ('"averina-polina"', '"babushkin-lev"')},
            "student",
            "Master classes that Аверина Полина still has to visit: 1, for example “Игры”.",
            "iom choose averina-polina --tasters taster-games",
        ),
        (
            "taster",
            {ROUND + "events/taster-games.toml": ("2026-06-05", "2026-12-05")},
            "student",
            "Master classes that Аверина Полина still has to visit: 1, for example “Игры”.",
            "iom choose averina-polina --tasters taster-games",
        ),
        (
            "taster",
            {ROUND + "events/taster-games.toml": ('"taster"', '"meeting"')},
            "coordinator",
            "The round has no master class yet.",
            "iom event add --kind taster",
        ),
        (
            "agreement",
            {SHEET: None},
            "guardian",
            "Pupil and guardian have not agreed on 3 courses yet.",
            "iom choose averina-polina --agreed … --signed averina-polina,averina-oi",
        ),
        (
            "agreement",
            {SHEET: ('"chemistry", "games", "retell"]', '"chemistry", "games", "retell", "eco"]')},
            "guardian",
            "The agreement names 4 offers; 3 are due, no more and no fewer.",
            "iom choose averina-polina --agreed … --signed averina-polina,averina-oi",
        ),
        (
            "agreement",
            {SHEET: ('"chemistry", "games", "retell"]', '"chemistry", "games"]')},
            "guardian",
            "The agreement names 2 offers; 3 are due, no more and no fewer.",
            "iom choose averina-polina --agreed … --signed averina-polina,averina-oi",
        ),
        (
            "agreement",
            {SHEET: ('"chemistry", "games", "retell"]', '"chemistry", "games", "games"]')},
            "guardian",
            "The agreement names an offer twice: games.",
            "iom choose averina-polina --agreed … --signed averina-polina,averina-oi",
        ),
        (
            "agreement",
            {SHEET: ('["averina-polina", "averina-oi"]', '["averina-oi"]')},
            "student",
            "Аверина Полина has not signed the agreement.",
            "iom choose averina-polina --agreed … --signed averina-polina,averina-oi",
        ),
        (
            "agreement",
            {SHEET: ('["averina-polina", "averina-oi"]', '["averina-polina", "averina-ni"]')},
            "guardian",
            "No legal guardian has signed the agreement: Аверина Ольга Игоревна.",
            "iom choose averina-polina --agreed … --signed averina-polina,averina-oi",
        ),
        (
            "agreement",
            {PUPIL: (MOTHER + ", ", "")},
            "coordinator",
            "No guardian is on record for Аверина Полина: enter the legal trustee, or waive “agreement”.",
            'iom waive averina-polina agreement --reason "…"',
        ),
    ],
)
def test_what_is_missing_is_said_with_its_command(
    check: Ask, requirement: str, changes: dict[str, str], waits: str, said: str, command: str
) -> None:
    found = check(requirement, changes)
    assert found.state == "missing"
    assert [(one.waits_for, one.said(), one.command) for one in found.missing] == [(waits, said, command)]


def test_an_agreement_without_any_signature_lacks_both(check: Ask) -> None:
    found = check("agreement", {SHEET: ('signed_by = ["averina-polina", "averina-oi"]', "")})
    assert [one.waits_for for one in found.missing] == ["student", "guardian"]


def test_the_latest_agreement_counts(check: Ask) -> None:
    newer = """
[[agreements]]
id = "agreement-2"
on = 2026-09-01
how = "phone"
offers = ["chemistry", "games"]
signed_by = ["averina-polina", "averina-oi"]

[[agreements]]
id = "agreement-0"
on = 2026-06-01
how = "phone"
offers = ["chemistry", "games", "retell"]
signed_by = ["averina-polina", "averina-oi"]
"""
    ending = 'signed_by = ["averina-polina", "averina-oi"]\n'
    assert check("agreement", {SHEET: (ending, ending + newer)}).state == "missing"


def test_a_wish_of_any_phase_by_a_guardian_without_signature_right_counts(check: Ask) -> None:
    grandmother = {SHEET: ('by = "averina-oi"\nphase = "preliminary"', 'by = "averina-ni"\nphase = "final"')}
    assert check("guardian-wishes", grandmother).state == "met"


def test_a_legal_trustee_stands_for_a_child_in_care(check: Ask) -> None:
    trustee = {PUPIL: ('relation = "mother"', 'relation = "trustee"')}
    assert check("guardian-wishes", trustee).state == "met"
    assert check("agreement", trustee).state == "met"


def test_the_pupils_latest_list_is_counted(check: Ask) -> None:
    second = """
[[wishes]]
id = "wish-later"
by = "averina-polina"
phase = "final"
on = 2026-06-08
offers = ["chemistry"]
"""
    ending = 'endorses = "wish-child"\n'
    assert check("breadth", {SHEET: (ending, ending + second)}).state == "missing"


def test_breadth_asks_only_for_what_is_there(check: Ask) -> None:
    """Four offers are left for the fifth form, at three different hours."""
    few = {
        "courses/robots.toml": OTHER_GRADE,
        "courses/district.toml": OTHER_GRADE,
        ROUND + "offers/chemistry.toml": CANCELLED,
        SHEET: (SIX, '"games", "retell", "flexagons", "eco"'),
    }
    assert check("breadth", few).state == "met"
    found = check("breadth", {**few, SHEET: (SIX, '"games", "flexagons", "eco", "district"')})
    assert [one.said() for one in found.missing] == [
        "The list names 3 of 4 offers, at 2 of 3 different hours. It could go on with: Курс retell (retell)."
    ]


def test_a_list_of_cancelled_offers_is_no_breadth(check: Ask) -> None:
    found = check("breadth", {GAMES: CANCELLED})
    assert [one.facts["wished"] for one in found.missing] == [5]


MOVE = """
[[moves]]
id = "move-1"
on = 2026-10-01
student = "averina-polina"
from = "retell"
to = "{0}"
reason = "по просьбе семьи"
by = "shirinkina-gr"
"""
MOVES = ROUND + "moves.toml"
NEWER = """
[[agreements]]
id = "agreement-2"
on = 2026-06-10
how = "phone"
offers = ["chemistry", "games", "eco"]
signed_by = ["averina-polina", "averina-oi"]
"""


@pytest.mark.parametrize(
    ("changes", "said", "command"),
    [
        (
            {ROUND + "allocation.toml": None},
            "Аверина Полина has a place in 0 of 3 courses.",
            'iom round place averina-polina chemistry --reason "…" --by shirinkina-gr',
        ),
        (
            {ROUND + "allocation.toml": ('{ id = "seat-games", code = "K1", offer = "games" }, ', "")},
            "Аверина Полина has a place in 2 of 3 courses.",
            'iom round place averina-polina games --reason "…" --by shirinkina-gr',
        ),
        (
            {GAMES: CANCELLED},
            "Аверина Полина has a place in 2 of 3 courses.",
            'iom round place averina-polina flexagons --reason "…" --by shirinkina-gr',
        ),
        (
            {
                ROUND + "allocation.toml": (
                    "placements = [",
                    'placements = [{ id = "s0", code = "K1", offer = "eco" }, ',
                )
            },
            "Аверина Полина has a place in 4 courses; 3 are due: eco, chemistry, games, retell.",
            'iom round move averina-polina --from … --reason "…" --by shirinkina-gr',
        ),
        (
            {MOVES: MOVE.format("eco")},
            "“Курс eco” is not in the family's agreement: move Аверина Полина, or agree anew.",
            'iom round move averina-polina --from eco --to … --reason "…" --by shirinkina-gr',
        ),
        (
            {MOVES: MOVE.format("eco") + 'agreement = "agreement-9"\n'},
            "“Курс eco” is not in the family's agreement: move Аверина Полина, or agree anew.",
            'iom round move averina-polina --from eco --to … --reason "…" --by shirinkina-gr',
        ),
        (
            {MOVES: MOVE.format("eco").replace('to = "eco"\n', "")},
            "Аверина Полина has a place in 2 of 3 courses.",
            'iom round place averina-polina retell --reason "…" --by shirinkina-gr',
        ),
    ],
)
def test_a_place_that_is_missing_or_outside_the_agreement_waits_for_the_coordinator(
    check: Ask, changes: dict[str, str], said: str, command: str
) -> None:
    found = check("placed", changes)
    assert [(one.waits_for, one.said(), one.command) for one in found.missing] == [("coordinator", said, command)]


def test_a_move_to_the_reserve_is_within_the_agreement(check: Ask) -> None:
    assert check("placed", {MOVES: MOVE.format("flexagons")}).state == "met"


def test_a_newer_agreement_covers_the_move(check: Ask) -> None:
    ending = 'signed_by = ["averina-polina", "averina-oi"]\n'
    moved = MOVE.format("eco") + 'agreement = "agreement-2"\n'
    newer = NEWER.replace("2026-06-10", "2026-09-30")
    assert check("placed", {MOVES: moved, SHEET: (ending, ending + newer)}).state == "met"


def test_an_agreement_of_the_same_day_covers_the_move_that_names_it(check: Ask) -> None:
    moved = MOVE.format("eco") + 'agreement = "agreement-2"\n'
    first = {MOVES: moved, SHEET: ("[[agreements]]", NEWER.lstrip() + "\n[[agreements]]")}
    assert check("placed", first).state == "met"
    older = {MOVES: moved, SHEET: ("[[agreements]]", NEWER.lstrip().replace("-10\n", "-01\n") + "\n[[agreements]]")}
    assert check("placed", older).state == "missing"


def test_a_seat_by_hand_from_the_first_lesson_counts_already_in_june(check: Ask) -> None:
    by_hand = {ROUND + "allocation.toml": ('offer = "games" }', 'offer = "games", on = 2026-09-14 }')}
    assert check("placed", by_hand, date(2026, 6, 12)).state == "met"
    late = {ROUND + "allocation.toml": ('offer = "games" }', 'offer = "games", on = 2026-09-15 }')}
    assert check("placed", late, date(2026, 6, 12)).state == "missing"
    assert check("placed", late, date(2026, 9, 15)).state == "met"


def test_without_an_agreement_only_the_number_of_places_is_asked(check: Ask) -> None:
    assert check("placed", {SHEET: None}).state == "met"


def test_the_offers_suggested_bring_other_hours_first(check: Ask) -> None:
    """Eco shares its hour with flexagons, robots with district."""
    (one,) = check("breadth", {SHEET: None}).missing
    assert one.facts["others"] == [
        f"Курс {offer} ({offer})" for offer in ["chemistry", "games", "retell", "flexagons", "district", "eco"]
    ]


@pytest.mark.parametrize("requirement", ["breadth", "pupil-wishes", "guardian-wishes", "agreement"])
def test_before_there_are_offers_the_choice_waits_for_the_coordinator(check: Ask, requirement: str) -> None:
    none = {f"{ROUND}offers/{offer}.toml": None for offer in OFFERS}
    found = check(requirement, {SHEET: None, **none})
    assert [(one.waits_for, one.command) for one in found.missing] == [("coordinator", "iom offer add")]


def test_a_round_without_offers_is_told(check: Ask) -> None:
    none = {f"{ROUND}offers/{offer}.toml": None for offer in OFFERS}
    (one,) = check("breadth", {SHEET: None, **none}).missing
    assert one.said() == "The round has no offers for Аверина Полина to choose from yet."
