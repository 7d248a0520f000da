"""Whose name may be published."""

from __future__ import annotations

from datetime import date

import pytest

from iom.model.consenting import may_be_published, may_be_registered

DAY = date(2026, 11, 18)
GUARDIANS = """
[[guardians]]
id = "ota"
relation = "mother"
legal = true

[[guardians]]
id = "baba"
relation = "grandmother"
"""


def consent(kind: str = "dissemination", given_by: str = "ota", more: str = "") -> str:
    return (
        f'[[consents]]\nid = "20260901-aaaaa"\nkind = "{kind}"\ngiven_by = "{given_by}"\ngiven_on = 2026-09-01\n{more}'
    )


@pytest.mark.parametrize(
    ("papers", "published"),
    [
        ("", False),
        (consent(), True),
        (consent("processing"), False),
        (consent(given_by="baba"), False),
        (consent(given_by="ivanov-ivan"), False),
        (consent(more="withdrawn_on = 2026-10-01\n"), False),
        (consent(more="valid_until = 2026-11-17\n"), False),
        (consent(more="valid_until = 2026-11-18\n"), True),
    ],
    ids=["none", "given", "processing alone", "not legal", "alone", "withdrawn", "ended", "last day"],
)
def test_a_pupil_is_published_with_a_representatives_consent_in_force(school, papers: str, published: bool):
    made = school({"students/ivanov-ivan.toml": f'name = "Иванов Иван"\n{GUARDIANS}{papers}'})
    assert may_be_published(made, "ivanov-ivan", DAY) is published


def test_an_adult_gives_the_own_consent(school):
    made = school(
        {
            "staff/petrov-aa.toml": f'name = "Петров А. А."\n{consent(given_by="petrov-aa")}',
            "staff/sidorov-bb.toml": f'name = "Сидоров Б. Б."\n{consent(given_by="petrov-aa")}',
        }
    )
    assert may_be_published(made, "petrov-aa", DAY)
    assert not may_be_published(made, "sidorov-bb", DAY)


def test_nobody_is_published_who_is_not_there(school):
    assert not may_be_published(school({}), "nobody", DAY)


@pytest.mark.parametrize(
    ("in_card", "in_person", "registered"),
    [
        ("", "", False),
        (consent("processing", "petrov-aa"), "", True),
        ("", consent("processing", "petrov-aa"), True),
        (consent(given_by="petrov-aa"), "", False),
        (consent("processing", "petrov-aa", "withdrawn_on = 2026-10-01\n"), "", False),
    ],
    ids=["none", "in the card", "in the own document", "to dissemination alone", "withdrawn"],
)
def test_a_mentor_is_registered_with_a_consent_to_processing(school, in_card: str, in_person: str, registered: bool):
    made = school(
        {
            "staff/petrov-aa.toml": f'name = "Петров А. А."\n{in_person}',
            "mentors/petrov-aa.toml": f"capacity = 1\n{in_card}",
        }
    )
    assert may_be_registered(made, "petrov-aa", DAY) is registered
