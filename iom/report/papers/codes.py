"""The text in the QR code of a sheet that is filled in by hand: its kind and codes, never a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

from iom.errors import Exit, IomError
from iom.language import N_
from iom.model.folding import folded

SheetKind = Literal["choice", "guardian-choice", "agreement", "expert", "self", "reflection", "guardian-reflection"]
KINDS: Final[tuple[SheetKind, ...]] = get_args(SheetKind)
_SCHEME: Final = "iom"
_SCHEMES: Final = (_SCHEME, folded("иом"))


class NoSheetCodeError(IomError):
    """What was typed (``typed``) is no code of a sheet."""

    text = N_("“{typed}” is not the code of a sheet.")
    hint = N_("It stands under the QR code, for example iom:choice:2026-autumn:k7m2p")
    exit_code = Exit.USAGE


@dataclass(frozen=True, slots=True)
class SheetCode:
    """Which sheet it is: its kind, the round's id, the participant's code in the round, and the offer of a product.

    ``self`` is the sheet of a pupil's own marks; who judges as an expert is asked when the sheet comes back.
    """

    kind: SheetKind
    round: str
    code: str
    offer: str = ""

    def __str__(self) -> str:
        return ":".join(filter(None, (_SCHEME, self.kind, self.round, self.code, self.offer)))


# A scanner types like a keyboard: with the Russian layout on, "iom:" arrives as "шщьЖ".
_LAYOUT: Final = str.maketrans("йцукенгшщзхъфывапролджэячсмитьбюЖ", "qwertyuiop[]asdfghjkl;'zxcvbnm,.:")


def read(typed: str) -> SheetCode:
    """The code as scanned or typed: case and Cyrillic twins folded, and the Russian layout understood.

    Raises:
        NoSheetCodeError: it is none.
    """
    for text in (typed, typed.translate(_LAYOUT)):
        pieces = folded(text).replace(" ", "").split(":")
        kind = next((known for known in KINDS if pieces[1:2] == [known]), None)
        if pieces[0] in _SCHEMES and kind and 4 <= len(pieces) <= 5 and all(pieces):
            return SheetCode(kind, *pieces[2:])
    raise NoSheetCodeError(typed=typed)
