from __future__ import annotations

from collections.abc import Callable, Mapping

from iom.model import kinds
from iom.model.people import Student
from iom.model.school import School

Build = Callable[[Mapping[str, str]], School]
ROUND = 'title = "{0}"\nschool_year = "2026-2027"\n{1}'


def test_one_human_has_one_id_in_several_folders(school: Build) -> None:
    built = school(
        {
            "staff/parshina-nv.toml": 'name = "Паршина Н. В."',
            "guardians/parshina-nv.toml": 'name = "Паршина Нина Викторовна"',
            "students/parshin-oleg.toml": (
                'name = "Паршин Олег"\nguardians = [{ id = "parshina-nv", relation = "mother", legal = true }]'
            ),
        }
    )
    assert built.children_of("parshina-nv") == ("parshin-oleg",)
    assert built.name("parshina-nv") == "Паршина Н. В."
    assert len(built.people()) == 2
    assert built.name("nobody") == "nobody"


def test_an_earlier_id_still_finds_the_person(school: Build) -> None:
    built = school({"students/yashina-polina.toml": 'name = "Яшина Полина"\nformerly = ["averina-polina"]'})
    assert built.name("averina-polina") == "Яшина Полина"
    assert built.renamed == {"averina-polina": "yashina-polina"}


def test_the_next_school_leaves_the_present_one_alone(school: Build) -> None:
    built = school({"students/averina-polina.toml": 'name = "Аверина Полина"'})
    path = "students/averina-polina.toml"
    renamed = built.with_documents({path: built.students["averina-polina"].replaced(name="Яшина Полина")})
    assert (built.name("averina-polina"), renamed.name("averina-polina")) == ("Аверина Полина", "Яшина Полина")
    assert renamed.with_documents({path: None}).students == {}
    assert built.with_documents({"students/vyatkina.toml": None}).documents == built.documents


def test_a_broken_document_exists_for_references_until_it_is_written() -> None:
    path = "students/averina-polina.toml"
    broken = School({}, frozenset({path}))
    assert broken.exists(kinds.STUDENT, "averina-polina")
    assert not broken.exists(kinds.STUDENT, "vyatkina")
    mended = broken.with_documents({path: Student.new(name="Аверина Полина")})
    assert mended.broken == frozenset()
    assert mended.exists(kinds.STUDENT, "averina-polina")


def test_rounds_stand_in_the_order_of_their_opening(school: Build) -> None:
    built = school(
        {
            "rounds/winter/round.toml": ROUND.format("Зима", "opened_on = 2026-11-27"),
            "rounds/planned/round.toml": ROUND.format("Когда-нибудь", ""),
            "rounds/autumn/round.toml": ROUND.format("Осень", "opened_on = 2026-05-20"),
            "rounds/loose/codes.toml": "",
        }
    )
    assert list(built.runs) == ["autumn", "winter", "planned"]


def test_a_run_sees_only_its_own_round(school: Build) -> None:
    built = school(
        {
            "rounds/autumn/round.toml": ROUND.format("Осень", ""),
            "rounds/winter/round.toml": ROUND.format("Зима", ""),
            "rounds/autumn/routes/averina.toml": 'request = "осенний"',
            "rounds/winter/routes/babushkin.toml": "",
            "rounds/autumn/codes.toml": 'codes = { averina = "K1" }',
        }
    )
    autumn, winter = built.runs["autumn"], built.runs["winter"]
    assert list(autumn.routes) == ["averina"]
    assert list(winter.routes) == ["babushkin"]
    assert (autumn.participants, winter.participants) == ({"K1": "averina"}, {})
    assert winter.allocation is None
    assert winter.moves_of("averina") == ()


def test_an_offer_is_called_by_its_own_title_then_the_courses_then_its_id(school: Build) -> None:
    offer = 'course = "chemistry"\nteachers = ["tt"]\nstarts = 2026-09-14\nends = 2026-11-13\n'
    offer += "seats = { min = 1, max = 2 }\n"
    built = school(
        {
            "rounds/autumn/round.toml": ROUND.format("Осень", ""),
            "courses/chemistry.toml": 'title = "Кухонная химия"',
            "rounds/autumn/offers/first.toml": offer,
            "rounds/autumn/offers/second.toml": offer + 'title = "Химия, вторая группа"',
            "rounds/autumn/offers/third.toml": offer.replace("chemistry", "lost"),
        }
    )
    run = built.runs["autumn"]
    titles = [run.offer_title(offer) for offer in ("first", "second", "third", "fourth")]
    assert titles == ["Кухонная химия", "Химия, вторая группа", "third", "fourth"]


def test_documents_of_the_root_are_found_by_their_place(school: Build) -> None:
    built = school(
        {
            "iom.toml": 'name = "Школа"',
            "calendar.toml": 'holidays = [{ id = "autumn", starts = 2026-10-26, ends = 2026-11-01 }]',
            "catalogs/deficits.toml": 'deficits = [{ id = "plan", text = "бросает начатое" }]',
            "consultations/fedoseeva-im/2026-10.toml": "",
        }
    )
    assert built.workspace is not None
    assert built.calendar is not None
    assert built.deficits["plan"].text == "бросает начатое"
    assert list(built.consultations) == [("fedoseeva-im", "2026-10")]
    assert (school({}).workspace, school({}).calendar, school({}).deficits, school({}).metaskills) == (
        None,
        None,
        {},
        {},
    )
