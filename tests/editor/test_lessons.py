"""Every code has its lesson, and each example is what it says: the mistake gives the code, the repair does not."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from iom.check import check, misplaced
from iom.cli.codes import every_fault
from iom.editor.lessons import Lesson, lessons
from iom.language import use
from iom.model.base import Document
from iom.model.kinds import recognise
from iom.model.routes import Route
from iom.model.school import School
from iom.model.validation import validated
from iom.stages.rules import decision_problems
from iom.stages.template import shipped
from iom.toml.read import read

SCHOOL = Path(__file__).parents[1] / "check" / "school"
TEXTS = {path.relative_to(SCHOOL).as_posix(): path.read_text("utf-8") for path in sorted(SCHOOL.rglob("*.toml"))}
ROUTE = "rounds/autumn/routes/averina-polina.toml"
TODAY = date(2026, 11, 18)
#: Where an example is longer than what stands in the school: the part that it takes the place of.
ANCHORS = {
    "iom.toml": 'name = "Школа"\nlanguage = "ru"\n',
    ROUTE: TEXTS[ROUTE][TEXTS[ROUTE].index("[[decisions]]") :],
}
#: The refuge of what no other code names: no value of a document is known that leads to it.
WITHOUT_EXAMPLE = {"E0209"}
#: No process of the program forbids the lead to judge, so `check` cannot meet it: a process that does is tried.
OF_ANOTHER_PROCESS = "E0467"
PREPARED = """
iom() { command iom "$@" --today 2026-11-18 --lang en; }
git init -q . && git add . && git -c user.name=Name -c user.email=name@example.org commit -q -m begin
"""


def shown() -> list[str]:
    """The codes whose example is a document."""
    return [code for code, lesson in lessons().items() if lesson.document and code != OF_ANOTHER_PROCESS]


def typed() -> list[str]:
    """The codes whose example is what is typed in a terminal."""
    return [code for code, lesson in lessons().items() if lesson.before and not lesson.document]


def alone(path: str, text: str) -> set[str]:
    """The codes of one document read by itself."""
    found = recognise(path)
    assert found, path
    reading = read(text.encode(), path)
    misfits = validated(found[0], reading.data, path)[1] if reading.data is not None else ()
    return {problem.fault.code for problem in (*reading.problems, *misfits)}


def in_school(path: str, old: str, new: str, beside: Mapping[str, str]) -> set[str]:
    """The codes of the healthy school with one part of a document changed, or a document added."""
    changed = {other: document_of(other, text) for other, text in beside.items()}
    if old:
        assert TEXTS[path].count(old) == 1, path
        changed[path] = document_of(path, TEXTS[path].replace(old, new))
    elif new:
        changed[path] = document_of(path, new)
    return {problem.fault.code for problem in check(School({**healthy(), **changed}), TODAY)}


def document_of(path: str, text: str) -> Document:
    found = recognise(path)
    assert found
    document, misfits = validated(found[0], read(text.encode(), path).data or {}, path)
    assert document, misfits
    return document


@cache
def healthy() -> dict[str, Document]:
    return {path: document_of(path, text) for path, text in TEXTS.items()}


def wanted_part(lesson: Lesson) -> str:
    """What the example takes the place of: itself repaired, a known part, or the whole document."""
    whole = TEXTS.get(lesson.document, "")
    if lesson.after in whole or lesson.document in ANCHORS:
        return lesson.after if lesson.after in whole else ANCHORS[lesson.document]
    assert lesson.beside
    return whole


def outcomes(code: str, lesson: Lesson) -> tuple[set[str], set[str]]:
    """The codes of the mistake and of its repair."""
    path = lesson.document
    if code < "E03":
        return alone(path, lesson.before), alone(path, lesson.after)
    old = wanted_part(lesson)
    wrong, right = (in_school(path, old, new, lesson.beside) for new in (lesson.before, lesson.after))
    return wrong, right


def test_every_code_has_its_lesson_and_every_lesson_its_code() -> None:
    assert set(lessons()) == set(every_fault())


def test_a_code_has_one_meaning() -> None:
    shared = {code: found for code, found in every_fault().items() if len(found) > 1}
    assert set(shared) == {"E0102", "E0449"}


def test_a_code_tells_its_severity_and_its_family() -> None:
    for code, found in every_fault().items():
        assert {fault.severity for fault in found} == {"warning" if code.startswith("W") else "error"}
        assert code[1:3] in {"01", "02", "03", "04", "05"}


def test_lessons_without_an_example_are_few_and_known() -> None:
    assert {code for code, lesson in lessons().items() if not (lesson.before or lesson.before_file)} == WITHOUT_EXAMPLE


@pytest.mark.parametrize("code", shown())
def test_the_mistake_gives_the_code_and_the_repair_does_not(code: str) -> None:
    wrong, right = outcomes(code, lessons()[code])
    assert code in wrong
    assert right == set()


def test_the_lead_does_not_judge_where_the_process_says_so() -> None:
    lesson = lessons()[OF_ANOTHER_PROCESS]
    process = replace(shipped("route"), judges="not-the-lead")
    for text, codes in ((lesson.before, {OF_ANOTHER_PROCESS}), (lesson.after, set())):
        assert TEXTS[ROUTE].count(lesson.after) == 1
        route = document_of(ROUTE, TEXTS[ROUTE].replace(lesson.after, text))
        assert isinstance(route, Route)
        assert {each.fault.code for each in decision_problems(process, ROUTE, route)} == codes


@pytest.mark.skipif(os.name == "nt", reason="the examples are for a POSIX shell")
@pytest.mark.slow
@pytest.mark.parametrize("code", typed())
def test_what_is_typed_gives_the_code_and_the_repair_does_not(code: str, tmp_path: Path) -> None:
    lesson = lessons()[code]
    assert re.search(rf"\b{code}\b", at_a_terminal(tmp_path / "wrong" / "school", lesson.before))
    assert not re.search(r"\b[EW]0\d{3}\b|✗", at_a_terminal(tmp_path / "right" / "school", lesson.after))


def at_a_terminal(folder: Path, text: str) -> str:
    """What the commands print in a copy of the school that git knows."""
    shutil.copytree(SCHOOL, folder)
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "XDG_STATE_HOME": str(folder.parent / "state"),
        "GIT_CONFIG_GLOBAL": os.devnull,
    }
    command = ["bash", "-c", PREPARED + text]
    run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, timeout=60, check=False)
    return (run.stdout + run.stderr).decode("utf-8", "replace")


@pytest.mark.parametrize("code", [code for code, lesson in lessons().items() if lesson.before_file])
def test_a_wrong_name_of_a_file_gives_the_code(code: str) -> None:
    lesson = lessons()[code]
    (problem,) = misplaced([lesson.before_file], [lesson.after_file])
    assert problem.fault.code == code
    assert recognise(lesson.after_file)
    assert lesson.after_file in problem.facts.values() or code in {"E0322", "E0323"}


def test_every_reason_has_its_russian() -> None:
    english = {code: lesson.reason for code, lesson in lessons().items()}
    use("ru")
    assert not [code for code, lesson in lessons().items() if lesson.reason == english[code]]


def test_lessons_say_where_the_rule_comes_from() -> None:
    assert not [code for code, lesson in lessons().items() if not (lesson.why and lesson.source)]
