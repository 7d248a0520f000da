"""The route sheet: the whole individual route on at most two pages, for pupil, parent and tutor."""

from __future__ import annotations

from iom.language import _, pgettext
from iom.report.papers.kinds import Built, Case
from iom.report.papers.paper import Approval, Block, Endorsement, Facts, Paper, Paragraph, Signature, Signatures
from iom.report.sheets import route_outcome, route_plan
from iom.report.sheets.frame import holder, of_pupil, school_year
from iom.report.sheets.measure import pages
from iom.report.sheets.pupil import Pupil
from iom.report.sheets.room import ROOMS, Room

PAGES = 2


def build(case: Case, subject: str) -> Built:
    """The sheet with as much room for each text as two pages allow; what is shortened ends in an ellipsis."""
    pupil = Pupil(case, subject, unwritten=case.blank)
    sheets = (_sheet(pupil, room) for room in ROOMS)
    return Built((next((sheet for sheet in sheets if pages(sheet) <= PAGES), _sheet(pupil, ROOMS[-1])),))


def _sheet(pupil: Pupil, room: Room) -> Paper:
    blocks: tuple[Block, ...] = (
        _approval(pupil.case),
        _order(pupil, room),
        *route_plan.blocks(pupil, room),
        *route_outcome.blocks(pupil, room),
        *(() if room == ROOMS[0] else (_shortened(),)),
        _signatures(pupil),
    )
    return of_pupil(pupil, "route", _("Individual educational route"), blocks)


def _shortened() -> Paragraph:
    text = _("Long texts are shortened here so that the route fits on two pages; they stand in full in its document.")
    return Paragraph(text, "small")


def _approval(case: Case) -> Approval:
    deputy, director = holder(case, "deputy"), holder(case, "director")
    return Approval(
        (
            Endorsement(pgettext("paper", "Agreed"), pgettext("paper", "Deputy head"), deputy),
            Endorsement(pgettext("paper", "Approved"), pgettext("paper", "Head of the school"), director),
        )
    )


def _order(pupil: Pupil, room: Room) -> Facts:
    run, profile = pupil.case.run, pupil.profile
    rows = (
        (pgettext("paper", "School year, round"), f"{school_year(pupil.case)}, {run.round.title}"),
        (pgettext("paper", "Order (day, number)"), ""),
        (pgettext("paper", "Tutor"), pupil.tutor),
        (pgettext("paper", "Parents (legal representatives)"), pupil.family),
        (pgettext("paper", "Interests"), room.cut(", ".join(profile.interests) if profile else "")),
        (pgettext("paper", "Strengths"), room.cut(", ".join(profile.strengths) if profile else "")),
        (pgettext("paper", "Request"), room.cut(pupil.route.request or "")),
    )
    return Facts(rows)


def _signatures(pupil: Pupil) -> Signatures:
    head = Signature(pgettext("paper", "Head of the school"), holder(pupil.case, "director"))
    return Signatures((pupil.signature(), pupil.guardian_signature(), pupil.tutor_signature(), head))
