"""A document changed behind a command's back: both changes stay where they can."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from iom.store.commit import Receipt, save
from iom.store.load import Loaded, load
from iom.store.remerging import save_joined
from iom.store.transaction import StaleError
from iom.toml.fast import parsed

PATH = "students/averina-polina.toml"
TEXT = """\
schema = 1
name = "Аверина Полина"
interests = ["опыты"]

# классы
[[forms]]
id = "20260901-5a7kk"
since = 2026-09-01
form = "5а"
"""
ROUND = "rounds/autumn/round.toml"
TODAY = date(2026, 9, 2)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "iom.toml").write_text('schema = 1\nname = "S"\n', "utf-8")
    (tmp_path / "students").mkdir()
    (tmp_path / PATH).write_text(TEXT, "utf-8")
    return tmp_path


def changed(loaded: Loaded, **fields: Any):
    return loaded.school.with_documents({PATH: loaded.school.documents[PATH].replaced(**fields)})


def joined(loaded: Loaded, after, **named: Any) -> Receipt:
    with pytest.raises(StaleError) as refused:
        save(loaded, after, label="test")
    return save_joined(loaded, after, label="test", today=TODAY, refusal=refused.value, **named)


def test_both_changes_stay_with_their_comments(root: Path):
    loaded = load(root)
    (root / PATH).write_text(
        TEXT.replace("# классы", "# классы по годам").replace("Полина", "Полина Игоревна"), "utf-8"
    )
    joined(loaded, changed(loaded, interests=("опыты", "театр")))
    text = (root / PATH).read_text("utf-8")
    assert "# классы по годам" in text
    assert (parsed(text)["name"], parsed(text)["interests"]) == ("Аверина Полина Игоревна", ["опыты", "театр"])


def test_the_next_save_of_the_command_takes_nothing_back(root: Path):
    loaded = load(root)
    (root / PATH).write_text(TEXT.replace('["опыты"]', '["опыты", "шахматы"]'), "utf-8")
    first = joined(loaded, changed(loaded, interests=("опыты", "театр")))
    second = first.loaded.school.with_documents(
        {PATH: first.loaded.school.documents[PATH].replaced(left_on=date(2027, 1, 15))}
    )
    joined(first.loaded, second)
    data = parsed((root / PATH).read_text("utf-8"))
    assert set(data["interests"]) == {"опыты", "театр", "шахматы"}
    assert data["left_on"] == date(2027, 1, 15)


@pytest.mark.parametrize(
    "behind",
    [
        pytest.param(TEXT.replace("Аверина", "Ёлкина"), id="the same key"),
        pytest.param("schema = = 1\n", id="no document any more"),
        pytest.param(None, id="gone"),
    ],
)
def test_where_both_cannot_stay_nothing_is_written(root: Path, behind: str | None):
    loaded = load(root)
    (root / PATH).unlink()
    if behind:
        (root / PATH).write_text(behind, "utf-8")
    with pytest.raises(StaleError):
        joined(loaded, changed(loaded, name="Аверина Полина Игоревна"))
    assert (root / PATH).exists() is bool(behind)
    if behind:
        assert (root / PATH).read_text("utf-8") == behind


def test_a_document_that_decided_the_change_is_not_joined(root: Path):
    loaded = load(root)
    (root / PATH).write_text(TEXT + "\n", "utf-8")
    (root / "iom.toml").write_text('schema = 1\nname = "Other"\n', "utf-8")
    with pytest.raises(StaleError):
        joined(loaded, changed(loaded, left_on=date(2027, 1, 15)), depends=("iom.toml",))


def test_two_may_create_the_same_document(root: Path):
    from iom.model.people import Student

    loaded = load(root)
    path = "students/babushkin-lev.toml"
    after = loaded.school.with_documents({path: Student.new(name="Бабушкин Лев", strengths=("считает",))})
    (root / path).write_text('schema = 1\nname = "Бабушкин Лев"\ninterests = ["шахматы"]\n', "utf-8")
    joined(loaded, after)
    data = parsed((root / path).read_text("utf-8"))
    assert (data["strengths"], data["interests"]) == (["считает"], ["шахматы"])


def test_problems_that_only_both_together_make_are_refused(root: Path):
    loaded = load(root)
    form = '\n[[guardians]]\nid = "nobody-here"\nrelation = "mother"\n'
    (root / "guardians").mkdir()
    (root / "guardians/averina-oi.toml").write_text('schema = 1\nname = "Аверина Ольга"\n', "utf-8")
    loaded = load(root)
    (root / PATH).write_text(TEXT + "# note\n", "utf-8")
    (root / "guardians/averina-oi.toml").unlink()
    data = parsed(TEXT + form.replace("nobody-here", "averina-oi"))
    after = loaded.school.with_documents({PATH: type(loaded.school.documents[PATH]).model_validate(data)})
    with pytest.raises(StaleError):
        joined(loaded, after)
