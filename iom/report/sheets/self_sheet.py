"""The pupil's own marks: one sheet a product, in large type."""

from __future__ import annotations

from iom.language import _, shown
from iom.report.papers.kinds import Built, Case
from iom.report.papers.paper import Block, Paper, Paragraph, Question, Signatures
from iom.report.sheets.frame import of_pupil
from iom.report.sheets.pupil import Pupil
from iom.report.sheets.works import Work, given, marks_are_shown, works_of

KIND = "self"


def build(case: Case, subject: str) -> Built:
    """A sheet for each product: with the marks once the experts have given theirs too, else to fill in."""
    return Built(tuple(_sheet(Pupil(case, subject), work) for work in works_of(case, subject)))


def _sheet(pupil: Pupil, work: Work) -> Paper:
    case = pupil.case
    entry = None if case.blank else given(case, work.student, work.offer, "self").get(work.student)
    title = _("My product: my own marks")
    if entry and not marks_are_shown(case, work.student, work.offer):
        text = _("The marks will stand here when both the pupil and an expert have given theirs.")
        return of_pupil(pupil, KIND, title, (work.facts(case, named=True), Paragraph(text)), look="child")
    blocks: tuple[Block, ...] = (
        work.facts(case, named=True),
        *(() if entry else (Paragraph(_("Circle in each row what is true of your work.")),)),
        work.scale(dict(entry.marks) if entry else {}),
        Question(_("What worked out best?"), (entry.strength or "") if entry else "", lines=2),
        Question(_("What would you do differently?"), (entry.advice or "") if entry else "", lines=2),
        Signatures((pupil.signature(shown(entry.on) if entry else ""),)),
    )
    code = "" if entry else pupil.code("self", work.offer)
    return of_pupil(pupil, KIND, title, blocks, look="child", code=code)
