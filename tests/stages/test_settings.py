from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from iom.model.school import School
from iom.stages.settings import number, picks, policy_problems

Build = Callable[[Mapping[str, str]], School]
ROUND = 'title = "О"\nschool_year = "2026-2027"\n'


def workspace(policies: str) -> dict[str, str]:
    return {"iom.toml": f'name = "Школа"\n{policies}', "rounds/autumn/round.toml": ROUND}


@pytest.mark.parametrize(
    "policies",
    [
        "",
        "[policies.route.attendance]\nshare = 70",
        "[policies.route.attendance]\nshare = 0\noff = false",
        "[policies.route.taster]\noff = true",
        "[policies.route.breadth]\noffers = 4\nslots = 3",
    ],
)
def test_sound_policies_have_no_problem(school: Build, policies: str) -> None:
    assert policy_problems(school(workspace(policies))) == []


@pytest.mark.parametrize(
    ("policies", "code", "keys"),
    [
        ("[policies.root.attendance]\nshare = 70", "E0450", ("root",)),
        ("[policies.route.attendence]\nshare = 70", "E0451", ("route", "attendence")),
        ("[policies.route.attendance]\nshrae = 70", "E0452", ("route", "attendance", "shrae")),
        ("[policies.route.taster]\nshare = 70", "E0452", ("route", "taster", "share")),
        ("[policies.route.attendance]\nshare = 101", "E0453", ("route", "attendance", "share")),
        ("[policies.route.attendance]\nshare = -1", "E0453", ("route", "attendance", "share")),
        ('[policies.route.attendance]\nshare = "70"', "E0453", ("route", "attendance", "share")),
        ("[policies.route.attendance]\nshare = true", "E0453", ("route", "attendance", "share")),
        ("[policies.route.attendance]\noff = 1", "E0453", ("route", "attendance", "off")),
        ('[policies.route.attendance]\noff = "true"', "E0453", ("route", "attendance", "off")),
    ],
)
def test_what_cannot_be_is_a_problem_with_its_place(
    school: Build, policies: str, code: str, keys: tuple[str, ...]
) -> None:
    (problem,) = policy_problems(school(workspace(policies)))
    assert (problem.fault.code, problem.document, problem.keys) == (code, "iom.toml", ("policies", *keys))
    assert problem.fault.text.format_map(problem.facts)
    assert problem.fault.hint.format_map(problem.facts)


def test_all_problems_come_at_once_the_nearest_name_first(school: Build) -> None:
    found = policy_problems(
        school(workspace("[policies.route.attendence]\n[policies.route.levles]\n[policies.path.x]"))
    )
    assert [problem.fault.code for problem in found] == ["E0451", "E0451", "E0450"]
    known = found[1].facts["known"]
    assert isinstance(known, tuple)
    assert known[0] == "levels"


def test_a_workspace_without_a_file_has_no_problem(school: Build) -> None:
    assert policy_problems(school({})) == []


def test_numbers_are_the_schools_or_the_templates(school: Build) -> None:
    built = school(workspace("[policies.route.attendance]\nshare = 75"))
    run = built.runs["autumn"]
    assert number(built, run, "attendance", "share") == 75
    assert number(built, run, "breadth", "offers") == 6
    assert number(built, run, "breadth", "unheard-of", default=9) == 9
    assert number(built, run, "unheard-of", "share", default=9) == 9


@pytest.mark.parametrize(
    ("policies", "in_round", "expected"),
    [
        ("", "", 3),
        ("[policies.route.agreement]\npicks = 2", "", 2),
        ("[policies.route.agreement]\npicks = 2", "picks = 4", 4),
    ],
)
def test_picks_are_the_rounds_else_the_schools_else_the_templates(
    school: Build, policies: str, in_round: str, expected: int
) -> None:
    built = school({**workspace(policies), "rounds/autumn/round.toml": ROUND + in_round})
    assert picks(built, built.runs["autumn"]) == expected
