from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
TODAY = ("--today", "2026-11-16")


def names(folder: Path, where: str) -> list[str]:
    return sorted(path.stem for path in (folder / where).glob("*.toml"))


def test_a_cyrillic_name_becomes_a_readable_id(iom: Run, folder: Path):
    done = iom("student", "add", "--name", "Новикова Анна Петровна", "--form", "5а", *TODAY, cwd=folder)
    assert done.code == 0, done.err
    text = (folder / "students/novikova-anna.toml").read_text("utf-8")
    assert 'name = "Новикова Анна Петровна"' in text
    assert "since = 2026-11-16" in text


def test_a_class_typed_on_the_other_keyboard_is_the_class_that_is_there(iom: Run, folder: Path):
    done = iom("student", "add", "--name", "Новикова Анна", "--form", "5a", "--json", *TODAY, cwd=folder)
    assert done.data["document"]["forms"][0]["form"] == "5а"


def test_every_flag_of_a_pupil_reaches_the_document(iom: Run, folder: Path):
    done = iom(
        *("student", "add", "--name", "Новикова Анна", "--form", "5а", "--since", "01.09.2026", "--json"),
        *("--guardian", "Аверина Ольга:мать:legal", "--busy", "ср 15:00-16:30 музыка", "--busy", "fri 14-15"),
        *("--interests", "опыты, театр", "--id", "anna"),
        *TODAY,
        cwd=folder,
    )
    document = done.data["document"]
    assert done.data["id"] == "anna"
    assert document["guardians"] == [{"id": "averina-oi", "relation": "mother", "legal": True}]
    assert [(hour["id"], hour["from"]) for hour in document["busy"]] == [
        ("wed-1500-muzyka", "15:00:00"),
        ("fri-1400", "14:00:00"),
    ]
    assert document["interests"] == ["опыты", "театр"]
    assert document["forms"][0]["since"] == "2026-09-01"


def test_what_is_missing_is_named_at_once(iom: Run, folder: Path):
    done = iom("event", "add", "--place", "зал", cwd=folder)
    assert done.code == 2
    assert "--kind, --title, --on" in done.err
    assert "iom event add --place 'зал' --kind … --title … --on …" in done.err
    assert not (folder / "rounds/2026-autumn/events").exists()


def test_several_wrong_answers_are_told_together(iom: Run, folder: Path):
    wrong = ("--course", "flexagons", "--teacher", "nobody", "--seats", "12/5", "--slot", "xue 14:00-15:00")
    done = iom("offer", "add", *wrong, cwd=folder)
    assert done.code == 4
    assert all(flag in done.err for flag in ("--teacher:", "--seats:", "--slot:"))


@pytest.mark.parametrize(
    "flags",
    [("--slot", "tue 15:00-14:00"), ("--slot", "tue"), ("--slot", "tue 25:00-26:00"), ("--seats", "5/4/12")],
)
def test_a_wrong_slot_or_seats_write_nothing(iom: Run, folder: Path, flags: tuple[str, str]):
    good = {"--course": "flexagons", "--teacher": "parshina-nv", "--seats": "5/10/12", **dict([flags])}
    done = iom("offer", "add", *(word for pair in good.items() for word in pair), cwd=folder)
    assert done.code == 4
    assert flags[0] in done.err
    assert not (folder / "rounds/2026-autumn/offers").exists()


def test_a_namesake_is_never_a_silent_second_record(iom: Run, folder: Path):
    same = ("student", "add", "--name", "аверина полина игоревна", "--form", "5а", *TODAY)
    refused = iom(*same, cwd=folder)
    assert refused.code == 2
    assert "averina-polina (students/averina-polina.toml)" in refused.err
    assert iom(*same, "--namesake", "no", cwd=folder).code == 5
    assert names(folder, "students") == ["averina-polina", "bolotov-egor"]
    assert iom(*same, "--namesake", "yes", cwd=folder).code == 0
    assert names(folder, "students") == ["averina-polina", "averina-polina-igorevna", "bolotov-egor"]


def test_a_teacher_becomes_a_guardian_under_one_id(iom: Run, folder: Path):
    assert iom("guardian", "add", "--id", "parshina-nv", cwd=folder).code == 0
    assert 'name = "Паршина Наталья Викторовна"' in (folder / "guardians/parshina-nv.toml").read_text("utf-8")


def test_the_same_teacher_is_found_by_name(iom: Run, folder: Path):
    done = iom("guardian", "add", "--name", "Паршина Н. В.", "--namesake", "no", cwd=folder)
    assert done.code == 0
    assert names(folder, "guardians") == ["averina-oi", "parshina-nv"]


def test_an_id_of_somebody_else_is_refused(iom: Run, folder: Path):
    done = iom("partner", "add", "--id", "parshina-nv", "--name", "Кочнева Елена", "--kind", "expert", cwd=folder)
    assert done.code == 5
    assert names(folder, "partners") == []


def test_a_taken_id_is_refused(iom: Run, folder: Path):
    done = iom("student", "add", "--id", "averina-polina", "--name", "Другая Анна", cwd=folder)
    assert done.code == 5
    assert "students/averina-polina.toml" in done.err


@pytest.mark.parametrize("bad", ["../iom", "Имя", "a", "con", "x" * 65, "\x1b]52;c;aGk=\x07"])
def test_a_hostile_id_is_refused_and_shown_harmless(iom: Run, folder: Path, bad: str):
    done = iom("student", "add", "--name", "Новикова Анна", "--id", bad, cwd=folder)
    assert done.code == 4
    assert "\x1b" not in done.err
    assert names(folder, "students") == ["averina-polina", "bolotov-egor"]


def test_an_offer_takes_dates_from_the_round_and_the_rubric_from_the_course(iom: Run, folder: Path):
    words = (
        "--course",
        "Флексагоны",
        "--teacher",
        "parshina-nv",
        "--seats",
        "5/10/12",
        "--slot",
        "вт 14:00-15:00 к. 21",
    )
    done = iom("offer", "add", *words, cwd=folder)
    assert done.code == 0, done.err
    text = (folder / "rounds/2026-autumn/offers/flexagons.toml").read_text("utf-8")
    assert "starts = 2026-09-14" in text
    assert 'from = "product"' in text
    assert 'code = "P1"' in text
    assert 'room = "к. 21"' in text


def test_a_parallel_run_of_a_course_gets_an_id_of_its_own(iom: Run, folder: Path):
    words = ("offer", "add", "--course", "flexagons", "--teacher", "parshina-nv", "--seats", "5/12")
    assert iom(*words, "--slot", "tue 14-15", cwd=folder).code == 0
    assert iom(*words, "--slot", "wed 14-15", cwd=folder).code == 2
    assert iom(*words, "--slot", "wed 14-15", "--namesake", "yes", cwd=folder).code == 0
    assert names(folder, "rounds/2026-autumn/offers") == ["flexagons", "flexagons-wed-1400"]


def test_nothing_is_added_to_a_closed_round(iom: Run, folder: Path):
    done = iom("event", "add", "--round", "2025-spring", "--title", "Х", cwd=folder)
    assert done.code == 5


def test_a_group_of_thirty_one_is_refused(iom: Run, folder: Path):
    for number in range(31):
        name = f'schema = 1\nname = "Ученик Номер {number}"\n'
        (folder / f"students/pupil-{number:02}.toml").write_text(name, "utf-8")
    ids = ",".join(f"pupil-{number:02}" for number in range(31))
    words = ("group", "add", "--title", "Большая", "--tutor", "parshina-nv")
    done = iom(*words, "--member", ids, cwd=folder)
    assert done.code == 4
    assert "31" in done.err
    assert iom(*words, "--member", ids.rpartition(",")[0], cwd=folder).code == 0


def test_an_event_that_ends_before_it_begins_does_not_fit(iom: Run, folder: Path):
    words = ("--kind", "meeting", "--title", "Собрание", "--on", "2026-09-20")
    done = iom("event", "add", *words, "--from", "15:00", "--to", "14:00", *TODAY, cwd=folder)
    assert done.code == 4
    assert not (folder / "rounds/2026-autumn/events").exists()


def test_a_mentor_is_somebody_known_and_has_one_card(iom: Run, folder: Path):
    words = ("mentor", "add", "--person", "Паршина", "--topics", "опыты", "--capacity", "2")
    assert iom(*words, cwd=folder).code == 0
    assert iom(*words, cwd=folder).code == 5
    assert iom("mentor", "add", "--person", "nobody", cwd=folder).code == 4


def test_a_dry_run_shows_the_document_and_writes_nothing(iom: Run, folder: Path):
    done = iom("course", "add", "--title", "Кухонная химия: опыты", "--grades", "5-6", "--dry-run", cwd=folder)
    assert done.code == 0
    assert "+++ b/courses/kukhonnaya-khimiya.toml" in done.out
    assert "grades = [5, 6]" in done.out
    assert names(folder, "courses") == ["flexagons"]


@pytest.mark.parametrize(
    "kind", ["student", "guardian", "staff", "partner", "mentor", "course", "group", "offer", "event"]
)
@pytest.mark.parametrize("verb", ["add", "list", "show", "edit", "rename", "remove"])
def test_every_record_command_has_help(iom: Run, folder: Path, kind: str, verb: str):
    done = iom(kind, verb, "--help", "--lang", "ru", cwd=folder)
    assert done.code == 0
    assert f"iom {kind} {verb}" in done.out
    assert "Примеры" in done.out
