"""The file of rejected rows: as they stood there, with reason and place, to be mended and imported again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Final

from iom.exchange.columns.column import Column
from iom.exchange.columns.misfit import Misfit
from iom.exchange.columns.table_kind import Record
from iom.exchange.importing.acquaintance import row_name
from iom.exchange.importing.intake import PLACE, REASON
from iom.exchange.importing.opening import REJECTED, Opened
from iom.exchange.importing.plan import Outcome
from iom.exchange.layouts.tables import Layout
from iom.exchange.tables.files import put
from iom.exchange.tables.write import OutSheet, write


def rejected_sheet(outcomes: Sequence[Outcome], opened: Opened, columns: Sequence[Column]) -> OutSheet:
    """The table of rejected rows: their own headings, what titles and options said about them, then why and where."""
    headings = _headings(opened)
    titles = {column.key: column.title() for column in columns}
    context = list(dict.fromkeys(key for one in outcomes for key in _said_above(one)))
    heads = [
        *(heading.strip() for heading in headings),
        *(titles[key] for key in context),
        REASON.title(),
        PLACE.title(),
    ]
    numbers = dict(_numbers(outcomes, len("\n".join(heads).splitlines()) - len(heads) + 2))
    return OutSheet("rejected", heads, [list(_row(one, headings, context, numbers)) for one in outcomes])


def write_rejected(file: str, sheet: OutSheet, delimiter: str | None) -> tuple[Path, Path | None]:
    """Write the rejected rows of ``file``: where they are, and the file there whose rows somebody may have mended.

    A file that is there and holds anything else is never written over: the next free number is taken.

    Raises:
        UnwritableFileError: the path cannot be written.
    """
    stream = BytesIO()
    write("csv", [sheet], stream, delimiter=delimiter)
    content, first = stream.getvalue(), Path(file + REJECTED)
    path = next(one for one in _numbered(file) if not one.exists() or _holds(one, content))
    if not path.exists():
        put(path, lambda beside: beside.write(content))
    return path, first if path != first else None


def _numbered(file: str) -> Iterator[Path]:
    yield Path(file + REJECTED)
    for number in count(2):
        yield Path(f"{file}.{number}{REJECTED}")


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content


def _headings(opened: Opened) -> list[str]:
    """The headings of all tables, one that stands twice in a table twice."""
    found: list[str] = []
    for table in opened.tables:
        found += [name for _at, name in _named(table.layout) if name not in found]
    return found


def _named(layout: Layout) -> Iterator[tuple[int, str]]:
    """Positions with headings that no two share: a second «Телефон» has a blank behind it."""
    seen: set[str] = set()
    for at, cell in enumerate(layout.headings):
        name = cell.text.strip()
        while name in seen:
            name += " "
        seen.add(name)
        if name.strip() and name.strip() not in _OURS:
            yield at, name


_OURS: Final = frozenset(heading for column in (REASON, PLACE) for heading in column.headings())


def _said_above(outcome: Outcome) -> list[str]:
    """Columns whose value did not stand in the row."""
    own = {cell.place for cell in outcome.intake.line.values.values()}
    return [key for key, cell in outcome.intake.record.cells.items() if cell.place not in own]


def _row(
    outcome: Outcome, headings: Sequence[str], context: Sequence[str], numbers: Mapping[str, str]
) -> Iterator[str]:
    intake = outcome.intake
    values = intake.line.values
    by_heading = {name: values[at].text for at, name in _named(intake.layout) if at in values}
    for heading in headings:
        yield by_heading.get(heading, "")
    above = _said_above(outcome)
    for key in context:
        yield intake.record.cells[key].text if key in above else ""
    yield " ".join(_renumbered(reason, intake.record, numbers).said() for reason in outcome.reasons)
    yield ", ".join(dict.fromkeys(outcome.place(reason) for reason in outcome.reasons))


def _numbers(outcomes: Sequence[Outcome], first: int) -> Iterator[tuple[str, str]]:
    """The numbers that the rows have in the file of rejected rows: those of their first lines."""
    number = first
    for one in outcomes:
        yield row_name(one.intake.record), str(number)
        texts = {
            cell.place: cell.text for cell in (*one.intake.line.values.values(), *one.intake.record.cells.values())
        }
        number += 1 + sum(text.count("\n") for text in texts.values())


def _renumbered(reason: Misfit, record: Record, numbers: Mapping[str, str]) -> Misfit:
    """A doubt about who somebody is, with the rows as they are counted in the file of rejected rows."""
    facts = reason.facts
    if "who" not in facts:
        return reason
    row, _colon, slot = str(facts["id"]).partition(":")
    same = f"{numbers[row]}:{slot}".rstrip(":") if row in numbers else facts["who"]
    return replace(reason, facts={**facts, "row": f"{numbers[row_name(record)]}{facts['slot']}", "id": same})
