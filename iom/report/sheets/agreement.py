"""The agreement of family and school: the courses, the reserve, what each side undertakes, three signatures."""

from __future__ import annotations

from collections.abc import Iterable

from iom.language import N_, _, pgettext, say, shown
from iom.model.routes import Agreement, Undertakings
from iom.report.papers.kinds import Built, Case
from iom.report.papers.paper import Block, Column, Facts, Grid, Heading, Paragraph, Question, Signatures
from iom.report.sheets.frame import DASH, days, of_pupil, when
from iom.report.sheets.pupil import Pupil, teachers
from iom.stages.settings import number, picks
from iom.views.terms import term

KIND = "agreement"
SIDES = (
    ("student", N_("What the pupil undertakes")),
    ("family", N_("What the family undertakes")),
    ("school", N_("What the school undertakes")),
)


def build(case: Case, subject: str) -> Built:
    """The agreement that counts, the latest; without one, a paper to fill in."""
    pupil = Pupil(case, subject)
    agreement = None if case.blank else pupil.sheet.agreement()
    blocks = _filled(pupil, agreement) if agreement else _blank(pupil)
    code = "" if agreement else pupil.code("agreement")
    return Built((of_pupil(pupil, KIND, _("Agreement of family and school"), blocks, code=code),))


def _facts(pupil: Pupil, agreement: Agreement | None) -> Facts:
    run = pupil.case.run
    on = pgettext("paper", "Agreed on (day)")
    told = ", ".join(filter(None, (shown(agreement.on), term(agreement.how)))) if agreement else ""
    return Facts(
        (
            (pgettext("paper", "Round"), run.round.title),
            (pgettext("paper", "Courses run"), days(run.round.starts, run.round.ends)),
            (pgettext("paper", "Parents (legal representatives)"), pupil.family),
            (pgettext("paper", "Tutor"), pupil.tutor),
            (on, told),
        )
    )


def _blank(pupil: Pupil) -> tuple[Block, ...]:
    case = pupil.case
    wanted = picks(case.school, case.run)
    reserve = max(number(case.school, case.run, "breadth", "offers", default=6) - wanted, 0)
    spare = Heading(_("In reserve, the better first")), Grid(_columns(), _numbered(reserve), height=8)
    return (
        _facts(pupil, None),
        Paragraph(_intro()),
        Heading(_("Courses agreed on")),
        Grid(_columns(), _numbered(wanted), height=8),
        *(spare if reserve else ()),
        Paragraph(_reserve_counts(), "small"),
        *(Question(_(text), lines=1) for _side, text in SIDES),
        Signatures((pupil.signature(), pupil.guardian_signature(), pupil.tutor_signature())),
    )


def _filled(pupil: Pupil, agreement: Agreement) -> tuple[Block, ...]:
    undertakes, signed = agreement.undertakes or Undertakings(), agreement.signed_by
    on = shown(agreement.on)
    spare = (
        Heading(_("In reserve, the better first")),
        Grid(_columns(), _rows(pupil, agreement.reserve)),
        Paragraph(_reserve_counts(), "small"),
    )
    earlier = [other for other in pupil.sheet.agreements if other.id != agreement.id]
    instead = say(N_("It takes the place of the agreement of {days}."), {"days": [other.on for other in earlier]})
    return (
        _facts(pupil, agreement),
        Paragraph(_intro()),
        *((Paragraph(instead),) if earlier else ()),
        Heading(_("Courses agreed on")),
        Grid(_columns(), _rows(pupil, agreement.offers)),
        *(spare if agreement.reserve else ()),
        Heading(_("What each side undertakes")),
        *(Question(_(text), getattr(undertakes, side) or "", lines=1) for side, text in SIDES),
        Signatures(
            (
                pupil.signature(on if pupil.id in signed else ""),
                pupil.guardian_signature(on if set(pupil.legal_guardians) & set(signed) else "", signed),
                pupil.tutor_signature(),
            )
        ),
    )


def _intro() -> str:
    return _("The pupil, the family and the school have talked the choice over and settled on the following.")


def _reserve_counts() -> str:
    return _("A place in a course of the reserve is within this agreement.")


def _columns() -> tuple[Column, ...]:
    return (
        Column("№", 0.5, "right"),
        Column(pgettext("paper", "Course"), 4),
        Column(pgettext("paper", "Hours, room"), 3),
        Column(pgettext("paper", "Teacher"), 3),
    )


def _numbered(count: int) -> tuple[tuple[str, ...], ...]:
    return tuple((str(place),) for place in range(1, count + 1))


def _rows(pupil: Pupil, offers: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    case, rows = pupil.case, []
    for place, identifier in enumerate(offers, 1):
        offer = case.run.offers.get(identifier)
        told = (when(offer), teachers(case, offer)) if offer else (DASH, DASH)
        title = case.run.offer_title(identifier)
        if offer and offer.cancelled_on:
            title += " " + say(N_("(cancelled on {on})"), {"on": offer.cancelled_on})
        rows.append((str(place), title, *told))
    return tuple(rows)
