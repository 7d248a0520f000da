"""What belongs to a record without standing in it: children, groups, offers, where somebody teaches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final, NamedTuple

from iom.language import N_
from iom.model.kinds import PERSON_KINDS
from iom.model.roster import placements, roster
from iom.views.records import Place


class Linked(NamedTuple):
    """Records that belong to another: the key of ``--json``, a message id for people, ids with their names."""

    key: str
    title: str
    names: Mapping[str, str]


def links_of(kind: str, place: Place, identifier: str) -> tuple[Linked, ...]:
    """The derived links of one record; those without anything are left out."""
    found = (link(place, identifier) for link in LINKS[kind])
    return tuple(linked for linked in found if linked.names)


def _people(place: Place, ids: Iterable[str]) -> dict[str, str]:
    return {one: place.school.name(one) for one in ids}


def _children(place: Place, guardian: str) -> Linked:
    return Linked("children", N_("Children"), _people(place, place.school.children_of(guardian)))


def _groups(place: Place, student: str) -> Linked:
    found = {
        one: group.title for one, group in place.school.groups.items() if student in group.students_on(place.today)
    }
    return Linked("groups", N_("Tutor groups"), found)


def _tutored(place: Place, tutor: str) -> Linked:
    found = {one: group.title for one, group in place.school.groups.items() if group.tutor == tutor}
    return Linked("tutored_groups", N_("Tutor of the groups"), found)


def _placements(place: Place, student: str) -> Linked:
    found = {
        f"{run.id}/{offer}": run.offer_title(offer)
        for run in place.school.runs.values()
        for offer in placements(run, student, place.today)
    }
    return Linked("placements", N_("Courses attended"), found)


def _taught(place: Place, teacher: str) -> Linked:
    found = {
        f"{run.id}/{one}": run.offer_title(one)
        for run in place.school.runs.values()
        for one, offer in run.offers.items()
        if teacher in offer.teachers
    }
    return Linked("taught_offers", N_("Teaches"), found)


def _authored(place: Place, author: str) -> Linked:
    found = {one: course.title for one, course in place.school.courses.items() if author in course.authors}
    return Linked("authored_courses", N_("Author of the courses"), found)


def _offered(place: Place, course: str) -> Linked:
    found = {
        f"{run.id}/{one}": run.offer_title(one)
        for run in place.school.runs.values()
        for one, offer in run.offers.items()
        if offer.course == course
    }
    return Linked("offers", N_("Offered as"), found)


def _roster(place: Place, offer: str) -> Linked:
    return Linked(
        "roster", N_("On the roster today"), _people(place, roster(place.run, offer, place.today) if place.run else ())
    )


def _tasters(place: Place, offer: str) -> Linked:
    events = place.run.events.items() if place.run else ()
    return Linked("events", N_("Master classes"), {one: event.title for one, event in events if event.offer == offer})


def _elsewhere(place: Place, person: str) -> Linked:
    found = {kind.path(person): kind.name for kind in PERSON_KINDS if place.school.exists(kind, person)}
    return Linked("documents", N_("Documents of this person"), found if len(found) > 1 else {})


def _person(place: Place, mentor: str) -> Linked:
    return Linked("person", N_("Person"), _people(place, [mentor]))


LINKS: Final[Mapping[str, tuple[Callable[[Place, str], Linked], ...]]] = {
    "student": (_groups, _placements),
    "guardian": (_children, _elsewhere),
    "staff": (_tutored, _taught, _authored, _children, _elsewhere),
    "partner": (_taught, _authored, _children, _elsewhere),
    "mentor": (_person,),
    "course": (_offered,),
    "group": (),
    "offer": (_roster, _tasters),
    "event": (),
}
