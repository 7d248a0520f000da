"""Every paper that can be printed, in the order of a round."""

from __future__ import annotations

from typing import Final

from iom.language import N_
from iom.report.papers.kinds import PaperKind
from iom.report.sheets import certificate

PAPERS: Final[tuple[PaperKind, ...]] = (
    PaperKind(
        "certificate", N_("Certificate of participation"), N_("pupil"), "pupil", certificate.build, publishes=True
    ),
)
