"""Products on paper: what is judged, by which criteria, and whether the marks may be seen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from iom.language import pgettext, shown
from iom.model.assessing import expert_marks, self_marks
from iom.model.attendance import active_offers
from iom.model.evidence import Assessment, MarkRole, Product
from iom.model.rounds import Event, OfferRubric
from iom.report.papers.kinds import Case
from iom.report.papers.paper import Column, Facts, Grid, Level, Scale, Scaled


@dataclass(frozen=True, slots=True)
class Work:
    """One pupil's product in one offer; without a product, the place of one to come."""

    student: str
    offer: str
    product: Product | None
    rubric: OfferRubric | None

    def event(self, case: Case) -> Event | None:
        """The mini-conference at which it was shown, or the only one of the round."""
        shows = {one: event for one, event in case.run.events.items() if event.kind == "showcase"}
        if self.product and self.product.shown in case.run.events:
            return case.run.events[self.product.shown]
        return next(iter(shows.values())) if len(shows) == 1 else None

    def event_line(self, case: Case) -> str:
        """The title and the day of the mini-conference."""
        event = self.event(case)
        return f"{event.title}, {shown(event.on)}" if event else ""

    def scale(self, chosen: dict[str, int]) -> Scale | Grid:
        """The criteria with their levels in words; without any, rows for a pen."""
        criteria = self.rubric.criteria if self.rubric else ()
        if not criteria:
            level = Column(pgettext("paper", "Level"), 1, "center")
            return Grid((Column(pgettext("paper", "Criterion"), 5), level), blank=6, height=9)
        return Scale(
            pgettext("paper", "Criterion"),
            tuple(
                Scaled(
                    f"{one.label} {one.title}",
                    tuple(Level(str(level), one.levels.get(str(level), "")) for level in range(one.highest() + 1)),
                    str(chosen[one.id]) if one.id in chosen else "",
                )
                for one in criteria
            ),
        )

    def facts(self, case: Case, *more: tuple[str, str], named: bool = False) -> Facts:
        """Event, course, product and ``more``; with the pupil's code, or, where the head has the name, without."""
        rows = (
            (pgettext("paper", "Mini-conference, day"), self.event_line(case)),
            (pgettext("paper", "Course"), case.run.offer_title(self.offer) if self.offer else ""),
            *(() if named else ((pgettext("paper", "Pupil's code"), case.run.codes.get(self.student, "")),)),
            (pgettext("paper", "Product"), self.product.title if self.product else ""),
            *more,
        )
        return Facts(rows)


def works_of(case: Case, student: str) -> tuple[Work, ...]:
    """The pupil's products; without any, one to come in each course that the pupil is in."""
    if not student:
        return _works_of_nobody(case)
    made = tuple(
        Work(student, offer, product, case.run.offers[offer].rubric if offer in case.run.offers else None)
        for offer, journal in sorted(case.run.journals.items())
        for product in journal.products
        if product.student == student and (not case.offers or offer in case.offers)
    )
    return made or tuple(
        Work(student, offer, None, case.run.offers[offer].rubric)
        for offer in active_offers(case.run, student, case.today)
        if offer in case.run.offers and (not case.offers or offer in case.offers)
    )


def _works_of_nobody(case: Case) -> tuple[Work, ...]:
    """Products that a pen will name: one in each offer asked for, else one by the first rubric of the round."""
    offers = case.run.offers
    if case.offers:
        return tuple(Work("", offer, None, offers[offer].rubric) for offer in case.offers if offer in offers)
    return (Work("", "", None, next((offer.rubric for offer in offers.values() if offer.rubric), None)),)


def works_in(case: Case, offer: str, people: Iterable[str]) -> tuple[Work, ...]:
    """The products of an offer in the order of ``people``, who may have none yet."""
    return tuple(
        next((work for work in works_of(case, person) if work.offer == offer), Work(person, offer, None, None))
        for person in people
    )


def marks_are_shown(case: Case, student: str, offer: str) -> bool:
    """Whether the pupil and an expert have both given marks: then each may see the other's (design §3)."""
    own = self_marks(case.run, student, offer)
    return own is not None and bool(expert_marks(case.run, student, offer))


def given(case: Case, student: str, offer: str, role: MarkRole) -> dict[str, Assessment]:
    """The latest marks of each person in this role, those of the own family too, by person."""
    latest: dict[str, Assessment] = {}
    for person, entry in case.run.assessed.get(student, ()):
        if entry.offer == offer and entry.role == role and (person not in latest or entry.on >= latest[person].on):
            latest[person] = entry
    return latest


def own_child(case: Case, expert: str, student: str) -> bool:
    """Whether the expert judges an own child: such a sheet does not count (S0 R0-7)."""
    return student == expert or student in case.school.children_of(expert)


def seminar_day(case: Case, expert: str) -> str:
    """The day of the evaluation seminar that the expert attended (S0 R0-4); "" for none."""
    events = case.run.events.values()
    found = [event.on for event in events if event.kind == "evaluation-seminar" and expert in event.attended]
    return shown(max(found)) if found else ""
