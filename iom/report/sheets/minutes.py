"""The minutes of a mini-conference: who was there, what was shown, what came out of it. They are published."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from iom.language import N_, _, pgettext, say, shown
from iom.model.assessing import expert_marks
from iom.model.consenting import may_be_published
from iom.model.evidence import Product
from iom.model.naming import by_name
from iom.model.rounds import Event
from iom.report.papers.kinds import Built, Case
from iom.report.papers.paper import (
    Block,
    Column,
    Facts,
    Grid,
    Heading,
    Paper,
    Paragraph,
    Question,
    Signature,
    Signatures,
)
from iom.report.sheets.frame import framed, names
from iom.report.sheets.pupil import Pupil
from iom.report.small import FEWEST
from iom.views.wording import decimal, hours

KIND = "minutes"


@dataclass(frozen=True)
class _Named:
    """Who may stand in the minutes by name, and who may not. Staff are named: they act for the school."""

    case: Case

    def may(self, person: str) -> bool:
        return person in self.case.school.staff or may_be_published(self.case.school, person, self.case.today)

    def split(self, people: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        known = dict.fromkeys(people)
        return tuple(one for one in known if self.may(one)), tuple(one for one in known if not self.may(one))


def build(case: Case, subject: str) -> Built:
    """The minutes of one event, with the names of those alone who may be published, and how many are left out."""
    event, named = case.run.events[subject], _Named(case)
    if case.blank or event.on > case.today:
        return Built((_paper(case, subject, _blank(case, event)),))
    shown_products = _products(case, subject)
    authors = tuple(product.student for _offer, product in shown_products)
    left_out = named.split((*authors, *_guests(case, event)))[1]
    blocks = (
        _facts(case, event),
        *_present(case, event, named),
        *(_shown(case, shown_products, named) if shown_products or event.kind == "showcase" else ()),
        *_means(case, shown_products),
        *_end(event.conclusions or ""),
    )
    return Built((_paper(case, subject, blocks),), left_out)


def _paper(case: Case, subject: str, blocks: Iterable[Block]) -> Paper:
    event = case.run.events[subject]
    title = _("Minutes of the mini-conference") if event.kind == "showcase" else pgettext("paper", "Minutes")
    return framed(case, KIND, title, blocks, subject, about=event.title)


def _end(conclusions: str) -> tuple[Block, ...]:
    return (
        Heading(pgettext("paper", "Conclusions")),
        Question("", conclusions, lines=5),
        Signatures((Signature(pgettext("paper", "Chair")), Signature(pgettext("paper", "Secretary")))),
    )


def _blank(case: Case, event: Event) -> tuple[Block, ...]:
    """Lines for who is present and what is shown."""
    table = Heading(_("Products shown")), Grid(_columns(), blank=8, height=8)
    people = tuple((name, "") for name in (_pupils(), _staff(), _guests_title()))
    return (
        _facts(case, event),
        Heading(pgettext("paper", "Present")),
        Facts(people),
        *(table if event.kind == "showcase" else ()),
        *_end(""),
    )


def _pupils() -> str:
    return pgettext("paper", "Pupils")


def _staff() -> str:
    return pgettext("paper", "Staff")


def _guests_title() -> str:
    return pgettext("paper", "Parents and guests")


def _products(case: Case, event: str) -> list[tuple[str, Product]]:
    """What was shown, by the author's name."""
    found = [
        (offer, product)
        for offer, journal in sorted(case.run.journals.items())
        for product in journal.products
        if product.shown == event
    ]
    order = {one: place for place, one in enumerate(by_name(case.school, {product.student for _o, product in found}))}
    return sorted(found, key=lambda row: order[row[1].student])


def _guests(case: Case, event: Event) -> tuple[str, ...]:
    """Adults from outside who were there: parents and partners."""
    outside = {**case.school.guardians, **case.school.partners}
    return tuple(person for person in event.attended if person in outside and person not in case.school.staff)


def _facts(case: Case, event: Event) -> Facts:
    moments = hours(event.start, event.end) if event.start and event.end else ""
    return Facts(
        (
            (pgettext("paper", "Number of the minutes"), ""),
            (pgettext("paper", "Day, hours"), ", ".join(filter(None, (shown(event.on), moments)))),
            (pgettext("paper", "Place"), event.place or ""),
            (pgettext("paper", "Organiser"), case.school.name(event.organiser) if event.organiser else ""),
            (pgettext("paper", "Round"), case.run.round.title),
        )
    )


def _present(case: Case, event: Event, named: _Named) -> tuple[Block, ...]:
    school = case.school
    there = tuple(dict.fromkeys(event.attended))
    pupils = [one for one in there if one in school.students]
    staff = [one for one in there if one in school.staff]
    guests = _guests(case, event)
    told, silent = named.split(guests)
    rows = (
        (_pupils(), str(len(pupils))),
        (_staff(), _counted(len(staff), names(case, staff))),
        (_guests_title(), _counted(len(guests), names(case, told))),
    )
    return Heading(pgettext("paper", "Present")), Facts(rows), *_silent(len(silent))


def _counted(count: int, told: str) -> str:
    return f"{count}: {told}" if told else str(count)


def _silent(count: int) -> tuple[Block, ...]:
    text = N_("Guests not named here, as there is no consent to publishing: {count}.")
    return (Paragraph(say(text, {"count": count}), "small"),) if count else ()


def _columns() -> tuple[Column, ...]:
    return (
        Column("№", 0.6, "right"),
        Column(pgettext("paper", "Pupil, class"), 4.5),
        Column(pgettext("paper", "Product"), 5),
        Column(pgettext("paper", "Course"), 4.5),
        Column(pgettext("paper", "Expert sheets"), 1.6, "center"),
    )


def _shown(case: Case, products: list[tuple[str, Product]], named: _Named) -> tuple[Block, ...]:
    told = [(offer, product) for offer, product in products if named.may(product.student)]
    count = len(products) - len(told)
    rows = tuple(
        (
            str(place),
            Pupil(case, product.student).line,
            product.title,
            case.run.offer_title(offer),
            str(len(expert_marks(case.run, product.student, offer))),
        )
        for place, (offer, product) in enumerate(told, 1)
    )
    text = N_("Products left out here, as there is no consent to publishing the author's name: {count}.")
    title = say(N_("Products shown: {count}"), {"count": len(products)})
    grid = (Grid(_columns(), rows, small=True),) if rows else ()
    return Heading(title), *grid, *((Paragraph(say(text, {"count": count}), "small"),) if count else ())


def _means(case: Case, products: list[tuple[str, Product]]) -> tuple[Block, ...]:
    """The mean of the experts by criterion over all products; hidden where there are few."""
    titles: dict[str, str] = {}
    found: dict[str, list[int]] = {}
    judged = 0
    for offer, product in products:
        marks = expert_marks(case.run, product.student, offer)
        judged += bool(marks)
        rubric = case.run.offers[offer].rubric if offer in case.run.offers else None
        for criterion in rubric.criteria if rubric else ():
            titles[criterion.id] = f"{criterion.label} {criterion.title}"
            found.setdefault(criterion.id, []).extend(
                one[criterion.id] for one in marks.values() if criterion.id in one
            )
    if judged < FEWEST:
        return ()
    columns = (
        Column(pgettext("paper", "Criterion"), 7),
        Column(pgettext("paper", "Mean of the experts"), 2, "center"),
        Column(pgettext("paper", "Marks"), 1.5, "center"),
    )
    rows = tuple(
        (titles[one], decimal(Fraction(sum(marks), len(marks)) if marks else None), str(len(marks)))
        for one, marks in found.items()
    )
    title = say(N_("Assessment by criteria (products judged: {count})"), {"count": judged})
    return Heading(title), Grid(columns, rows, small=True)
