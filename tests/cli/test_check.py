"""The command check: its formats, its repairs, and what it says of frozen documents."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

FILES = {
    "iom.toml": 'schema = 1\nname = "School"\nlanguage = "en"\n',
    "students/averina-polina.toml": 'schema = 1\nname = "Аверина Полина"\n',
    "guardians/averina-oi.toml": 'schema = 1\nname = "Аверина Ольга"\n',
    "courses/flexagons.toml": 'schema = 1\ntitle = "Флексагоны"\nauthor = "parshina-nv"\n',
    "staff/parshina-nv.toml": 'schema = 1\nname = "Паршина Н. В."\n',
    "rubrics/product.toml": (
        'schema = 1\ntitle = "Продукт"\n\n[[criteria]]\nid = "idea"\ncode = "P1"\ntitle = "Замысел"\n'
        '\n[criteria.levels]\n0 = "нет"\n1 = "да"\n'
    ),
}
STUDENT = "students/averina-polina.toml"


@pytest.fixture
def school(tmp_path: Path) -> Path:
    for path, text in FILES.items():
        write(tmp_path, path, text)
    return tmp_path


def write(root: Path, path: str, text: str | bytes) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode() if isinstance(text, str) else text)


def of(found, code: str):
    return [problem for problem in found.data["problems"] if problem["code"] == code]


def test_json_is_an_lsp_diagnostic_in_utf16_units(iom, school: Path):
    write(school, STUDENT, 'schema = 1\nname = "Аверина Полина"\ninterests = ["🎻", 5]\n')
    (problem,) = of(iom("check", "--format", "json", cwd=school), "E0202")
    assert problem["range"] == {"start": {"line": 2, "character": 19}, "end": {"line": 2, "character": 20}}
    assert (problem["line"], problem["column"]) == (3, 19)
    assert (problem["severity"], problem["source"]) == (1, "iom")
    assert problem["message"] == f"{problem['text']}\n→ {problem['hint']}"
    assert problem["data"] == {"document": STUDENT, "keys": ["interests", 1], "hint": problem["hint"]}


def test_a_warning_is_2_and_the_json_switch_is_the_json_format(iom, school: Path):
    write(school, STUDENT, FILES[STUDENT] + 'intrests = ["опыты"]\n')
    found = iom("check", "--json", cwd=school)
    assert found.data == iom("check", "--format", "json", cwd=school).data
    assert of(found, "W0251")[0]["severity"] == 2


def test_github_annotations_name_the_file_from_the_top_of_the_repository(iom, school: Path, tmp_path: Path):
    (school.parent / ".git").mkdir(exist_ok=True)
    write(school, STUDENT, 'schema = 1\nname = "100%", x\n')
    said = iom("check", "--format", "github", cwd=school).out
    (school.parent / ".git").rmdir()
    line = next(line for line in said.splitlines() if line.startswith("::error "))
    assert line.startswith(f"::error file={tmp_path.name}/{STUDENT},line=2,col=14,title=E0120::")
    assert "%0A" in line


def test_there_is_no_other_format(iom, school: Path):
    refused = iom("check", "--format", "xml", cwd=school)
    assert refused.code == 2
    assert "text, json, github" in refused.err


TWIN_ID = 'schema = 1\nname = "Аверина Полина"\n\n[[guardians]]\nid = "аverina-oi" # мама\nrelation = "mother"\n'
TWIN_KEY = 'schema = 1\nnamе = "Аверина Полина"\n'


@pytest.mark.parametrize(
    ("broken", "mended"),
    [
        (TWIN_ID, TWIN_ID.replace('"аverina', '"averina')),
        (TWIN_KEY, TWIN_KEY.replace("namе", "name")),
        ("\ufeff" + FILES[STUDENT], FILES[STUDENT]),
        (FILES[STUDENT].replace("\n", "\r\n"), FILES[STUDENT]),
        ("\ufeff" + TWIN_ID.replace("\n", "\r\n"), TWIN_ID.replace('"аverina', '"averina')),
    ],
)
def test_fix_repairs_what_cannot_be_repaired_wrongly(iom, school: Path, broken: str, mended: str):
    write(school, STUDENT, broken)
    dry = iom("check", "--fix", "--dry-run", cwd=school)
    assert f"--- a/{STUDENT}" in dry.out
    assert (school / STUDENT).read_bytes() == broken.encode()
    assert "iom undo" in iom("check", "--fix", cwd=school).err
    assert (school / STUDENT).read_bytes() == mended.encode()
    assert iom("undo", cwd=school).code == 0
    assert (school / STUDENT).read_bytes() == broken.encode()


@pytest.mark.parametrize(
    "text",
    [
        FILES[STUDENT],
        TWIN_ID.replace("аverina-oi", "аverina-xx"),  # nobody is called so
        'schema = 1\nname = "Сова"\n',  # a text, not an id
        'schema = 1\nимя = "Аверина"\n',  # no letters that look Latin
        'schema = 1\nname = "Аверина\rПолина"\n',
    ],
)
def test_fix_leaves_alone_what_might_be_meant_otherwise(iom, school: Path, text: str):
    write(school, STUDENT, text)
    assert "nothing" in iom("check", "--fix", cwd=school).err
    assert (school / STUDENT).read_bytes() == text.encode()


def test_fix_repairs_the_code_of_a_course(iom, school: Path):
    course = 'schema = 1\ntitle = "Шахматы" # К10\ncode = "К10"\n'
    write(school, "courses/chess.toml", course)
    assert "W0454" in iom("check", cwd=school).out
    iom("check", "--fix", cwd=school)
    assert (school / "courses/chess.toml").read_text("utf-8") == course.replace('"К10"', '"K10"')


def test_fix_repairs_codes_of_marks(iom, school: Path):
    sheet = "rounds/autumn/assessments/averina-oi.toml"
    text = 'schema = 1\n\n[[assessments]]\nid = "20261116-00000"\n\n[assessments.marks]\nР1 = 1\n'
    write(school, sheet, text)
    assert "E0116" in iom("check", sheet, cwd=school).out
    iom("check", "--fix", sheet, cwd=school)
    assert (school / sheet).read_text("utf-8") == text.replace("Р1", "P1")


def test_fix_looks_only_at_the_documents_asked_for(iom, school: Path):
    for path in (STUDENT, "guardians/averina-oi.toml"):
        write(school, path, FILES[path].replace("\n", "\r\n"))
    iom("check", "--fix", "guardians", cwd=school)
    assert b"\r" in (school / STUDENT).read_bytes()
    assert b"\r" not in (school / "guardians/averina-oi.toml").read_bytes()


def test_fix_does_not_touch_the_index(iom, school: Path):
    assert iom("check", "--fix", "--staged", cwd=school).code == 2


PAPER = "rounds/autumn/allocation.toml"
ROUND = 'schema = 1\ntitle = "Autumn"\nschool_year = "2026-2027"\n'


@pytest.fixture
def kept(school: Path) -> Path:
    """The school in git, with a published paper and a closed round."""
    write(school, "rounds/autumn/round.toml", ROUND)
    write(school, PAPER, "schema = 1\npublished_on = 2026-09-07\n")
    write(school, "rounds/spring/round.toml", ROUND + "closed_on = 2026-05-31\n")
    write(school, "rounds/spring/moves.toml", "schema = 1\n")
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "school"]):
        subprocess.run(["git", *words], cwd=school, check=True)
    return school


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (PAPER, "schema = 1\npublished_on = 2026-09-08\n"),
        (PAPER, "schema = 1\n"),
        (PAPER, None),
        ("rounds/spring/round.toml", ROUND),
        ("rounds/spring/moves.toml", None),
    ],
)
def test_a_frozen_document_that_changed_is_told(iom, kept: Path, path: str, text: str | None):
    assert of(iom("check", "--json", cwd=kept), "E0449") == []
    if text is None:
        (kept / path).unlink()
    else:
        write(kept, path, text)
    assert [problem["document"] for problem in of(iom("check", "--json", cwd=kept), "E0449")] == [path]
    since = iom("check", "--since", "HEAD", "--json", cwd=kept)
    assert [problem["document"] for problem in of(since, "E0449")] == [path]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (PAPER, "# a comment\nschema = 1\n\npublished_on = 2026-09-07\n"),
        ("rounds/autumn/round.toml", ROUND + "closed_on = 2026-11-30\n"),
        ("rounds/autumn/moves.toml", "schema = 1\n"),
    ],
)
def test_what_is_not_frozen_or_not_changed_is_not_told(iom, kept: Path, path: str, text: str):
    write(kept, path, text)
    assert of(iom("check", "--json", cwd=kept), "E0449") == []


def test_a_committed_change_of_a_frozen_paper_is_told_since_the_commit_before(iom, kept: Path):
    write(kept, PAPER, "schema = 1\n")
    subprocess.run(["git", "commit", "-qam", "change"], cwd=kept, check=True)
    assert of(iom("check", "--json", cwd=kept), "E0449") == []
    assert of(iom("check", "--since", "HEAD~1", "--json", cwd=kept), "E0449")
