"""The group list of an offer: who sits in it, with which wish, who came later and who left."""

from __future__ import annotations

from datetime import date
from itertools import chain

from iom.language import N_, _, pgettext, say, shown
from iom.model.roster import Span, gone_on, membership_spans, roster
from iom.model.rounds import Offer, Placement
from iom.report.papers.kinds import Built, Case
from iom.report.papers.paper import Block, Column, Grid, Heading, Items, Paragraph, Signature, Signatures
from iom.report.sheets.frame import DASH, coordinator_signature, days, framed, texts, when
from iom.report.sheets.pupil import Pupil, teachers

KIND = "groups"


def build(case: Case, subject: str) -> Built:
    """The list of one offer as it is today, or was on its last day."""
    offer = case.run.offers[subject]
    day = offer.nearest_day(case.today)
    blocks = (
        _facts(case, subject, offer),
        *(_cancelled(case, offer) or _list(case, subject, offer, day)),
        *_changes(case, subject, day),
        Paragraph(say(N_("The list as of {day}."), {"day": day}), "small"),
        Signatures((Signature(pgettext("paper", "Teacher"), teachers(case, offer)), coordinator_signature(case))),
    )
    return Built((framed(case, KIND, _("Group list"), blocks, subject, about=case.run.offer_title(subject)),))


def _facts(case: Case, identifier: str, offer: Offer) -> Block:
    course = case.school.courses.get(offer.course)
    seats = f"{offer.seats.min}–{offer.seats.max}"
    rows = (
        (pgettext("paper", "Round"), case.run.round.title),
        (pgettext("paper", "Teacher"), teachers(case, offer)),
        (pgettext("paper", "Hours, room"), when(offer)),
        (pgettext("paper", "Runs"), days(offer.starts, offer.ends)),
        (pgettext("paper", "Academic hours"), str(course.hours) if course and course.hours else None),
        (pgettext("paper", "Product"), course.product if course else None),
        (pgettext("paper", "Seats"), seats),
    )
    return texts(rows)


def _cancelled(case: Case, offer: Offer) -> tuple[Block, ...]:
    if not offer.is_cancelled(case.today):
        return ()
    facts = {"on": offer.cancelled_on, "reason": offer.reason or ""}
    if offer.reason:
        return (Paragraph(say(N_("The course was cancelled on {on}: {reason}."), facts), "strong"),)
    return (Paragraph(say(N_("The course was cancelled on {on}."), facts), "strong"),)


def _list(case: Case, identifier: str, offer: Offer, day: date) -> tuple[Block, ...]:
    columns = (
        Column("№", 0.6, "right"),
        Column(pgettext("paper", "Surname, first name, patronymic"), 6),
        Column(pgettext("paper", "Class"), 1, "center"),
        Column(pgettext("paper", "Wish"), 1.2, "center"),
        Column(pgettext("paper", "Note"), 5),
    )
    people = roster(case.run, identifier, day)
    rows = tuple((str(place), *_row(case, person, identifier, day)) for place, person in enumerate(people, 1))
    if not rows and not case.blank:
        return (Paragraph(_("Nobody is placed in this course.")),)
    return (Grid(columns, rows, blank=max(offer.seats.max - len(rows), 0) if case.blank else 0),)


def _row(case: Case, person: str, offer: str, day: date) -> tuple[str, str, str, str]:
    placement = next((one for one in case.run.placements_of(person) if one.offer == offer), None)
    pupil = Pupil(case, person)
    came = next((move for move in case.run.moves_of(person) if move.target == offer and move.on <= day), None)
    if came:
        source = say(N_("from “{title}”"), {"title": case.run.offer_title(came.source)}) if came.source else ""
        note = ", ".join(filter(None, (say(N_("moved on {on}"), {"on": came.on}), source)))
        return pupil.name, pupil.form, DASH, note
    return pupil.name, pupil.form, wish_text(placement), _note(placement)


def wish_text(placement: Placement | None) -> str:
    """Which wish the placement meets."""
    return str(placement.wish) if placement and placement.wish else DASH


def _note(placement: Placement | None) -> str:
    notes = []
    if placement and placement.by:
        notes.append(_("placed by hand"))
    if placement and placement.provisional:
        notes.append(_("waits for the family's agreement"))
    return "; ".join(notes)


def _changes(case: Case, offer: str, day: date) -> tuple[Block, ...]:
    """Who was in the group and is not any more."""
    gone = tuple(chain.from_iterable(_left(case, person, offer, day) for person in sorted(case.run.placed_students)))
    return (Heading(_("No longer in the group"), 2), Items(tuple(sorted(gone)))) if gone else ()


def _left(case: Case, person: str, offer: str, day: date) -> tuple[str, ...]:
    spans = [span for span in membership_spans(case.run, person) if span.offer == offer and span.since <= day]
    gone = gone_on(case.run, person)
    if not spans or (spans[-1].covers(day) and (gone is None or day < gone)):
        return ()
    move = next((one for one in case.run.moves_of(person) if one.source == offer and one.on <= day), None)
    target = say(N_("moved to “{title}”"), {"title": case.run.offer_title(move.target)}) if move and move.target else ""
    until = _until(spans[-1], gone)
    text = ", ".join(filter(None, (say(N_("until {until}"), {"until": until}), target)))
    return (f"{Pupil(case, person).line}: {text}",) if until else ()


def _until(span: Span, gone: date | None) -> str:
    ends = [day for day in (span.until, gone) if day]
    return shown(min(ends)) if ends else ""
