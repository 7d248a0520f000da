"""What came back on paper: the code under the QR code opens exactly that walk."""

from __future__ import annotations

import tomllib

import pytest

from iom.cli.by_sheet import sheet_of
from iom.report.papers.codes import KINDS
from iom.store.load import load

AFTER = "2026-11-18"
POLINA, ARINA = "averina-polina", "zhigalova-arina"
MARKS = "P1=2,P2=2,P3=1,P4=2,Z1=3,Z2=1,Z3=2"
EXPERT = "cherepakhin-iv"


def code_of(place, student: str) -> str:
    return tomllib.loads(place.text("codes.toml"))["codes"][student]


def marks_in(place, person: str) -> list[dict]:
    return tomllib.loads(place.text(f"assessments/{person}.toml"))["assessments"]


def test_an_expert_sheet_is_one_product_of_one_pupil(place):
    sheet = f"iom:expert:2026-autumn:{code_of(place, ARINA)}:eco-patrol"
    path = place.path(f"assessments/{EXPERT}.toml")
    path.unlink(missing_ok=True)
    done = place.asked(AFTER, {"marks:*": MARKS, "strength:*": "", "advice:*": ""}, "evaluate", "--sheet", sheet,
        "--expert", EXPERT)  # fmt: skip
    assert done.code == 0, done.err
    (entry,) = marks_in(place, EXPERT)
    assert (entry["student"], entry["offer"], entry["role"]) == (ARINA, "eco-patrol", "expert")
    assert entry["marks"]["idea"] == 2


def test_the_same_by_flags_and_in_the_layout_of_a_scanner(place):
    sheet = f"ШЩЬЖучзукеЖ2026-фгегьтЖ{code_of(place, ARINA)}Жусщ-зфекщд"
    place.path(f"assessments/{EXPERT}.toml").unlink(missing_ok=True)
    done = place(AFTER, "evaluate", "--sheet", sheet.lower().replace("ж", "Ж"), "--expert", EXPERT,
        "--marks", f"{ARINA}/eco-patrol:{MARKS}")  # fmt: skip
    assert done.code == 0, done.err
    assert [entry["student"] for entry in marks_in(place, EXPERT)] == [ARINA]


def test_a_pupils_own_marks_are_for_the_product_of_the_sheet(place):
    sheet = f"iom:self:2026-autumn:{code_of(place, ARINA)}:eco-patrol"
    done = place.asked(AFTER, {"marks:*": MARKS, "strength:*": "", "advice:*": ""}, "evaluate", "--sheet", sheet)
    assert done.code == 0, done.err
    last = marks_in(place, ARINA)[-1]
    assert (last["offer"], last["role"], str(last["on"])) == ("eco-patrol", "self", AFTER)


@pytest.mark.parametrize(
    ("kind", "verb", "asked"),
    [
        ("choice", "choose", "--wishes"),
        ("guardian-choice", "choose", "--guardian-wishes"),
        ("agreement", "choose", "--agreed"),
        ("reflection", "reflect", "--achieved"),
        ("guardian-reflection", "reflect", "--guardian-achieved"),
    ],
)
def test_a_family_sheet_asks_its_own_questions_only(place, kind: str, verb: str, asked: str):
    found = place(AFTER, verb, "--sheet", f"iom:{kind}:2026-autumn:{code_of(place, POLINA)}")
    assert found.code == 2
    assert asked in found.err


@pytest.mark.parametrize("kind", KINDS)
def test_a_sheet_of_another_command_names_that_command(place, kind: str):
    sheet = f"iom:{kind}:2026-autumn:{code_of(place, POLINA)}"
    codes = {verb: place(AFTER, verb, "--sheet", sheet) for verb in ("choose", "evaluate", "reflect")}
    others = [found for found in codes.values() if "does not belong here" in found.err]
    assert len(others) == 2
    assert all(found.code == 2 and f"--sheet {sheet}" in found.err for found in others)


@pytest.mark.parametrize(
    ("sheet", "code", "said"),
    [
        ("jk63j", 2, "not the code of a sheet"),
        ("iom:self:2020-autumn:jk63j:flexagons", 6, "“2020-autumn” is not known"),
        ("iom:self:2026-autumn:zzzzz:flexagons", 6, "“zzzzz” is not known"),
        ("iom:self:2026-autumn:{code}:juggling", 6, "“juggling” is not known"),
        ("iom:self:2026-autumn:{code}:my-district", 6, "nothing to enter"),
        ("iom:expert:2026-autumn:{code}:eco-patrol", 2, "--expert PERSON"),
    ],
)
def test_a_sheet_that_fits_nothing_is_told(place, sheet: str, code: int, said: str):
    before = place.digest()
    found = place(AFTER, "evaluate", "--sheet", sheet.format(code=code_of(place, ARINA)))
    assert (found.code, place.digest()) == (code, before)
    assert said in " ".join(found.err.split())


def test_nobody_enters_marks_for_an_own_child(place):
    mother = tomllib.loads((place.root / f"students/{ARINA}.toml").read_text("utf-8"))["guardians"][0]["id"]
    sheet = f"iom:expert:2026-autumn:{code_of(place, ARINA)}:eco-patrol"
    found = place(AFTER, "evaluate", "--sheet", sheet, "--expert", mother)
    assert found.code == 6
    assert "nobody judges an own child" in " ".join(found.err.split())


@pytest.mark.parametrize(("verb", "kind"), [("choose", "choice"), ("reflect", "reflection")])
def test_the_pupils_code_alone_means_the_sheet_that_the_command_takes(place, verb: str, kind: str):
    code = code_of(place, ARINA)
    found = sheet_of(f" {code.upper()}", verb, load(place.root).school, None)
    assert str(found.code) == f"iom:{kind}:2026-autumn:{code}"
    assert found.student == ARINA


def test_of_several_sheets_with_the_pupils_code_the_whole_codes_are_told(place):
    code = code_of(place, "vyatkina-miroslava")
    refused = place(AFTER, "evaluate", "--sheet", code)
    assert refused.code == 2
    told = "".join(refused.err.split())
    assert f"iom:self:2026-autumn:{code}:eco-patrol" in told
    assert told.count("iom:self:") > 1


def test_a_code_that_no_pupil_has_is_no_code(place):
    refused = place(AFTER, "choose", "--sheet", "zzzzz")
    assert refused.code == 2
    assert "not the code of a sheet" in refused.err
