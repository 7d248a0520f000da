"""The order in which the papers of many come: by class, then by name."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from iom.cli.printing_whom import subjects
from iom.model.naming import name_key
from iom.store.load import load

EXAMPLE = Path(__file__).parents[2] / "examples" / "zarechnaya"
TODAY = date(2026, 11, 18)


def test_papers_of_a_round_come_by_class_then_by_name():
    run = load(EXAMPLE).school.runs["2026-autumn"]
    pupils = subjects(run, "pupil", (), TODAY, None)
    known = run.school.students
    keys = [(known[one].form_on(TODAY), name_key(known[one].name)) for one in pupils]
    assert keys == sorted(keys)
    assert {form for form, _name in keys} == {"5а", "5б", "5в"}
