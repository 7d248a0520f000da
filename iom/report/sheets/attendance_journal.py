"""The attendance journal of an offer: a row a pupil, a column a lesson, the topics below."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from iom.language import N_, _, pgettext, say
from iom.model.evidence import Lesson
from iom.model.naming import by_name
from iom.model.roster import membership_spans, roster
from iom.model.rounds import Offer
from iom.model.timetable import slot_days
from iom.report.papers.kinds import Built, Case
from iom.report.papers.paper import Block, Column, Grid, Heading, Paragraph, Signature, Signatures
from iom.report.sheets.frame import days, framed, texts, when
from iom.report.sheets.pupil import Pupil, teachers
from iom.views.attendance import attended
from iom.views.wording import day_and_month

KIND = "attendance"
MOST_COLUMNS: Final = 20  # more lessons than that go on to a second table
UPRIGHT: Final = 10  # more lessons than that need the page on its side
SIGNS: Final = {"+": "+", "-": "–", ".": ""}


def build(case: Case, subject: str) -> Built:
    """The journal up to today; blank, or before the first lesson, the days to come with boxes to fill in."""
    offer = case.run.offers[subject]
    journal = case.run.journals.get(subject)
    lessons = sorted(
        (one for one in (journal.lessons if journal else ()) if one.date <= case.today), key=lambda one: one.date
    )
    filled = bool(lessons) and not case.blank
    people = _people(case, subject, offer, whole=filled)
    facts = texts(
        (
            (pgettext("paper", "Round"), case.run.round.title),
            (pgettext("paper", "Teacher"), teachers(case, offer)),
            (pgettext("paper", "Hours, room"), when(offer)),
            (pgettext("paper", "Runs"), days(offer.starts, offer.ends)),
        )
    )
    tables = _filled(case, subject, people, lessons) if filled else _blank(case, offer, people)
    blocks = (
        facts,
        *_note(case, offer),
        *tables,
        Signatures((Signature(pgettext("paper", "Teacher"), teachers(case, offer)),)),
    )
    about = case.run.offer_title(subject)
    wide = max(len(lessons), len(planned_days(case, offer))) > UPRIGHT
    return Built((framed(case, KIND, _("Attendance journal"), blocks, subject, about=about, landscape=wide),))


def _note(case: Case, offer: Offer) -> tuple[Block, ...]:
    if not offer.is_cancelled(case.today):
        return ()
    return (Paragraph(say(N_("The course was cancelled on {on}."), {"on": offer.cancelled_on}), "strong"),)


def _people(case: Case, identifier: str, offer: Offer, *, whole: bool) -> tuple[str, ...]:
    """Who is in the offer; in a filled journal also who was in it for a while."""
    run, day = case.run, offer.nearest_day(case.today)
    if not whole:
        return roster(run, identifier, day)
    placed = run.placed_students
    return by_name(
        case.school,
        (
            one
            for one in placed
            if any(span.offer == identifier and span.since <= day for span in membership_spans(run, one))
        ),
    )


def _filled(case: Case, offer: str, people: tuple[str, ...], lessons: list[Lesson]) -> tuple[Block, ...]:
    sheets = [attended(case.run, offer, person, case.today) for person in people]
    parts = [range(at, min(at + MOST_COLUMNS, len(lessons))) for at in range(0, len(lessons), MOST_COLUMNS)]
    grids = []
    for part in parts:
        last = part[-1] == len(lessons) - 1
        rows = tuple(
            (
                str(place),
                _called(case, sheet.student),
                *(_sign(sheet.marks[at]) for at in part),
                *((f"{sheet.numbers.attended}/{sheet.numbers.counted}",) if last else ()),
            )
            for place, sheet in enumerate(sheets, 1)
        )
        grids.append(Grid(_columns([lessons[at].date for at in part], total=last), rows, small=len(part) > UPRIGHT))
    topics = Grid(
        _topic_columns(),
        tuple((str(place), say("{day}", {"day": one.date}), one.topic or "") for place, one in enumerate(lessons, 1)),
    )
    return (*grids, Paragraph(_legend(), "small"), Heading(pgettext("paper", "Lessons"), 2), topics)


def _called(case: Case, person: str) -> str:
    return Pupil(case, person).line


def _legend() -> str:
    return _("+ there, – absent, e absent with an excuse (not counted), empty: not in the group that day")


def _sign(mark: str) -> str:
    return pgettext("excused", "e") if mark == "e" else SIGNS[mark]


def _columns(held: Sequence[date | None], *, total: bool) -> tuple[Column, ...]:
    return (
        Column("№", 0.9, "right"),
        Column(pgettext("paper", "Pupil, class"), 7),
        *(Column(day_and_month(day) if day else "", 0.9, "center", turned=bool(day)) for day in held),
        *((Column(pgettext("paper", "There"), 1.7, "center"),) if total else ()),
    )


def _topic_columns() -> tuple[Column, ...]:
    return (
        Column("№", 0.6, "right"),
        Column(pgettext("paper", "Day"), 1.6),
        Column(pgettext("paper", "Topic of the lesson"), 9),
    )


def _blank(case: Case, offer: Offer, people: tuple[str, ...]) -> tuple[Block, ...]:
    planned: Sequence[date | None] = planned_days(case, offer) or [None] * UPRIGHT
    rows = tuple((str(place), _called(case, person)) for place, person in enumerate(people, 1))
    spare = max(offer.seats.max - len(rows), 2)
    parts = [planned[at : at + MOST_COLUMNS] for at in range(0, len(planned), MOST_COLUMNS)]
    grids = (
        Grid(_columns(part, total=part is parts[-1]), rows, blank=spare, height=7, small=len(part) > UPRIGHT)
        for part in parts
    )
    topics = tuple((str(place), say("{day}", {"day": day}) if day else "") for place, day in enumerate(planned, 1))
    return (
        *grids,
        Paragraph(_legend(), "small"),
        Heading(pgettext("paper", "Lessons"), 2),
        Grid(_topic_columns(), topics, height=8),
    )


def planned_days(case: Case, offer: Offer) -> tuple[date, ...]:
    """The school days of the offer's slots from its first day to its last."""
    calendar = case.school.calendar
    return tuple(sorted({day for slot in offer.slots for day in slot_days(offer, slot, calendar, offer.last_day)}))
