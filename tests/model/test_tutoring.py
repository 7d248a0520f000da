from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from iom.model.school import School
from iom.model.tutoring import group_of, participants, tutor_of

Build = Callable[[Mapping[str, str]], School]


def group(tutor: str, *members: str, track: str = "") -> str:
    lines = [f'title = "г"\ntutor = "{tutor}"', f'track = "{track}"' if track else "", *members]
    return "\n".join(lines)


def member(student: str, since: str, until: str = "") -> str:
    ending = f"\nuntil = {until}" if until else ""
    return f'[[members]]\nid = "{student}"\nstudent = "{student}"\nsince = {since}{ending}\n'


def test_the_tutor_is_found_through_the_group_of_the_day(school: Build) -> None:
    built = school(
        {
            "groups/g1.toml": group("tutor-one", member("averina", "2026-09-01", "2026-10-01")),
            "groups/g2.toml": group("tutor-two", member("averina", "2026-10-02")),
        }
    )
    assert tutor_of(built, "averina", date(2026, 8, 31)) is None
    assert tutor_of(built, "averina", date(2026, 10, 1)) == "tutor-one"
    assert tutor_of(built, "averina", date(2026, 10, 2)) == "tutor-two"
    assert tutor_of(built, "nobody", date(2026, 10, 2)) is None


def test_the_group_without_a_track_leads(school: Build) -> None:
    built = school(
        {
            "groups/gifted.toml": group("tutor-two", member("averina", "2026-10-01"), track="gifted"),
            "groups/plain.toml": group("tutor-one", member("averina", "2026-09-01")),
            "groups/newer.toml": group("tutor-three", member("averina", "2026-09-05")),
        }
    )
    assert group_of(built, "averina", date(2026, 11, 1)) == "newer"


ROUND = 'title = "О"\nschool_year = "2026-2027"\ngrades = [5]\nstarts = 2026-09-14\nends = 2026-11-13\n'


def student(name: str, *forms: tuple[str, str], left: str = "") -> str:
    lines = [f'name = "{name}"', f"left_on = {left}" if left else ""]
    for since, form in forms:
        lines.append(f'[[forms]]\nid = "f{since}"\nsince = {since}\nform = "{form}"')
    return "\n".join(lines)


def test_next_years_fifth_form_takes_part_already_in_june(school: Build) -> None:
    built = school(
        {
            "rounds/autumn/round.toml": ROUND,
            "students/rising.toml": student("Б", ("2025-09-01", "4а"), ("2026-09-01", "5а")),
            "students/leaver.toml": student("В", ("2026-09-01", "5а"), left="2026-06-01"),
            "students/older.toml": student("Г", ("2025-09-01", "5а"), ("2026-09-01", "6а")),
            "students/formless.toml": student("Д"),
            "rounds/autumn/routes/older.toml": "",
        }
    )
    run = built.runs["autumn"]
    assert participants(run, date(2026, 6, 10)) == ("rising", "older")
    assert participants(run, date(2027, 9, 10)) == ("rising", "older")


def test_a_teachers_round_has_only_those_with_a_route(school: Build) -> None:
    built = school(
        {
            "rounds/staff/round.toml": ROUND + 'subject = "teacher"\n',
            "rounds/staff/routes/parshina-nv.toml": "",
            "students/rising.toml": student("Б", ("2026-09-01", "5а")),
        }
    )
    assert participants(built.runs["staff"], date(2026, 10, 1)) == ("parshina-nv",)
