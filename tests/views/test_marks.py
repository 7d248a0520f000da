from __future__ import annotations

from fractions import Fraction

from iom.views.marks import marks_summary

CRITERIA = '{ id = "idea", code = "P1", title = "Замысел" }, { id = "talk", title = "Рассказ" }'
SCHOOL = {
    "iom.toml": 'name = "Школа"',
    "students/anna.toml": 'name = "Анна"\nguardians = [{ id = "mother", relation = "mother", legal = true }]',
    "courses/games.toml": 'title = "Игры"',
    "rounds/r1/round.toml": 'title = "Осень"\nschool_year = "2026-2027"',
    "rounds/r1/offers/games.toml": (
        'course = "games"\nstarts = 2026-09-14\nends = 2026-11-13\nseats = { min = 1, max = 9 }\n'
        f'teachers = ["teacher-a"]\nrubric = {{ from = "rubric", criteria = [{CRITERIA}] }}'
    ),
}


def given(person, role, idea, talk=None, on="2026-11-16"):
    marks = f"idea = {idea}" + ("" if talk is None else f", talk = {talk}")
    head = f'id = "{role}-{on}", student = "anna", offer = "games"'
    entry = f'{{ {head}, role = "{role}", on = {on}, marks = {{ {marks} }} }}'
    return {f"rounds/r1/assessments/{person}.toml": f"assessments = [{entry}]"}


def summary(school, *sheets):
    texts = dict(SCHOOL)
    for sheet in sheets:
        texts |= sheet
    return marks_summary(school(texts).runs["r1"], "anna", "games")


def test_nothing_is_summed_up_before_both_sides_have_given_marks(school):
    assert summary(school, given("anna", "self", 3)) is None
    assert summary(school, given("expert-a", "expert", 3)) is None
    assert summary(school, given("anna", "self", 3), given("mother", "expert", 3)) is None


def test_mean_median_spread_and_difference_are_exact(school):
    found = summary(
        school,
        given("anna", "self", 3, 1),
        given("expert-a", "expert", 1, 2),
        given("expert-b", "expert", 2),
        given("expert-c", "expert", 2),
        given("mother", "expert", 0),
    )
    idea, talk = found.criteria
    assert (idea.mean, idea.spread, idea.difference) == (Fraction(5, 3), 1, Fraction(4, 3))
    assert (talk.mean, talk.spread, talk.difference) == (Fraction(2), 0, Fraction(-1))
    assert found.experts == 3
    assert found.data()["criteria"][0] == {
        "id": "idea",
        "own": 3,
        "experts": [1, 2, 2],
        "mean": 1.67,
        "median": 2,
        "spread": 1,
        "difference": 1.33,
    }
    rows = found.sheet().blocks[0].rows
    assert (rows[0][2], rows[0][3], rows[0][5].text, rows[0][5].tone) == ("1.7", "2.0", "+1.3", "warn")
