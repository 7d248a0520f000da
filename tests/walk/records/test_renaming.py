from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from iom.model import kinds
from iom.model.school import School
from iom.walk.records.renaming import FrozenUseError, TakenError, renaming
from iom.walk.records.uses import Subject, uses

Make = Callable[[Mapping[str, str]], School]
OPEN = 'title = "О"\nschool_year = "2026-2027"\n'
CLOSED = OPEN + "closed_on = 2026-05-30\n"
OFFER = """course = "chess"
teachers = ["ivanova-a"]
starts = 2026-09-01
ends = 2026-11-01
seats = { min = 1, max = 9 }
"""
WISH = """[[wishes]]
id = "w1"
by = "p1"
phase = "final"
on = 2026-06-01
offers = ["chess"]
reasons = { chess = "да" }
"""
PARENT = '[[guardians]]\nid = "ivanova-a"\nrelation = "mother"\n'


def test_one_human_is_renamed_in_every_folder(school: Make):
    before = school(
        {
            "staff/ivanova-a.toml": 'name = "Иванова Анна Петровна"',
            "guardians/ivanova-a.toml": 'name = "Иванова А. П."',
            "students/ivanov-p.toml": f'name = "Иванов Пётр"\n{PARENT}',
            "mentors/ivanova-a.toml": "",
            "rounds/r1/round.toml": OPEN,
            "rounds/r1/offers/chess.toml": OFFER,
        }
    )
    plan = renaming(before, Subject(kinds.STAFF, "ivanova-a"), "petrova-a")
    assert plan.moved == {
        path: path.replace("ivanova-a", "petrova-a") for path in before.documents if "ivanova-a" in path
    }
    assert plan.after.staff["petrova-a"].formerly == ("ivanova-a",)
    assert plan.after.guardians["petrova-a"].formerly == ("ivanova-a",)
    assert plan.after.students["ivanov-p"].guardian_ids() == ("petrova-a",)
    assert plan.after.runs["r1"].offers["chess"].teachers == ("petrova-a",)


def test_of_two_humans_under_one_id_only_the_named_one_gets_another(school: Make):
    before = school(
        {
            "staff/ivanova-a.toml": 'name = "Иванова Анна"',
            "guardians/ivanova-a.toml": 'name = "Иванова Алла"',
            "students/ivanov-p.toml": f'name = "Иванов Пётр"\n{PARENT}',
            "rounds/r1/round.toml": OPEN,
            "rounds/r1/offers/chess.toml": OFFER,
        }
    )
    plan = renaming(before, Subject(kinds.GUARDIAN, "ivanova-a"), "ivanova-alla")
    assert set(plan.after.staff) == {"ivanova-a"}
    assert plan.after.guardians["ivanova-alla"].formerly == ()
    assert plan.after.students["ivanov-p"].guardian_ids() == ("ivanova-alla",)
    assert plan.after.runs["r1"].offers["chess"].teachers == ("ivanova-a",)


def test_an_offer_takes_its_journal_and_the_wishes_of_its_round_along(school: Make):
    texts = {
        "rounds/r1/round.toml": OPEN,
        "rounds/r1/offers/chess.toml": OFFER,
        "rounds/r1/journals/chess.toml": "",
        "rounds/r1/choices/p1.toml": WISH,
    }
    other = {path.replace("/r1/", "/r2/"): text for path, text in texts.items()}
    before = school({**texts, **other})
    plan = renaming(before, Subject(kinds.OFFER, "chess", "r1"), "schach")
    run = plan.after.runs["r1"]
    assert set(run.offers) == set(run.journals) == {"schach"}
    assert run.choices["p1"].wishes[0].offers == ("schach",)
    assert run.choices["p1"].wishes[0].reasons == {"schach": "да"}
    assert {path: document for path, document in plan.after.documents.items() if "/r2/" in path} == {
        path: document for path, document in before.documents.items() if "/r2/" in path
    }


def test_a_course_of_a_closed_round_keeps_its_id(school: Make):
    before = school(
        {
            "courses/chess.toml": 'title = "Шахматы"',
            "rounds/r1/round.toml": CLOSED,
            "rounds/r1/offers/chess.toml": OFFER,
        }
    )
    with pytest.raises(FrozenUseError):
        renaming(before, Subject(kinds.COURSE, "chess"), "schach")
    with pytest.raises(FrozenUseError):
        renaming(before, Subject(kinds.OFFER, "chess", "r1"), "schach")


def test_an_id_that_somebody_had_is_taken(school: Make):
    before = school(
        {
            "students/p1.toml": 'name = "Один"\nformerly = ["p0"]',
            "students/p2.toml": 'name = "Два"',
        }
    )
    with pytest.raises(TakenError):
        renaming(before, Subject(kinds.STUDENT, "p2"), "p0")
    back = renaming(before, Subject(kinds.STUDENT, "p1"), "p0")
    assert back.after.students["p0"].formerly == ("p1",)


def test_uses_under_an_earlier_id_count(school: Make):
    before = school(
        {
            "students/p1.toml": 'name = "Один"\nformerly = ["p0"]',
            "rounds/r1/round.toml": CLOSED,
            "rounds/r1/routes/p0.toml": "",
        }
    )
    assert [use.document for use in uses(before, Subject(kinds.STUDENT, "p1"))] == ["rounds/r1/routes/p0.toml"]


def test_own_consents_are_no_use(school: Make):
    consent = '[[consents]]\nid = "c1"\nkind = "processing"\ngiven_by = "g1"\ngiven_on = 2026-01-01\n'
    before = school({"guardians/g1.toml": f'name = "Мама"\n{consent}'})
    assert uses(before, Subject(kinds.GUARDIAN, "g1")) == ()
