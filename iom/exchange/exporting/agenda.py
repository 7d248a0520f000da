"""What stands in somebody's calendar: lessons, consultations and events of a round, as plain data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, time

from iom.exchange.exporting.lessons import DAY, Lessons, lessons_of
from iom.model.roster import gone_on, membership_spans, unopened
from iom.model.rounds import Event, Offer
from iom.model.school import Run
from iom.model.teaching import Consultation

#: Events that everybody of the round is asked to, as long as nobody is written down as a guest.
FOR_FAMILIES = ("taster", "meeting", "showcase", "conference", "other")
FOR_STAFF = ("meeting", "teacher-seminar", "evaluation-seminar", "showcase", "conference", "other")


@dataclass(frozen=True, slots=True)
class LessonEntry:
    """The lessons of one slot, all of them or one ``pupil``'s. Cancelled ones are told, so that calendars drop them."""

    offer: str
    lessons: Lessons
    since: date
    teachers: tuple[str, ...]
    revised: date
    pupil: str = ""
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class EventEntry:
    """An event of the round."""

    id: str
    event: Event


@dataclass(frozen=True, slots=True)
class ConsultationEntry:
    """A consultation of a tutor."""

    tutor: str
    consultation: Consultation


Entry = LessonEntry | EventEntry | ConsultationEntry


@dataclass(frozen=True)
class Agenda:
    """Everything of one round that concerns somebody; ``whose`` is a person's or an offer's id, or empty for all."""

    run: Run
    whose: str
    entries: tuple[Entry, ...]


def agenda_of_round(run: Run) -> Agenda:
    """All lessons, events and consultations of the round."""
    entries: list[Entry] = [*_taught(run, run.offers), *_events(run, lambda _event: True), *_consultations(run, None)]
    return Agenda(run, "", tuple(entries))


def agenda_of_offer(run: Run, offer: str) -> Agenda:
    """The offer's lessons and the events that show it."""
    return Agenda(run, offer, (*_taught(run, (offer,)), *_events(run, lambda event: event.offer == offer)))


def agenda_of_person(run: Run, person: str) -> Agenda:
    """What a pupil, a guardian (through the children), a teacher or a tutor comes to."""
    school = run.school
    pupils = tuple(one for one in (person, *school.children_of(person)) if one in school.students)
    taught = tuple(one for one, offer in run.offers.items() if person in offer.teachers)
    entries: list[Entry] = list(_taught(run, taught))
    for pupil in pupils:
        entries += _attended(run, pupil)
    entries += _events(run, lambda event: _concerns(run, event, person, pupils))
    entries += _consultations(run, {person, *pupils})
    return Agenda(run, person, tuple(entries))


def _taught(run: Run, offers: Iterable[str]) -> Iterator[LessonEntry]:
    """All lessons of the offers that opened; of one cancelled before the first of them, what had been planned."""
    closed = unopened(run)
    for identifier in (one for one in offers if one not in closed):
        offer = run.offers[identifier]
        for lessons in lessons_of(run, identifier):
            if lessons.held:
                yield _entry(run, identifier, lessons, offer.starts)
        if offer.cancelled_on and not any(lessons.held for lessons in lessons_of(run, identifier)):
            for planned in lessons_of(run, identifier, until=offer.ends):
                if planned.days:
                    yield replace(_entry(run, identifier, planned, offer.starts), cancelled=True)


def _attended(run: Run, pupil: str) -> Iterator[LessonEntry]:
    """The lessons that a pupil is on the roster for, and those that were cancelled before they began."""
    spans = membership_spans(run, pupil)
    left = gone_on(run, pupil)
    for span in spans:
        for lessons in lessons_of(run, span.offer) if span.offer in run.offers else ():
            mine = lessons.within(span.since, min(span.until or date.max, left - DAY if left else date.max))
            if mine.held:
                entry = _entry(run, span.offer, mine, max(span.since, run.offers[span.offer].starts))
                yield replace(entry, pupil=pupil)
    placed = {span.offer for span in spans} | {placement.offer for placement in run.placements_of(pupil)}
    for entry in _taught(run, sorted(placed & run.offers.keys())):
        if entry.cancelled:
            yield replace(entry, pupil=pupil)


def _entry(run: Run, identifier: str, lessons: Lessons, since: date) -> LessonEntry:
    offer = run.offers[identifier]
    return LessonEntry(identifier, lessons, since, offer.teachers, _revised(run, offer, lessons))


def _revised(run: Run, offer: Offer, lessons: Lessons) -> date:
    """The last day on which these lessons became other than they had been."""
    changes = [day for _planned, day in lessons.moved]
    return max([run.round.opened_on or offer.starts, *changes, *lessons.extra, *filter(None, [offer.cancelled_on])])


def _events(run: Run, wanted: Callable[[Event], bool]) -> Iterator[EventEntry]:
    return (EventEntry(identifier, event) for identifier, event in run.events.items() if wanted(event))


def _concerns(run: Run, event: Event, person: str, pupils: tuple[str, ...]) -> bool:
    """Whether somebody runs the event or was there; of one without guests so far, whether they are asked to it."""
    if event.organiser == person or {person, *pupils} & set(event.attended):
        return True
    shown = run.offers.get(event.offer) if event.offer else None
    if shown and person in shown.teachers:
        return True
    family = bool(pupils)
    return not event.attended and event.kind in (FOR_FAMILIES if family else FOR_STAFF)


def _consultations(run: Run, people: set[str] | None) -> Iterator[ConsultationEntry]:
    """Consultations of the round's time: all, or those that one of ``people`` gives or comes to."""
    first, last = run.round.opened_on or date.min, run.round.closed_on or date.max
    for (tutor, _month), journal in sorted(run.school.consultations.items()):
        for consultation in journal.consultations:
            mine = people is None or bool(people & {tutor, *consultation.students})
            if mine and first <= consultation.date <= last:
                yield ConsultationEntry(tutor, consultation)


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """Entries by their first day and hour."""
    return sorted(entries, key=lambda entry: (*begins(entry), str(entry)))


def begins(entry: Entry) -> tuple[date, time]:
    """The first day of an entry and its hour; midnight where none is known."""
    match entry:
        case LessonEntry(lessons=lessons):
            return min((*lessons.days, *lessons.extra)), lessons.slot.start
        case EventEntry(event=event):
            return event.on, event.start or time.min
        case ConsultationEntry(consultation=consultation):
            return consultation.date, consultation.start or time.min
