"""A school in which one pupil has everything that every gate of the route asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from iom.model.school import School
from iom.stages.machine import Check, gate

ROUND = "rounds/autumn/"
ROUTE = ROUND + "routes/averina-polina.toml"
SHEET = ROUND + "choices/averina-polina.toml"
PUPIL = "students/averina-polina.toml"
TODAY = date(2026, 11, 25)
OFFERS = {
    "chemistry": "mon",
    "games": "tue",
    "retell": "wed",
    "flexagons": "thu",
    "eco": "thu",
    "district": "fri",
    "robots": "fri",
}

OFFER = """course = "{0}"
teachers = ["parshina-nv"]
starts = 2026-09-14
ends = 2026-11-13
seats = {{ min = 1, max = 12 }}
slots = [{{ id = "{1}-1400", day = "{1}", from = 14:00:00, to = 15:00:00 }}]
rubric = {{ from = "product", criteria = [
  {{ id = "idea", code = "P1", title = "Замысел" }},
  {{ id = "defence", title = "Защита" }},
] }}
"""
SHEET_TEXT = """
[[wishes]]
id = "wish-child"
by = "averina-polina"
phase = "preliminary"
on = 2026-06-01
offers = ["chemistry", "games", "retell", "flexagons", "eco", "district"]

[[wishes]]
id = "wish-mother"
by = "averina-oi"
phase = "preliminary"
on = 2026-06-03
endorses = "wish-child"

[[agreements]]
id = "agreement-1"
on = 2026-06-10
how = "together"
offers = ["chemistry", "games", "retell"]
reserve = ["flexagons"]
signed_by = ["averina-polina", "averina-oi"]
"""
ROUTE_TEXT = """
request = "Хочу ставить опыты"
opened_on = 2026-05-20

[[deficits]]
id = "deficit-1"
deficit = "hypothesis"
outcome = "carried"

[[goals]]
id = "goal-1"
goal = "Отличать предположение от факта"
level_start = 1
level_aim = 2
level_reached = 2

[[steps]]
id = "step-1"
kind = "event"
title = "Выступить на мини-конференции"
required = true
done_on = 2026-11-16

[[reflections]]
id = "look-back-child"
by = "averina-polina"
on = 2026-11-20
next_request = "Хочу свой проект"

[[reflections]]
id = "look-back-mother"
by = "averina-oi"
on = 2026-11-21
"""
JOURNAL = """
lessons = [
  { id = "lesson-1", date = 2026-09-14 },
  { id = "lesson-2", date = 2026-09-21 },
]
products = [
  { id = "product-1", student = "averina-polina", title = "Отчёт", shown = "showcase" },
]
"""
MARKS = """
[[assessments]]
id = "marks-1"
student = "averina-polina"
offer = "chemistry"
role = "{0}"
on = 2026-11-16
marks = {{ idea = 2, defence = 1 }}
"""
SELF = "\n".join(
    MARKS.format("self").replace("chemistry", offer).replace("marks-1", f"marks-{offer}")
    for offer in ("chemistry", "games", "retell")
)
EVENT = 'kind = "{0}"\ntitle = "{1}"\non = {2}\nattended = [{3}]\n'


def pupil(name: str, *guardians: tuple[str, str, bool]) -> str:
    links = [f'{{ id = "{one}", relation = "{how}", legal = {str(legal).lower()} }}' for one, how, legal in guardians]
    form = '{ id = "form-1", since = 2026-09-01, form = "5а" }'
    return f'name = "{name}"\nforms = [{form}]\nguardians = [{", ".join(links)}]\n'


def complete_school() -> dict[str, str]:
    """Texts by path; every gate of ``averina-polina`` is open."""
    codes = 'codes = { averina-polina = "K1" }'
    seats = ", ".join(f'{{ id = "seat-{offer}", code = "K1", offer = "{offer}" }}' for offer in list(OFFERS)[:3])
    consultation = '{ id = "talk-1", date = 2026-10-05, students = ["averina-polina"], kind = "talk" }'
    return {
        "iom.toml": 'name = "Школа"',
        PUPIL: pupil("Аверина Полина", ("averina-oi", "mother", True), ("averina-ni", "grandmother", False)),
        "students/babushkin-lev.toml": pupil("Бабушкин Лев", ("babushkin-do", "father", True)),
        "guardians/averina-oi.toml": 'name = "Аверина Ольга Игоревна"',
        "guardians/averina-ni.toml": 'name = "Аверина Нина Ильинична"',
        "guardians/babushkin-do.toml": 'name = "Бабушкин Денис Олегович"',
        "staff/fedoseeva-im.toml": 'name = "Федосеева И. М."\nroles = ["tutor"]',
        "partners/ermolin-sa.toml": 'name = "Ермолин С. А."\nkind = "expert"',
        "catalogs/deficits.toml": 'deficits = [{ id = "hypothesis", text = "не отличает гипотезу от факта" }]',
        "consultations/fedoseeva-im/2026-10.toml": f"consultations = [{consultation}]",
        ROUND + "round.toml": (
            'title = "Осень"\nschool_year = "2026-2027"\ngrades = [5]\nopened_on = 2026-05-20\n'
            'starts = 2026-09-14\nends = 2026-11-13\ncoordinator = "shirinkina-gr"\n'
        ),
        **{f"courses/{offer}.toml": f'title = "Курс {offer}"\ngrades = [5]' for offer in OFFERS},
        **{f"{ROUND}offers/{offer}.toml": OFFER.format(offer, day) for offer, day in OFFERS.items()},
        **{f"{ROUND}journals/{offer}.toml": JOURNAL for offer in list(OFFERS)[:3]},
        ROUND + "events/taster-games.toml": EVENT.format("taster", "Игры", "2026-06-05", '"averina-polina"'),
        ROUND + "events/seminar.toml": EVENT.format("evaluation-seminar", "Оценка", "2026-11-10", '"babushkin-do"'),
        ROUND + "events/showcase.toml": EVENT.format("showcase", "Мини-конференция", "2026-11-16", ""),
        ROUND + "codes.toml": codes,
        ROUND + "allocation.toml": f"placements = [{seats}]",
        SHEET: SHEET_TEXT,
        ROUTE: ROUTE_TEXT,
        ROUND + "assessments/averina-polina.toml": SELF,
        ROUND + "assessments/babushkin-do.toml": MARKS.format("expert"),
        ROUND + "assessments/ermolin-sa.toml": MARKS.format("expert"),
    }


Changes = Mapping[str, str | tuple[str, str] | None]


def changed(texts: Mapping[str, str], changes: Changes) -> dict[str, str]:
    """The texts with some replaced (a text), edited (old and new piece), or taken away (None)."""
    result = dict(texts)
    for path, change in changes.items():
        if change is None:
            del result[path]
        elif isinstance(change, str):
            result[path] = change
        else:
            assert change[0] in result[path], f"{change[0]!r} is not in {path}"
            result[path] = result[path].replace(*change)
    return result


@pytest.fixture
def complete(school: Callable[[Mapping[str, str]], School]) -> Callable[[Changes], School]:
    """Builds the complete school with some documents changed."""
    return lambda changes: school(changed(complete_school(), changes))


@pytest.fixture
def check(complete: Callable[[Changes], School]) -> Callable[..., Check]:
    """One requirement of the pupil's gates in the complete school with some documents changed."""

    def checked(requirement: str, changes: Changes, today: date = TODAY) -> Check:
        built = complete(changes)
        run = built.runs["autumn"]
        everything = [
            one
            for stage in ("choice", "implementation", "evaluation", "reflection")
            for one in gate(built, run, "averina-polina", today, stage=stage)
        ]
        return next(one for one in everything if one.requirement == requirement)

    return checked
