"""Lists of records: a table for people, documents for programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from iom.language import N_, _, shown
from iom.model.base import Document
from iom.model.folding import folded
from iom.model.naming import name_key
from iom.model.school import Run, School
from iom.views.sheet import Cell, Column, Lines, Sheet, Table
from iom.views.terms import term
from iom.views.wording import slots_text


@dataclass(frozen=True)
class Place:
    """Where a list is drawn up: the school, the round if the records live in one, the day."""

    school: School
    run: Run | None
    today: date


CellOf = Callable[[Place, str, Any], str]


@dataclass(frozen=True)
class Listed:
    """How one kind is listed: a message id for its heading, columns with their texts, and who is past."""

    heading: str
    columns: tuple[tuple[str, CellOf], ...]
    past: Callable[[Any, date], bool] = lambda _document, _today: False


def _names(place: Place, people: Iterable[str]) -> str:
    return ", ".join(place.school.name(one) for one in people)


def _title(_place: Place, identifier: str, document: Any) -> str:
    return document.title or identifier


LISTED: Final[Mapping[str, Listed]] = {
    "student": Listed(
        N_("Pupils"),
        (
            (N_("Name"), lambda _place, _one, student: student.name),
            (N_("Class"), lambda place, _one, student: student.form_on(place.today) or ""),
            (N_("Guardians"), lambda place, _one, student: _names(place, student.guardian_ids())),
        ),
        lambda student, today: not student.here_on(today),
    ),
    "guardian": Listed(
        N_("Parents and other representatives"),
        (
            (N_("Name"), lambda _place, _one, guardian: guardian.name),
            (N_("Children"), lambda place, one, _guardian: _names(place, place.school.children_of(one))),
        ),
    ),
    "staff": Listed(
        N_("Staff"),
        (
            (N_("Name"), lambda _place, _one, member: member.name),
            (N_("Roles"), lambda _place, _one, member: ", ".join(map(term, member.roles))),
            (N_("Subject or post"), lambda _place, _one, member: member.subject or ""),
        ),
        lambda member, today: member.left_on is not None and member.left_on <= today,
    ),
    "partner": Listed(
        N_("Partners"),
        (
            (N_("Name"), lambda _place, _one, partner: partner.name),
            (N_("Kind"), lambda _place, _one, partner: term(partner.kind)),
            (N_("Organisation"), lambda _place, _one, partner: partner.organisation or ""),
        ),
    ),
    "mentor": Listed(
        N_("Mentors"),
        (
            (N_("Name"), lambda place, one, _mentor: place.school.name(one)),
            (N_("At once"), lambda _place, _one, mentor: str(mentor.capacity)),
            (N_("Topics"), lambda _place, _one, mentor: ", ".join(mentor.topics)),
        ),
        lambda mentor, today: mentor.until is not None and mentor.until < today,
    ),
    "course": Listed(
        N_("Courses of the catalogue"),
        (
            (N_("Title"), _title),
            (N_("Year groups"), lambda _place, _one, course: shown(course.grades)),
            (N_("Academic hours"), lambda _place, _one, course: str(course.hours or "")),
        ),
    ),
    "group": Listed(
        N_("Tutor groups"),
        (
            (N_("Name"), _title),
            (N_("Tutor"), lambda place, _one, group: place.school.name(group.tutor)),
            (N_("Pupils"), lambda place, _one, group: str(len(group.students_on(place.today)))),
        ),
    ),
    "offer": Listed(
        N_("Offers of the round"),
        (
            (N_("Title"), lambda place, one, _offer: place.run.offer_title(one) if place.run else one),
            (N_("Hours"), lambda _place, _one, offer: slots_text(offer)),
            (N_("Seats"), lambda _place, _one, offer: f"{offer.seats.min}–{offer.seats.max}"),
            (N_("Teachers"), lambda place, _one, offer: _names(place, offer.teachers)),
        ),
        lambda offer, today: offer.is_cancelled(today),
    ),
    "event": Listed(
        N_("Events of the round"),
        (
            (N_("Day"), lambda _place, _one, event: shown(event.on)),
            (N_("Kind"), lambda _place, _one, event: term(event.kind)),
            (N_("Title"), _title),
            (N_("Attended"), lambda _place, _one, event: str(len(event.attended) or "")),
        ),
    ),
}


@dataclass(frozen=True)
class Listing:
    """The records of one kind, as they stand in the list; ``hidden`` counts those left out because they are past."""

    kind: str
    place: Place
    documents: Mapping[str, Document]
    hidden: int = 0

    def sheet(self) -> Sheet:
        """The table, or a word that there is nothing."""
        listed = LISTED[self.kind]
        title = _(listed.heading)
        if self.place.run:
            title += f": {self.place.run.round.title} ({self.place.run.id})"
        if not self.documents:
            return Sheet(title, (Lines((Cell(_("Nothing is there."), "muted"),)), *self._hidden()))
        columns = (Column("id"), *(Column(_(heading), flexible=True) for heading, _cell in listed.columns))
        rows = tuple(self._row(one, document) for one, document in self.documents.items())
        return Sheet(title, (Table(columns, rows), *self._hidden()))

    def _row(self, identifier: str, document: Document) -> tuple[Cell | str, ...]:
        listed = LISTED[self.kind]
        cells = cells_of(self.kind, self.place, identifier, document)
        if listed.past(document, self.place.today):
            return tuple(Cell(cell, "muted") for cell in (identifier, *cells))
        return (identifier, *cells)

    def _hidden(self) -> tuple[Lines, ...]:
        if not self.hidden:
            return ()
        return (Lines((Cell(_("Past ones are left out; all of them: --all"), "muted"),)),)

    def data(self) -> dict[str, Any]:
        """The documents by id, as they are stored."""
        round_id = {"round": self.place.run.id} if self.place.run else {}
        records = [{"id": one, **document.data()} for one, document in self.documents.items()]
        return {"kind": self.kind, **round_id, "records": records}


def listing(
    kind: str, place: Place, documents: Mapping[str, Document], word: str = "", *, past: bool = False
) -> Listing:
    """The documents that hold ``word`` in their id or in a cell, by name; past ones only if wanted."""
    wanted = folded(word)
    found = {one: document for one, document in documents.items() if wanted in _reading(kind, place, one, document)}
    here = {one: document for one, document in found.items() if past or not LISTED[kind].past(document, place.today)}
    ordered = sorted(here.items(), key=lambda item: _order(kind, place, *item))
    return Listing(kind, place, dict(ordered), len(found) - len(here))


def cells_of(kind: str, place: Place, identifier: str, document: Document) -> tuple[str, ...]:
    """The texts of one row, without the id."""
    return tuple(cell(place, identifier, document) for _heading, cell in LISTED[kind].columns)


def _reading(kind: str, place: Place, identifier: str, document: Document) -> str:
    return folded(" ".join((identifier, *cells_of(kind, place, identifier, document))))


def _order(kind: str, place: Place, identifier: str, document: Any) -> tuple[str, str]:
    if kind == "event":
        return document.on.isoformat(), identifier
    return name_key(cells_of(kind, place, identifier, document)[0]), identifier
