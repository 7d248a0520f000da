"""The certificate of participation: one framed page for a pupil."""

from __future__ import annotations

from iom.language import _
from iom.report.papers.kinds import Built, Case
from iom.report.papers.paper import Paper, Paragraph


def build(case: Case, subject: str) -> Built:
    """The pupil's certificate."""
    workspace = case.school.workspace
    blocks = (Paragraph(case.school.name(subject), "display"), Paragraph(case.run.round.title, "center"))
    above = (workspace.name,) if workspace else ()
    return Built((Paper("certificate", _("Certificate of participation"), blocks, subject, above, look="certificate"),))
