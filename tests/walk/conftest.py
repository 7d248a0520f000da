"""A small school in memory, and walks through it by script."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pytest

from iom.ask.scripted import ScriptedAsker
from iom.model.school import School
from iom.walk.engine import walk
from iom.walk.part import Part
from iom.walk.sitting import Sitting
from iom.walk.stages import expert_parts, offer_parts, stage_parts

ROUND = "rounds/autumn/"
JUNE, SEPTEMBER, NOVEMBER = date(2026, 6, 12), date(2026, 9, 15), date(2026, 11, 17)
DAYS = {"chemistry": "mon", "games": "tue", "retell": "wed", "flexagons": "thu", "eco": "fri", "robots": "tue"}
SIX = "chemistry games retell flexagons eco robots"

OFFER = """course = "{0}"
teachers = ["parshina-nv"]
starts = 2026-09-14
ends = 2026-11-13
seats = {{ min = 1, best = 2, max = 2 }}
slots = [{{ id = "{1}-1400", day = "{1}", from = 14:00:00, to = 15:00:00 }}]
[rubric]
from = "product"
[[rubric.criteria]]
id = "idea"
code = "P1"
title = "Замысел"
levels = {{ 0 = "нет", 1 = "есть", 2 = "ясный" }}
[[rubric.criteria]]
id = "defence"
title = "Защита"
levels = {{ 0 = "нет", 1 = "есть", 2 = "ясная" }}
"""
FORMS = '[{ id = "form-4", since = 2025-09-01, form = "4а" }, { id = "form-5", since = 2026-09-01, form = "5а" }]'


def pupil(name: str, *guardians: str) -> str:
    links = [f'{{ id = "{guardian}", relation = "mother", legal = true }}' for guardian in guardians]
    return f'name = "{name}"\nforms = {FORMS}\nguardians = [{", ".join(links)}]\n'


def texts() -> dict[str, str]:
    return {
        "iom.toml": 'name = "Школа"',
        "students/averina-polina.toml": pupil("Аверина Полина", "averina-oi"),
        "students/babushkin-lev.toml": pupil("Бабушкин Лев", "babushkin-do"),
        "guardians/averina-oi.toml": 'name = "Аверина Ольга Игоревна"',
        "guardians/babushkin-do.toml": 'name = "Бабушкин Денис Олегович"',
        "staff/fedoseeva-im.toml": 'name = "Федосеева И. М."\nroles = ["tutor"]',
        "staff/parshina-nv.toml": 'name = "Паршина Н. В."\nroles = ["teacher"]',
        "partners/ermolin-sa.toml": 'name = "Ермолин С. А."\nkind = "expert"',
        "groups/5a.toml": (
            'title = "5а"\ntutor = "fedoseeva-im"\nmembers = ['
            '{ id = "m1", student = "averina-polina", since = 2026-05-01 },'
            '{ id = "m2", student = "babushkin-lev", since = 2026-05-01 }]'
        ),
        "catalogs/deficits.toml": (
            'deficits = [{ id = "hypothesis", code = "D06", text = "не отличает гипотезу от факта", owner = "student",'
            ' metaskill = "research" }]'
        ),
        **{f"courses/{name}.toml": f'title = "Курс {name}"\ngrades = [5]\nproduct = "отчёт"' for name in DAYS},
        ROUND + "round.toml": (
            'title = "Осень"\nschool_year = "2026-2027"\ngrades = [5]\nopened_on = 2026-05-20\n'
            'starts = 2026-09-14\nends = 2026-11-13\ncoordinator = "parshina-nv"\n'
        ),
        ROUND + "codes.toml": 'codes = { averina-polina = "k1", babushkin-lev = "k2" }',
        **{f"{ROUND}offers/{name}.toml": OFFER.format(name, day) for name, day in DAYS.items()},
        ROUND + "events/taster.toml": 'kind = "taster"\ntitle = "Опыты"\non = 2026-06-05\noffer = "chemistry"',
        ROUND + "events/seminar.toml": (
            'kind = "evaluation-seminar"\ntitle = "Семинар"\non = 2026-11-10\nattended = ["averina-oi", "babushkin-do"]'
        ),
        ROUND + "events/showcase.toml": 'kind = "showcase"\ntitle = "Мини-конференция"\non = 2026-11-16',
        ROUND + "routes/averina-polina.toml": "opened_on = 2026-05-20",
        ROUND + "routes/babushkin-lev.toml": "opened_on = 2026-05-20",
    }


@dataclass
class Notebook:
    """Drafts in memory."""

    kept: dict[str, dict[str, Any]] = field(default_factory=dict)

    def load(self, part: Part, sitting: Sitting) -> dict[str, Any]:
        return self.kept.get(f"{sitting.subject}/{part.name}/{part.about}", {})

    def keep(self, part: Part, sitting: Sitting, raw: dict[str, Any]) -> None:
        self.kept[f"{sitting.subject}/{part.name}/{part.about}"] = raw


@dataclass
class Desk:
    """Somebody with a script walks through a school that changes with every saved part."""

    school: School
    today: date = JUNE
    drafts: Notebook = field(default_factory=Notebook)
    saved: list[School] = field(default_factory=list)
    asker: ScriptedAsker = field(default_factory=lambda: ScriptedAsker({}))

    def sitting(self, subject: str = "averina-polina", by: str = "fedoseeva-im") -> Sitting:
        return Sitting(self.school, "autumn", subject, self.today, by)

    def walk(self, stage: str, replies: Mapping[str, object], *only: str, subject: str = "averina-polina") -> list[str]:
        """The names of the questions that were put."""
        return self._walk(stage_parts(stage, self.sitting(subject)), replies, only, self.sitting(subject))

    def lesson(self, offer: str, replies: Mapping[str, object], *only: str) -> list[str]:
        return self._walk(offer_parts(), replies, only, self.sitting(offer))

    def expert(self, person: str, replies: Mapping[str, object]) -> list[str]:
        return self._walk(expert_parts(self.sitting(person)), replies, (), self.sitting(person, by=person))

    def _walk(
        self, parts: tuple[Part, ...], replies: Mapping[str, object], only: tuple[str, ...], sitting: Sitting
    ) -> list[str]:
        self.asker = ScriptedAsker(replies)
        walk(sitting, parts, self.asker, self.save, self.drafts, only=frozenset(only))
        return [":".join(filter(None, question.key)) for question in self.asker.questions]

    def save(self, school: School) -> None:
        self.school = school
        self.saved.append(school)

    def on(self, today: date) -> Desk:
        return replace(self, today=today)

    @property
    def route(self) -> dict[str, Any]:
        return self.school.runs["autumn"].routes["averina-polina"].data()

    @property
    def sheet(self) -> dict[str, Any]:
        return self.school.runs["autumn"].choices["averina-polina"].data()

    def shown(self) -> str:
        """Everything that stood on the screen."""
        return repr(self.asker.sheets) + repr([(one.text, one.hint, one.default) for one in self.asker.questions])


@pytest.fixture
def desk(school: Callable[[Mapping[str, str]], School]) -> Callable[..., Desk]:
    """A desk in June over the small school, with some documents changed."""

    def build(changes: Mapping[str, str] | None = None, today: date = JUNE) -> Desk:
        return Desk(school({**texts(), **(changes or {})}), today)

    return build
