from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from icalendar import Calendar

from iom import language
from iom.exchange.exporting.agenda import Agenda, agenda_of_offer, agenda_of_person, agenda_of_round
from iom.exchange.exporting.calendar import PLAIN, Style, UnknownZoneError, calendar_bytes, zone_named
from iom.exchange.exporting.pseudonyms import Pseudonyms
from iom.model.base import WEEKDAYS
from iom.model.roster import placements
from iom.model.school import Run, School

Build = Callable[[Mapping[str, str]], School]
Happening = tuple[datetime | date, str]

ROUND = 'title = "Autumn"\nschool_year = "2026-2027"\nopened_on = 2026-05-18\nsubject = "student"'
OFFER = """
course = "c1"
title = "Chemistry; at home, \\\\ with \\"fire\\""
teachers = ["t1"]
starts = 2026-10-12
ends = 2026-11-13
seats = { min = 1, max = 9 }
[[slots]]
id = "tue-1400"
day = "tue"
from = 14:00:00
to = 15:00:00
room = "21\\u0007"
"""
SCHOOL = {
    "iom.toml": 'name = "S"\ncode = "S01"',
    "rounds/r1/round.toml": ROUND,
    "rounds/r1/offers/o1.toml": OFFER,
    "rounds/r1/codes.toml": '[codes]\nanna-first = "aaaa"',
    "rounds/r1/allocation.toml": '[[placements]]\nid = "aaaa-o1"\ncode = "aaaa"\noffer = "o1"',
    "students/anna-first.toml": 'name = "First Anna"\nguardians = [{ id = "first-b", relation = "mother" }]',
    "guardians/first-b.toml": 'name = "First Bella"',
    "staff/t1.toml": 'name = "Teacher One"',
}


def happenings(raw: bytes, *, since: date = date(2026, 5, 1), until: date = date(2027, 1, 1)) -> list[Happening]:
    """What another reader of calendars finds, in order; cancelled things apart."""
    found = recurring_ical_events.of(Calendar.from_ical(raw)).between(since, until)
    kept = (event for event in found if event.get("STATUS") != "CANCELLED")
    return sorted(((event["DTSTART"].dt, str(event["SUMMARY"])) for event in kept), key=order)


def order(happening: Happening) -> tuple[str, str]:
    return happening[0].isoformat(), happening[1]


def timetable(run: Run, pupil: str) -> Iterator[Happening]:
    """The pupil's lessons day by day, by the roster, the weekly hours and the holidays."""
    calendar = run.school.calendar
    day = date(2026, 5, 1)
    while day < date(2027, 1, 1):
        for offer in placements(run, pupil, day) if run.school.students[pupil].here_on(day) else ():
            known = run.offers[offer]
            for slot in known.slots:
                lasts = known.starts <= day <= known.ends
                if lasts and slot.day == WEEKDAYS[day.weekday()] and not (calendar and calendar.holiday_on(day)):
                    yield datetime.combine(day, slot.start), run.offer_title(offer)
        day += timedelta(days=1)


def agenda(run: Run, whose: str) -> Agenda:
    return agenda_of_offer(run, whose) if whose in run.offers else agenda_of_person(run, whose)


def test_every_pupil_of_the_example_has_the_lessons_of_the_timetable(autumn: Run):
    titles = {autumn.offer_title(offer) for offer in autumn.offers}
    placed = sorted(autumn.placed_students)
    assert len(placed) > 50
    for pupil in placed:
        found = happenings(calendar_bytes(agenda_of_person(autumn, pupil)))
        assert [each for each in found if each[1] in titles] == sorted(timetable(autumn, pupil), key=order), pupil


def test_the_whole_round_has_every_event_and_consultation(autumn: Run):
    found = happenings(calendar_bytes(agenda_of_round(autumn)))
    for event in autumn.events.values():
        start = datetime.combine(event.on, event.start) if event.start else event.on
        assert (start, event.title) in found
    consultations = [each for journal in autumn.school.consultations.values() for each in journal.consultations]
    told = [title for _start, title in found if title.startswith(("talk:", "consultation:", "tutorial:", "training:"))]
    assert len(told) == len([each for each in consultations if each.date >= date(2026, 5, 18)])


def test_the_same_data_give_the_same_bytes_and_every_uid_is_its_own(autumn: Run):
    agendas = [agenda_of_round(autumn), *(agenda(autumn, one) for one in (*autumn.offers, *autumn.school.staff))]
    for each in agendas:
        raw = calendar_bytes(each)
        assert raw == calendar_bytes(each)
        series = [event for event in Calendar.from_ical(raw).events if "RECURRENCE-ID" not in event]
        assert len({event["UID"] for event in series}) == len(series)


def test_lines_are_folded_and_end_as_the_standard_says(autumn: Run):
    lines = calendar_bytes(agenda_of_round(autumn)).split(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)


def test_a_moved_lesson_is_told_on_its_new_day_alone(school: Build):
    journal = "".join(
        f'[[lessons]]\nid = "{day}-aaaaa"\ndate = {day[:4]}-{day[4:6]}-{day[6:]}\n'
        for day in ("20261013", "20261022", "20261027")
    )
    run = school({**SCHOOL, "rounds/r1/journals/o1.toml": journal}).runs["r1"]
    for whose in ("o1", "anna-first", "first-b", "t1"):
        found = [start for start, _title in happenings(calendar_bytes(agenda(run, whose)))]
        assert [start.day for start in found] == [13, 22, 27, 3, 10], whose
        assert {start.strftime("%H:%M") for start in found if isinstance(start, datetime)} == {"14:00"}


def test_a_lesson_that_is_the_only_one_may_be_moved(school: Build):
    offer = OFFER.replace("2026-11-13", "2026-10-16")
    journal = '[[lessons]]\nid = "20261015-aaaaa"\ndate = 2026-10-15'
    run = school({**SCHOOL, "rounds/r1/offers/o1.toml": offer, "rounds/r1/journals/o1.toml": journal}).runs["r1"]
    assert [start for start, _title in happenings(calendar_bytes(agenda(run, "o1")))] == [
        datetime.combine(date(2026, 10, 15), time(14))
    ]


@pytest.mark.parametrize(("cancelled", "days"), [("2026-10-27", [13, 20]), ("2026-10-12", []), ("2026-06-01", [])])
def test_a_cancelled_offer_ends_the_day_before_and_one_that_never_began_is_told_as_cancelled(
    cancelled: str, days: list[int], school: Build
):
    offer = OFFER.replace("seats", f'cancelled_on = {cancelled}\nreason = "ill"\nseats')
    run = school({**SCHOOL, "rounds/r1/offers/o1.toml": offer}).runs["r1"]
    for whose in ("o1", "anna-first", "t1"):
        raw = calendar_bytes(agenda(run, whose))
        assert [start.day for start, _title in happenings(raw)] == days, whose
        assert (b"STATUS:CANCELLED" in raw) == (not days)
        assert Calendar.from_ical(raw).events[0]["SEQUENCE"] == (date.fromisoformat(cancelled) - date(2026, 5, 18)).days


def test_a_leaver_has_no_lessons_after_leaving(school: Build):
    student = SCHOOL["students/anna-first.toml"] + "\nleft_on = 2026-10-20"
    run = school({**SCHOOL, "students/anna-first.toml": student}).runs["r1"]
    assert [start.day for start, _title in happenings(calendar_bytes(agenda(run, "anna-first")))] == [13]


def test_hours_are_of_no_zone_unless_one_is_named(school: Build):
    run = school(SCHOOL).runs["r1"]
    (start, _title), *_rest = happenings(calendar_bytes(agenda(run, "o1")))
    assert isinstance(start, datetime)
    assert start.tzinfo is None


@pytest.mark.parametrize("zone", ["Asia/Yekaterinburg", "Europe/Kaliningrad", "Asia/Vladivostok", "Europe/Berlin"])
def test_with_a_zone_lessons_stay_at_their_hour_on_the_wall(zone: str, school: Build):
    run = school(SCHOOL).runs["r1"]
    raw = calendar_bytes(agenda(run, "o1"), Style(zone_named(zone)))
    assert b"BEGIN:VTIMEZONE" in raw
    starts = [start for start, _title in happenings(raw)]
    # Berlin puts its clocks back on 25 October, between the lessons.
    assert [start.astimezone(ZoneInfo(zone)) for start in starts if isinstance(start, datetime)] == [
        datetime(2026, month, day, 14, tzinfo=ZoneInfo(zone))
        for month, day in ((10, 13), (10, 20), (10, 27), (11, 3), (11, 10))
    ]


@pytest.mark.parametrize("given", ["Asia/Ekaterinburg-", "../../etc/passwd", "", "/etc/localtime", "MSK+2"])
def test_a_zone_that_is_not_there_is_refused(given: str):
    with pytest.raises(UnknownZoneError):
        zone_named(given)


def test_hostile_texts_come_back_as_they_were_without_control_characters(school: Build):
    run = school(SCHOOL).runs["r1"]
    raw = calendar_bytes(agenda(run, "o1"))
    event = Calendar.from_ical(raw).events[0]
    assert event["SUMMARY"] == 'Chemistry; at home, \\ with "fire"'
    assert event["LOCATION"] == "21"


def test_two_children_of_one_guardian_are_told_apart(school: Build):
    twins = {
        "students/boris-first.toml": 'name = "First Boris"\nguardians = [{ id = "first-b", relation = "mother" }]',
        "rounds/r1/codes.toml": '[codes]\nanna-first = "aaaa"\nboris-first = "bbbb"',
        "rounds/r1/allocation.toml": "".join(
            f'[[placements]]\nid = "{code}-o1"\ncode = "{code}"\noffer = "o1"\n' for code in ("aaaa", "bbbb")
        ),
    }
    run = school({**SCHOOL, **twins}).runs["r1"]
    raw = calendar_bytes(agenda(run, "first-b"))
    title = 'Chemistry; at home, \\ with "fire"'
    assert {told for _start, told in happenings(raw)} == {f"{title} (First Anna)", f"{title} (First Boris)"}
    assert len({event["UID"] for event in Calendar.from_ical(raw).events}) == 2


def test_an_event_without_hours_takes_the_day_and_concerns_whom_it_may(school: Build):
    event = 'kind = "{kind}"\ntitle = "{kind}"\non = 2026-06-03\nattended = [{guests}]'
    events = {
        "meeting": event.format(kind="meeting", guests=""),
        "seminar": event.format(kind="teacher-seminar", guests=""),
        "visited": event.format(kind="taster", guests='"anna-first"'),
        "missed": event.format(kind="showcase", guests='"somebody-else"'),
    }
    run = school({**SCHOOL, **{f"rounds/r1/events/{one}.toml": text for one, text in events.items()}}).runs["r1"]

    def told(person: str) -> set[str]:
        found = happenings(calendar_bytes(agenda(run, person)), until=date(2026, 7, 1))
        assert {start for start, _title in found} == {date(2026, 6, 3)}
        return {title for _start, title in found}

    assert told("anna-first") == told("first-b") == {"meeting", "taster"}
    assert told("t1") == {"meeting", "teacher-seminar"}


def test_an_anonymous_calendar_names_nobody(autumn: Run, example: School):
    style = Style(hidden=Pseudonyms(example, b"k" * 32))
    for each in (agenda_of_round(autumn), *(agenda(autumn, one) for one in ("fedoseeva-im", "azanova-kamila"))):
        text = re.sub(r"\r\n ", "", calendar_bytes(each, style).decode())
        for identifier, person in example.people().items():
            assert identifier not in text
            assert person.name.split()[0] not in text
        assert len(happenings(text.encode())) == len(happenings(calendar_bytes(each, PLAIN)))


def test_calendars_speak_russian(autumn: Run):
    language.use("ru")
    text = calendar_bytes(agenda(autumn, "fedoseeva-im")).decode()
    assert "консультация: " in text
    assert text.startswith("BEGIN:VCALENDAR\r\n")
