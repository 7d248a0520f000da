from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest

from iom.model.identifiers import entry_id
from iom.model.routes import Route
from iom.model.school import School
from iom.stages.opening import carried_route, open_routes
from iom.stages.template import TEMPLATES, parse_template

Build = Callable[[Mapping[str, str]], School]
Complete = Callable[[Mapping[str, Any]], School]
OLD = "rounds/autumn/routes/averina-polina.toml"
NEW_ROUND = (
    'title = "Зима"\nschool_year = "2026-2027"\ngrades = [5]\nprevious = "autumn"\n'
    "opened_on = 2026-11-27\nstarts = 2027-01-11\nends = 2027-03-19\n"
)
TODAY = date(2026, 11, 27)
POLINA = "averina-polina"

OLD_ROUTE = """
request = "Хочу ставить опыты"

[[deficits]]
id = "deficit-closed"
deficit = "plan"
outcome = "closed"

[[deficits]]
id = "deficit-carried"
deficit = "hypothesis"
noticed_by = "averina-oi"
noticed_on = 2026-05-20
outcome = "carried"
outcome_on = 2026-11-25

[[deficits]]
id = "deficit-undecided"
deficit = "questions"

[[goals]]
id = "goal-met"
goal = "Доводить до конца"
deficit = "deficit-closed"
level_start = 1
level_aim = 2
level_reached = 2

[[goals]]
id = "goal-unmet"
goal = "Отличать предположение от факта"
deficit = "deficit-carried"
level_start = 0
level_aim = 3
level_reached = 1

[[goals]]
id = "goal-unlooked-at"
goal = "Спрашивать"
level_start = 1

[[steps]]
id = "step-1"
kind = "course"

[[reflections]]
id = "look-back-1"
by = "averina-polina"
on = 2026-11-20
next_request = "Хочу свой проект"

[[reflections]]
id = "look-back-2"
by = "averina-polina"
on = 2026-11-21

[[reflections]]
id = "look-back-3"
by = "averina-oi"
on = 2026-11-22
next_request = "Пусть учится считать"
"""


def carried(school: School) -> dict[str, Any]:
    return carried_route(school, school.runs["autumn"], POLINA, TODAY).data()


def test_the_next_route_carries_request_deficits_and_unmet_goals(complete: Complete) -> None:
    hypothesis = entry_id(TODAY, "deficits", POLINA, "hypothesis")
    unmet = "Отличать предположение от факта"
    assert carried(complete({OLD: OLD_ROUTE})) == {
        "schema": 1,
        "request": "Хочу свой проект",
        "opened_on": TODAY,
        "deficits": [
            {"id": hypothesis, "deficit": "hypothesis", "noticed_by": "averina-oi", "noticed_on": date(2026, 5, 20)},
            {"id": entry_id(TODAY, "deficits", POLINA, "questions"), "deficit": "questions"},
        ],
        "goals": [
            {
                "id": entry_id(TODAY, "goals", POLINA, unmet),
                "goal": unmet,
                "deficit": hypothesis,
                "level_start": 1,
                "level_aim": 3,
            },
            {"id": entry_id(TODAY, "goals", POLINA, "Спрашивать"), "goal": "Спрашивать", "level_start": 1},
        ],
    }


def test_without_an_old_route_a_new_one_is_empty(complete: Complete) -> None:
    assert carried(complete({OLD: None})) == {"schema": 1, "opened_on": TODAY}


def test_one_deficit_noticed_twice_is_carried_once(complete: Complete) -> None:
    twice = OLD_ROUTE.replace('deficit = "questions"', 'deficit = "hypothesis"')
    assert len(carried(complete({OLD: twice}))["deficits"]) == 1


def test_the_next_round_opens_with_a_route_for_everybody(complete: Complete) -> None:
    present = "rounds/winter/routes/babushkin-lev.toml"
    school = complete({"rounds/winter/round.toml": NEW_ROUND, OLD: OLD_ROUTE})
    opened = open_routes(school, "winter", TODAY)
    assert sorted(opened) == ["rounds/winter/routes/averina-polina.toml", present]
    route = opened["rounds/winter/routes/averina-polina.toml"]
    assert isinstance(route, Route)
    assert route.request == "Хочу свой проект"
    assert opened[present].data() == {"schema": 1, "opened_on": TODAY}
    again = school.with_documents({present: Route.new(request="своё")})
    assert sorted(open_routes(again, "winter", TODAY)) == ["rounds/winter/routes/averina-polina.toml"]
    assert open_routes(again.with_documents(open_routes(again, "winter", TODAY)), "winter", TODAY) == {}


def test_who_left_gets_no_new_route(complete: Complete) -> None:
    gone = {"students/averina-polina.toml": ('name = "', 'left_on = 2026-11-20\nname = "')}
    school = complete({"rounds/winter/round.toml": NEW_ROUND, **gone})
    assert list(open_routes(school, "winter", TODAY)) == ["rounds/winter/routes/babushkin-lev.toml"]


def test_a_route_that_cannot_be_read_is_not_written_over(complete: Complete) -> None:
    built = complete({"rounds/winter/round.toml": NEW_ROUND})
    broken = School(built.documents, frozenset({"rounds/winter/routes/averina-polina.toml"}))
    assert list(open_routes(broken, "winter", TODAY)) == ["rounds/winter/routes/babushkin-lev.toml"]


def test_a_teachers_round_goes_on_with_those_who_still_work_here(
    school: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    component = {"id": "swot", "kind": "task", "required": True}
    template = {"id": "programme", "subject": "teacher", "stages": [{"id": "analysis", "components": [component]}]}
    monkeypatch.setitem(TEMPLATES, "programme", parse_template(template))
    about = 'title = "П"\nschool_year = "2026-2027"\nsubject = "teacher"\ntemplate = "programme"\n'
    built = school(
        {
            "rounds/first/round.toml": about,
            "rounds/second/round.toml": about + 'previous = "first"\n',
            "rounds/first/routes/parshina-nv.toml": "",
            "rounds/first/routes/ushakov-ap.toml": "",
            "staff/parshina-nv.toml": 'name = "Паршина Н. В."',
            "staff/ushakov-ap.toml": 'name = "Ушаков А. П."\nleft_on = 2026-11-01',
            "staff/samoylov-kd.toml": 'name = "Самойлов К. Д."',
        }
    )
    opened = open_routes(built, "second", TODAY)
    assert list(opened) == ["rounds/second/routes/parshina-nv.toml"]
    (step,) = opened["rounds/second/routes/parshina-nv.toml"].data()["steps"]
    assert (step["kind"], step["required"], step["title"]) == ("task", True, "swot")
    named = open_routes(built, "second", TODAY, subjects=["samoylov-kd"])
    assert list(named) == ["rounds/second/routes/samoylov-kd.toml"]
