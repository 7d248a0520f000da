"""A round placed from the command line: allocate, explain, verify, publish, repair, compare."""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

import iom as package

EXAMPLE = Path(package.__file__).parents[1] / "examples" / "zarechnaya"
ROUND = "rounds/2026-autumn"
DAY = ("--today", "2026-06-20")


@pytest.fixture(scope="module")
def unplaced(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example school before its placement."""
    school = tmp_path_factory.mktemp("placing") / "school"
    shutil.copytree(EXAMPLE, school)
    (school / ROUND / "allocation.toml").unlink()
    (school / ROUND / "moves.toml").unlink()
    return school


@pytest.fixture
def school(unplaced: Path, tmp_path: Path) -> Path:
    shutil.copytree(unplaced, tmp_path / "school")
    return tmp_path / "school"


@pytest.fixture
def placed(school: Path, iom: Callable) -> Path:
    assert iom("round", "allocate", "--drawn", "4 2 6 1 5", *DAY, cwd=school).code == 0
    return school


def paper(school: Path) -> str:
    return (school / ROUND / "allocation.toml").read_text("utf-8")


def test_everybody_gets_three_and_the_paper_names_nobody(placed: Path, iom: Callable):
    text = paper(placed)
    assert "missing = 0" in text
    names = [path.stem for path in (placed / "students").glob("*.toml")]
    assert not [name for name in names if name in text]
    assert iom("check", ROUND + "/allocation.toml", *DAY, cwd=placed).code == 0


def test_the_same_round_gives_the_same_bytes(placed: Path, iom: Callable):
    before = paper(placed)
    assert iom("round", "allocate", *DAY, cwd=placed).code == 0
    assert paper(placed) == before


def test_the_lottery_is_never_drawn_again(placed: Path, iom: Callable):
    before = paper(placed)
    assert iom("round", "allocate", "--drawn", "1 1 1 1 1", *DAY, cwd=placed).code == 5
    assert paper(placed) == before


def test_a_placement_by_hand_is_kept_with_reason_and_author(placed: Path, iom: Callable):
    code = re.search(r'^averina-polina = "(\w+)"', (placed / ROUND / "codes.toml").read_text("utf-8"), re.MULTILINE)[1]
    (placed / ROUND / "allocation.toml").unlink()
    words = ("round", "place", "averina-polina", "flexagons", "--reason", "просьба тьютора", "--by", "oborina-lf")
    assert iom(*words, *DAY, cwd=placed).code == 0
    assert iom("round", "allocate", *DAY, cwd=placed).code == 0
    entry = paper(placed).split(f'id = "{code}-flexagons"')[1].split("[[")[0]
    assert 'by = "oborina-lf"' in entry
    assert "просьба тьютора" in entry


def test_what_if_writes_nothing(placed: Path, iom: Callable):
    before = paper(placed)
    outcome = iom("round", "allocate", "--seats", "robot-cart=20", "--close", "flexagons", "--json", *DAY, cwd=placed)
    assert "flexagons" in outcome.data["closed"]
    assert paper(placed) == before


def test_a_family_gets_one_page_without_other_names(placed: Path, iom: Callable):
    outcome = iom("round", "explain", "bolotov-egor", "--lang", "ru", *DAY, cwd=placed)
    assert outcome.code == 0
    assert "желание 1" in outcome.out
    surnames = {path.stem.split("-")[0] for path in (placed / "students").glob("*.toml")} - {"bolotov"}
    assert not [name for name in surnames if name in outcome.out]


def test_a_course_shows_its_group(placed: Path, iom: Callable):
    placements = iom("round", "explain", "clay-animation", "--json", *DAY, cwd=placed).data["placed"]
    assert 5 <= len(placements) <= 10


def test_the_placement_verifies_and_a_forged_one_does_not(placed: Path, iom: Callable):
    assert iom("round", "verify", "--json", *DAY, cwd=placed).data["holds"] is True
    text = paper(placed)
    (placed / ROUND / "allocation.toml").write_text(re.sub(r'number = "....', 'number = "0000', text, count=1), "utf-8")
    outcome = iom("round", "verify", "--json", *DAY, cwd=placed)
    assert (outcome.code, outcome.data["holds"]) == (1, False)
    assert iom("round", "publish", *DAY, cwd=placed).code == 4


@pytest.mark.parametrize("figure", ["missing", "first", "squares", "bound"])
def test_a_forged_figure_is_seen(placed: Path, iom: Callable, figure: str):
    text = re.sub(rf"(?m)^{figure} = (\d+)$", lambda found: f"{figure} = {int(found[1]) + 1}", paper(placed))
    (placed / ROUND / "allocation.toml").write_text(text, "utf-8")
    assert iom("round", "verify", "--json", *DAY, cwd=placed).data["breaches"] == [
        {"property": "figure", "about": [figure]}
    ]


def test_a_place_without_a_list_does_not_verify(placed: Path, iom: Callable):
    profile = (placed / "students" / "bolotov-egor.toml").read_text("utf-8")
    (placed / "students" / "novikov-gleb.toml").write_text(re.sub('name = ".*"', 'name = "Новиков"', profile), "utf-8")
    why = ("--reason", "новенький", "--by", "oborina-lf")
    assert iom("round", "place", "novikov-gleb", "english-quest", *why, *DAY, cwd=placed).code == 0
    (breach,) = iom("round", "verify", "--json", *DAY, cwd=placed).data["breaches"]
    assert (breach["property"], breach["about"][1]) == ("open", "english-quest")
    assert iom("round", "publish", *DAY, cwd=placed).code == 4
    assert iom("round", "allocate", *DAY, cwd=placed).code == 0
    assert iom("round", "verify", *DAY, cwd=placed).code == 0


@pytest.mark.parametrize("command", ["verify", "publish", "explain", "compare"])
def test_a_course_that_is_gone_is_told_and_no_mistake_of_the_program(placed: Path, iom: Callable, command: str):
    (placed / ROUND / "offers" / "flexagons.toml").unlink()
    found = iom("round", command, *["bolotov-egor"] * (command == "explain"), *DAY, "--lang", "en", cwd=placed)
    assert found.code == 4
    assert "names courses that cannot be read: flexagons" in found.err


def test_publishing_freezes_the_paper(placed: Path, iom: Callable):
    outcome = iom("round", "publish", *DAY, cwd=placed)
    assert outcome.code == 0
    assert "published_on = 2026-06-20" in paper(placed)
    assert iom("round", "allocate", *DAY, cwd=placed).code == 5
    assert iom("round", "publish", *DAY, cwd=placed).code == 5


def test_a_cancelled_course_is_repaired_by_moves_within_agreements(placed: Path, iom: Callable):
    iom("round", "publish", *DAY, cwd=placed)
    offer = placed / ROUND / "offers" / "flexagons.toml"
    offer.write_text(
        offer.read_text("utf-8").replace("\nends =", '\ncancelled_on = 2026-09-20\nreason = "…"\nends =', 1)
    )
    day = ("--today", "2026-09-20")
    words = ("round", "repair", "--by", "oborina-lf", "--reason", "курс отменён")
    outcome = iom(*words, "--json", *day, cwd=placed)
    assert outcome.code == 0
    chains = outcome.data["chains"]
    moves = (placed / ROUND / "moves.toml").read_text("utf-8")
    assert moves.count("[[moves]]") == sum(map(len, chains)) == moves.count("agreement = ")
    assert iom("check", ROUND + "/moves.toml", *day, cwd=placed).code == 0
    assert iom(*words, "--json", *day, cwd=placed).data["chains"] == []


def test_comparing_names_who_moves(placed: Path, iom: Callable):
    same = iom("round", "compare", "--json", *DAY, cwd=placed).data["moved"]
    other = iom("round", "compare", "--close", "flexagons", "--json", *DAY, cwd=placed).data["moved"]
    assert same == []
    assert all("flexagons" not in one["to"] for one in other)
    assert any(one["from"] == ["flexagons"] for one in other)


def test_an_impossible_round_writes_nothing_and_says_what_contradicts_what(school: Path, iom: Callable):
    for offer in (school / ROUND / "offers").glob("*.toml"):
        offer.write_text(re.sub(r"(?m)^(min|best|max) = \d+", r"\1 = 1", offer.read_text("utf-8")), "utf-8")
    outcome = iom("round", "allocate", "--drawn", "4 2", "--json", *DAY, cwd=school)
    assert outcome.code == 4
    assert not (school / ROUND / "allocation.toml").exists()
    assert "не сходится" in outcome.out


def test_explaining_before_placing_says_what_comes_first(school: Path, iom: Callable):
    outcome = iom("round", "explain", "averina", *DAY, cwd=school)
    assert outcome.code == 6
    assert "iom round allocate" in outcome.err


def test_an_option_of_two_parts_is_explained(placed: Path, iom: Callable):
    assert iom("round", "allocate", "--seats", "robot-cart", *DAY, cwd=placed).code == 2


def without_choice(school: Path, student: str) -> None:
    (school / ROUND / "choices" / f"{student}.toml").unlink()


def test_who_has_not_chosen_has_no_wishes_no_reasons_and_no_account(school: Path, iom: Callable):
    without_choice(school, "bolotov-egor")
    assert iom("round", "allocate", "--drawn", "4 2 6 1 5", *DAY, cwd=school).code == 0
    page = iom("round", "explain", "bolotov-egor", "--lang", "ru", *DAY, cwd=school).out
    assert "желание" not in page
    assert "почему не" not in page
    assert "следующ" not in page
    assert "Желаний не было" in page
    assert "договориться с семьёй" in " ".join(page.split())
    data = iom("round", "explain", "bolotov-egor", "--json", *DAY, cwd=school).data
    assert (data["chosen"], data["provisional"], data["reasons"]) == (False, True, [])
    assert iom("round", "verify", "--json", *DAY, cwd=school).data["holds"] is True


def test_the_printed_page_of_who_has_not_chosen_says_so(school: Path, iom: Callable, tmp_path: Path):
    without_choice(school, "bolotov-egor")
    assert iom("round", "allocate", "--drawn", "4 2 6 1 5", *DAY, cwd=school).code == 0
    target = tmp_path / "page.html"
    words = ("print", "explanation", "bolotov-egor", "--output", str(target), "--lang", "ru")
    assert iom(*words, *DAY, cwd=school).code == 0
    text = target.read_text("utf-8")
    assert "Желаний не было" in text
    assert "Почему не" not in text
    assert "Следующий раз" not in text


def test_a_placement_without_an_agreement_is_called_provisional(school: Path, iom: Callable):
    sheet = school / ROUND / "choices" / "bolotov-egor.toml"
    sheet.write_text(re.split(r"(?m)^\[\[agreements", sheet.read_text("utf-8"))[0], "utf-8")
    assert iom("round", "allocate", "--drawn", "4 2 6 1 5", *DAY, cwd=school).code == 0
    page = iom("round", "explain", "bolotov-egor", "--lang", "ru", *DAY, cwd=school).out
    assert "желание 1" in page
    assert "предварительное" in page
    assert "предварительное" not in iom("round", "explain", "averina-polina", "--lang", "ru", *DAY, cwd=school).out


def test_what_if_says_that_nothing_was_written_and_shows_both(placed: Path, iom: Callable):
    words = ("round", "allocate", "--seats", "robot-cart=20", "--close", "flexagons")
    text = iom(*words, "--lang", "ru", *DAY, cwd=placed).out
    assert "ничего не записано" in text
    assert re.search(r"сейчас +проба", text)
    assert "кто переходит" in text
    data = iom(*words, "--json", *DAY, cwd=placed).data
    assert data["written"] is False
    assert data["before"]["wishes"]["1"] > 0
    assert re.search(rf"сумма квадратов уступок +{data['before']['squares']} +{data['squares']}\n", text)
    assert any(one["from"] == ["flexagons"] for one in data["moved"])


def test_what_if_before_any_placement_compares_with_the_round_as_it_is(school: Path, iom: Callable):
    words = ("round", "allocate", "--drawn", "4 2 6 1 5", "--close", "flexagons", "--json")
    data = iom(*words, *DAY, cwd=school).data
    assert any("flexagons" in one["from"] for one in data["moved"])
    assert not (school / ROUND / "allocation.toml").exists()


def test_publishing_says_where_it_stands_and_what_comes_next(placed: Path, iom: Callable):
    outcome = iom("round", "publish", "--lang", "ru", *DAY, cwd=placed)
    assert f"{ROUND}/allocation.toml" in outcome.err
    assert "iom print groups" in outcome.err
    assert "iom print explanation" in outcome.err


def test_publishing_warns_of_placements_that_no_family_has_agreed_to(school: Path, iom: Callable):
    agreed = iom("round", "allocate", "--drawn", "4 2 6 1 5", "--json", *DAY, cwd=school).data["provisional"]
    without_choice(school, "bolotov-egor")
    data = iom("round", "allocate", "--json", *DAY, cwd=school).data
    assert len(data["provisional"]) == len(agreed) + 1
    outcome = iom("round", "publish", "--lang", "ru", *DAY, cwd=school)
    assert outcome.code == 0
    assert re.search(rf"! С зачислением ещё не согласил\w+ семь\w {len(data['provisional'])} учени", outcome.err)
    assert "published_on = 2026-06-20" in paper(school)


def test_how_good_says_no_more_than_is_proven(school: Path, iom: Callable):
    text = " ".join(iom("round", "allocate", "--drawn", "4 2", "--lang", "ru", *DAY, cwd=school).out.split())
    data = iom("round", "allocate", "--json", *DAY, cwd=school).data
    assert data["squares"] == data["bound"]
    assert "что лучше нельзя, не доказано" not in text
    assert "лучше нельзя" in text


def changed_later(school: Path, *, cancelled: str, on: str, fuller: str) -> None:
    """A course cancelled after the publication, and another of which the teacher takes back all seats but one."""
    path = school / ROUND / "offers" / f"{cancelled}.toml"
    text = path.read_text("utf-8")
    path.write_text(
        re.sub(r"(?m)^(ends = .*)$", rf'\1\ncancelled_on = {on}\nreason = "болезнь"', text, count=1), "utf-8"
    )
    path = school / ROUND / "offers" / f"{fuller}.toml"
    seats = re.sub(r"(?m)^min = \d+$", "min = 1", path.read_text("utf-8"), count=1)
    seats = re.sub(r"(?m)^best = \d+.*\n", "", seats, count=1)
    path.write_text(re.sub(r"(?m)^max = \d+", "max = 1", seats, count=1), "utf-8")


@pytest.mark.parametrize("on", ["2026-06-20", "2026-09-01"])
def test_a_published_placement_still_verifies_when_a_course_is_cancelled_or_seats_change_later(
    placed: Path, iom: Callable, on: str
):
    assert iom("round", "publish", *DAY, cwd=placed).code == 0
    changed_later(placed, cancelled="flexagons", on=on, fuller="english-quest")
    later = ("--today", "2026-09-02")
    data = iom("round", "verify", "--json", *later, cwd=placed).data
    assert (data["holds"], data["breaches"]) == (True, [])
    assert data["changed_since"] == ["english-quest", "flexagons"]
    outcome = iom("round", "verify", "--lang", "ru", *later, cwd=placed)
    assert outcome.code == 0
    assert "распределения это не нарушает" in " ".join(outcome.out.split())
    assert iom("check", ROUND + "/allocation.toml", "--json", *later, cwd=placed).data["problems"] == []


def test_a_forged_number_of_seats_in_a_published_paper_does_not_verify(placed: Path, iom: Callable):
    assert iom("round", "publish", *DAY, cwd=placed).code == 0
    head, courses = paper(placed).split("[[courses]]", 1)
    forged = re.sub(r"max = \d+", "max = 99", courses, count=1)
    (placed / ROUND / "allocation.toml").write_text(f"{head}[[courses]]{forged}", "utf-8")
    outcome = iom("round", "verify", "--json", *DAY, cwd=placed)
    assert outcome.code == 1
    assert {"property": "inputs", "about": []} in outcome.data["breaches"]


def test_before_the_publication_a_cancelled_course_is_a_breach(placed: Path, iom: Callable):
    changed_later(placed, cancelled="flexagons", on="2026-06-20", fuller="english-quest")
    found = iom("round", "verify", "--json", *DAY, cwd=placed).data["breaches"]
    assert {"property": "seats", "about": ["flexagons"]} in found


@pytest.mark.parametrize("on", ["2026-06-20", "2026-09-01"])
def test_a_paper_of_an_earlier_version_verifies_after_a_later_cancelling(placed: Path, iom: Callable, on: str):
    assert iom("round", "publish", *DAY, cwd=placed).code == 0
    without = re.split(r"(?m)^\[\[courses\]\]", paper(placed))[0]
    (placed / ROUND / "allocation.toml").write_text(without, "utf-8")
    path = placed / ROUND / "offers" / "flexagons.toml"
    text = path.read_text("utf-8")
    path.write_text(
        re.sub(r"(?m)^(ends = .*)$", rf'\1\ncancelled_on = {on}\nreason = "болезнь"', text, count=1), "utf-8"
    )
    assert iom("round", "verify", "--json", "--today", "2026-09-02", cwd=placed).data["holds"] is True


def test_of_a_paper_of_an_earlier_version_changed_seats_are_told_and_nothing_else(placed: Path, iom: Callable):
    assert iom("round", "publish", *DAY, cwd=placed).code == 0
    (placed / ROUND / "allocation.toml").write_text(re.split(r"(?m)^\[\[courses\]\]", paper(placed))[0], "utf-8")
    changed_later(placed, cancelled="flexagons", on="2026-09-01", fuller="english-quest")
    found = iom("round", "verify", "--json", "--today", "2026-09-02", cwd=placed).data["breaches"]
    assert found == [{"property": "inputs", "about": []}]


def test_a_course_closed_to_try_it_out_is_called_so_and_everybody_who_moves_has_a_reason(placed: Path, iom: Callable):
    words = ("round", "compare", "--close", "flexagons")
    moved = iom(*words, "--json", *DAY, cwd=placed).data["moved"]
    text = iom(*words, "--lang", "en", *DAY, cwd=placed).out
    why = " ".join(text.split("\nwhy\n")[1].split())
    assert "it does not run" not in why
    assert why.count("closed in this what-if") == sum("flexagons" in one["from"] for one in moved) > 0
    codes = tomllib.loads((placed / ROUND / "codes.toml").read_text("utf-8"))["codes"]
    names = {
        code: tomllib.loads((placed / f"students/{who}.toml").read_text("utf-8"))["name"] for who, code in codes.items()
    }
    assert [one["code"] for one in moved if f"- {names[one['code']]}" not in why] == []


def test_a_course_that_opened_for_nobody_has_no_lessons_in_the_calendar_and_no_group_list(school: Path, iom: Callable):
    path = school / ROUND / "offers" / "flexagons.toml"
    text = re.sub(r"(?m)^best = \d+.*\n", "", path.read_text("utf-8"), count=1)
    path.write_text(re.sub(r"(?m)^(min|max) = \d+.*$", r"\1 = 60", text), "utf-8")
    assert iom("round", "allocate", "--drawn", "4 2 6 1 5", "--allow-short", *DAY, cwd=school).code == 0
    title = "Флексагоны"
    before = iom("export", "calendar", "all.ics", *DAY, cwd=school)
    assert before.code == 0
    assert title in (school / "all.ics").read_text("utf-8")
    assert iom("round", "publish", *DAY, cwd=school).code == 0
    after = iom("export", "calendar", "all.ics", "--force", "--lang", "ru", *DAY, cwd=school)
    assert after.code == 0, after.err
    assert title not in (school / "all.ics").read_text("utf-8")
    assert "Не вошли" in after.err
    assert title in after.err
    printed = iom("print", "groups", "--output", "lists.html", "--lang", "ru", *DAY, cwd=school)
    assert printed.code == 0, printed.err
    assert title not in (school / "lists.html").read_text("utf-8")
    assert title in printed.err
    assert iom("print", "groups", "flexagons", "--output", "one.html", *DAY, cwd=school).code == 0
