"""The example school has no errors."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import rtoml

from iom.check import check
from iom.model import kinds
from iom.model.school import School

EXAMPLE = Path(__file__).parents[2] / "examples" / "zarechnaya"


def test_the_example_school_has_no_errors() -> None:
    documents = {}
    for path in sorted(EXAMPLE.rglob("*.toml")):
        name = path.relative_to(EXAMPLE).as_posix()
        found = kinds.recognise(name)
        assert found, name
        documents[name] = found[0].model.model_validate(rtoml.load(path))
    problems = check(School(documents), date(2026, 11, 18))
    assert [problem for problem in problems if problem.severity == "error"] == []
