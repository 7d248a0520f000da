"""The type of cells that hold a class of pupils."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from iom.exchange.columns.misfit import Misfit
from iom.exchange.columns.values import ValueType
from iom.exchange.tables.grid import visible
from iom.language import N_
from iom.model.folding import TWINS, folded
from iom.model.timetable import grade_of

if TYPE_CHECKING:
    from iom.exchange.columns.bearings import Bearings

# The word behind or before the class in whichever case; a capital at its end is the letter of the class.
_WORD: Final = re.compile(r"(?<!\w)(?:класс(?-i:а|у|е|ом)?|кл)\b\.?|класс", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"[\s\"'«»“”„-]")
_NAME: Final = re.compile(r"\d{1,2}[\w./]*")
_CYRILLIC: Final = {latin: cyrillic for cyrillic, latin in TWINS.items()}


class ClassForm(ValueType[str]):
    """A class: 5а, 5А, 5 «А», 5-a are one, spelt as the school spells it already."""

    def parse(self, text: str, bearings: Bearings) -> str | Misfit:
        """See `ValueType.parse`."""
        written = _BETWEEN.sub("", _WORD.sub("", visible(text)))
        if known := bearings.forms.get(folded(written)):
            return known
        if grade_of(written) is None or len(written) > 12 or not _NAME.fullmatch(written):
            hint = N_("Write the class like 5а or 11.")
            return Misfit("form", N_("There is no class {given}."), hint, {"given": text.strip()})
        workspace = bearings.school.workspace
        if workspace is None or workspace.language == "ru":
            return "".join(_CYRILLIC.get(letter, letter) for letter in written)
        return written

    def show(self, value: str) -> str:
        """See `ValueType.show`."""
        return value
