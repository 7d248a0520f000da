"""The choice sheet: one for the pupil and one for a guardian to fill in apart, or one with what both have wished."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from iom.language import N_, _, pgettext, say, shown
from iom.model.naming import short_name
from iom.model.timetable import distinct_slots
from iom.report.papers.kinds import Built, Case
from iom.report.papers.paper import (
    Block,
    Box,
    Column,
    Grid,
    Heading,
    Option,
    Paper,
    Paragraph,
    Question,
    Signatures,
    Ticks,
)
from iom.report.sheets.frame import of_pupil, texts, when
from iom.report.sheets.pupil import Pupil
from iom.report.sheets.wishes_told import KIND, filled, offers_of, tasters_of
from iom.stages.settings import number, picks
from iom.views.wording import day_and_month, hours

_SENTENCE_END: Final = re.compile(r"(?<=[.!?…])\s")
FOR_THE_PUPIL = (
    N_("What draws you to try it?"),
    N_("What do you want to learn?"),
    N_("What are you good at already?"),
    N_("Whom would you like to work with?"),
)
FOR_THE_GUARDIAN = (
    (N_("What do you notice in your child: what draws, what comes easily?"), 2),
    (N_("What is missing, as you see it: what should the child learn to do?"), 2),
    (N_("How could the family help?"), 1),
)
PUPILS_NUMBERS = N_(
    "Write numbers into the boxes, {count} or more: 1 is the course you want most. You will get {picks}. "
    "The fairest placement comes out when your numbers lie at {slots} different hours of the week or more."
)
GUARDIANS_NUMBERS = N_(
    "Please number {count} courses or more: 1 is the one you would choose first. The child will get {picks}. "
    "The fairest placement comes out when the numbers lie at {slots} different hours of the week or more."
)


def build(case: Case, subject: str) -> Built:
    """Two sheets to fill in apart, so that neither sees the other's; or one with what has been wished."""
    pupil = Pupil(case, subject)
    if case.blank or not pupil.sheet.wishes:
        return Built((_for_the_pupil(pupil), _for_the_guardian(pupil)))
    return Built((filled(pupil),))


def _ranking(pupil: Pupil, *, told: bool) -> Ticks:
    """The offers with a box for a number; ``told``: with the first sentence of what the course is about."""
    run = pupil.case.run
    options = []
    for identifier, offer in offers_of(pupil).items():
        course = run.school.courses.get(offer.course)
        about = _SENTENCE_END.split(course.annotation, 1)[0] if course and course.annotation and told else ""
        people = ", ".join(short_name(run.school.name(teacher)) for teacher in offer.teachers)
        note = " · ".join(filter(None, (when(offer, rooms=not told), people)))
        options.append(Option(run.offer_title(identifier), "\n".join(filter(None, (note, about)))))
    return Ticks(tuple(options), ranked=True, columns=2)


def _how_many(pupil: Pupil, text: str) -> str:
    """How to number the offers: so many, from so many hours, that a fair placement can be found."""
    case, offers = pupil.case, offers_of(pupil)
    count = min(number(case.school, case.run, "breadth", "offers", default=6), len(offers))
    slots = min(number(case.school, case.run, "breadth", "slots", default=4), distinct_slots(offers.values()))
    return say(text, {"count": count, "slots": slots, "picks": picks(case.school, case.run)})


def _for_the_pupil(pupil: Pupil) -> Paper:
    visited = tuple(chain.from_iterable(_tasters_to_tick(pupil)))
    wanted = picks(pupil.case.school, pupil.case.run)
    why = tuple((say(N_("Why the course with number {rank}?"), {"rank": rank}),) for rank in range(1, wanted + 1))
    blocks: tuple[Block, ...] = (
        *_round_facts(pupil),
        Heading(_("Which courses draw you?")),
        Paragraph(_how_many(pupil, PUPILS_NUMBERS)),
        _ranking(pupil, told=True),
        Heading(_("In your own words")),
        Grid((Column("", 3), Column("", 5)), why, height=10),
        *(Question(_(text), lines=1) for text in FOR_THE_PUPIL),
        *visited,
        Signatures((pupil.signature(),)),
    )
    return of_pupil(pupil, KIND, _("Choice sheet: pupil"), blocks, look="child", code=pupil.code("choice"))


def _tasters_to_tick(pupil: Pupil) -> Iterator[tuple[Block, ...]]:
    tasters = tasters_of(pupil)
    if tasters:
        columns = (
            Column(pgettext("paper", "Day"), 1.2),
            Column(pgettext("paper", "Master class"), 6),
            Column(pgettext("paper", "I was there"), 1.6, "center"),
            Column(pgettext("paper", "My impression"), 5),
        )
        rows = tuple((day_and_month(event.on), event.title, Box(), "") for event in tasters.values())
        yield Heading(_("Master classes")), Grid(columns, rows, height=8, small=True)


def _for_the_guardian(pupil: Pupil) -> Paper:
    endorsed = Option(_("I have no list of my own and stand behind my child's, without having seen it"))
    weights = (
        Option(pgettext("paper", "interest")),
        Option(pgettext("paper", "use")),
        Option(pgettext("paper", "the teacher")),
        Option(pgettext("paper", "convenient hours")),
        Option(pgettext("paper", "something else: ____________")),
    )
    blocks: tuple[Block, ...] = (
        *_round_facts(pupil),
        Heading(_("Which courses would you choose for your child?")),
        Paragraph(_how_many(pupil, GUARDIANS_NUMBERS)),
        _ranking(pupil, told=False),
        Ticks((endorsed,)),
        *(Question(_(text), lines=lines) for text, lines in FOR_THE_GUARDIAN),
        Paragraph(_("What matters in the choice?"), "strong"),
        Ticks(weights, columns=3),
        Paragraph(
            _("Are you ready to judge the products of other children as an expert?"),
            "strong",
        ),
        Ticks((Option(_seminar(pupil)), Option(_("no, not this time")))),
        Signatures((pupil.guardian_signature(),)),
    )
    return of_pupil(pupil, KIND, _("Choice sheet: parent"), blocks, code=pupil.code("guardian-choice"))


def _seminar(pupil: Pupil) -> str:
    """Yes, with the days of the seminars that experts come to first (S0 R0-4)."""
    seminars = [event for event in pupil.case.run.events.values() if event.kind == "evaluation-seminar"]
    told = [
        " ".join(filter(None, (shown(event.on), hours(event.start, event.end) if event.start and event.end else "")))
        for event in sorted(seminars, key=lambda event: event.on)
    ]
    text = say(N_("yes; I shall come to the seminar on evaluation: {days}"), {"days": told})
    return text if told else _("yes; please tell me the day of the seminar on evaluation")


def _round_facts(pupil: Pupil) -> tuple[Block, ...]:
    run = pupil.case.run
    until = run.round.choice_until
    rows = (
        (pgettext("paper", "Round"), run.round.title),
        (pgettext("paper", "Tutor"), pupil.tutor),
        (pgettext("paper", "Hand in by"), shown(until) if until else None),
    )
    return (texts(rows),)
