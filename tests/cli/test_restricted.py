"""Pupils kept apart: read from the restricted workspace, joined where it is present, never published."""

from __future__ import annotations

import os
import re
import shutil
import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import iom as package
from iom.model.roster import placements
from iom.store.load import load

EXAMPLE = Path(package.__file__).parents[1] / "examples" / "zarechnaya"
ROUND = "rounds/2026-autumn"
DAY = ("--today", "2026-06-20")
APART = """schema = 1

[[pairs]]
id = "20260618-k2vd0"
students = [{students}]
by = "oborina-lf"
on = 2026-06-18
reason = "ссора в летнем лагере"
"""


@pytest.fixture(scope="module")
def unplaced(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example school before its placement; its iom.toml names a restricted workspace beside it."""
    school = tmp_path_factory.mktemp("apart") / "school"
    shutil.copytree(EXAMPLE, school)
    (school / ROUND / "allocation.toml").unlink()
    (school / ROUND / "moves.toml").unlink()
    mark = school / "iom.toml"
    text = mark.read_text("utf-8")
    mark.write_text(text.replace("\nlanguage", '\nrestricted = "../restricted"\nlanguage', 1), "utf-8")
    assert "restricted" in mark.read_text("utf-8")
    return school


@pytest.fixture
def school(unplaced: Path, tmp_path: Path) -> Path:
    shutil.copytree(unplaced, tmp_path / "school")
    return tmp_path / "school"


def keep_apart(school: Path, *students: str, round_: str = "2026-autumn") -> Path:
    """The restricted workspace beside the school, with these pupils kept apart."""
    second = school.parent / "restricted"
    paper = second / "rounds" / round_ / "apart.toml"
    paper.parent.mkdir(parents=True)
    (second / "iom.toml").write_text('schema = 1\nname = "Закрытая папка"\nlanguage = "ru"\n', "utf-8")
    paper.write_text(APART.format(students=", ".join(f'"{one}"' for one in students)), "utf-8")
    return paper


def together(school: Path) -> set[frozenset[str]]:
    """Pairs of pupils who share a course."""
    codes = tomllib.loads((school / ROUND / "codes.toml").read_text("utf-8"))["codes"]
    names = {code: student for student, code in codes.items()}
    inside: dict[str, set[str]] = {}
    for one in tomllib.loads((school / ROUND / "allocation.toml").read_text("utf-8"))["placements"]:
        inside.setdefault(one["offer"], set()).add(names[one["code"]])
    return {frozenset((one, other)) for group in inside.values() for one in group for other in group if one < other}


def allocate(iom: Callable, school: Path, *words: str):
    return iom("round", "allocate", "--drawn", "4 2 6 1 5", *words, *DAY, "--lang", "en", cwd=school)


@pytest.fixture
def friends(school: Path, iom: Callable) -> list[str]:
    """Two pupils who share a course as long as nobody keeps them apart."""
    assert allocate(iom, school).code == 0
    pair = sorted(min(together(school), key=sorted))
    (school / ROUND / "allocation.toml").unlink()
    return pair


def test_a_pair_of_the_restricted_workspace_shares_no_course(school: Path, iom: Callable, friends: list[str]):
    keep_apart(school, *friends)
    found = allocate(iom, school)
    assert found.code == 0, found.err
    assert frozenset(friends) not in together(school)
    assert "restricted" not in found.err


def test_nothing_that_is_published_or_explained_names_the_pair(school: Path, iom: Callable, friends: list[str]):
    keep_apart(school, *friends)
    assert allocate(iom, school).code == 0
    text = (school / ROUND / "allocation.toml").read_text("utf-8")
    codes = tomllib.loads((school / ROUND / "codes.toml").read_text("utf-8"))["codes"]
    assert "kept_apart = 1" in text
    assert not re.search("ссора|apart = \\[|students", text)
    pages = [iom("round", "explain", one, *DAY, "--lang", "en", cwd=school).out for one in friends]
    for page, other in zip(pages, friends[::-1], strict=True):
        assert other.split("-")[0] not in page
        assert codes[other] not in page
        assert not re.search("apart|conflict|restricted|coordinator", page)
    assert iom("round", "verify", *DAY, cwd=school).code == 0
    assert iom("round", "publish", *DAY, cwd=school).code == 0
    assert not (school / ROUND / "apart.toml").exists()


def test_every_wish_that_was_not_met_keeps_one_reason(school: Path, iom: Callable):
    run_over = [path.stem for path in sorted((school / "students").glob("*.toml"))][:12]
    keep_apart(school, *run_over)
    assert allocate(iom, school, "--allow-short").code == 0
    lists = {one["code"]: one for one in paper(school)["lists"]}
    seats: dict[str, list[str]] = {}
    for one in paper(school)["placements"]:
        seats.setdefault(one["code"], []).append(one["offer"])
    codes = tomllib.loads((school / ROUND / "codes.toml").read_text("utf-8"))["codes"]
    for student in run_over:
        entry, held = lists[codes[student]], seats.get(codes[student], [])
        wishes = [] if entry.get("late") else entry.get("wishes", [])
        last = max((wishes.index(offer) for offer in held if offer in wishes), default=-1)
        end = len(wishes) if len(held) < 3 else last
        found = iom("round", "explain", student, "--json", *DAY, cwd=school).data["reasons"]
        assert [one["wish"] for one in found] == [wish for wish in wishes[: max(0, end)] if wish not in held]
        assert all(one["text"] for one in found)


def paper(school: Path):
    return tomllib.loads((school / ROUND / "allocation.toml").read_text("utf-8"))


def test_an_absent_workspace_is_told_and_the_placement_goes_on(school: Path, iom: Callable):
    found = allocate(iom, school)
    assert found.code == 0
    assert "../restricted is not here" in " ".join(found.err.split())
    assert paper(school)["result"].get("kept_apart", 0) == 0
    assert allocate(iom, school, "--json").data["restricted_absent"] == "../restricted"


def test_a_workspace_that_may_not_be_entered_is_one_that_is_not_here(
    school: Path, iom: Callable, monkeypatch: pytest.MonkeyPatch
):
    mark = keep_apart(school, "averina-polina", "bolotov-egor").parents[2] / "iom.toml"
    stat = os.stat

    def refused(path, *args, **options):
        if os.fspath(path) in {os.fspath(mark), os.fspath(school / "../restricted/iom.toml")}:
            raise PermissionError(13, "Permission denied", path)
        return stat(path, *args, **options)

    monkeypatch.setattr("os.stat", refused)
    found = allocate(iom, school)
    assert found.code == 0, found.err
    assert "../restricted is not here" in " ".join(found.err.split())


def test_losing_pairs_that_an_earlier_run_knew_is_warned_of(school: Path, iom: Callable, friends: list[str]):
    keep_apart(school, *friends)
    assert allocate(iom, school).code == 0
    shutil.rmtree(school.parent / "restricted")
    assert "kept apart: 1" in " ".join(allocate(iom, school).err.split())


def test_a_broken_list_of_pairs_stops_the_placement(school: Path, iom: Callable):
    keep_apart(school, "averina-polina").write_text("schema = 1\n[[pairs", "utf-8")
    found = allocate(iom, school)
    assert found.code == 4
    assert f"../restricted/{ROUND}/apart.toml" in found.err
    assert not (school / ROUND / "allocation.toml").exists()


def test_repairing_keeps_the_pair_apart(school: Path, iom: Callable, friends: list[str]):
    keep_apart(school, *friends)
    assert allocate(iom, school).code == 0
    assert iom("round", "publish", *DAY, cwd=school).code == 0
    offer = school / ROUND / "offers" / "flexagons.toml"
    offer.write_text(
        offer.read_text("utf-8").replace("\nends =", '\ncancelled_on = 2026-09-20\nreason = "…"\nends =', 1)
    )
    words = ("round", "repair", "--by", "oborina-lf", "--reason", "курс отменён", "--today", "2026-09-20")
    assert iom(*words, cwd=school).code == 0
    run = load(school).school.runs["2026-autumn"]
    one, other = (set(placements(run, student, date(2026, 9, 21))) for student in friends)
    assert not one & other


def test_the_restricted_documents_are_checked_where_the_two_are_joined(school: Path, iom: Callable):
    wrong = keep_apart(school, "averina-polina", "averina-palina")
    found = iom("check", *DAY, "--json", cwd=school)
    (problem,) = [one for one in found.data["problems"] if "apart.toml" in one["document"]]
    assert problem["document"] == f"../restricted/{ROUND}/apart.toml"
    assert (problem["code"], problem["line"]) == ("E0311", 5)
    wrong.write_text(wrong.read_text("utf-8").replace("averina-palina", "bolotov-egor"), "utf-8")
    assert "apart.toml" not in iom("check", *DAY, "--json", cwd=school).out


def test_a_round_that_the_school_does_not_have_is_a_problem(school: Path, iom: Callable):
    keep_apart(school, "averina-polina", "bolotov-egor", round_="2026-autum")
    found = iom("check", *DAY, "--json", cwd=school).data["problems"]
    assert [one["document"] for one in found if one["code"] == "E0314"] == [
        "../restricted/rounds/2026-autum/round.toml"
    ]


def test_the_restricted_workspace_alone_is_no_problem(school: Path, iom: Callable):
    keep_apart(school, "averina-polina", "bolotov-egor")
    found = iom("check", *DAY, "--json", cwd=school.parent / "restricted")
    assert [one["code"] for one in found.data["problems"]] == []


def test_a_list_of_pairs_in_the_open_workspace_is_warned_of_and_kept_to(
    school: Path, iom: Callable, friends: list[str]
):
    secret = keep_apart(school, *friends)
    shutil.move(secret, school / ROUND / "apart.toml")
    problems = iom("check", *DAY, "--json", cwd=school).data["problems"]
    assert [one["document"] for one in problems if one["code"] == "W0325"] == [f"{ROUND}/apart.toml"]
    shutil.rmtree(school.parent / "restricted")
    assert allocate(iom, school).code == 0
    assert frozenset(friends) not in together(school)


def test_placing_by_hand_beside_somebody_kept_apart_warns_and_names_nobody(school: Path, iom: Callable):
    keep_apart(school, "averina-polina", "bolotov-egor")
    why = ("--reason", "просьба тьютора", "--by", "oborina-lf", "--lang", "en", *DAY)
    first = iom("round", "place", "averina-polina", "flexagons", *why, cwd=school)
    second = iom("round", "place", "bolotov-egor", "flexagons", *why, cwd=school)
    elsewhere = iom("round", "place", "bolotov-egor", "clay-animation", *why, cwd=school)
    assert [one.code for one in (first, second, elsewhere)] == [0, 0, 0]
    warned = [" ".join(one.err.split()) for one in (first, second, elsewhere)]
    assert ["is to be kept apart" in text for text in warned] == [False, True, False]
    assert "verina" not in warned[1] + second.out
    assert "Аверина" not in warned[1] + second.out


def test_a_pair_of_whom_one_has_left_keeps_nobody_from_being_placed(school: Path, iom: Callable, friends: list[str]):
    keep_apart(school, *friends)
    assert allocate(iom, school).code == 0
    path = school / "students" / f"{friends[0]}.toml"
    path.write_text(re.sub(r"(?m)^(name = .*)$", r"\1\nleft_on = 2026-06-18", path.read_text("utf-8")), "utf-8")
    found = allocate(iom, school, "--apart", f"{friends[0]}=averina-polina")
    assert found.code == 0, found.err
    assert paper(school)["result"].get("kept_apart", 0) == 0


def test_nobody_is_kept_apart_from_oneself(school: Path, iom: Callable):
    assert allocate(iom, school, "--apart", "averina=averina-polina").code == 2


def test_a_newcomer_without_a_code_is_warned_of_as_well(school: Path, iom: Callable):
    keep_apart(school, "averina-polina", "bolotov-egor")
    codes = school / ROUND / "codes.toml"
    codes.write_text(re.sub(r"(?m)^bolotov-egor = .*\n", "", codes.read_text("utf-8")), "utf-8")
    why = ("--reason", "просьба тьютора", "--by", "oborina-lf", "--lang", "en", *DAY)
    assert iom("round", "place", "averina-polina", "flexagons", *why, cwd=school).code == 0
    second = iom("round", "place", "bolotov-egor", "flexagons", *why, cwd=school)
    assert "is to be kept apart" in " ".join(second.err.split())


def test_moving_by_hand_beside_somebody_kept_apart_warns(school: Path, iom: Callable, friends: list[str]):
    assert allocate(iom, school).code == 0
    assert iom("round", "publish", *DAY, cwd=school).code == 0
    codes = tomllib.loads((school / ROUND / "codes.toml").read_text("utf-8"))["codes"]
    placements = tomllib.loads((school / ROUND / "allocation.toml").read_text("utf-8"))["placements"]
    mine, theirs = ({one["offer"] for one in placements if one["code"] == codes[who]} for who in friends)
    shared = min(mine & theirs)
    why = ("--reason", "передумали", "--by", "oborina-lf", "--lang", "en", "--today", "2026-06-22")
    assert iom("round", "move", friends[0], "--from", shared, *why, cwd=school).code == 0
    keep_apart(school, *friends)
    back = iom("round", "move", friends[0], "--to", shared, *why[:-1], "2026-06-23", cwd=school)
    assert back.code == 0, back.err
    assert "is to be kept apart" in " ".join(back.err.split())
