"""Whom the words after the name of a paper mean: the pupils, offers, tutors or events that get one each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from iom.cli.finding import NotTakingPartError, UnreadableError, person_id, require_class, require_readable
from iom.errors import Exit, IomError
from iom.language import N_, Phrase
from iom.model.folding import folded
from iom.model.lookup import NotFoundError, find
from iom.model.naming import by_name
from iom.model.roster import placements, roster, unopened
from iom.model.school import Run, School
from iom.model.timetable import form_order
from iom.model.tutoring import day_in, participants, tutor_of
from iom.report.papers.kinds import About
from iom.walk.queue import Selection, left_out, selected

Sort = Literal["class", "group", "offer", "event", "person"]
SHOWS: Final = ("showcase", "conference")
#: What a paper is about, after "about", in the plural.
ABOUT: Final[Mapping[About, str]] = {
    "pupil": N_("pupils"),
    "offer": N_("courses of the round"),
    "tutor": N_("tutors"),
    "event": N_("events"),
    "round": N_("the round"),
}


class WrongWhoError(IomError):
    """``wanted`` is there, but a paper about ``about`` has nothing to do with it."""

    text = N_("“{wanted}” does not go with this paper: it is about {about}.")
    hint = N_("What each paper is about: iom print")
    exit_code = Exit.USAGE


@dataclass(frozen=True, slots=True)
class Meant:
    """What one word means: a class by its name, anything else by id."""

    sort: Sort
    id: str


def meant(run: Run, wanted: str, today: date, about: About) -> Meant:
    """The class, person, group, offer or event that is called so; what the paper is about comes first.

    Raises as `iom.model.lookup.find` does, and `UnreadableError`.
    """
    school = run.school
    forms = {form for student in school.students.values() if (form := student.form_on(today))}
    for form in forms:
        if folded(form) == folded(wanted):
            return Meant("class", form)
    named = _named(run)
    if own := _own(named, about, wanted, school):
        return own
    everything = {identifier: title for titles in named.values() for identifier, title in titles.items()}
    try:
        found = find(everything, wanted, school.renamed)
    except NotFoundError as miss:
        try:
            person_id(school, wanted)  # says so where the document of that person cannot be read
        except NotFoundError:
            raise miss from None
        raise
    return Meant(next(sort for sort, titles in named.items() if found in titles), found)


def _named(run: Run) -> dict[Sort, dict[str, str]]:
    """Everything that has an id and a name, by sort."""
    school = run.school
    return {
        "person": {identifier: person.name for identifier, person in school.people().items()},
        "offer": {identifier: run.offer_title(identifier) for identifier in run.offers},
        "event": {identifier: event.title for identifier, event in run.events.items()},
        "group": {identifier: group.title for identifier, group in school.groups.items()},
    }


def _own(named: Mapping[Sort, Mapping[str, str]], about: About, wanted: str, school: School) -> Meant | None:
    """One of those whom the paper is about, unless something else has exactly this id.

    Raises:
        AmbiguousError: several are called so.
    """
    sort: Sort = about if about in {"offer", "event"} else "person"
    own = named[sort]
    if about in {"pupil", "tutor"}:
        folder = school.students if about == "pupil" else school.staff
        own = {identifier: person.name for identifier, person in folder.items()}
    if any(wanted in titles for titles in named.values()) and wanted not in own:
        return None
    try:
        return Meant(sort, find(own, wanted, school.renamed))
    except NotFoundError:
        return None


def subjects(run: Run, about: About, words: Sequence[Meant], today: date, month: str) -> tuple[str, ...]:
    """The ids of what a paper is printed about, each once; without words, all of the round.

    Raises:
        WrongWhoError: a word has nothing to do with such a paper.
        NotTakingPartError: a pupil who is named takes no part in the round.
        UnreadableError: a pupil who is named, or everybody meant, has a document with problems.
    """
    if not words:
        return _everything(run, about, today, month)
    found: dict[str, None] = {}
    for one in words:
        ids = _of(run, about, one, today)
        if ids is None:
            raise WrongWhoError(wanted=one.id, about=Phrase(ABOUT[about]))
        found.update(dict.fromkeys(ids))
    if not found and (without := unread(run, about, words, today)):
        raise UnreadableError(path=run.unread[without[0]])
    return tuple(found)


def _everything(run: Run, about: About, today: date, month: str) -> tuple[str, ...]:
    if about == "round":
        return (run.id,)
    if about == "pupil":
        return _by_class(run, selected(run, Selection(), today), today)
    if about == "tutor":
        return by_name(run.school, {tutor for tutor, kept in run.school.consultations if kept == month})
    if about == "event":
        shows = (identifier for identifier, event in run.events.items() if event.kind in SHOWS)
        return tuple(sorted(shows, key=lambda identifier: (run.events[identifier].on, identifier)))
    closed = unopened(run)
    running = (key for key, offer in run.offers.items() if not offer.is_cancelled(today) and key not in closed)
    return tuple(sorted(running, key=lambda identifier: (run.offer_title(identifier), identifier)))


def _of(run: Run, about: About, one: Meant, today: date) -> tuple[str, ...] | None:
    """What a paper about ``about`` is printed for when ``one`` is meant; None where the two do not go together."""
    if about == "pupil":
        if one.sort == "person" and one.id in run.school.students:
            require_readable(run, one.id)
        pupils = _pupils(run, one, today)
        return None if pupils is None else _by_class(run, pupils, today)
    if about == "offer":
        return _offers(run, one, today)
    if about == "tutor":
        return _tutors(run, one, today)
    return _events(run, one) if about == "event" else None


def _pupils(run: Run, one: Meant, today: date) -> tuple[str, ...] | None:
    school = run.school
    if one.sort == "person" and one.id in school.students:
        if one.id not in participants(run, today):
            require_class(run, one.id, today)
            raise NotTakingPartError(name=school.name(one.id), subject=one.id, round=run.id)
        return (one.id,)
    if one.sort in {"class", "group"}:
        return selected(run, _several(one), today)
    found = _taking_part(run, one, today)
    if one.sort == "person" and not found:
        return None
    return tuple(pupil for pupil in found if pupil not in run.unread)


def unread(run: Run, about: About, words: Sequence[Meant], today: date) -> tuple[str, ...]:
    """The pupils meant who get no paper, for a document of theirs in the round cannot be read."""
    if about != "pupil":
        return ()
    if not words:
        return left_out(run, Selection(), today)
    found: dict[str, None] = {}
    for one in words:
        several = one.sort in {"class", "group"}
        ids = left_out(run, _several(one), today) if several else _taking_part(run, one, today)
        found.update(dict.fromkeys(pupil for pupil in ids if pupil in run.unread))
    return tuple(found)


def _several(one: Meant) -> Selection:
    group = one.id if one.sort == "group" else None
    return Selection(form=None if group else one.id, group=group)


def _by_class(run: Run, pupils: tuple[str, ...], today: date) -> tuple[str, ...]:
    """Papers come in piles, a class each; in a class the order stays, which is by name."""
    day, students = day_in(run, today), run.school.students
    forms = {pupil: students[pupil].form_on(day) or "" for pupil in pupils if pupil in students}
    return tuple(sorted(pupils, key=lambda pupil: form_order(forms.get(pupil, ""))))


def _taking_part(run: Run, one: Meant, today: date) -> tuple[str, ...]:
    chosen = set(_connected(run, one, today))
    return tuple(pupil for pupil in participants(run, today) if pupil in chosen)


def _connected(run: Run, one: Meant, today: date) -> Iterable[str]:
    """The children and charges of a person, the pupils of an offer, who was at an event."""
    if one.sort == "offer":
        return roster(run, one.id, today)
    if one.sort == "event":
        return run.events[one.id].attended
    groups = (group for group in run.school.groups.values() if group.tutor == one.id)
    return (*run.school.children_of(one.id), *(pupil for group in groups for pupil in group.students_on(today)))


def _offers(run: Run, one: Meant, today: date) -> tuple[str, ...] | None:
    if one.sort == "offer":
        return (one.id,)
    if one.sort == "event":
        offer = run.events[one.id].offer
        return (offer,) if offer else None
    taught = tuple(identifier for identifier, offer in run.offers.items() if one.id in offer.teachers)
    if one.sort == "person" and taught:
        return taught
    pupils = _pupils(run, one, today)
    return None if pupils is None else tuple(offer for pupil in pupils for offer in placements(run, pupil, today))


def _tutors(run: Run, one: Meant, today: date) -> tuple[str, ...] | None:
    if one.sort == "group":
        return (run.school.groups[one.id].tutor,)
    if one.sort == "person" and one.id in run.school.staff:
        return (one.id,)
    tutor = tutor_of(run.school, one.id, today) if one.sort == "person" else None
    return (tutor,) if tutor else None


def _events(run: Run, one: Meant) -> tuple[str, ...] | None:
    if one.sort == "event":
        return (one.id,)
    if one.sort != "offer":
        return None
    shown = {product.shown for product in run.journals[one.id].products} if one.id in run.journals else set()
    return tuple(key for key, event in run.events.items() if event.offer == one.id or key in shown)
