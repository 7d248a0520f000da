"""Ranked wishes of pupil and guardian, and impressions of master classes (S0).

Neither side sees the other's list before both are in.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from iom.ask.kinds import Confirm, Text
from iom.ask.options import Option, Pick
from iom.ask.question import Answers, Form, Question
from iom.ask.ranking import Ranking, SetOf
from iom.language import N_, _, say
from iom.model import kinds
from iom.model.base import Document
from iom.model.identifiers import entry_id
from iom.model.rounds import Event
from iom.model.routes import Impression, Phase, Wish
from iom.model.school import School
from iom.model.timetable import distinct_slots
from iom.stages.settings import number, picks
from iom.views.sheet import Sheet
from iom.walk.options import guardian_options, offer_options, open_offers, sorted_offers, word_options
from iom.walk.part import Part, added, given, merged, missing
from iom.walk.sitting import Sitting

WISHES = Form("wishes", Ranking, N_("the pupil's offers, the most wanted first"))
REASONS = Form("reasons", Text, N_("why this offer, in the pupil's words"), scoped=True)
PHASE = Form("phase", Pick, N_("preliminary (before the master classes) or final"))
GUARDIAN = Form("guardian", Pick, N_("the guardian who wishes"))
ENDORSE = Form("endorse", Confirm, N_("the guardian endorses the child's list without seeing it"))
GUARDIAN_WISHES = Form("guardian-wishes", Ranking, N_("the guardian's own offers, the most wanted first"))
TASTERS = Form("tasters", SetOf, N_("master classes that the pupil visited"))
IMPRESSIONS = Form("impressions", Text, N_("the pupil's own words after a master class"), scoped=True)

PHASES = (("preliminary", N_("preliminary, before the master classes")), ("final", N_("final, after them")))


def phase_now(sitting: Sitting, person: str, offers: tuple[str, ...] = ()) -> Phase:
    """Preliminary for the first list of a person, final for a later one; one said again keeps its phase."""
    last = sitting.sheet.last_wish(person)
    if last is None:
        return "preliminary"
    return last.phase if last.on == sitting.today or sitting.sheet.ranking(last) == offers else "final"


def breadth(sitting: Sitting) -> int:
    """How many offers a list needs to keep the placement fair, and no more than there are."""
    return min(number(sitting.school, sitting.run, "breadth", "offers", default=6), len(open_offers(sitting)))


def spread(sitting: Sitting) -> int:
    """How many different hours those offers should lie at, and no more than there are."""
    wanted = number(sitting.school, sitting.run, "breadth", "slots", default=4)
    return min(wanted, distinct_slots(open_offers(sitting).values()))


class WishesPart(Part):
    """The pupil's ranked list with reasons."""

    name = "wishes"
    forms = (WISHES, REASONS, PHASE)

    def lacking(self, sitting: Sitting) -> bool:
        """See `Part.lacking`."""
        return missing(sitting, "pupil-wishes", "breadth")

    def questions(self, sitting: Sitting, answers: Answers) -> Iterator[Question]:
        """See `Part.questions`."""
        options = offer_options(sitting, sorted_offers(sitting))
        least = breadth(sitting)
        yield Question(
            WISHES,
            Ranking(options, at_least=min(least, 1)),
            _("Which courses draw you, the most wanted first?"),
            hint=say(N_("at least {least}, from {hours} different hours"), {"least": least, "hours": spread(sitting)}),
        )
        for offer in (given(answers, WISHES) or ())[: picks(sitting.school, sitting.run)]:
            yield Question(
                REASONS,
                Text(),
                say(N_("Why “{title}”?"), {"title": sitting.run.offer_title(offer)}),
                about=offer,
                required=False,
            )
        yield Question(
            PHASE,
            Pick(word_options(*PHASES)),
            _("Which list is it?"),
            default=phase_now(sitting, sitting.subject, given(answers, WISHES) or ()),
            required=False,
            obvious=True,
        )

    def remark(self, sitting: Sitting, form: str, answer: Any) -> str:
        """See `Part.remark`. A short list is a family's right; the gate asks for more, so better now than then."""
        if form != WISHES.name:
            return ""
        offers = open_offers(sitting)
        wished = len(answer)
        hours = distinct_slots(offers[offer] for offer in answer)
        facts = {"wished": wished, "least": breadth(sitting), "hours": hours, "spread": spread(sitting)}
        if wished >= facts["least"] and hours >= facts["spread"]:
            return ""
        return say(
            N_(
                "A short list: {wished} of at least {least} offers, at {hours} of at least {spread} different hours."
                " A longer one keeps the placement fair."
            ),
            facts,
        )

    def apply(self, sitting: Sitting, answers: Answers) -> School:
        """See `Part.apply`."""
        offers = given(answers, WISHES)
        phase = given(answers, PHASE) or phase_now(sitting, sitting.subject, offers)
        reasons = {offer: text for offer in offers if (text := given(answers, REASONS, offer))}
        wish = Wish.new(
            id=entry_id(sitting.today, "wishes", sitting.subject, phase),
            by=sitting.subject,
            phase=phase,
            on=sitting.today,
            offers=offers,
            reasons=reasons,
        )
        sheet = sitting.sheet
        return sitting.with_sheet(wishes=added(sheet.wishes, wish, sheet.last_wish(sitting.subject)))


class GuardianWishesPart(Part):
    """A guardian's own list, or an endorsement of the child's."""

    name = "guardian-wishes"
    forms = (GUARDIAN, ENDORSE, GUARDIAN_WISHES)

    def lacking(self, sitting: Sitting) -> bool:
        """See `Part.lacking`."""
        return missing(sitting, "guardian-wishes") and bool(sitting.student.guardians)

    def screen(self, sitting: Sitting) -> Sheet:
        """Nothing of what the child has just said (design §3)."""
        return Sheet(say(N_("The family of {name}"), {"name": sitting.student.name}), fresh=True)

    def questions(self, sitting: Sitting, answers: Answers) -> Iterator[Question]:
        """See `Part.questions`."""
        people = guardian_options(sitting)
        yield Question(
            GUARDIAN,
            Pick(people),
            _("Which guardian is here?"),
            default=people[0].id if people else None,
            obvious=len(people) == 1,
        )
        child = sitting.sheet.last_wish(sitting.subject)
        yield Question(
            GUARDIAN_WISHES,
            Ranking(offer_options(sitting, sorted_offers(sitting))),
            _("Which courses would you choose, the most wanted first?"),
            required=child is None,
            hint=_("- to leave it to the child") if child else "",
        )
        if child and (GUARDIAN_WISHES.name, "") in answers and not given(answers, GUARDIAN_WISHES):
            yield Question(
                ENDORSE, Confirm(), _("Do you endorse the child's list, without having seen it?"), default=True
            )

    def apply(self, sitting: Sitting, answers: Answers) -> School:
        """See `Part.apply`."""
        person, offers = given(answers, GUARDIAN), given(answers, GUARDIAN_WISHES)
        child = sitting.sheet.last_wish(sitting.subject)
        endorsed = child if given(answers, ENDORSE) else None
        if not offers and not endorsed:
            return sitting.school
        phase = phase_now(sitting, person, offers or (endorsed.offers if endorsed else ()))
        wish = Wish.new(
            id=entry_id(sitting.today, "wishes", person, phase),
            by=person,
            phase=phase,
            on=sitting.today,
            endorses=endorsed.id if endorsed else None,
            offers=offers,
        )
        sheet = sitting.sheet
        return sitting.with_sheet(wishes=added(sheet.wishes, wish, sheet.last_wish(person)))


class ImpressionsPart(Part):
    """Master classes visited, and the child's own words about them."""

    name = "impressions"
    forms = (TASTERS, IMPRESSIONS)

    def lacking(self, sitting: Sitting) -> bool:
        """See `Part.lacking`. An impression is welcome until the family has agreed."""
        return missing(sitting, "taster") or (sitting.sheet.agreement() is None and bool(self._unspoken(sitting)))

    def questions(self, sitting: Sitting, answers: Answers) -> Iterator[Question]:
        """See `Part.questions`."""
        options = tuple(
            Option(identifier, event.title, note=say("{on}", {"on": event.on}))
            for identifier, event in tasters(sitting).items()
        )
        visited = tuple(
            identifier for identifier, event in tasters(sitting).items() if sitting.subject in event.attended
        )
        yield Question(
            TASTERS,
            SetOf(options, at_least=0),
            _("Which master classes did you visit?"),
            default=visited,
            required=False,
            obvious=bool(visited),
        )
        for event in given(answers, TASTERS) or visited:
            if event in (*self._unspoken(sitting), *(given(answers, TASTERS) or ())):
                title = sitting.run.events[event].title
                yield Question(
                    IMPRESSIONS, Text(), say(N_("{title}: how was it?"), {"title": title}), about=event, required=False
                )

    def apply(self, sitting: Sitting, answers: Answers) -> School:
        """See `Part.apply`. The event keeps who was there, the sheet what was said."""
        impressions = sitting.sheet.impressions
        for event in sitting.run.events:
            if words := given(answers, IMPRESSIONS, event):
                entry_key = entry_id(sitting.run.events[event].on, "impressions", sitting.subject, event)
                known = next((entry for entry in impressions if entry.id == entry_key), None)
                on = known.on if known and known.impression == words else sitting.today
                entry = Impression(id=entry_key, event=event, on=on, impression=words)
                impressions = merged(impressions, entry)
        school = (
            sitting.with_sheet(impressions=impressions) if impressions != sitting.sheet.impressions else sitting.school
        )
        return school.with_documents(
            {sitting.run.path(kinds.EVENT, event): document for event, document in self._attended(sitting, answers)}
        )

    def _attended(self, sitting: Sitting, answers: Answers) -> Iterator[tuple[str, Document]]:
        for identifier in given(answers, TASTERS) or ():
            event = sitting.run.events[identifier]
            if sitting.subject not in event.attended:
                yield identifier, event.replaced(attended=(*event.attended, sitting.subject))

    def _unspoken(self, sitting: Sitting) -> tuple[str, ...]:
        spoken = {entry.event for entry in sitting.sheet.impressions}
        return tuple(
            identifier
            for identifier, event in tasters(sitting).items()
            if sitting.subject in event.attended and identifier not in spoken
        )


def tasters(sitting: Sitting) -> dict[str, Event]:
    """The round's master classes up to today."""
    events = sitting.run.events.items()
    return {identifier: event for identifier, event in events if event.kind == "taster" and event.on <= sitting.today}
