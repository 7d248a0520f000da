from __future__ import annotations

from collections.abc import Callable

import pytest

from iom.stages.machine import Check

ROUTE = "rounds/autumn/routes/averina-polina.toml"
PUPIL = "students/averina-polina.toml"
LATER = """
[[reflections]]
id = "look-back-later"
by = "averina-polina"
on = 2026-11-24
"""

Ask = Callable[..., Check]


def test_the_complete_school_lacks_nothing(check: Ask) -> None:
    for name in ["pupil-reflection", "guardian-reflection", "levels", "deficits", "next-request"]:
        assert check(name, {}).state == "met", name


@pytest.mark.parametrize(
    ("requirement", "changes", "waits", "said", "command"),
    [
        (
            "pupil-reflection",
            {ROUTE: ('by = "averina-polina"', 'by = "averina-ni"')},
            "student",
            "Аверина Полина has not looked back yet.",
            "iom reflect averina-polina",
        ),
        (
            "guardian-reflection",
            {ROUTE: ('by = "averina-oi"', 'by = "babushkin-do"')},
            "guardian",
            "No guardian has looked back yet: Аверина Ольга Игоревна, Аверина Нина Ильинична.",
            "iom reflect averina-polina --guardian averina-oi",
        ),
        (
            "guardian-reflection",
            {PUPIL: 'name = "Аверина Полина"'},
            "coordinator",
            "No guardian is on record for Аверина Полина: enter the legal trustee, or waive “guardian-reflection”.",
            'iom waive averina-polina guardian-reflection --reason "…"',
        ),
        (
            "levels",
            {ROUTE: ("level_reached = 2", "")},
            "tutor",
            "The level reached is missing for the goal “Отличать предположение от факта”.",
            "iom reflect averina-polina --levels goal-1:…",
        ),
        (
            "deficits",
            {ROUTE: ('outcome = "carried"', "")},
            "tutor",
            "Closed, or carried on? The deficit “не отличает гипотезу от факта” has no outcome yet.",
            "iom reflect averina-polina --outcomes deficit-1:…",
        ),
        (
            "deficits",
            {ROUTE: ('outcome = "carried"', ""), "catalogs/deficits.toml": None},
            "tutor",
            "Closed, or carried on? The deficit “hypothesis” has no outcome yet.",
            "iom reflect averina-polina --outcomes deficit-1:…",
        ),
        (
            "next-request",
            {ROUTE: ('next_request = "Хочу свой проект"', "")},
            "student",
            "Аверина Полина has not said what to do in the next round.",
            'iom reflect averina-polina --next-request "…"',
        ),
        (
            "next-request",
            {ROUTE: ("[[reflections]]", LATER + "\n[[reflections]]")},
            "student",
            "Аверина Полина has not said what to do in the next round.",
            'iom reflect averina-polina --next-request "…"',
        ),
    ],
)
def test_what_is_missing_is_said_with_its_command(
    check: Ask, requirement: str, changes: dict[str, str], waits: str, said: str, command: str
) -> None:
    found = check(requirement, changes)
    assert [(one.waits_for, one.said(), one.command) for one in found.missing] == [(waits, said, command)]


def test_a_grandmother_may_look_back(check: Ask) -> None:
    assert check("guardian-reflection", {ROUTE: ('by = "averina-oi"', 'by = "averina-ni"')}).state == "met"
