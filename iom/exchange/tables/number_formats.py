"""Numbers of a workbook as the text that a person sees: dates, times, leading zeros."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from math import isfinite
from typing import Final

from iom.exchange.tables.archive import Archive
from iom.exchange.tables.markup import elements

_BUILT_IN: Final = {
    **dict.fromkeys(map(str, (14, 15, 16, 17, *range(27, 37), *range(50, 59))), "d"),
    **dict.fromkeys(("18", "19", "20", "21", "45", "47"), "h"),
    "22": "dh",
    "46": "[h]",
}
_NO_LETTERS: Final = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)
_ZEROS: Final = re.compile("0{2,40}")  # more would make every number a text of any length
_LAST_SERIAL: Final = 2_958_466  # the first day of the year 10000
_DAY: Final = 86_400
_STYLE_ELEMENTS: Final = ("numFmt", "cellXfs", "cellStyleXfs", "cellStyles", "dxfs", "xf")


@dataclass(frozen=True, slots=True)
class Look:
    """What a number format makes of a number: a date, a time, both, a duration, zeros in front."""

    day: bool = False
    clock: bool = False
    duration: bool = False
    digits: int = 0


PLAIN: Final = Look()


def looks(archive: Archive, part: str) -> list[Look]:
    """For each style of the workbook what it makes of numbers."""
    if part not in archive:
        return []
    codes: dict[str, str] = {}
    found: list[Look] = []
    inside = False
    for name, attributes in elements(archive, part, _STYLE_ELEMENTS):
        if name == "numFmt":
            codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name in {"cellXfs", "cellStyleXfs", "cellStyles", "dxfs"}:
            inside = name == "cellXfs"
        elif name == "xf" and inside:
            number = attributes.get("numFmtId", "0")
            found.append(look_of(codes[number]) if number in codes else _built_in(number))
    return found


def look_of(code: str) -> Look:
    """What the format ``code`` (``dd.mm.yyyy``) makes of numbers."""
    if _ZEROS.fullmatch(code):
        return Look(digits=len(code))
    letters = _NO_LETTERS.sub("", code.split(";", maxsplit=1)[0]).lower()
    if "general" in letters:
        return PLAIN
    clock = "h" in letters or "s" in letters
    day = "y" in letters or "d" in letters or ("m" in letters and not clock)
    return Look(day=day, clock=clock, duration="[" in letters)


def number_text(number: str, look: Look, *, from_1904: bool = False) -> str:
    """The text of a number cell; a whole number has no decimal point, no number an exponent."""
    if look is PLAIN and len(number) < 16 and number.isascii() and number.isdigit():
        return number
    try:
        value = float(number)
    except ValueError:
        return number
    if (look.day or look.clock) and 0 <= value < _LAST_SERIAL:
        return _moment_text(value, look, from_1904=from_1904)
    text = plain_number(number, value)
    return text.zfill(look.digits) if text.isdigit() else text


def plain_number(number: str, value: float) -> str:
    """A number without exponent, rounded to the fifteen digits that spreadsheet programs keep."""
    if not isfinite(value):
        return number
    if re.fullmatch(r"-?\d{1,21}", number):
        return number
    if value == int(value) and abs(value) < 1e21:
        return str(int(value)) if abs(value) < 2**53 else f"{Decimal(number):f}"[:22].rstrip(".")
    text = f"{Decimal(f'{value:.15g}'):f}"
    return text if len(text) < 40 else number


def _moment_text(value: float, look: Look, *, from_1904: bool) -> str:
    seconds = round(value * _DAY)
    if look.duration or not look.day:
        seconds = seconds if look.duration else seconds % _DAY
        return _clock(seconds)
    # The calendar of spreadsheets has a 29 February 1900.
    start = date(1904, 1, 1) if from_1904 else date(1899, 12, 30 if value >= 60 else 31)
    day = (start + timedelta(days=seconds // _DAY)).isoformat()
    clock = seconds % _DAY
    return f"{day} {_clock(clock)}" if look.clock and clock else day


def _clock(seconds: int) -> str:
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours:02}:{minute:02}" + (f":{second:02}" if second else "")


def _built_in(number: str) -> Look:
    kind = _BUILT_IN.get(number, "")
    return Look(day="d" in kind, clock="h" in kind, duration="[" in kind)
