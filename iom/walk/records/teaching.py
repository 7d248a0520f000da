"""New courses, tutor groups, and what a round runs: offers and events."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final, get_args

from iom.ask.hours import Time
from iom.ask.kinds import Date, Number, Text
from iom.ask.options import Option, Pick
from iom.ask.question import Form
from iom.ask.ranking import SetOf
from iom.language import N_
from iom.model import kinds
from iom.model.edits import Data
from iom.model.folding import folded
from iom.model.identifiers import title_id
from iom.model.rounds import EventKind
from iom.model.teaching import Track
from iom.walk.records.field import Desk, Field, Record, always, options, terms
from iom.walk.records.hours import Hours
from iom.walk.records.people import hour_entries
from iom.walk.records.seats import SeatCount, SeatNumbers
from iom.walk.records.texts import Grades

TITLE: Final = Form("title", Text, N_("title"))
CODE: Final = Form("code", Text, N_("code in the school's list"))
ANNOTATION: Final = Form("annotation", Text, N_("what it is about, for families"))
AUTHORS: Final = Form("author", SetOf, N_("who made the course"))
GRADES: Final = Form("grades", Grades, N_("year groups, like 5,6; none: all"))
ACADEMIC_HOURS: Final = Form("hours", Number, N_("academic hours, 1 to 72"))
METASKILLS: Final = Form("metaskills", SetOf, N_("metaskills that the course trains"))
PRODUCT: Final = Form("product", Text, N_("what a pupil makes"))
PREREQUISITES: Final = Form("prerequisite", SetOf, N_("courses to be taken before"))
RUBRIC: Final = Form("rubric", Pick, N_("rubric for its products"))
TUTOR: Final = Form("tutor", Pick, N_("the tutor: id or name"))
TRACK: Final = Form("track", Pick, N_("direction of support: career, gifted, at-risk"))
MEMBERS: Final = Form("member", SetOf, N_("pupils of the group, at most 30"))
SINCE: Final = Form("since", Date, N_("from which day on; without it, today"))
COURSE_ID: Final = Form("course", Pick, N_("the course of the catalogue: id or title"))
TEACHERS: Final = Form("teacher", SetOf, N_("who teaches: ids or names"))
STARTS: Final = Form("starts", Date, N_("first day"))
ENDS: Final = Form("ends", Date, N_("last day"))
SEATS: Final = Form("seats", SeatCount, N_("least, best and greatest number of pupils, like 5/10/12"))
SLOTS: Final = Form("slot", Hours, N_("hours of the week with the place, like 'tue 14:00-15:00 room 21'"))
OWN_TITLE: Final = Form("title", Text, N_("title, where it differs from the course's"))
EVENT_KIND: Final = Form("kind", Pick, N_("kind of event: taster, meeting, evaluation-seminar, showcase, …"))
ON: Final = Form("on", Date, N_("day"))
FROM: Final = Form("from", Time, N_("beginning, like 14:30"))
TO: Final = Form("to", Time, N_("end, like 15:15"))
PLACE: Final = Form("place", Text, N_("place"))
ORGANISER: Final = Form("organiser", Pick, N_("who runs it: id or name"))
SHOWN_OFFER: Final = Form("offer", Pick, N_("offer that a master class shows"))

GROUP_SIZE: Final = 30  # S1 R1-1


def _as_list(key: str) -> Callable[[Any, Desk], Data]:
    return lambda answer, _desk: {key: list(answer)}


def _staff(desk: Desk) -> tuple[Option, ...]:
    return options({one: person.name for one, person in desk.school.staff.items()})


def _teachers(desk: Desk) -> tuple[Option, ...]:
    everybody = {**desk.school.partners, **desk.school.staff}
    return options({one: person.name for one, person in everybody.items()})


def _pupils(desk: Desk) -> tuple[Option, ...]:
    here = ((one, student) for one, student in desk.school.students.items() if student.here_on(desk.today))
    return options({one: student.name for one, student in here})


def _courses(desk: Desk) -> tuple[Option, ...]:
    return options({one: course.title for one, course in desk.school.courses.items()})


def _offers(desk: Desk) -> tuple[Option, ...]:
    return options({one: desk.run.offer_title(one) for one in desk.run.offers}) if desk.run else ()


def _metaskills(desk: Desk) -> tuple[Option, ...]:
    known = desk.school.metaskills.items()
    return tuple(Option(one, entry.title, (entry.code,) if entry.code else ()) for one, entry in known)


def _rubrics(desk: Desk) -> tuple[Option, ...]:
    return options({one: rubric.title for one, rubric in desk.school.rubrics.items()})


def _titled(form: Form, titles: Callable[[Desk], Iterable[tuple[str, str]]]) -> Callable[[Desk], tuple[str, ...]]:
    def like(desk: Desk) -> tuple[str, ...]:
        wanted = folded(desk.answer(form) or "")
        return tuple(one for one, title in titles(desk) if wanted and folded(title) == wanted)

    return like


def _title_id(desk: Desk, taken: Callable[[str], bool]) -> str:
    return title_id(desk.answer(TITLE), taken)


def _members(ids: tuple[str, ...], desk: Desk) -> Data:
    since = desk.answer(SINCE) or desk.today
    return {"members": [{"id": one, "student": one, "since": since} for one in ids]}


def _seats(seats: SeatNumbers, _desk: Desk) -> Data:
    best = {"best": seats.best} if seats.best is not None else {}
    return {"seats": {"min": seats.least, **best, "max": seats.most}}


def _offer_id(desk: Desk, taken: Callable[[str], bool]) -> str:
    """The course's id; a parallel run adds its first hour, which tells the two apart for people too."""
    course, slots = desk.answer(COURSE_ID), desk.answer(SLOTS) or ()
    if not taken(course):
        return str(course)
    parallel = f"{course}-{slots[0].id}" if slots else course
    return parallel if len(parallel) <= 64 and not taken(parallel) else title_id(parallel, taken)


def _of_course(course: str, desk: Desk) -> Data:
    """The course, and its rubric as it is now: later changes never touch marks of this round (design §2)."""
    source = desk.school.courses[course].rubric
    rubric = desk.school.rubrics.get(source) if source else None
    copied = {"rubric": {"from": source, "criteria": rubric.data().get("criteria", [])}} if rubric else {}
    return {"course": course, **copied}


def _round_day(first: bool) -> Callable[[Desk], Any]:
    return lambda desk: desk.run and (desk.run.round.starts if first else desk.run.round.ends)


def _day(desk: Desk) -> Date:
    return Date(desk.today)


COURSE: Final = Record(
    kinds.COURSE,
    N_("A new course of the catalogue"),
    TITLE,
    (
        Field(TITLE, N_("Title of the course?"), always(Text()), "title", required=True),
        Field(CODE, N_("Code in the school's list?"), always(Text()), "code"),
        Field(ANNOTATION, N_("What is it about, in a few words for families?"), always(Text()), "annotation"),
        Field(AUTHORS, N_("Who made it?"), lambda desk: SetOf(_teachers(desk)), write=_as_list("authors")),
        Field(
            GRADES,
            N_("For which year groups?"),
            always(Grades()),
            write=_as_list("grades"),
            hint=N_("like 5, 6; skip it where it is for all"),
        ),
        Field(ACADEMIC_HOURS, N_("How many academic hours?"), always(Number(1, 72)), "hours"),
        Field(
            METASKILLS,
            N_("Which metaskills does it train?"),
            lambda desk: SetOf(_metaskills(desk)),
            write=_as_list("metaskills"),
            wanted=lambda desk: bool(desk.school.metaskills),
        ),
        Field(PRODUCT, N_("What does a pupil make?"), always(Text()), "product"),
        Field(
            PREREQUISITES,
            N_("Which courses must be taken before?"),
            lambda desk: SetOf(_courses(desk)),
            write=_as_list("prerequisites"),
            obvious=True,
        ),
        Field(
            RUBRIC,
            N_("By which rubric are its products judged?"),
            lambda desk: Pick(_rubrics(desk)),
            "rubric",
            default=lambda desk: next(iter(desk.school.rubrics)) if len(desk.school.rubrics) == 1 else None,
            wanted=lambda desk: bool(desk.school.rubrics),
        ),
    ),
    _title_id,
    _titled(TITLE, lambda desk: ((one, course.title) for one, course in desk.school.courses.items())),
)
GROUP: Final = Record(
    kinds.GROUP,
    N_("A new tutor group"),
    TITLE,
    (
        Field(TITLE, N_("What is the group called?"), always(Text()), "title", required=True),
        Field(TUTOR, N_("Who is the tutor?"), lambda desk: Pick(_staff(desk)), "tutor", required=True),
        Field(TRACK, N_("Which direction of support?"), lambda _desk: Pick(terms(get_args(Track))), "track"),
        Field(
            MEMBERS,
            N_("Which pupils?"),
            lambda desk: SetOf(_pupils(desk), at_most=GROUP_SIZE),
            write=_members,
            hint=N_("numbers, ids or names, at most 30"),
        ),
        Field(SINCE, N_("Since which day?"), _day, write=lambda *_: {}, obvious=True),
    ),
    _title_id,
    _titled(TITLE, lambda desk: ((one, group.title) for one, group in desk.school.groups.items())),
)
OFFER: Final = Record(
    kinds.OFFER,
    N_("A new offer of the round"),
    COURSE_ID,
    (
        Field(
            COURSE_ID,
            N_("Which course of the catalogue?"),
            lambda desk: Pick(_courses(desk)),
            write=_of_course,
            required=True,
        ),
        Field(OWN_TITLE, N_("Another title than the course's?"), always(Text()), "title", obvious=True),
        Field(
            TEACHERS,
            N_("Who teaches?"),
            lambda desk: SetOf(_teachers(desk), at_least=1),
            write=_as_list("teachers"),
            required=True,
        ),
        Field(STARTS, N_("First day?"), _day, "starts", required=True, settled=True, default=_round_day(first=True)),
        Field(ENDS, N_("Last day?"), _day, "ends", required=True, settled=True, default=_round_day(first=False)),
        Field(SEATS, N_("How many seats?"), always(SeatCount()), write=_seats, required=True, hint=N_("like 5/10/12")),
        Field(
            SLOTS,
            N_("At which hours of the week?"),
            always(Hours()),
            write=hour_entries("slots"),
            hint=N_("like tue 14:00-15:00 room 21; a pupil attends all of them"),
        ),
    ),
    _offer_id,
    lambda desk: tuple(
        one for one, offer in (desk.run.offers if desk.run else {}).items() if offer.course == desk.answer(COURSE_ID)
    ),
    in_round=True,
)
EVENT: Final = Record(
    kinds.EVENT,
    N_("A new event of the round"),
    TITLE,
    (
        Field(
            EVENT_KIND,
            N_("What kind of event?"),
            lambda _desk: Pick(terms(get_args(EventKind))),
            "kind",
            required=True,
        ),
        Field(TITLE, N_("What is the event called?"), always(Text()), "title", required=True),
        Field(
            SHOWN_OFFER,
            N_("Which offer does the master class show?"),
            lambda desk: Pick(_offers(desk)),
            "offer",
            wanted=lambda desk: desk.answer(EVENT_KIND) == "taster" and bool(_offers(desk)),
        ),
        Field(ON, N_("On which day?"), _day, "on", required=True),
        Field(FROM, N_("When does it begin?"), always(Time()), "from"),
        Field(TO, N_("When does it end?"), always(Time()), "to"),
        Field(PLACE, N_("Where?"), always(Text()), "place"),
        Field(ORGANISER, N_("Who runs it?"), lambda desk: Pick(_teachers(desk)), "organiser"),
    ),
    _title_id,
    _titled(TITLE, lambda desk: ((one, event.title) for one, event in (desk.run.events if desk.run else {}).items())),
    in_round=True,
)
