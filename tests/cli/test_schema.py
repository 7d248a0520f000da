"""The command schema: one kind, all kinds, and a workspace set up for editors."""

from __future__ import annotations

import json
from pathlib import Path

import pytest


@pytest.fixture
def school(tmp_path: Path) -> Path:
    (tmp_path / "iom.toml").write_text('schema = 1\nname = "School"\nlanguage = "ru"\n', "utf-8")
    return tmp_path


def test_one_kind_is_printed_as_it_is(iom):
    assert json.loads(iom("schema", "student").out)["title"] == "pupil"
    assert json.loads(iom("--lang", "ru", "schema", "student").out)["title"] == "ученик"


def test_all_kinds_are_one_document(iom):
    assert {"student", "route", "workspace"} <= set(iom("schema").data["schemas"])
    assert set(iom("schema", "route", "--json").data["schemas"]) == {"route"}


def test_an_unknown_kind_is_refused_with_the_known_ones(iom):
    refused = iom("schema", "pupil")
    assert refused.code == 6
    assert "student" in refused.err


def test_install_writes_settings_once(iom, school: Path):
    assert "tombi.toml" in iom("schema", "--install", "--dry-run", cwd=school).out
    assert not (school / "tombi.toml").exists()
    first = iom("schema", "--install", "--json", cwd=school)
    assert {"tombi.toml", ".taplo.toml", ".editor/schemas/route.json"} <= set(first.data["written"])
    assert "имя" in (school / ".editor/schemas/student.json").read_text("utf-8")
    assert iom("schema", "--install", "--json", cwd=school).data["written"] == []
    assert iom("check", cwd=school).code == 0


def test_install_is_taken_back_by_undo(iom, school: Path):
    iom("schema", "--install", cwd=school)
    (school / "tombi.toml").write_text("# iom schema --install\n", "utf-8")
    iom("schema", "--install", cwd=school)
    assert iom("undo", cwd=school).code == 0
    assert (school / "tombi.toml").read_text("utf-8") == "# iom schema --install\n"
    assert (school / ".taplo.toml").exists()


def test_settings_of_ones_own_are_not_replaced(iom, school: Path):
    (school / "tombi.toml").write_text("[format]\n", "utf-8")
    refused = iom("schema", "--install", cwd=school)
    assert refused.code == 5
    assert "tombi.toml" in refused.err
    assert not (school / ".taplo.toml").exists()
