"""What is exported can be imported again: it changes nothing where it is known, and is all there where it was not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from iom import language
from iom.exchange.columns.kinds import NAMES
from iom.exchange.importing.plan import Plan
from iom.model.base import Document
from iom.model.kinds import DEFICITS, recognise
from iom.model.school import School

Export = Callable[..., bytes]
Take = Callable[..., Plan]

FORMATS = (("csv", "ru"), ("tsv", "en"), ("xlsx", "ru"), ("jsonl", "en"))
#: Kinds of document that a table makes as a whole.
DOCUMENTS = {
    "students": "student", "guardians": "guardian", "staff": "staff", "partners": "partner", "courses": "course",
    "offers": "offer", "mentors": "mentor", "groups": "group", "events": "event",
}  # fmt: skip
#: Lists within documents that a table makes.
LISTS = {
    "attendance": "attended", "wishes": "wishes", "impressions": "impressions", "agreements": "agreements",
    "lessons": "lessons", "products": "products", "assessments": "assessments", "consultations": "consultations",
    "consents": "consents", "deficits": "deficits",
}  # fmt: skip


def without(school: School, kind: str) -> School:
    """The school as if the table had never come in."""
    changed: dict[str, Document | None] = {}
    for path, document in school.documents.items():
        found = recognise(path)
        assert found
        if found[0].name == DOCUMENTS.get(kind):
            changed[path] = None
        elif found[0] is not DEFICITS and getattr(document, LISTS.get(kind, "-"), None):
            data: dict[str, Any] = {key: value for key, value in document.data().items() if key != LISTS[kind]}
            changed[path] = type(document).model_validate(data)
    assert changed
    return school.with_documents(changed)


def statuses(plan: Plan) -> dict[str, int]:
    rejected = [(one.intake.record.place, [why.said() for why in one.reasons]) for one in plan.outcomes if one.reasons]
    assert not rejected, rejected[:5]
    return {status: count for status in ("new", "changed", "same") if (count := plan.count(status))}


@pytest.mark.parametrize("kind", NAMES)
@pytest.mark.parametrize(("form", "lang"), FORMATS)
def test_what_is_exported_is_all_there_when_it_is_imported(
    kind: str, form: str, lang: str, example: School, exported: Export, imported: Take
):
    language.use(lang)
    plan = imported(example, kind, exported(example, kind, form), form)
    assert set(statuses(plan)) == {"same"}
    assert plan.after.documents == example.documents


@pytest.mark.parametrize("kind", NAMES)
def test_what_was_never_there_comes_in_as_it_was(kind: str, example: School, exported: Export, imported: Take):
    language.use("ru")
    table, bare = exported(example, kind), without(example, kind)
    plan = imported(bare, kind, table)
    assert plan.count("rejected") == 0, [one.reasons for one in plan.outcomes if one.reasons][:5]
    assert plan.count("new")
    assert exported(plan.after, kind) == table


@pytest.mark.parametrize("kind", LISTS)
def test_documents_are_the_same_as_before(kind: str, example: School, exported: Export, imported: Take):
    plan = imported(without(example, kind), kind, exported(example, kind, "xlsx"), "xlsx")
    for path, document in example.documents.items():
        assert plan.after.documents[path].data() == document.data(), path


@pytest.mark.parametrize("kind", NAMES)
def test_two_imports_are_as_good_as_one(kind: str, example: School, exported: Export, imported: Take):
    table = exported(example, kind)
    once = imported(without(example, kind), kind, table).after
    again = imported(once, kind, table)
    assert set(statuses(again)) == {"same"}
