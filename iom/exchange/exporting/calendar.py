"""An agenda as an iCalendar file (RFC 5545): the same data give the same bytes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from iom.errors import Exit, IomError
from iom.exchange.exporting.agenda import Agenda, ConsultationEntry, Entry, EventEntry, LessonEntry, begins, in_order
from iom.exchange.exporting.pseudonyms import Pseudonyms
from iom.language import N_, _
from iom.model.school import Run
from iom.views.terms import term

if TYPE_CHECKING:
    from icalendar import Calendar, Event

_WEEK = timedelta(days=7)
# RFC 5545 §3.1: no control characters in text but the tab; a lone half of a pair cannot be written as UTF-8.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class UnknownZoneError(IomError):
    """There is no time zone of that name (``given``)."""

    text = N_("There is no time zone {given}.")
    hint = N_("Zones are called after cities, for example Asia/Yekaterinburg, Europe/Kaliningrad, Asia/Vladivostok.")
    exit_code = Exit.USAGE


@dataclass(frozen=True)
class Style:
    """How an agenda is written. Without a ``zone``, hours are those of the clock on the wall, wherever it hangs."""

    zone: ZoneInfo | None = None
    hidden: Pseudonyms | None = None


PLAIN = Style()


def zone_named(given: str) -> ZoneInfo:
    """The time zone of that name.

    Raises:
        UnknownZoneError: there is none.
    """
    try:
        return ZoneInfo(given)
    except (KeyError, ValueError, OSError):
        raise UnknownZoneError(given=given) from None


def calendar_bytes(agenda: Agenda, style: Style = PLAIN) -> bytes:
    """The calendar as a file: CRLF, folded, UTF-8."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//iom//individual educational routes//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    title = _clean(_title(agenda, style))
    calendar.add("name", title)
    calendar.add("x-wr-calname", title)
    entries = in_order(agenda.entries)
    writer = _Writer(agenda, style)
    events = [event for entry in entries for event in writer.events(entry)]
    if style.hidden:
        events.sort(key=_without_names)
    for event in events:
        calendar.add_component(event)
    if style.zone:
        _add_zone(calendar, style.zone, entries)
    return bytes(calendar.to_ical(sorted=True))


def _without_names(event: Event) -> tuple[str, str]:
    """An order that the names of those who come to two things at one time have no part in."""
    return str(event["DTSTART"].to_ical()), str(event["UID"])


def _add_zone(calendar: Calendar, zone: ZoneInfo, entries: Iterable[Entry]) -> None:
    days = [begins(entry)[0] for entry in entries]
    if days:
        calendar.add("x-wr-timezone", zone.key)
        calendar.add_missing_timezones(min(days), max(days) + timedelta(days=366))


def _title(agenda: Agenda, style: Style) -> str:
    run, whose = agenda.run, agenda.whose
    if style.hidden and whose not in run.offers:
        return f"{run.round.school_year} {style.hidden.person(whose)}" if whose else run.round.school_year
    if not whose:
        return run.round.title
    name = run.school.name(whose) if run.school.person(whose) else _offer_title(run, whose, style.hidden)
    return f"{name}: {run.round.school_year}"


def _offer_title(run: Run, identifier: str, hidden: Pseudonyms | None) -> str:
    title = run.offer_title(identifier)
    return hidden.title(identifier, title) if hidden else title


class _Writer:
    """Turns the entries of one agenda into events of the calendar."""

    def __init__(self, agenda: Agenda, style: Style) -> None:
        self.agenda = agenda
        self.run = agenda.run
        self.zone = style.zone
        self.hidden = style.hidden

    def events(self, entry: Entry) -> Iterator[Event]:
        """One event, or a series with its moved lessons and those beside it."""
        match entry:
            case LessonEntry():
                yield from self._lessons(entry)
            case EventEntry():
                yield self._event(entry)
            case ConsultationEntry():
                yield self._consultation(entry)

    def _lessons(self, entry: LessonEntry) -> Iterator[Event]:
        slot, days = entry.lessons.slot, entry.lessons.days
        key = ("lessons", entry.offer, slot.id, entry.since.isoformat(), entry.pupil)
        if days:
            series = self._lesson(entry, key, days[0])
            if len(days) > 1:
                self._repeat(series, days, slot.start)
            yield series
        for planned, day in entry.lessons.moved:
            moved = self._lesson(entry, key, day)
            if len(days) > 1:
                moved.add("recurrence-id", self._moment(planned, slot.start))
                yield moved
            else:
                series["DTSTART"], series["DTEND"] = moved["DTSTART"], moved["DTEND"]
        for day in entry.lessons.extra:
            yield self._lesson(entry, (*key, day.isoformat()), day)

    def _lesson(self, entry: LessonEntry, key: tuple[str, ...], day: date) -> Event:
        title = _offer_title(self.run, entry.offer, self.hidden)
        if entry.pupil and entry.pupil != self.agenda.whose:
            title = f"{title} ({self._name(entry.pupil)})"
        event = self._new(key, entry.revised, title, _("lesson"))
        self._span(event, day, entry.lessons.slot.start, entry.lessons.slot.end)
        self._say(event, _("Teachers"), entry.teachers)
        self._place(event, entry.lessons.slot.room)
        if entry.cancelled:
            event.add("status", "CANCELLED")
        return event

    def _repeat(self, series: Event, days: tuple[date, ...], start: time) -> None:
        last = self._moment(days[-1], start)
        until = last.astimezone(UTC) if self.zone else last
        series.add("rrule", {"freq": "weekly", "until": until})
        between = (days[0] + _WEEK * number for number in range((days[-1] - days[0]) // _WEEK))
        if without := [self._moment(day, start) for day in between if day not in days]:
            series.add("exdate", without)

    def _event(self, entry: EventEntry) -> Event:
        shown = entry.event
        title = term(shown.kind) if self.hidden else shown.title
        if self.hidden and shown.offer:
            title = f"{title}: {_offer_title(self.run, shown.offer, self.hidden)}"
        revised = self.run.round.opened_on or shown.on
        event = self._new(("events", entry.id), revised, title, term(shown.kind))
        self._span(event, shown.on, shown.start, shown.end)
        self._say(event, _("Organiser"), filter(None, (shown.organiser,)))
        self._place(event, shown.place)
        return event

    def _consultation(self, entry: ConsultationEntry) -> Event:
        held = entry.consultation
        others = held.students if self.agenda.whose == entry.tutor else (entry.tutor,)
        if not self.agenda.whose:
            others = (entry.tutor, *held.students)
        title = f"{term(held.kind)}: {', '.join(map(self._name, others))}"
        event = self._new(("consultations", entry.tutor, held.id), held.date, title, term("consultation"))
        self._span(event, held.date, held.start, held.end)
        event.add("class", "PRIVATE")
        return event

    def _new(self, key: tuple[str, ...], revised: date, title: str, category: str) -> Event:
        from icalendar import Event

        event = Event()
        event.add("uid", self._uid(key))
        event.add("dtstamp", datetime.combine(revised, time.min, UTC))
        opened = self.run.round.opened_on or revised
        event.add("sequence", max(0, (revised - opened).days))
        event.add("summary", _clean(title))
        event.add("categories", [category])
        return event

    def _uid(self, key: tuple[str, ...]) -> str:
        """The same for the same thing in the same person's calendar, and no id of anybody in it."""
        workspace = self.run.school.workspace
        whose = self.agenda.whose
        parts = (workspace.code or workspace.name if workspace else "", self.run.id, whose, *key)
        if self.hidden:
            return f"{self.hidden.thing('c', '/'.join(parts))}@iom"
        return f"{sha256('/'.join(parts).encode()).hexdigest()[:32]}@iom"

    def _span(self, event: Event, day: date, start: time | None, end: time | None) -> None:
        if start is None:
            event.add("dtstart", day)
            return
        event.add("dtstart", self._moment(day, start))
        if end is not None and end > start:
            event.add("dtend", self._moment(day, end))

    def _moment(self, day: date, at: time) -> datetime:
        return datetime.combine(day, at.replace(tzinfo=None), self.zone)

    def _say(self, event: Event, label: str, people: Iterable[str]) -> None:
        if names := ", ".join(map(self._name, people)):
            event.add("description", f"{label}: {names}")

    def _place(self, event: Event, place: str | None) -> None:
        if place and not self.hidden:
            event.add("location", _clean(place))

    def _name(self, person: str) -> str:
        return self.hidden.person(person) if self.hidden else _clean(self.run.school.name(person))


def _clean(text: str) -> str:
    """What may stand in a calendar: composed, without control characters."""
    return _UNFIT.sub("", unicodedata.normalize("NFC", text))
