"""The certificate of participation: one framed page for a pupil, with what was shown and attended."""

from __future__ import annotations

from iom.language import N_, _, pgettext, say, shown
from iom.model.attendance import active_offers
from iom.model.consenting import may_be_published
from iom.report.papers.kinds import Built, Case
from iom.report.papers.paper import Block, Paragraph, Signature, Signatures, Space
from iom.report.sheets.frame import days, framed, holder
from iom.report.sheets.pupil import Pupil

KIND = "certificate"


def build(case: Case, subject: str) -> Built:
    """The pupil's certificate; nothing for who took part in nothing or may not be published."""
    told = (*_shown(case, subject), *_courses(case, subject))
    if not told:
        return Built()
    if not may_be_published(case.school, subject, case.today):
        return Built(left_out=(subject,))
    pupil = Pupil(case, subject)
    blocks = (
        Paragraph(pupil.name, "display"),
        *((Paragraph(say(N_("class {form}"), {"form": pupil.form}), "center"),) if pupil.form else ()),
        Space(4),
        Paragraph(_("This certificate confirms participation in:"), "center"),
        Paragraph(case.run.round.title, "center"),
        *told,
        Space(8),
        Paragraph(_("No. __________, issued on ____________________"), "center"),
        Signatures((Signature(pgettext("paper", "Head of the school"), holder(case, "director")),)),
    )
    title = _("Certificate of participation")
    return Built((framed(case, KIND, title, blocks, subject, look="certificate"),))


def _shown(case: Case, student: str) -> tuple[Block, ...]:
    """Each mini-conference with the products that the pupil showed there."""
    found: dict[str, list[str]] = {}
    for journal in case.run.journals.values():
        for product in journal.products:
            event = case.run.events.get(product.shown or "")
            if product.student == student and event and event.on <= case.today:
                found.setdefault(f"{event.title}, {shown(event.on)}", []).append(product.title)
    return tuple(Paragraph("\n".join((event, *products)), "center") for event, products in found.items())


def _courses(case: Case, student: str) -> tuple[Block, ...]:
    """The courses of the round that are over and that the pupil was in at their end."""
    run = case.run
    offers = [
        one
        for one in active_offers(run, student, case.today)
        if one in run.offers and run.offers[one].ends <= case.today
    ]
    if not offers:
        return ()
    titles = "\n".join(map(run.offer_title, offers))
    period = days(run.round.starts, run.round.ends)
    text = N_("Courses, {period}:\n{titles}") if period else N_("Courses:\n{titles}")
    return (Paragraph(say(text, {"titles": titles, "period": period}), "center"),)
