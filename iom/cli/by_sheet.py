"""A walk named by the code of the paper that was filled in: which pupil, which part, which product."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from iom.errors import Exit, IomError
from iom.language import N_
from iom.model.folding import find_folded
from iom.model.school import School
from iom.report.papers.codes import SheetCode, SheetKind, read

#: The command that takes a sheet up, and the part of its walk.
WALKS: Final[Mapping[SheetKind, tuple[str, str]]] = {
    "choice": ("choose", "wishes"),
    "guardian-choice": ("choose", "guardian-wishes"),
    "agreement": ("choose", "talk"),
    "self": ("evaluate", "self-assessment"),
    "expert": ("evaluate", "expert"),
    "reflection": ("reflect", "reflection"),
    "guardian-reflection": ("reflect", "guardian-reflection"),
}


class OtherSheetError(IomError):
    """The sheet (``code``) belongs to another command (``right``)."""

    text = N_("The sheet {code} does not belong here.")
    hint = N_("Type: iom {right} --sheet {code}")
    exit_code = Exit.USAGE


class StrangeSheetError(IomError):
    """The sheet (``code``) is of no round, pupil or course of this school."""

    text = N_("The sheet {code} is of nobody here: “{piece}” is not known.")
    hint = N_("Compare it with the code under the QR code; the sheet may be another school's.")
    exit_code = Exit.NOT_FOUND


class WhoseMarksError(IomError):
    """An expert sheet (``code``) without the expert."""

    text = N_("Who has judged? The code of an expert sheet names the product only.")
    hint = N_("Add the person who signed: iom evaluate --sheet {code} --expert PERSON")
    exit_code = Exit.USAGE


class NothingToEnterError(IomError):
    """No marks of the person can be entered for the product on the sheet (``code``)."""

    text = N_("There is nothing to enter from the sheet {code}.")
    hint = N_("The product must be in the journal and have been shown; nobody judges an own child.")
    exit_code = Exit.NOT_FOUND


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a sheet is about: round, pupil, part of the walk, and the offer of a product, "" for other sheets."""

    code: SheetCode
    round: str
    student: str
    part: str
    offer: str = ""


def sheet_of(typed: str, verb: str, school: School, expert: str | None) -> Sheet:
    """The sheet with the code that was typed or scanned.

    Raises:
        NoSheetCodeError: it is no code.
        OtherSheetError: another command takes such sheets.
        WhoseMarksError: it is an expert's, and nobody is named.
        StrangeSheetError: round, pupil or offer are not known here.
    """
    code = read(typed)
    right, part = WALKS[code.kind]
    if right != verb:
        raise OtherSheetError(code=str(code), right=right)
    if code.kind == "expert" and expert is None:
        raise WhoseMarksError(code=str(code))
    run = school.runs.get(find_folded(code.round, school.runs) or "")
    if run is None:
        raise StrangeSheetError(code=str(code), piece=code.round)
    student = run.participants.get(find_folded(code.code, run.participants) or "")
    if student is None:
        raise StrangeSheetError(code=str(code), piece=code.code)
    offer = find_folded(code.offer, run.offers) if code.offer else ""
    if offer is None:
        raise StrangeSheetError(code=str(code), piece=code.offer)
    return Sheet(code, run.id, school.renamed.get(student, student), part, offer)
