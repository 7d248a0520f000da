"""The type of cells that hold a class of pupils."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from iom.exchange.columns.misfit import Misfit
from iom.exchange.columns.values import ValueType
from iom.language import N_
from iom.model.folding import TWINS, folded
from iom.model.timetable import grade_of

if TYPE_CHECKING:
    from iom.exchange.columns.bearings import Bearings

_CYRILLIC: Final = {latin: cyrillic for cyrillic, latin in TWINS.items()}


class ClassForm(ValueType[str]):
    """A class: 5а, 5А, 5 «А», 5-a are one, spelt as the school spells it already."""

    def parse(self, text: str, bearings: Bearings) -> str | Misfit:
        """See `ValueType.parse`."""
        written = re.sub(r"[\s\"'«»“”„-]|класс", "", text.strip(), flags=re.IGNORECASE)
        if grade_of(written) is None or len(written) > 12:
            hint = N_("Write the class like 5а or 11.")
            return Misfit("form", N_("There is no class {given}."), hint, {"given": text.strip()})
        if known := bearings.forms.get(folded(written)):
            return known
        workspace = bearings.school.workspace
        if workspace is None or workspace.language == "ru":
            return "".join(_CYRILLIC.get(letter, letter) for letter in written)
        return written

    def show(self, value: str) -> str:
        """See `ValueType.show`."""
        return value
