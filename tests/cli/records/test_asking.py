from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from iom.ask.question import Reply
from iom.ask.scripted import ScriptedAsker
from iom.cli import record_add, record_change

Run = Callable[..., Any]
Sit = Callable[..., ScriptedAsker]
TODAY = ("--today", "2026-11-16")
PUPIL = {
    "name": "Новикова Анна",
    "form": "5б",
    "guardian": Reply.SKIP,
    "interests": "танцы, опыты",
    "strengths": Reply.SKIP,
    "busy": "ср 15-16",
}


@pytest.fixture
def somebody(monkeypatch: pytest.MonkeyPatch) -> Sit:
    """Puts a person with these replies before the terminal."""

    def sit(replies: Mapping[str, object]) -> ScriptedAsker:
        asker = ScriptedAsker(replies)
        monkeypatch.setattr(record_add, "person", lambda: asker)
        monkeypatch.setattr(record_change, "person", lambda: asker)
        return asker

    return sit


def test_a_person_is_asked_and_told_the_command_without_questions(iom: Run, folder: Path, somebody: Sit):
    somebody(PUPIL)
    done = iom("student", "add", *TODAY, cwd=folder)
    assert done.code == 0, done.err
    line = "iom student add --name 'Новикова Анна' --form '5б' --interests 'танцы; опыты' --busy 'wed 15:00-16:00'"
    assert line in done.err
    assert (folder / "students/novikova-anna.toml").exists()


def test_the_told_command_makes_the_same_document(iom: Run, folder: Path, somebody: Sit):
    import shlex

    somebody(PUPIL)
    said = iom("student", "add", *TODAY, cwd=folder).err
    written = folder / "students/novikova-anna.toml"
    asked = written.read_bytes()
    written.unlink()
    words = shlex.split(next(line for line in said.splitlines() if "iom student add" in line))
    assert iom(*words[1:], *TODAY, cwd=folder).code == 0
    assert written.read_bytes() == asked


def test_a_namesake_is_asked_about(iom: Run, folder: Path, somebody: Sit):
    somebody({**PUPIL, "name": "Аверина Полина Игоревна", "namesake": "да"})
    assert iom("student", "add", *TODAY, cwd=folder).code == 0
    assert (folder / "students/averina-polina-igorevna.toml").exists()


def test_stopping_keeps_the_answers_for_the_next_time(iom: Run, folder: Path, somebody: Sit):
    somebody({**PUPIL, "strengths": KeyboardInterrupt})
    assert iom("student", "add", *TODAY, cwd=folder).code == 130
    assert not (folder / "students/novikova-anna.toml").exists()
    again = somebody({"namesake": "да", "strengths": Reply.SKIP, "busy": Reply.SKIP})
    assert iom("student", "add", *TODAY, cwd=folder).code == 0
    assert [question.form.name for question in again.questions] == ["namesake", "strengths", "busy"]
    assert "танцы" in (folder / "students/novikova-anna.toml").read_text("utf-8")


def test_a_draft_never_slips_into_another_record(iom: Run, folder: Path, somebody: Sit):
    somebody({**PUPIL, "strengths": KeyboardInterrupt})
    iom("student", "add", *TODAY, cwd=folder)
    other = {**PUPIL, "name": "Орлов Илья", "interests": Reply.SKIP}
    somebody({**other, "namesake": "нет"})
    assert iom("student", "add", *TODAY, cwd=folder).code == 0
    assert "танцы" not in (folder / "students/orlov-ilya.toml").read_text("utf-8")
    somebody(other | {"name": "Орлов Пётр"})
    assert iom("student", "add", *TODAY, cwd=folder).code == 0


def test_leaving_writes_nothing(iom: Run, folder: Path, somebody: Sit):
    somebody({**PUPIL, "form": Reply.NEXT})
    assert iom("student", "add", *TODAY, cwd=folder).code == 3
    assert not (folder / "students/novikova-anna.toml").exists()


@pytest.mark.parametrize(("typed", "code"), [("bolotov-egor", 0), ("да", 3), (Reply.SKIP, 3)])
def test_removing_takes_the_typed_id_for_consent(iom: Run, folder: Path, somebody: Sit, typed: object, code: int):
    somebody({"confirm": typed})
    assert iom("student", "remove", "bolotov-egor", cwd=folder).code == code
    assert (folder / "students/bolotov-egor.toml").exists() == bool(code)
