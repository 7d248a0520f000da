from __future__ import annotations

from typing import Any, get_args

import pytest

from iom.model import kinds
from iom.model.references import NESTED, REFERENCES, SUBJECTS, TARGETS, mentions, renamed


def fields_of(model: Any, rows: str) -> set[str]:
    if not rows:
        return {field.alias or name for name, field in model.model_fields.items()}
    for name, field in model.model_fields.items():
        if rows in (name, field.alias):
            inner = next(one for one in (field.annotation, *get_args(field.annotation)) if hasattr(one, "model_fields"))
            return fields_of(inner, "")
    raise AssertionError(f"{model.__name__} has no {rows}")


@pytest.mark.parametrize(
    ("kind", "pattern"),
    [(kind, pattern) for table in (REFERENCES, NESTED) for kind, fields in table.items() for pattern in fields],
    ids=lambda value: getattr(value, "name", value),
)
def test_every_reference_describes_a_field_of_the_model(kind: kinds.Kind, pattern: str):
    rows, _dot, key = pattern.rpartition(".")
    assert key.rstrip("[]{}") in fields_of(kind.model, rows)


def test_every_person_and_record_can_be_a_target():
    targeted = {kind for answering in TARGETS.values() for kind in answering}
    assert {*kinds.PERSON_KINDS, kinds.COURSE, kinds.OFFER, kinds.EVENT, kinds.RUBRIC, kinds.ROUND} == targeted
    assert set(SUBJECTS.values()) <= set(TARGETS)


ROUTE = {
    "deficits": [{"id": "d1", "deficit": "x", "noticed_by": "averina-oi"}],
    "steps": [
        {"id": "s1", "kind": "course", "ref": "flexagons", "responsible": "parshina-nv"},
        {"id": "s2", "kind": "task", "ref": "flexagons"},
        {"id": "s3", "kind": "meeting", "ref": "parshina-nv"},
    ],
}


def test_mentions_lead_to_their_places():
    found = [(mention.keys, mention.target, mention.id) for mention in mentions(kinds.ROUTE, ("r1", "polina"), ROUTE)]
    assert found == [
        ((), "people", "polina"),
        (("deficits", 0, "deficit"), "deficits", "x"),
        (("deficits", 0, "noticed_by"), "people", "averina-oi"),
        (("steps", 0, "responsible"), "people", "parshina-nv"),
        (("steps", 0, "ref"), "offers", "flexagons"),
        (("steps", 2, "ref"), "people", "parshina-nv"),
    ]


def test_renaming_replaces_only_what_is_meant():
    becomes = {("offers", "flexagons"): "flexa", ("people", "parshina-nv"): "parshina-n"}
    after = renamed(ROUTE, kinds.ROUTE, lambda target, one: becomes.get((target, one), one))
    assert [step["ref"] for step in after["steps"]] == ["flexa", "flexagons", "parshina-n"]
    assert after["steps"][0]["responsible"] == "parshina-n"
    assert ROUTE["steps"][0]["ref"] == "flexagons"


def test_keys_and_lists_are_renamed_in_their_places():
    sheet = {
        "wishes": [{"id": "w", "by": "a1", "offers": ["a1", "b1"], "reasons": {"a1": "a1", "b1": "нет"}}],
    }
    after = renamed(sheet, kinds.CHOICE, lambda target, one: "c1" if (target, one) == ("offers", "a1") else one)
    assert after["wishes"][0] == {"id": "w", "by": "a1", "offers": ["c1", "b1"], "reasons": {"c1": "a1", "b1": "нет"}}
