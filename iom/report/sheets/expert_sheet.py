"""The expert sheet: one a product, to circle with a pen or as it was marked, and the summary of all marks."""

from __future__ import annotations

from iom.language import N_, _, pgettext, say, shown
from iom.model.evidence import Assessment
from iom.report.papers.kinds import Built, Case
from iom.report.papers.paper import (
    Option,
    Paper,
    Paragraph,
    Question,
    Signature,
    Signatures,
    Ticks,
)
from iom.report.sheets.frame import framed
from iom.report.sheets.pupil import Pupil
from iom.report.sheets.screen import grid
from iom.report.sheets.works import Work, given, marks_are_shown, own_child, seminar_day, works_of
from iom.views.marks import marks_summary

KIND = "expert"


def build(case: Case, subject: str) -> Built:
    """For each product a sheet an expert who has marked it, and the summary; one to fill in where nobody has."""
    papers: list[Paper] = []
    for work in works_of(case, subject):
        marked = {} if case.blank else given(case, subject, work.offer, "expert")
        if case.expert:
            marked = {person: entry for person, entry in marked.items() if person == case.expert}
        if not marked:
            papers.append(_sheet(case, work, case.expert, None))
        elif marks_are_shown(case, subject, work.offer):
            papers += [_sheet(case, work, person, entry) for person, entry in sorted(marked.items())]
            papers += [] if case.expert else _summary(case, work)
        else:
            papers.append(_hidden(case, work))
    return Built(tuple(papers))


def _sheet(case: Case, work: Work, expert: str | None, entry: Assessment | None) -> Paper:
    code = "" if entry else Pupil(case, work.student).code("expert", work.offer)
    how = _("Circle the level in each row; leave a row empty where you cannot tell.")
    blocks = (
        work.facts(case, seminar_row(case, expert)),
        _whose_child(case, expert, work.student),
        *(() if entry else (Paragraph(how, "small"),)),
        work.scale(dict(entry.marks) if entry else {}),
        Question(_("The strong side"), (entry.strength or "") if entry else "", lines=2),
        Question(_("What to strengthen"), (entry.advice or "") if entry else "", lines=2),
        Signatures((_signature(case, expert, entry),)),
    )
    return framed(case, KIND, _("Expert sheet"), blocks, work.student, code=code)


def _signature(case: Case, expert: str | None, entry: Assessment | None) -> Signature:
    name = case.school.name(expert) if expert else ""
    return Signature(pgettext("paper", "Expert"), name, shown(entry.on) if entry else "")


def seminar_row(case: Case, expert: str | None) -> tuple[str, str]:
    """Which seminar the expert attended."""
    return pgettext("paper", "Expert's seminar (day)"), seminar_day(case, expert) if expert else ""


def _whose_child(case: Case, expert: str | None, student: str) -> Ticks:
    """Whether the child is the expert's own."""
    own = own_child(case, expert, student) if expert else None
    options = (
        Option(_("own child (the sheet does not count)"), ticked=own is True),
        Option(_("not my child"), ticked=own is False),
    )
    return Ticks(options, columns=2)


def _hidden(case: Case, work: Work) -> Paper:
    text = _("The marks will stand here when both the pupil and an expert have given theirs.")
    return framed(case, KIND, _("Expert sheet"), (work.facts(case), Paragraph(text)), work.student)


def _summary(case: Case, work: Work) -> list[Paper]:
    summary = marks_summary(case.run, work.student, work.offer)
    if summary is None:
        return []
    note = _("Difference: own mark less the mean of the experts. Sheets about an own child are left out.")
    count = say(N_("Experts whose sheets count: {count}."), {"count": summary.experts})
    blocks = (
        work.facts(case),
        grid(summary.table()),
        Paragraph(count),
        Paragraph(note, "small"),
    )
    return [framed(case, KIND, _("Summary of the marks"), blocks, work.student)]
