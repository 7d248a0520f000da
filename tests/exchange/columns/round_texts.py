"""A round of three courses and two pupils as texts, and what tests ask of a plan."""

from __future__ import annotations

from typing import Any

from iom.exchange.importing.plan import Plan
from iom.model.kinds import CHOICE

OFFER = """
course = "{one}"
title = "{title}"
teachers = ["teacher-a"]
starts = 2026-09-14
ends = 2026-11-13
seats = {{ min = 1, max = 9 }}
slots = [{{ id = "{day}-1400", day = "{day}", from = 14:00:00, to = 15:00:00 }}]
[rubric]
from = "rr"
criteria = [{{ id = "idea", code = "P1", title = "Замысел", levels = {{ 0 = "нет", 3 = "да" }} }}{more}]
"""
TEXTS = {
    "iom.toml": 'name = "S"\nlanguage = "ru"',
    "rounds/r1/round.toml": 'title = "Осень"\nschool_year = "2026-2027"\ngrades = [5]\npicks = 2\n'
    "opened_on = 2026-05-18",
    "rounds/r1/offers/games.toml": OFFER.format(one="games", title="Игры, и не только", day="tue", more=""),
    "rounds/r1/offers/chess.toml": OFFER.format(
        one="chess", title="Шахматы", day="wed", more=', { id = "play", code = "P2", title = "Игра" }'
    ),
    "rounds/r1/offers/paper.toml": OFFER.format(one="paper", title="Бумага", day="thu", more=""),
    "rounds/r1/events/show.toml": 'kind = "showcase"\ntitle = "Показ"\non = 2026-11-17',
    "rounds/r1/events/taster.toml": 'kind = "taster"\ntitle = "Проба"\non = 2026-06-03\noffer = "games"',
    "rounds/r1/codes.toml": '[codes]\nivanov-petr = "aaaa"\nivanov-lev = "bbbb"',
    "rounds/r1/allocation.toml": "".join(
        f'[[placements]]\nid = "{code}-{offer}"\ncode = "{code}"\noffer = "{offer}"\n'
        for code in ("aaaa", "bbbb")
        for offer in ("games", "chess")
    ),
    "staff/teacher-a.toml": 'name = "Учителева Анна"\nroles = ["teacher", "tutor"]',
    "guardians/mama-a.toml": 'name = "Иванова Анна Петровна"',
    **{
        f"courses/{one}.toml": f'title = "{title}"'
        for one, title in (("games", "Игры, и не только"), ("chess", "Шахматы"), ("paper", "Бумага"))
    },
    **{
        f"students/{one}.toml": f'name = "{name}"\n'
        'forms = [{ id = "20260901-aaaaa", since = 2026-09-01, form = "5а" }]\n'
        'guardians = [{ id = "mama-a", relation = "mother", legal = true }]'
        for one, name in (("ivanov-petr", "Иванов Пётр Ильич"), ("ivanov-lev", "Иванов Лев Ильич"))
    },
}


TITLES = (("games", "Игры, и не только"), ("chess", "Шахматы"), ("paper", "Бумага"))


def entries(plan: Plan, path: str, key: str) -> list[dict[str, Any]]:
    assert not plan.count("rejected"), [reason.said() for one in plan.outcomes for reason in one.reasons]
    found: list[dict[str, Any]] = plan.after.documents[path].data()[key]
    return found


def codes(plan: Plan) -> list[list[str]]:
    return [[reason.code for reason in one.reasons] for one in plan.outcomes]


def counts(plan: Plan) -> tuple[int, int, int, int]:
    return plan.count("new"), plan.count("changed"), plan.count("same"), plan.count("rejected")


PETR = CHOICE.path("r1", "ivanov-petr")
