"""Saving: the lines that are meant change, everything else stays byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from iom.language import use
from iom.model import kinds
from iom.model.people import Busy, Student
from iom.model.school import School
from iom.store.commit import BrokenDocumentError, create, preview, save
from iom.store.load import load
from iom.store.transaction import StaleError
from iom.store.undo import undo

PUPIL = "students/averina-polina.toml"
TEXT = """# от руки
schema = 1
name = "Аверина Полина"   # так в документах
colour = "red"

# классы по годам
[[forms]]
id = "f-1"
since = 2026-09-01
form = "5а"
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "students").mkdir()
    (tmp_path / "iom.toml").write_text('schema = 1\nname = "Школа"\n', "utf-8")
    (tmp_path / PUPIL).write_bytes(TEXT.encode())
    return tmp_path


def changed(school: School, **fields: object) -> School:
    return school.with_documents({PUPIL: school.students["averina-polina"].replaced(**fields)})


def test_an_edit_touches_its_own_lines(root: Path) -> None:
    loaded = load(root)
    receipt = save(loaded, changed(loaded.school, interests=("опыты", "театр")), label="test")
    assert receipt.paths == (PUPIL,)
    added = set((root / PUPIL).read_text("utf-8").splitlines()) - set(TEXT.splitlines())
    assert added == {'interests = ["опыты", "театр"]'}
    assert set(TEXT.splitlines()) <= set((root / PUPIL).read_text("utf-8").splitlines())


@pytest.mark.parametrize(("bom", "newline"), [(b"", "\r\n"), (b"\xef\xbb\xbf", "\n"), (b"\xef\xbb\xbf", "\r\n")])
def test_bom_and_line_endings_survive(root: Path, bom: bytes, newline: str) -> None:
    raw = bom + TEXT.replace("\n", newline).encode()
    (root / PUPIL).write_bytes(raw)
    loaded = load(root)
    busy = Busy.model_validate(
        {"id": "wed-1", "day": "wed", "from": __import__("datetime").time(15), "to": __import__("datetime").time(16)}
    )
    save(loaded, changed(loaded.school, busy=(busy,)), label="test")
    after = (root / PUPIL).read_bytes()
    assert after.startswith(raw.rstrip())
    assert after.count(b"\r") == (after.count(b"\n") if newline == "\r\n" else 0)


def test_what_is_saved_reads_back_as_it_was_meant(root: Path) -> None:
    loaded = load(root)
    after = changed(loaded.school, strengths=("упорство",), interests=("опыты",))
    receipt = save(loaded, after, label="test")
    read = load(root)
    assert read.problems == ()
    assert {path: document.data() for path, document in read.school.documents.items()} == {
        path: document.data() for path, document in after.documents.items()
    }
    assert receipt.loaded.raw == read.raw


def test_two_saves_in_one_sitting_follow_each_other(root: Path) -> None:
    first = save(load(root), changed(load(root).school, interests=("опыты",)), label="one")
    second = save(first.loaded, changed(first.loaded.school, strengths=("слух",)), label="two")
    assert second.paths == (PUPIL,)
    assert load(root).school.students["averina-polina"].interests == ("опыты",)


def test_nothing_changed_writes_nothing(root: Path) -> None:
    loaded = load(root)
    assert save(loaded, loaded.school, label="test").paths == ()
    assert not (root / ".iom").exists()


def test_a_foreign_edit_is_never_overwritten(root: Path) -> None:
    loaded = load(root)
    (root / PUPIL).write_text(TEXT + "# чужая правка\n", "utf-8")
    with pytest.raises(StaleError):
        save(loaded, changed(loaded.school, interests=("опыты",)), label="test")
    assert (root / PUPIL).read_text("utf-8") == TEXT + "# чужая правка\n"


def test_a_document_that_decided_the_change_must_not_have_changed(root: Path) -> None:
    loaded = load(root)
    (root / "iom.toml").write_text('schema = 1\nname = "Лицей"\n', "utf-8")
    with pytest.raises(StaleError):
        save(loaded, changed(loaded.school, interests=("опыты",)), label="test", depends=["iom.toml"])


def test_a_broken_document_is_not_replaced_by_a_new_one(root: Path) -> None:
    (root / PUPIL).write_text("schema = 1\nname = \n", "utf-8")
    loaded = load(root)
    with pytest.raises(BrokenDocumentError):
        save(loaded, loaded.school.with_documents({PUPIL: Student.new(name="Новая")}), label="test")
    assert (root / PUPIL).read_text("utf-8") == "schema = 1\nname = \n"


@pytest.mark.parametrize(("language", "words"), [("en", "A pupil."), ("ru", "Ученик.")])
def test_a_new_document_guides_in_the_language_of_the_school(tmp_path: Path, language: str, words: str) -> None:
    use(language)
    create(tmp_path, {kinds.STUDENT.path("averina-polina"): Student.new(name="Аверина Полина")}, label="test")
    text = (tmp_path / PUPIL).read_text("utf-8")
    assert text.startswith("# ")
    assert words in text
    assert load(tmp_path).problems == ()


def test_preview_shows_the_change_and_writes_nothing(root: Path) -> None:
    loaded = load(root)
    shown = preview(loaded, changed(loaded.school, interests=("опыты",)))
    assert '+interests = ["опыты"]\n' in shown
    assert (root / PUPIL).read_text("utf-8") == TEXT


def test_a_rename_keeps_the_comments_and_undo_takes_it_back(root: Path) -> None:
    loaded = load(root)
    new = "students/averina-polli.toml"
    document = loaded.school.students["averina-polina"].replaced(formerly=("averina-polina",))
    after = loaded.school.with_documents({PUPIL: None, new: document})
    receipt = save(loaded, after, label="test", renames={PUPIL: new})
    assert receipt.paths == (PUPIL, new)
    assert "# так в документах" in (root / new).read_text("utf-8")
    assert not (root / PUPIL).exists()
    undo(root)
    assert (root / PUPIL).read_bytes() == TEXT.encode()
    assert not (root / new).exists()
