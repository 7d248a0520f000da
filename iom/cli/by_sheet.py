"""A walk named by the code of the paper that was filled in: which pupil, which part, which product."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from iom.errors import Exit, IomError
from iom.language import N_
from iom.model.folding import find_folded
from iom.model.school import School
from iom.report.papers.codes import NoSheetCodeError, SheetCode, SheetKind, read

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
#: What a command takes a pupil's code alone for; of marks it depends on whether an expert is named.
_TAKEN: Final[Mapping[str, SheetKind]] = {"choose": "choice", "reflect": "reflection"}


class OtherSheetError(IomError):
    """The sheet (``code``) belongs to another command (``right``)."""

    text = N_("The sheet {code} does not belong here.")
    hint = N_("Type: iom {right} --sheet {code}")
    exit_code = Exit.USAGE


class SeveralSheetsError(IomError):
    """A pupil's code (``typed``) stands on several sheets that the command takes: ``codes``."""

    text = N_("Several sheets have the code “{typed}”.")
    hint = N_("Type the one under the QR code: {codes}")
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
        SeveralSheetsError: it is a pupil's code alone, and several sheets have it.
        OtherSheetError: another command takes such sheets.
        WhoseMarksError: it is an expert's, and nobody is named.
        StrangeSheetError: round, pupil or offer are not known here.
    """
    code = _read(typed, verb, school, "expert" if expert else "self")
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


def _read(typed: str, verb: str, school: School, marks: SheetKind) -> SheetCode:
    """The whole code, or the sheet that the command takes for the pupil's code alone, as expert sheets show it."""
    try:
        return read(typed)
    except NoSheetCodeError:
        found = tuple(_sheets(typed, _TAKEN.get(verb, marks), school))
        if not found:
            raise
    if len(found) > 1:
        raise SeveralSheetsError(typed=typed, codes=[str(code) for code in found])
    return found[0]


def _sheets(typed: str, kind: SheetKind, school: School) -> Iterator[SheetCode]:
    """The sheets of a kind of the pupil with this code: one a round, or one a product."""
    for run in school.runs.values():
        code = find_folded(typed.strip(), run.participants)
        if code is None:
            continue
        if kind not in {"expert", "self"}:
            yield SheetCode(kind, run.id, code)
            continue
        student = run.participants[code]
        for offer, journal in sorted(run.journals.items()):
            if any(product.student == student for product in journal.products):
                yield SheetCode(kind, run.id, code, offer)
