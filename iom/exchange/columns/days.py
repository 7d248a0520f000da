"""The type of cells that hold a day: one way of reading each spelling, or a problem."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from iom.exchange.columns.misfit import Misfit
from iom.exchange.columns.values import ValueType
from iom.language import N_, shown

if TYPE_CHECKING:
    from iom.exchange.columns.bearings import Bearings

#: The first letters of each month's name, in both languages and in any case of Russian.
_MONTHS: Final = (
    ("янв", "jan"), ("фев", "feb"), ("мар", "mar"), ("апр", "apr"), ("май", "мая", "may"), ("июн", "jun"),
    ("июл", "jul"), ("авг", "aug"), ("сен", "sep"), ("окт", "oct"), ("ноя", "nov"), ("дек", "dec"),
)  # fmt: skip
#: A time of the day behind the day, as online forms stamp it.
_HOUR: Final = r"(?:[ T,]+\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?(?: ?[ap]m)?(?:Z|[+-]\d{2}:?\d{2})?)?"
_ISO: Final = re.compile(r"(\d{4})[-.](\d{1,2})[-.](\d{1,2})" + _HOUR)
_DOTTED: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})\.?(?: ?г(?:\.|ода)?)?" + _HOUR)
_SLASHED: Final = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})" + _HOUR, re.IGNORECASE)
_NAMED: Final = re.compile(r"(\d{1,2})(?:-?(?:го|е|st|nd|rd|th))? +([^\W\d]+)\.?,? +(\d{4})(?: ?г(?:\.|ода)?)?" + _HOUR)
_NAMED_FIRST: Final = re.compile(r"([^\W\d]+)\.? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})" + _HOUR)
_WITHOUT_YEAR: Final = re.compile(r"\d{1,2}[./-]\d{1,2}\.?|\d{1,2} +[^\W\d]+\.?")

_CORRECT: Final = N_("Correct the day.")
_HOW: Final = N_("Write the day like 01.02.2026 or 2026-02-01.")
_EARLIEST, _LATEST = 1900, 2100
# Where the form was filled in it may be tomorrow already.
_AHEAD: Final = timedelta(days=1)


@dataclass(frozen=True)
class Day(ValueType[date]):
    """A day: 01.02.2026 is the first of February; what could be two days is none.

    What is ``done`` on the day cannot be still to come.
    """

    done: bool = False

    def parse(self, text: str, bearings: Bearings) -> date | Misfit:
        """See `ValueType.parse`."""
        written = " ".join(text.split())
        found = _in_numbers(written, bearings.today) or _in_words(written) or _otherwise(written)
        if self.done and isinstance(found, date) and found > bearings.today + _AHEAD:
            facts = {"day": found, "today": bearings.today}
            return Misfit("future", N_("{day} is still to come; today is {today}."), _CORRECT, facts)
        return found

    def show(self, value: date) -> str:
        """See `ValueType.show`."""
        return shown(value)

    def plain(self, value: date) -> Any:
        """See `ValueType.plain`."""
        return value.isoformat()


def _in_numbers(written: str, today: date) -> date | Misfit | None:
    if match := _ISO.fullmatch(written):
        return _day(written, int(match[1]), int(match[2]), int(match[3]))
    if match := _DOTTED.fullmatch(written):
        return _day(written, _year(match[3], today), int(match[2]), int(match[1]))
    if match := _SLASHED.fullmatch(written):
        return _either(written, int(match[1]), int(match[2]), int(match[3]))
    return None


def _in_words(written: str) -> date | Misfit | None:
    if match := _NAMED.fullmatch(written):
        return _named(written, match[2], int(match[1]), int(match[3]))
    if match := _NAMED_FIRST.fullmatch(written):
        return _named(written, match[1], int(match[2]), int(match[3]))
    return None


def _otherwise(written: str) -> Misfit:
    if _WITHOUT_YEAR.fullmatch(written):
        return Misfit("year", N_("{given} has no year."), _HOW, {"given": written})
    if re.fullmatch(r"\d{5}(?:[.,]\d+)?", written):
        hint = N_("The cell holds a number, not a date: give it the format of a date in the spreadsheet.")
        return Misfit("date", N_("{given} is no date."), hint, {"given": written})
    return Misfit("date", N_("{given} is no date."), _HOW, {"given": written})


def _year(written: str, today: date) -> int:
    """A year of two digits is the one nearest to today."""
    if len(written) == 4:
        return int(written)
    century = today.year - today.year % 100
    return min((century + shift + int(written) for shift in (-100, 0, 100)), key=lambda year: abs(year - today.year))


def _named(written: str, word: str, day: int, year: int) -> date | Misfit:
    beginning = word.casefold()[:3]
    month = next((number for number, names in enumerate(_MONTHS, 1) if beginning in names), 0)
    return _day(written, year, month, day)


def _either(written: str, first: int, second: int, year: int) -> date | Misfit:
    """Day and month with a slash or a hyphen: in which order, only the numbers can say."""
    days = {found for day, month in ((first, second), (second, first)) if (found := _maybe(year, month, day))}
    if len(days) > 1:
        facts = {"given": written, "first": min(days), "second": max(days)}
        return Misfit("ambiguous-date", N_("{given} may be {first} or {second}."), _HOW, facts)
    return days.pop() if days else _none(written)


def _day(written: str, year: int, month: int, day: int) -> date | Misfit:
    return _maybe(year, month, day) or _none(written)


def _none(written: str) -> Misfit:
    return Misfit("no-such-day", N_("There is no such day: {given}."), _HOW, {"given": written})


def _maybe(year: int, month: int, day: int) -> date | None:
    if not _EARLIEST <= year <= _LATEST:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
