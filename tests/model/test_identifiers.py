from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iom.model.identifiers import adult_id, entry_id, hashed, is_id, pupil_id, slug, title_id


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("averina-polina", True),
        ("5a", True),
        ("a", False),
        ("-averina", False),
        ("Averina", False),
        ("аверина", False),
        ("averina_polina", False),
        ("../etc", False),
        ("a" * 64, True),
        ("a" * 65, False),
        ("con", False),
        ("com1", False),
        ("lpt9", False),
        ("console", True),
        ("", False),
        ("averina\n", False),
    ],
)
def test_what_may_be_an_id(text: str, expected: bool) -> None:
    assert is_id(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Юлия Щукина", "yuliya-shchukina"),
        ("Аверина  Полина", "averina-polina"),
        ("Подъячев Илья", "podyachev-ilya"),
        ("Гайфуллина Әминә", "gayfullina-amina"),
        ("O'Brien", "obrien"),
        ("№ 5", "no-5"),
        ("???", ""),
    ],
)
def test_names_become_readable_ascii(text: str, expected: str) -> None:
    assert slug(text) == expected


@given(st.text(max_size=120))
def test_a_slug_is_an_id_or_too_short_for_one(text: str) -> None:
    found = slug(text)
    assert len(found) < 2 or is_id(found) or found in {"con", "prn", "aux", "nul"} or found[:3] in {"com", "lpt"}


def test_a_namesake_adds_patronymic_then_form_then_a_hash() -> None:
    name, form, ids = "Аверина Полина Игоревна", "5а", []
    for _namesake in range(5):
        ids.append(pupil_id(name, form, ids.__contains__))
    assert ids[:3] == ["averina-polina", "averina-polina-igorevna", "averina-polina-igorevna-5a"]
    assert all(one.startswith("averina-polina-igorevna-5a-") for one in ids[3:])
    assert len(set(ids)) == 5
    assert all(map(is_id, ids))


@pytest.mark.parametrize(
    ("name", "taken", "expected"),
    [
        ("Федосеева Ирина Марковна", (), "fedoseeva-im"),
        ("Федосеева И. М.", (), "fedoseeva-im"),
        ("Федосеева И.М.", (), "fedoseeva-im"),
        ("Федосеева Ирина Марковна", ("fedoseeva-im",), "fedoseeva-irina-markovna"),
        ("Ким", (), "kim"),
    ],
)
def test_an_adult_is_surname_and_initials(name: str, taken: tuple[str, ...], expected: str) -> None:
    assert adult_id(name, taken.__contains__) == expected


@pytest.mark.parametrize("name", ["", "Щ", "Con", "???"])
def test_a_name_without_letters_still_gets_an_id(name: str) -> None:
    for found in (
        pupil_id(name, "", [].__contains__),
        adult_id(name, [].__contains__),
        title_id(name, [].__contains__),
    ):
        assert is_id(found)


def test_a_title_gives_its_first_words() -> None:
    assert title_id("Кухонная химия: опыты дома", [].__contains__) == "kukhonnaya-khimiya"
    long = "Как построить мост из спагетти и не уронить"
    assert title_id(long, [].__contains__) == "kak-postroit-most-iz"
    assert title_id(long, ["kak-postroit-most-iz"].__contains__) == "kak-postroit-most-iz-spagetti-i-ne-uronit"


def test_an_event_recorded_twice_has_one_id() -> None:
    day = date(2026, 6, 12)
    first = entry_id(day, "decisions", "averina-polina", "choice", "pass")
    assert first == entry_id(day, "decisions", "averina-polina", "choice", "pass")
    assert first.startswith("20260612-")
    assert is_id(first)


@given(st.lists(st.tuples(st.dates(), st.text(max_size=8), st.text(max_size=8)), unique=True, max_size=30))
def test_different_events_hardly_ever_share_an_id(keys: list[tuple[date, str, str]]) -> None:
    ids = {entry_id(on, *key) for on, *key in keys}
    # Parts are joined by a sign that no name holds, so only equal parts give equal hashes.
    assert len(ids) >= len({(on, "\x1f".join(key)) for on, *key in keys}) - 1


def test_the_parts_of_a_key_do_not_run_together() -> None:
    assert hashed(("ab", "c"), 5) != hashed(("a", "bc"), 5)
    assert hashed(("a",), 5) != hashed(("b",), 5)
    assert len(hashed(("a",), 9)) == 9
