"""Marks by criteria: the pupil's own, and an expert's for every product shown (S0 R0-4, R0-7)."""

from __future__ import annotations

from collections.abc import Iterator

from iom.ask.kinds import Text
from iom.ask.marks import Marks, Scale
from iom.ask.question import Answers, Form, Question
from iom.language import N_, _, say
from iom.model import kinds
from iom.model.evidence import Assessment, AssessmentSheet, MarkRole, Product
from iom.model.identifiers import entry_id
from iom.model.rounds import OfferRubric
from iom.model.school import School
from iom.views.sheet import Column, Pairs, Sheet, Table
from iom.walk.part import Part, added, given
from iom.walk.sitting import Sitting

MARKS = Form("marks", Marks, N_("levels by criterion, for example P1=2,P2=3"), scoped=True)
STRENGTH = Form("strength", Text, N_("the strong side of a product"), scoped=True)
ADVICE = Form("advice", Text, N_("what to strengthen in a product"), scoped=True)


def products_of(sitting: Sitting, student: str) -> dict[str, Product]:
    """A pupil's products by offer."""
    return {
        offer: product
        for offer, journal in sitting.run.journals.items()
        for product in journal.products
        if product.student == student
    }


def rubric_of(sitting: Sitting, offer: str) -> OfferRubric | None:
    """The criteria that the offer's products are judged by."""
    document = sitting.run.offers.get(offer)
    return document.rubric if document else None


def scales(rubric: OfferRubric) -> tuple[Scale, ...]:
    """The rubric's criteria as a question takes them."""
    return tuple(
        Scale(
            criterion.id,
            criterion.title,
            {int(level): text for level, text in criterion.levels.items() if level.isdecimal()},
            criterion.code or "",
        )
        for criterion in rubric.criteria
    )


class ProductMarksPart(Part):
    """One person's marks for one product."""

    forms = (MARKS, STRENGTH, ADVICE)

    def __init__(self, student: str, offer: str, product: Product, judge: str, role: MarkRole, place: str = "") -> None:
        self.student, self.offer, self.product, self.judge, self.role = student, offer, product, judge, role
        self.about = offer if role == "self" else f"{student}/{offer}"
        self.name = "self-assessment" if role == "self" else "expert"
        self.place = place  # of an expert's product among all: 3/41

    def lacking(self, sitting: Sitting) -> bool:
        """See `Part.lacking`."""
        return all(not self._same(entry) for entry in self._sheet(sitting).assessments)

    def screen(self, sitting: Sitting) -> Sheet:
        """The product, and every criterion with its levels in words."""
        rubric = rubric_of(sitting, self.offer)
        criteria = rubric.criteria if rubric else ()
        levels = sorted({level for criterion in criteria for level in criterion.levels})
        columns = (Column(_("criterion"), flexible=True), *(Column(level, flexible=True) for level in levels))
        rows = tuple(
            (f"{criterion.label} {criterion.title}", *(criterion.levels.get(level, "—") for level in levels))
            for criterion in criteria
        )
        about = (
            (_("product"), self.product.title),
            (_("course"), sitting.run.offer_title(self.offer)),
            *(((_("link"), self.product.link),) if self.product.link else ()),
        )
        return Sheet(sitting.school.name(self.student), (Pairs(about), Table(columns, rows)))

    def questions(self, sitting: Sitting, answers: Answers) -> Iterator[Question]:
        """See `Part.questions`."""
        rubric = rubric_of(sitting, self.offer)
        if rubric is None or not rubric.criteria:
            return
        mine = self.role == "self"
        text = say(N_("Your marks for “{product}”?"), {"product": self.product.title})
        if not mine:
            facts = {"name": sitting.school.name(self.student), "product": self.product.title, "place": self.place}
            text = say(N_("{place} · {name}, “{product}”: your marks?"), facts)
        yield Question(MARKS, Marks(scales(rubric)), text, about=self.about)
        strong = _("What worked out best?") if mine else _("What is the strong side?")
        yield Question(STRENGTH, Text(), strong, about=self.about, required=False)
        weak = _("What would you do differently?") if mine else _("What should be strengthened?")
        yield Question(ADVICE, Text(), weak, about=self.about, required=False)

    def apply(self, sitting: Sitting, answers: Answers) -> School:
        """See `Part.apply`. Marks given again on the same day correct the first."""
        marks = given(answers, MARKS, self.about)
        if marks is None:
            return sitting.school
        entry = Assessment.new(
            id=entry_id(sitting.today, "assessments", self.judge, self.student, self.offer),
            student=self.student,
            offer=self.offer,
            role=self.role,
            on=sitting.today,
            event=self.product.shown if self.role != "self" else None,
            strength=given(answers, STRENGTH, self.about),
            advice=given(answers, ADVICE, self.about),
            marks=marks,
        )
        sheet = self._sheet(sitting)
        mine = [other for other in sheet.assessments if self._same(other)]
        last = max(reversed(mine), key=lambda other: other.on, default=None)
        changed = sheet.replaced(assessments=added(sheet.assessments, entry, last))
        return sitting.put(sitting.run.path(kinds.ASSESSMENTS, self.judge), changed)

    def _sheet(self, sitting: Sitting) -> AssessmentSheet:
        return sitting.run.assessments.get(self.judge) or AssessmentSheet.new()

    def _same(self, entry: Assessment) -> bool:
        return (entry.student, entry.offer, entry.role) == (self.student, self.offer, self.role)


def self_assessments(sitting: Sitting) -> tuple[Part, ...]:
    """A part for each of the pupil's products."""
    products = products_of(sitting, sitting.subject)
    return tuple(
        ProductMarksPart(sitting.subject, offer, product, sitting.subject, "self")
        for offer, product in sorted(products.items())
    )


def expert_parts(sitting: Sitting, students: frozenset[str] | None = None) -> tuple[Part, ...]:
    """A part for each product shown; the subject of the sitting is the expert.

    The expert's own children are left out: such a sheet does not count (S0 R0-7). So is what is yet to be shown.
    ``students`` narrows.
    """
    own = frozenset(sitting.school.children_of(sitting.subject))
    shown = [
        (sitting.school.name(product.student), offer, product)
        for offer, journal in sitting.run.journals.items()
        for product in journal.products
        if _is_shown(sitting, product)
        and product.student not in own
        and (students is None or product.student in students)
    ]
    return tuple(
        ProductMarksPart(product.student, offer, product, sitting.subject, "expert", f"{number}/{len(shown)}")
        for number, (_name, offer, product) in enumerate(sorted(shown, key=lambda row: row[:2]), 1)
    )


def _is_shown(sitting: Sitting, product: Product) -> bool:
    event = sitting.run.events.get(product.shown or "")
    return event is not None and event.on <= sitting.today


def own_child_note(sitting: Sitting) -> str | None:
    """What to tell an expert whose own child shows a product."""
    children = [sitting.school.name(child) for child in sitting.school.children_of(sitting.subject)]
    return say(N_("Own children are judged by others: {children}"), {"children": children}) if children else None
