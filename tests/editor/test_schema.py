"""Schemas say what the models say, and the editors' tools find by them what is wrong, without a network."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from iom.editor.schema import schema
from iom.editor.setup import files
from iom.language import use
from iom.model.kinds import BY_NAME, KINDS, Kind

EXAMPLE = Path(__file__).parents[2] / "examples" / "zarechnaya"
BESIDE = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
TOMBI, TAPLO = (shutil.which(name, path=BESIDE) for name in ("tombi", "taplo"))
needs_tombi = pytest.mark.skipif(TOMBI is None, reason="tombi is not installed (pip install tombi)")
needs_taplo = pytest.mark.skipif(TAPLO is None, reason="taplo is not installed (pip install taplo)")


def tables(found: Any) -> Iterator[dict[str, Any]]:
    """Every table of a schema that has named keys."""
    if isinstance(found, dict):
        if "properties" in found:
            yield found
        for inner in found.values():
            yield from tables(inner)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_key_of_the_model_is_there_and_no_other(kind: Kind):
    found = schema(kind)
    assert set(found["properties"]) == set(kind.model.key_order())
    assert "schema" in found["required"]
    for table in tables(found):
        assert table["additionalProperties"] is False
        assert set(table["required"]) <= set(table["properties"])


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
@pytest.mark.parametrize("language", ["en", "ru"])
def test_titles_and_descriptions_are_in_the_chosen_language(kind: Kind, language: str):
    use(language)
    found = schema(kind)
    said = [
        found["title"],
        *(value["description"] for table in tables(found) for value in table["properties"].values()),
    ]
    assert all(said)
    if language == "ru":
        assert not [text for text in said if not re.search("[а-яё]", text, re.IGNORECASE)]


def test_values_are_told_as_toml_has_them():
    student = schema(BY_NAME["student"])["properties"]
    assert student["left_on"]["format"] == "date"
    busy = student["busy"]["items"]
    assert busy["properties"]["from"]["format"] == "partial-time"
    assert busy["properties"]["day"]["enum"][0] == "mon"
    assert schema(BY_NAME["round"])["properties"]["picks"] | {"description": ""} == {
        "type": "integer", "minimum": 1, "maximum": 10, "description": "",
    }  # fmt: skip
    policies = schema(BY_NAME["workspace"])["properties"]["policies"]["additionalProperties"]
    assert policies["additionalProperties"]["additionalProperties"]["type"] == ["boolean", "integer", "string"]


def test_settings_name_every_kind_and_no_address_of_the_network():
    written = files()
    for path in ("tombi.toml", ".taplo.toml"):
        text = written[path].decode()
        assert {f".editor/schemas/{kind.name}.json" for kind in KINDS} == set(re.findall(r'path = "([^"]+)"', text))
        assert "://" not in text
    assert all(json.loads(text) for path, text in written.items() if path.endswith(".json"))


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A copy of the example school, set up for the editors."""
    shutil.copytree(EXAMPLE, tmp_path / "school")
    for path, content in files().items():
        (tmp_path / "school" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "school" / path).write_bytes(content)
    return tmp_path / "school"


def lint(root: Path, *command: str | None) -> tuple[int, str]:
    environment = {**os.environ, "NO_COLOR": "1", "https_proxy": "http://127.0.0.1:9"}
    words = [word for word in command if word]
    run = subprocess.run(words, cwd=root, capture_output=True, encoding="utf-8", check=False, env=environment)
    return run.returncode, run.stdout + run.stderr


STUDENT = "students/averina-polina.toml"
HEAD = 'schema = 1\nname = "Аверина Полина"\n'
#: A fault, its place as tombi tells it, and whether taplo can see it: to taplo a text may be a date or a time.
FAULTS = [
    (HEAD + 'intrests = ["опыты"]\n', "3:1", True),
    (HEAD + 'left_on = "2027-01-15"\n', "3:11", False),
    (HEAD + 'interests = "опыты"\n', "3:13", True),
    (HEAD + '[[guardians]]\nid = "Аверина"\nrelation = "mother"\n', "4:6", True),
    (HEAD + '[[guardians]]\nid = "averina-oi"\nrelation = "mama"\n', "5:12", True),
    (HEAD + '[[busy]]\nid = "wed-1"\nday = "wed"\nfrom = "15:00"\nto = 16:00:00\n', "6:8", False),
    ("schema = 1\n", "1:1", True),
]


@needs_tombi
def test_tombi_finds_nothing_wrong_in_the_example(workspace: Path):
    code, said = lint(workspace, TOMBI, "lint", "--offline", ".")
    assert code == 0, said


@needs_taplo
def test_taplo_finds_nothing_wrong_in_the_example(workspace: Path):
    code, said = lint(workspace, TAPLO, "lint")
    assert code == 0, said


@needs_tombi
@pytest.mark.parametrize(("text", "place", "_taplo"), FAULTS)
def test_tombi_places_a_fault(workspace: Path, text: str, place: str, _taplo: bool):
    (workspace / STUDENT).write_text(text, "utf-8")
    code, said = lint(workspace, TOMBI, "lint", "--offline", STUDENT)
    assert code == 1
    assert f"{STUDENT}:{place}" in said


@needs_taplo
@pytest.mark.parametrize(("text", "_place", "seen"), FAULTS)
def test_taplo_refuses_a_fault(workspace: Path, text: str, _place: str, seen: bool):
    (workspace / STUDENT).write_text(text, "utf-8")
    code, said = lint(workspace, TAPLO, "lint", STUDENT)
    assert (code != 0) == seen, said
