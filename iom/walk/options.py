"""What may be chosen: offers, people, deficits as options with what a family wants to know."""

from __future__ import annotations

from collections.abc import Iterable

from iom.ask.options import Option
from iom.language import N_, _, say
from iom.model import choosing
from iom.model.rounds import Offer
from iom.model.routes import Route
from iom.model.school import Run
from iom.model.timetable import busy_clash
from iom.views.wording import metaskills_text, seats_text, slots_text
from iom.walk.sitting import Sitting


def open_offers(sitting: Sitting) -> dict[str, Offer]:
    """The round's offers that this pupil may choose."""
    return choosing.open_offers(sitting.run, sitting.student, sitting.today)


def offer_options(sitting: Sitting, offers: Iterable[str]) -> tuple[Option, ...]:
    """Offers with their hours, seats, metaskills, and the busy hour that they would take."""
    run = sitting.run
    return tuple(_offer_option(sitting, run, identifier) for identifier in offers if identifier in run.offers)


def _offer_option(sitting: Sitting, run: Run, identifier: str) -> Option:
    offer = run.offers[identifier]
    course = run.school.courses.get(offer.course)
    note = " · ".join(filter(None, (slots_text(offer), seats_text(offer.seats.max), metaskills_text(run, offer))))
    busy = busy_clash(offer, sitting.student)
    serves = serving(run, sitting.route, offer)
    if serves:
        note += " · " + say(N_("serves: {deficits}"), {"deficits": serves})
    return Option(
        identifier,
        run.offer_title(identifier),
        codes=(course.code,) if course and course.code else (),
        note=note,
        warning=_("takes a busy hour") if busy else "",
    )


def serving(run: Run, route: Route, offer: Offer) -> list[str]:
    """Labels of the route's deficits that the offer's metaskills meet."""
    course = run.school.courses.get(offer.course)
    known = run.school.deficits
    noticed = [known[entry.deficit] for entry in route.deficits if entry.deficit in known]
    return [entry.code or entry.id for entry in noticed if course and entry.metaskill in course.metaskills]


def sorted_offers(sitting: Sitting) -> tuple[str, ...]:
    """Offers open to the pupil: those that serve a deficit first, then by title."""
    offers = open_offers(sitting)
    run, route = sitting.run, sitting.route
    return tuple(
        sorted(
            offers, key=lambda identifier: (not serving(run, route, offers[identifier]), run.offer_title(identifier))
        )
    )


def people_options(sitting: Sitting, people: Iterable[str]) -> tuple[Option, ...]:
    """People with their names."""
    return tuple(Option(identifier, sitting.school.name(identifier)) for identifier in people)


def guardian_options(sitting: Sitting, *, legal_only: bool = False) -> tuple[Option, ...]:
    """The pupil's guardians, the legal ones first."""
    legal = sitting.student.guardian_ids(legal_only=True)
    others = () if legal_only else sitting.student.guardian_ids()
    return people_options(sitting, dict.fromkeys((*legal, *others)))


def deficit_options(sitting: Sitting) -> tuple[Option, ...]:
    """Deficits of pupils from the catalogue."""
    return tuple(
        Option(entry.id, entry.text, codes=(entry.code,) if entry.code else ())
        for entry in sitting.school.deficits.values()
        if entry.owner == "student"
    )


def word_options(*pairs: tuple[str, str]) -> tuple[Option, ...]:
    """A few fixed words: id and translated label."""
    return tuple(Option(identifier, _(label)) for identifier, label in pairs)
