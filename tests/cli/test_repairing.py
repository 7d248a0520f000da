"""Late changes after the publication: a pupil comes, a pupil leaves, a course is cancelled."""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import iom as package
from iom.model.roster import roster
from iom.store.load import load

EXAMPLE = Path(package.__file__).parents[1] / "examples" / "zarechnaya"
ROUND = "rounds/2026-autumn"
DAY = ("--today", "2026-09-20", "--lang", "en")
REPAIR = ("round", "repair", "--by", "oborina-lf", "--reason", "так вышло")
AGREED = """schema = 1

[[agreements]]
id = "20260918-f1nx0"
on = 2026-09-18
how = "together"
offers = ["robot-cart", "school-reporter", "flexagons"]
reserve = ["my-district", "english-quest", "eco-patrol"]
signed_by = ["{student}", "{guardian}"]
"""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example school with its placement just published and no move yet."""
    school = tmp_path_factory.mktemp("late") / "school"
    shutil.copytree(EXAMPLE, school)
    (school / ROUND / "moves.toml").unlink()
    return school


@pytest.fixture
def school(published: Path, tmp_path: Path) -> Path:
    shutil.copytree(published, tmp_path / "school")
    return tmp_path / "school"


def newcomer(school: Path, name: str, like: str = "bolotov-egor") -> str:
    """A pupil who comes in September, with an agreement of the family."""
    profile = (school / "students" / f"{like}.toml").read_text("utf-8")
    (school / "students" / f"{name}.toml").write_text(
        re.sub('name = ".*"', f'name = "Новиков {name}"', profile), "utf-8"
    )
    guardian = tomllib.loads(profile)["guardians"][0]["id"]
    sheet = school / ROUND / "choices" / f"{name}.toml"
    sheet.write_text(AGREED.format(student=name, guardian=guardian), "utf-8")
    return name


def moves(school: Path) -> list[dict[str, object]]:
    path = school / ROUND / "moves.toml"
    return tomllib.loads(path.read_text("utf-8"))["moves"] if path.exists() else []


def overfull(school: Path) -> list[str]:
    run = load(school).school.runs["2026-autumn"]
    day = date(2026, 9, 21)
    return [offer for offer, one in run.offers.items() if len(roster(run, offer, day)) > one.seats.max]


def test_who_comes_late_gets_courses_within_the_agreement_and_a_code(school: Path, iom: Callable):
    name = newcomer(school, "novikov-gleb")
    before = tomllib.loads((school / ROUND / "codes.toml").read_text("utf-8"))["codes"]
    found = iom(*REPAIR, *DAY, cwd=school)
    assert found.code == 0, found.err
    mine = [one for one in moves(school) if one["student"] == name]
    assert len(mine) == 3
    assert all("from" not in one and one["agreement"] == "20260918-f1nx0" for one in mine)
    codes = tomllib.loads((school / ROUND / "codes.toml").read_text("utf-8"))["codes"]
    assert {person: code for person, code in codes.items() if person != name} == before
    assert name in codes
    assert overfull(school) == []
    for path in ("moves.toml", "codes.toml"):
        assert iom("check", f"{ROUND}/{path}", "--json", *DAY, cwd=school).data["problems"] == []


def test_a_second_repair_finds_nothing_to_do(school: Path, iom: Callable):
    newcomer(school, "novikov-gleb")
    assert iom(*REPAIR, *DAY, cwd=school).code == 0
    after = moves(school)
    again = iom(*REPAIR, "--json", *DAY, cwd=school).data
    assert [chain for chain in again["chains"] if chain] == []
    assert moves(school) == after


def test_two_newcomers_are_seated_and_the_moves_of_others_counted(school: Path, iom: Callable):
    newcomer(school, "novikov-gleb")
    newcomer(school, "novikov-lev")
    data = iom(*REPAIR, "--json", *DAY, cwd=school).data
    assert data["moves"] == sum(step["from"] is not None for chain in data["chains"] for step in chain)
    assert data["fewest"] is True
    assert overfull(school) == []


def test_who_left_frees_the_seat_and_is_not_seated_again(school: Path, iom: Callable):
    run = load(school).school.runs["2026-autumn"]
    offer = next(one for one in run.offers if len(roster(run, one, date(2026, 9, 21))) == run.offers[one].seats.max)
    gone = roster(run, offer, date(2026, 9, 21))[0]
    path = school / "students" / f"{gone}.toml"
    path.write_text(re.sub(r"(?m)^(name = .*)$", r"\1\nleft_on = 2026-09-19", path.read_text("utf-8")), "utf-8")
    assert load(school).school.students[gone].left_on
    name = newcomer(school, "novikov-gleb")
    sheet = school / ROUND / "choices" / f"{name}.toml"
    sheet.write_text(re.sub(r'"robot-cart"', f'"{offer}"', sheet.read_text("utf-8"), count=1), "utf-8")
    assert iom(*REPAIR, *DAY, cwd=school).code == 0
    assert all(one["student"] != gone for one in moves(school))
    assert overfull(school) == []


def test_seats_of_who_has_no_agreement_are_not_given_away(school: Path, iom: Callable):
    run = load(school).school.runs["2026-autumn"]
    sheet = next(
        path
        for path in sorted((school / ROUND / "choices").glob("*.toml"))
        if path.stem in run.placed_students and run.choices[path.stem].agreement()
    )
    sheet.unlink()
    newcomer(school, "novikov-gleb")
    assert iom(*REPAIR, *DAY, cwd=school).code == 0
    assert all(one["student"] != sheet.stem for one in moves(school))
    assert overfull(school) == []


@pytest.mark.parametrize("unpublished", [True, False])
def test_nobody_is_moved_before_the_publication(school: Path, iom: Callable, unpublished: bool):
    paper = school / ROUND / "allocation.toml"
    if unpublished:
        paper.write_text(re.sub(r"(?m)^published_on.*\n", "", paper.read_text("utf-8")), "utf-8")
    else:
        paper.unlink()
    found = iom(*REPAIR, *DAY, cwd=school)
    assert (found.code, moves(school)) == (5, [])
    assert "iom round allocate 2026-autumn" in found.err


def test_what_would_be_written_is_data_as_well(school: Path, iom: Callable):
    newcomer(school, "novikov-gleb")
    data = iom(*REPAIR, "--dry-run", "--json", *DAY, cwd=school).data
    assert data["dry_run"] is True
    assert "novikov-gleb" in data["diff"]
    assert moves(school) == []


def test_a_closed_round_is_neither_placed_nor_published_nor_mended(school: Path, iom: Callable):
    path = school / ROUND / "round.toml"
    path.write_text(path.read_text("utf-8") + "closed_on = 2026-09-19\n", "utf-8")
    before = {each: each.read_bytes() for each in school.rglob("*.toml")}
    for words in (("round", "allocate", "2026-autumn"), ("round", "publish", "2026-autumn"), (*REPAIR, "2026-autumn")):
        found = iom(*words, *DAY, cwd=school)
        assert found.code == 5
        assert "was closed on" in found.err
    assert {each: each.read_bytes() for each in school.rglob("*.toml")} == before


def stopped_in_june(school: Path, iom: Callable) -> tuple[str, str, str]:
    """A pupil whose route is stopped before the first lesson, a full course of the pupil's, what the stop said."""
    run, day = load(school).school.runs["2026-autumn"], date(2026, 9, 21)
    offer = next(one for one in run.offers if len(roster(run, one, day)) == run.offers[one].seats.max)
    gone = roster(run, offer, day)[0]
    (school / ROUND / "routes" / f"{gone}.toml").write_text("schema = 1\n", "utf-8")
    outcome = iom("stop", gone, "--reason", "left", "--today", "2026-06-25", "--lang", "ru", cwd=school)
    assert outcome.code == 0, outcome.err
    return gone, offer, outcome.err


def test_a_route_stopped_before_the_first_lesson_frees_its_seats(school: Path, iom: Callable):
    gone, offer, said = stopped_in_june(school, iom)
    assert "Освободились места" in said
    assert "iom round repair" in said
    run = load(school).school.runs["2026-autumn"]
    assert gone not in roster(run, offer, date(2026, 9, 21))
    assert len(roster(run, offer, date(2026, 9, 21))) == run.offers[offer].seats.max - 1
    listed = iom("print", "groups", offer, "--output", "list.html", *DAY, cwd=school)
    assert listed.code == 0, listed.err
    name = run.school.name(gone)
    staying, left = (school / "list.html").read_text("utf-8").split("No longer in the group")
    assert name not in staying
    assert re.search(rf"{name}[^<]*until", left)


def test_repair_names_a_course_that_falls_below_its_minimum(school: Path, iom: Callable):
    run, day = load(school).school.runs["2026-autumn"], date(2026, 9, 21)
    _gone, offer, _said = stopped_in_june(school, iom)
    path = school / ROUND / "offers" / f"{offer}.toml"
    seats = run.offers[offer].seats
    assert len(roster(run, offer, day)) == seats.max
    path.write_text(re.sub(r"min = \d+", f"min = {seats.max}", path.read_text("utf-8"), count=1), "utf-8")
    data = iom(*REPAIR, "--json", "--today", "2026-06-26", cwd=school).data
    assert {"offer": offer, "placed": seats.max - 1} in data["below_minimum"]
    words = iom(*REPAIR, "--today", "2026-06-26", "--lang", "ru", cwd=school).out
    assert "меньше минимума" in words
    assert f"{seats.max - 1}, а нужно не меньше {seats.max}" in " ".join(words.split())


def cancelled_and_repaired(school: Path, iom: Callable) -> str:
    """The example placed and published by the program in June; “eco-patrol” is cancelled, and everybody moved."""
    (school / ROUND / "allocation.toml").unlink()
    june = ("--today", "2026-06-20")
    assert iom("round", "allocate", "--drawn", "4 2 6 1 5", *june, cwd=school).code == 0
    assert iom("round", "publish", *june, cwd=school).code == 0
    path = school / ROUND / "offers" / "eco-patrol.toml"
    text = re.sub(r"(?m)^(ends = .*)$", r'\1\ncancelled_on = 2026-09-19\nreason = "болезнь"', path.read_text("utf-8"))
    path.write_text(text, "utf-8")
    assert iom(*REPAIR, *DAY, cwd=school).code == 0
    assert iom("round", "verify", *DAY, cwd=school).code == 0
    return str(next(one["student"] for one in moves(school) if one.get("from") == "eco-patrol"))


def test_show_and_explain_tell_what_has_changed_since_the_publication(school: Path, iom: Callable):
    who = cancelled_and_repaired(school, iom)
    name = load(school).school.name(who)
    last = next(one for one in load(school).school.students if one != who and one.startswith("b"))
    path = school / "students" / f"{last}.toml"
    path.write_text(re.sub(r"(?m)^(name = .*)$", r"\1\nleft_on = 2026-09-18", path.read_text("utf-8")), "utf-8")
    for words in (("show",), ("show", "--courses"), ("explain", "eco-patrol")):
        text = iom("round", *words, "--lang", "ru", "--today", "2026-09-20", cwd=school).out
        changed = " ".join(text.split("изменилось с тех пор")[1].split())
        assert "отменён. болезнь" in changed
        assert re.search(rf"{name}: [^→]*Экопатруль[^→]* → ", changed)
    page = iom("round", "explain", who, "--lang", "ru", "--today", "2026-09-20", cwd=school).out
    mine = " ".join(page.split("изменилось с тех пор")[1].split())
    assert re.search(r"Экопатруль[^→]* → ", mine)
    assert "отменён" in mine
    assert load(school).school.name(last) not in page
    rows = iom("round", "show", "--json", *DAY, cwd=school).data["changed_since"]
    assert {"cancelled", "moved", "left"} <= {one["change"] for one in rows}
    assert [one["pupil"] for one in rows if one["change"] == "left"].count(last) == 1


def test_before_any_change_nothing_is_said_to_have_changed(school: Path, iom: Callable):
    assert iom("round", "show", "--json", "--today", "2026-06-25", cwd=school).data["changed_since"] == []
    assert "changed since" not in iom("round", "show", "--today", "2026-06-25", "--lang", "en", cwd=school).out
