"""What a part would take back of what stands in the documents, and the question whether it may."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from iom.ask.kinds import Confirm
from iom.ask.question import Answers, Form, Question
from iom.changes.diff import Delete, Edit, diff
from iom.language import N_, _
from iom.model.edits import Add, Data, Operation, Set, find
from iom.model.school import School
from iom.views.changes import document_title, entry_text, sentence
from iom.views.sheet import Lines, Sheet
from iom.walk.part import Part
from iom.walk.sitting import Sitting

REPLACE: Final = Form("replace", Confirm, N_("put the answers in place of what stands in the documents"))
REPLACE_KEY: Final = (REPLACE.name, "")


@dataclass
class Caution:
    """Asks once, before a part is saved whose answers did not stand beside what they replace.

    Those are the answers of a draft (``drafted``), which others may have overtaken meanwhile, and those of a command
    line (``told``) that correct a record.
    """

    part: Part
    sitting: Sitting
    drafted: bool
    told: bool

    def sheet(self, answers: Answers) -> Sheet | None:
        """What stands there and would be replaced; None where there is no need to ask."""
        if not (self.drafted or self.told) or REPLACE_KEY in answers:
            return None
        after = self.part.apply(self.sitting, answers)
        if not self.drafted and not self.part.corrections(self.sitting, after):
            return None
        lines = taken_back(self.part, self.sitting, after)
        return Sheet(_("This stands in the documents already"), (Lines(lines, bullet="-"),)) if lines else None

    def lift(self) -> None:
        """Ask no more: the person answers anew, beside what stands there."""
        self.drafted = self.told = False

    def question(self) -> Question:
        """Whether the answers may take its place."""
        return Question(
            REPLACE,
            Confirm(),
            _("Put your answers in its place?"),
            hint=_("no: nothing of them is written, and the questions are asked anew"),
        )


def taken_back(part: Part, sitting: Sitting, after: School) -> tuple[str, ...]:
    """Every value and entry that ``after`` replaces, takes away or overtakes, a line each."""
    changes = diff(sitting.school, after)
    lines = [*part.corrections(sitting, after)]
    for item in changes.items:
        if isinstance(item, Delete):
            lines.append(document_title(sitting.school, item.path))
        if isinstance(item, Edit):
            before = sitting.school.documents[item.path].data()
            lines.extend(_lines(item.path, before, item.operations, sitting.school))
    if changes and not lines and not part.lacking(sitting):
        lines = [_("an answer of this part")]
    return tuple(lines)


def _lines(path: str, before: Data, operations: tuple[Operation, ...], school: School) -> Iterator[str]:
    for operation in operations:
        if isinstance(operation, Add):
            if overtaken := _overtaken(before, operation):
                yield entry_text(overtaken, school)
        elif not isinstance(operation, Set) or _holds(before, operation):
            yield sentence(path, before, operation, school)


def _holds(before: Data, operation: Set) -> bool:
    try:
        return find(before, operation.keys) is not None
    except (KeyError, TypeError):
        return False


def _overtaken(before: Data, operation: Add) -> Data | None:
    """The last entry of the list that is by the same person as the new one."""
    author = operation.entry.get("by")
    try:
        rows = find(before, operation.keys)
    except (KeyError, TypeError):
        return None
    return next((row for row in reversed(rows) if author and row.get("by") == author), None)
