"""Every paper that can be printed, in the order of a round."""

from __future__ import annotations

from typing import Final

from iom.language import N_
from iom.report.papers.kinds import PaperKind
from iom.report.sheets import (
    agreement,
    attendance_journal,
    certificate,
    choice_sheet,
    consultation_journal,
    expert_sheet,
    expert_table,
    explanation,
    figures,
    group_list,
    minutes,
    placement_report,
    reflections,
    route_sheet,
    self_sheet,
)

FAMILY: Final = N_("pupil and parents")
TUTOR: Final = N_("tutor")
TEACHER: Final = N_("teacher")
DIRECTOR: Final = N_("director")

PAPERS: Final[tuple[PaperKind, ...]] = (
    PaperKind("choice", N_("Choice sheet"), FAMILY, "pupil", choice_sheet.build),
    PaperKind(agreement.KIND, N_("Agreement of family and school"), FAMILY, "pupil", agreement.build),
    PaperKind("route", N_("Individual educational route"), N_("pupil, parents, tutor"), "pupil", route_sheet.build),
    PaperKind(group_list.KIND, N_("Group list"), TEACHER, "offer", group_list.build),
    PaperKind(placement_report.KIND, N_("Report of the placement"), N_("coordinator"), "round", placement_report.build),
    PaperKind(explanation.KIND, N_("How the courses were given"), FAMILY, "pupil", explanation.build),
    PaperKind(attendance_journal.KIND, N_("Attendance journal"), TEACHER, "offer", attendance_journal.build),
    PaperKind(
        consultation_journal.KIND,
        N_("Journal of the tutor's consultations"),
        TUTOR,
        "tutor",
        consultation_journal.build,
    ),
    PaperKind(
        self_sheet.KIND, N_("My product: my own marks"), N_("pupil"), "pupil", self_sheet.build, of_products=True
    ),
    PaperKind(expert_sheet.KIND, N_("Expert sheet"), N_("expert"), "pupil", expert_sheet.build, of_products=True),
    PaperKind(expert_table.KIND, N_("Expert sheet of a table"), N_("expert"), "offer", expert_table.build),
    PaperKind(
        minutes.KIND, N_("Minutes of the mini-conference"), N_("everybody"), "event", minutes.build, publishes=True
    ),
    PaperKind("reflection", N_("Reflection sheet: pupil"), N_("pupil"), "pupil", reflections.build_pupils),
    PaperKind(
        "guardian-reflection", N_("Reflection sheet: parent"), N_("guardian"), "pupil", reflections.build_guardians
    ),
    PaperKind(
        certificate.KIND, N_("Certificate of participation"), N_("pupil"), "pupil", certificate.build, publishes=True
    ),
    PaperKind(figures.ROUND, N_("Report on the round"), DIRECTOR, "round", figures.build_round),
    PaperKind(figures.EVALUATION, N_("Report on the evaluation"), DIRECTOR, "round", figures.build_evaluation),
)
