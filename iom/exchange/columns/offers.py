"""The table of offers: courses as run in a round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from iom.exchange.columns.bearings import Bearings
from iom.exchange.columns.column import Column
from iom.exchange.columns.days import Day
from iom.exchange.columns.entries import cells, given
from iom.exchange.columns.hours import WeekHour, WeekHours
from iom.exchange.columns.misfit import Misfit
from iom.exchange.columns.named import Named, Titled
from iom.exchange.columns.table_kind import Desk, Record, Said, TableKind, Values
from iom.exchange.columns.values import Identifier, Listing, Text, Whole
from iom.language import N_
from iom.model import kinds
from iom.model.edits import Data
from iom.model.identifiers import title_id
from iom.model.rounds import Offer

_NEEDED: Final = ("teachers", "starts", "ends", "min", "max")


class Offers(TableKind):
    """One row an offer; a parallel run of a course is another one."""

    name = "offers"
    title = N_("Courses of the round")
    in_round = True

    def columns(self, bearings: Bearings) -> tuple[Column, ...]:
        """See `TableKind.columns`."""
        teachers = Named.of(bearings, kinds.STAFF, kinds.PARTNER)
        return (
            Column("id", N_("ID"), Identifier(), ("идентификатор", "id предложения", "ид")),
            Column(
                "course",
                N_("Course"),
                Titled.of(kinds.COURSE, bearings),
                ("Название курса", "Код курса"),
                required=True,
            ),
            Column("title", N_("Own title"), Text(), ("Название в этой кампании",)),
            Column(
                "teachers", N_("Teachers"), Listing(teachers), ("Учитель", "Педагог", "Ведущий", "Ведёт", "Teacher")
            ),
            Column("starts", N_("First day"), Day(), ("Начало", "Дата начала", "Starts")),
            Column("ends", N_("Last day"), Day(), ("Конец", "Окончание", "Дата окончания", "Ends")),
            Column("min", N_("Least pupils"), Whole(1, 99), ("Мин", "Минимум", "Мин. мест", "Мест не меньше", "Min")),
            Column("best", N_("Best number of pupils"), Whole(1, 99), ("Лучше", "Лучше всего", "Оптимально", "Best")),
            Column(
                "max",
                N_("Most pupils"),
                Whole(1, 99),
                ("Мест", "Макс", "Максимум", "Макс. мест", "Мест не больше", "Max", "Seats"),
            ),
            Column(
                "slots",
                N_("Hours of the week"),
                WeekHours(),
                ("Время", "День", "Расписание", "Когда", "День и время", "Slot"),
            ),
            Column("cancelled_on", N_("Cancelled on"), Day(), ("Дата отмены",)),
            Column("reason", N_("Reason of the cancelling"), Text(), ("Причина отмены",)),
        )

    def rows(self, bearings: Bearings) -> Iterator[Values]:
        """See `TableKind.rows`."""
        assert bearings.run
        for identifier, offer in sorted(bearings.run.offers.items()):
            keys = ("course", "title", "teachers", "starts", "ends", "cancelled_on", "reason")
            seats = {key: getattr(offer.seats, key) for key in ("min", "best", "max")}
            yield cells(id=identifier, **{key: getattr(offer, key) for key in keys}, **seats, slots=_hours(offer))

    def says(self, desk: Desk, records: Sequence[Record]) -> Iterator[Said | Misfit]:
        """See `TableKind.says`."""
        (record,) = records
        assert desk.run
        if not record.get("course"):
            return
        found = _identifier(desk, record)
        if isinstance(found, Misfit):
            yield found
            return
        there = desk.document(kinds.OFFER, desk.run.id, found)
        data = _data(record, there if isinstance(there, Offer) else None)
        if there is None:
            data = {**_as_new(desk, record.get("course")), **data}
            yield from _lacking(self.columns(desk), data)
        yield Said(kinds.OFFER, (desk.run.id, found), data)


def _hours(offer: Offer) -> tuple[WeekHour, ...]:
    return tuple(WeekHour(slot.day, slot.start, slot.end, slot.room or "") for slot in offer.slots)


def _data(record: Record, there: Offer | None) -> Data:
    known = {(slot.day, slot.start): slot.id for slot in there.slots} if there else {}
    keys = ("course", "title", "teachers", "starts", "ends", "cancelled_on", "reason")
    data = given(**{key: record.get(key) for key in keys})
    slots = [
        {**hour.entry("room"), "id": known.get((hour.day, hour.start), hour.id)} for hour in record.get("slots", ())
    ]
    seats = given(**{key: record.get(key) for key in ("min", "best", "max")})
    return {**data, **({"seats": seats} if seats else {}), **({"slots": slots} if slots else {})}


def _as_new(desk: Desk, course: str) -> Data:
    """What a new offer has of its round and its course; the rubric as it is now (design §2)."""
    assert desk.run
    known = desk.school.courses.get(course)
    source = known.rubric if known else None
    rubric = desk.school.rubrics.get(source) if source else None
    copied = {"rubric": {"from": source, "criteria": rubric.data().get("criteria", [])}} if rubric else {}
    return {**given(starts=desk.run.round.starts, ends=desk.run.round.ends), **copied}


def _lacking(columns: Sequence[Column], data: Data) -> Iterator[Misfit]:
    titles = {column.key: column.title() for column in columns}
    there: dict[str, Any] = {**data, **data.get("seats", {})}
    for key in _NEEDED:
        if key not in there:
            yield Misfit("missing", N_("“{column}” is empty."), "", {"column": titles[key]}, key)


def _identifier(desk: Desk, record: Record) -> str | Misfit:
    """The id in the row; the offer of this course, at these hours where it runs several times; or a new one."""
    assert desk.run
    if stated := record.get("id"):
        return str(stated)
    course, hours = record.get("course"), record.get("slots", ())
    run, begins = desk.run, {(hour.day, hour.start) for hour in hours}
    of_course = {one: offer for one, offer in run.offers.items() if offer.course == course}
    at_hours = [one for one, offer in of_course.items() if {(slot.day, slot.start) for slot in offer.slots} == begins]
    if len(at_hours) == 1 or (len(of_course) == 1 and not hours):
        return (at_hours or list(of_course))[0]
    if of_course:
        facts = {"given": course, "candidates": sorted(of_course)}
        hint = N_("Write the id of the one that is meant, or a new one, into a column “ID”.")
        return Misfit("doubtful-offer", N_("The course “{given}” runs already: {candidates}."), hint, facts, "course")
    if not _is_taken(desk, course, begins):
        return str(course)
    return title_id(f"{course}-{hours[0].id}" if hours else course, lambda one: _is_taken(desk, one, begins))


def _is_taken(desk: Desk, identifier: str, begins: set[tuple[str, Any]]) -> bool:
    """Whether an earlier row brought another offer of this id."""
    assert desk.run
    there = desk.document(kinds.OFFER, desk.run.id, identifier)
    return isinstance(there, Offer) and {(slot.day, slot.start) for slot in there.slots} != begins
