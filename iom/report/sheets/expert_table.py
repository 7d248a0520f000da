"""The expert sheet for one table: all products of an offer on one page, the criteria in words behind."""

from __future__ import annotations

from iom.language import _, pgettext
from iom.model.roster import roster
from iom.report.papers.kinds import Built, Case
from iom.report.papers.paper import Column, Facts, Grid, Heading, PageBreak, Paragraph, Signature, Signatures
from iom.report.sheets.expert_sheet import seminar_row
from iom.report.sheets.frame import DASH, framed
from iom.report.sheets.works import Work, given, marks_are_shown, own_child, works_in

KIND = "expert-table"


def build(case: Case, subject: str) -> Built:
    """One sheet of the offer, a row a product; nothing where nobody is in the offer."""
    offer = case.run.offers[subject]
    works = works_in(case, subject, roster(case.run, subject, offer.nearest_day(case.today)))
    if not works:
        return Built()
    criteria = offer.rubric.criteria if offer.rubric else ()
    columns = (
        Column("№", 0.5, "right"),
        Column(pgettext("paper", "Code"), 1.2),
        Column(pgettext("paper", "Product"), 4),
        *(Column(one.label, 0.8, "center") for one in criteria),
        Column(pgettext("paper", "Strong side; what to strengthen"), 5),
    )
    rows = tuple(_row(case, place, work) for place, work in enumerate(works, 1))
    whole = Work("", subject, None, offer.rubric)
    blocks = (
        Facts(((pgettext("paper", "Mini-conference, day"), whole.event_line(case)), seminar_row(case, case.expert))),
        Paragraph(
            _("Write a level into each box, see the words behind. Leave the row of an own child empty."), "small"
        ),
        Grid(columns, rows, height=11, small=True),
        Signatures((Signature(pgettext("paper", "Expert"), case.school.name(case.expert) if case.expert else ""),)),
        PageBreak(),
        Heading(_("What the levels look like")),
        whole.scale({}),
    )
    title = _("Expert sheet of a table")
    return Built((framed(case, KIND, title, blocks, subject, about=case.run.offer_title(subject), landscape=True),))


def _row(case: Case, place: int, work: Work) -> tuple[str, ...]:
    criteria = case.run.offers[work.offer].rubric
    ids = [one.id for one in criteria.criteria] if criteria else []
    marks = _marks(case, work)
    own = bool(case.expert) and own_child(case, case.expert or "", work.student)
    cells = (DASH if own else str(marks[one]) if one in marks else "" for one in ids)
    remark = _("own child: judged by others") if own else ""
    code = case.run.codes.get(work.student, "")
    return (str(place), code, work.product.title if work.product else "", *cells, remark)


def _marks(case: Case, work: Work) -> dict[str, int]:
    if case.blank or not case.expert or not marks_are_shown(case, work.student, work.offer):
        return {}
    found = given(case, work.student, work.offer, "expert").get(case.expert)
    return dict(found.marks) if found else {}
