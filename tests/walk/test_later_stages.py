"""Implementation, evaluation and reflection by script."""

from __future__ import annotations

from datetime import date

import pytest

from iom.ask.question import Reply
from iom.walk.lesson_days import FutureLessonError, NoLessonDayError, OutsideOfferError

LESSON_DAY, SHOWN, END = date(2026, 9, 14), date(2026, 11, 16), date(2026, 11, 18)
SEATS = ", ".join(
    f'{{ id = "{code}-{offer}", code = "{code}", offer = "{offer}", on = 2026-09-01 }}'
    for code, offer in (("k1", "chemistry"), ("k1", "games"), ("k2", "chemistry"))
)
ALLOCATED = {"rounds/autumn/allocation.toml": f"placements = [{SEATS}]"}
PRODUCT = {
    "rounds/autumn/journals/chemistry.toml": (
        'products = [{ id = "p1", student = "averina-polina", title = "Дневник", shown = "showcase" },'
        '{ id = "p2", student = "babushkin-lev", title = "Отчёт", shown = "showcase" }]'
    )
}
MARKS = {"marks:*": "2 1", "strength:*": Reply.SKIP, "advice:*": "громче"}


def plain(entry):
    return {key: value for key, value in entry.items() if key != "id"}


def test_one_screen_takes_the_lesson_of_the_whole_group(desk):
    teacher = desk(ALLOCATED, LESSON_DAY)
    asked = teacher.lesson("chemistry", {"lesson-topic": "Кристаллы", "absent": "2у"})
    assert asked == ["lesson-topic", "absent"]
    journal = teacher.school.runs["autumn"].journals["chemistry"].data()
    assert [plain(lesson) for lesson in journal["lessons"]] == [
        {"date": LESSON_DAY, "topic": "Кристаллы", "excused": ["babushkin-lev"]}
    ]
    assert teacher.lesson("chemistry", {}) == []


def test_a_lesson_recorded_again_corrects_the_roll_and_keeps_its_topic(desk):
    teacher = desk(ALLOCATED, LESSON_DAY)
    teacher.lesson("chemistry", {"lesson-topic": "Кристаллы", "absent": "2"})
    replies = {"lesson-on": "14.09", "lesson-topic": Reply.SKIP, "absent": "нет"}
    teacher.lesson("chemistry", replies, "lesson")
    lessons = teacher.school.runs["autumn"].journals["chemistry"].data()["lessons"]
    assert [plain(lesson) for lesson in lessons] == [{"date": LESSON_DAY, "topic": "Кристаллы"}]


@pytest.mark.parametrize(
    ("day", "error"),
    [("2026-09-07", OutsideOfferError), ("2026-09-15", NoLessonDayError), ("2026-09-28", FutureLessonError)],
)
def test_a_day_without_a_lesson_is_refused(desk, day, error):
    teacher = desk(ALLOCATED, date(2026, 9, 22))
    with pytest.raises(error):
        teacher.lesson("chemistry", {"lesson-on": day, "lesson-topic": Reply.SKIP, "absent": ""}, "lesson")
    assert teacher.saved == []


def test_products_are_asked_about_whoever_has_none(desk):
    teacher = desk(ALLOCATED, date(2026, 11, 12))
    asked = teacher.lesson("chemistry", {"products:averina-polina": "Дневник", "products:*": Reply.SKIP})
    assert asked == ["products:averina-polina", "products:babushkin-lev"]
    assert teacher.lesson("chemistry", {"products:*": "Отчёт"}) == ["products:babushkin-lev"]
    products = teacher.school.runs["autumn"].journals["chemistry"].products
    assert [(one.student, one.title, one.shown) for one in products] == [
        ("averina-polina", "Дневник", "showcase"),
        ("babushkin-lev", "Отчёт", "showcase"),
    ]


def test_the_plan_holds_a_step_for_every_course(desk):
    family = desk(ALLOCATED, LESSON_DAY)
    family.walk("choice", {"plan": "y"}, "plan")
    assert [plain(step) for step in family.route["steps"]] == [
        {
            "kind": "course",
            "ref": offer,
            "responsible": "parshina-nv",
            "due": date(2026, 11, 13),
            "expected": "отчёт",
        }
        for offer in ("chemistry", "games")
    ]


def test_steps_done_keep_what_shows_it(desk):
    family = desk(ALLOCATED, LESSON_DAY)
    family.walk("choice", {"plan": "y"}, "plan")
    later = family.on(SHOWN)
    later.walk("implementation", {"done": "1", "evidence:*": "дневник"}, "steps")
    first, second = later.route["steps"]
    assert (first["done_on"], first["evidence"]) == (SHOWN, "дневник")
    assert "done_on" not in second


def test_a_consultation_goes_to_the_journal_of_the_tutor(desk):
    family = desk(ALLOCATED, SHOWN)
    replies = {
        "consulted-from": "14.30",
        "consulted-to": "1500",
        "topic": "План",
        "content": Reply.SKIP,
        "next-step": Reply.SKIP,
    }
    family.walk("implementation", replies, "consultation")
    (entry,) = family.school.consultations["fedoseeva-im", "2026-11"].data()["consultations"]
    assert plain(entry)["request"] == "План"
    assert (entry["date"], f"{entry['from']:%H:%M}", entry["students"]) == (SHOWN, "14:30", ["averina-polina"])


def test_own_marks_and_experts_marks_are_shown_only_when_both_are_given(desk):
    family = desk({**ALLOCATED, **PRODUCT}, SHOWN)
    family.walk("evaluation", MARKS, "self-assessment")
    family.walk("evaluation", {"passed": "n"}, "decision")
    assert family.asker.sheets == []
    family.expert("ermolin-sa", {**MARKS, "marks:*": "0 1"})
    assert all("own" not in repr(sheet) for sheet in family.asker.sheets)
    family.walk("evaluation", {"passed": "n"}, "decision")
    (table,) = family.asker.sheets[0].blocks
    assert [row[:3] for row in table.rows] == [("P1 Замысел", "2", "0.0"), ("defence Защита", "1", "1.0")]


def test_an_expert_is_not_shown_the_childs_marks(desk):
    plain_desk, marked = desk({**ALLOCATED, **PRODUCT}, SHOWN), desk({**ALLOCATED, **PRODUCT}, SHOWN)
    marked.walk("evaluation", MARKS, "self-assessment")
    seen = []
    for one in (plain_desk, marked):
        one.expert("ermolin-sa", MARKS)
        seen.append((one.asker.sheets, one.asker.questions))
    assert seen[0] == seen[1]


def test_an_expert_judges_all_products_shown_but_those_of_own_children(desk):
    school = desk({**ALLOCATED, **PRODUCT}, SHOWN)
    assert school.expert("babushkin-do", MARKS)[0] == "marks:averina-polina/chemistry"
    assert set(school.school.runs["autumn"].assessments["babushkin-do"].data()["assessments"][0]["marks"].values()) == {
        1,
        2,
    }
    assert not any("babushkin-lev" in one.about for one in school.asker.questions)
    assert school.expert("babushkin-do", MARKS) == []


REFLECTION = {
    "achieved": "Провела опыты",
    "difficult": "Отвечать",
    "helped": Reply.SKIP,
    "marks-agreed": "д",
    "keep": Reply.SKIP,
    "change": Reply.SKIP,
    "next-request": "Снять фильм",
}


def test_the_reflection_of_the_pupil_is_kept_and_a_second_one_is_a_second_entry(desk):
    family = desk(today=END)
    family.walk("reflection", REFLECTION, "reflection")
    later = family.on(date(2026, 11, 20))
    later.walk("reflection", REFLECTION, "reflection")
    assert len(later.route["reflections"]) == 1  # said again word for word
    later.walk("reflection", {**REFLECTION, "next-request": "Поставить спектакль"}, "reflection")
    assert [entry["next_request"] for entry in later.route["reflections"]] == ["Снять фильм", "Поставить спектакль"]
    assert later.route["reflections"][0]["marks_agreed"] is True


def test_levels_and_outcomes_are_set(desk):
    family = desk()
    family.walk(
        "choice", {"request": "х", "deficit": "D06", "goal": "ц", "level-start": "", "level-aim": ""}, "request"
    )
    later = family.on(END)
    later.walk("reflection", {"levels:*": "2", "outcomes:*": "carried"}, "levels", "outcomes")
    assert later.route["goals"][0]["level_reached"] == 2
    deficit = later.route["deficits"][0]
    assert (deficit["outcome"], deficit["outcome_on"]) == ("carried", END)
