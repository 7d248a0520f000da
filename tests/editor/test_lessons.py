"""Every code has its lesson, and each example is what it says: the mistake gives the code, the repair does not."""

from __future__ import annotations

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
from iom.model.school import School
from iom.model.validation import validated
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
#: Nothing to show: the fault is in bytes, in another file, on the disk, or in what is typed.
WITHOUT_EXAMPLE = {
    "E0101", "E0102", "E0103", "E0199", "E0209", "E0291", "E0292", "E0293", "E0294", "E0295", "E0296", "E0297",
    "E0301", "E0302", "E0361", "E0362", "E0449", "E0467", "W0482", "E0489", "W0510",
}  # fmt: skip
#: The example needs more changes in the school than it shows; tests/check/faults has them.
WITH_MORE = {"E0346", "E0347", "E0439", "E0446", "W0436"}


def shown() -> list[str]:
    return [code for code, lesson in lessons().items() if lesson.before and code not in WITH_MORE]


def alone(path: str, text: str) -> set[str]:
    """The codes of one document read by itself."""
    found = recognise(path)
    assert found, path
    reading = read(text.encode(), path)
    misfits = validated(found[0], reading.data, path)[1] if reading.data is not None else ()
    return {problem.fault.code for problem in (*reading.problems, *misfits)}


def in_school(path: str, old: str, new: str) -> set[str]:
    """The codes of the healthy school with one part of a document changed, or a document added."""
    changed = {}
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


def outcomes(code: str, lesson: Lesson) -> tuple[set[str], set[str]]:
    """The codes of the mistake and of its repair."""
    path = lesson.document
    if code < "E03":
        return alone(path, lesson.before), alone(path, lesson.after)
    old = lesson.after if lesson.after in TEXTS.get(path, "") else ANCHORS[path]
    return in_school(path, old, lesson.before), in_school(path, old, lesson.after)


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
