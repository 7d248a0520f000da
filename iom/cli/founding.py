"""The first documents of a school: what ``iom init`` writes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time, timedelta
from pathlib import Path
from typing import Final, NamedTuple

from iom.model import kinds
from iom.model.base import Document
from iom.model.teaching import DeficitCatalog, MetaskillCatalog
from iom.model.workspace import Calendar, LessonsEnd, Span, Workspace

#: The program's own state, and the page that names children: neither belongs into git.
IGNORED: Final = (".iom/", "/board-*.html")
#: From this month on, the year to plan is the coming one.
_PLANNING_BEGINS: Final = 6
_LESSONS_END: Final = {
    **dict.fromkeys(range(1, 5), time(12, 30)),
    **dict.fromkeys(range(5, 10), time(14, 0)),
    **dict.fromkeys(range(10, 12), time(15, 0)),
}


class Founder(NamedTuple):
    """What the school says of itself."""

    name: str
    language: str
    code: str | None = None
    municipality: str | None = None


def founded(founder: Founder, today: date) -> Mapping[str, Document]:
    """The documents of a new school by path; the calendar is a usual one, to be corrected by the school's order."""
    workspace = Workspace.new(
        name=founder.name, code=founder.code, municipality=founder.municipality, language=founder.language
    )
    return {
        kinds.WORKSPACE.path(): workspace,
        kinds.CALENDAR.path(): usual_calendar(today.year if today.month >= _PLANNING_BEGINS else today.year - 1),
        kinds.DEFICITS.path(): DeficitCatalog.new(),
        kinds.METASKILLS.path(): MetaskillCatalog.new(),
    }


def usual_calendar(year: int) -> Calendar:
    """Four terms and the holidays between them, in the school year that starts in September of ``year``."""
    starts, ends = date(year, 9, 1), date(year + 1, 5, 26)
    holidays = {
        "autumn": (_monday(date(year, 10, 26)), 9),
        "winter": (_monday(date(year, 12, 29)), 12),
        "spring": (_monday(date(year + 1, 3, 26)), 9),
    }
    free = [_span(name, since, since + timedelta(days=days - 1)) for name, (since, days) in holidays.items()]
    first_days = [starts, *(span.ends + timedelta(days=1) for span in free)]
    last_days = [*(span.starts - timedelta(days=1) for span in free), ends]
    return Calendar.new(
        years=(_span(f"{year}-{year + 1}", starts, ends),),
        terms=tuple(
            _span(f"term-{number}", first, last)
            for number, (first, last) in enumerate(zip(first_days, last_days, strict=True), 1)
        ),
        holidays=tuple(free),
        lessons_end=tuple(LessonsEnd(id=f"grade-{grade}", grade=grade, at=at) for grade, at in _LESSONS_END.items()),
    )


def ignore_state(root: Path) -> None:
    """Keep the program's own state and the pages with names out of git."""
    path = root / ".gitignore"
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    lacking = [pattern for pattern in IGNORED if pattern not in text.split()]
    if lacking:
        with path.open("a", encoding="utf-8", newline="\n") as file:
            file.write(("" if not text or text.endswith("\n") else "\n") + "\n".join(lacking) + "\n")


def _span(name: str, starts: date, ends: date) -> Span:
    return Span(id=name, starts=starts, ends=ends)


def _monday(day: date) -> date:
    """The Monday nearest to ``day``."""
    return day - timedelta(days=(day.weekday() + 3) % 7 - 3)
