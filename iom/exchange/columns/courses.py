"""The table of courses: the catalogue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from iom.exchange.columns.bearings import Bearings
from iom.exchange.columns.column import Column
from iom.exchange.columns.entries import cells, given
from iom.exchange.columns.hours import Grades
from iom.exchange.columns.misfit import Misfit
from iom.exchange.columns.named import Named, Titled
from iom.exchange.columns.table_kind import Desk, Record, Said, TableKind, Values
from iom.exchange.columns.titles import likeliest
from iom.exchange.columns.values import NEW, Identifier, Listing, Text, Whole
from iom.language import N_
from iom.model import kinds
from iom.model.folding import folded
from iom.model.identifiers import title_id
from iom.model.kinds import Kind

COURSE_ID: Final = Column("id", N_("ID"), Identifier(), ("идентификатор", "id курса", "ид"))
CODE: Final = Column("code", N_("Code"), Text(), ("Код курса", "Шифр"))
TITLE: Final = Column(
    "title",
    N_("Title"),
    Text(),
    ("Название курса", "Курс", "Наименование", "Наименование курса", "Course"),
    required=True,
)
_KEYS: Final = (
    "title",
    "code",
    "annotation",
    "authors",
    "grades",
    "hours",
    "metaskills",
    "product",
    "prerequisites",
    "rubric",
)


class Courses(TableKind):
    """One row a course."""

    name = "courses"
    title = N_("Courses")

    def columns(self, bearings: Bearings) -> tuple[Column, ...]:
        """See `TableKind.columns`."""
        authors = Named.of(bearings, kinds.STAFF, kinds.PARTNER)
        return (
            COURSE_ID,
            TITLE,
            CODE,
            Column("annotation", N_("Annotation"), Text(), ("Описание", "О чём курс", "Description")),
            Column("authors", N_("Authors"), Listing(authors), ("Автор", "Учитель", "Педагог", "Author")),
            Column("grades", N_("Year groups"), Grades(), ("Для классов", "Классы", "Параллель", "Grades")),
            Column("hours", N_("Academic hours"), Whole(1, 72), ("Часы", "Часов", "Количество часов", "Hours")),
            Column(
                "metaskills", N_("Metaskills"), Listing(Titled.of(kinds.METASKILLS, bearings)), ("Метаумение", "УУД")
            ),
            Column("product", N_("Product"), Text(), ("Что сделает ученик", "Результат")),
            Column(
                "prerequisites", N_("Courses before"), Listing(Titled.of(kinds.COURSE, bearings)), ("Сначала пройти",)
            ),
            Column("rubric", N_("Rubric"), Titled.of(kinds.RUBRIC, bearings), ("Критерии", "Критерии оценивания")),
        )

    def rows(self, bearings: Bearings) -> Iterator[Values]:
        """See `TableKind.rows`."""
        for identifier, course in sorted(bearings.school.courses.items()):
            yield cells(id=identifier, **{key: getattr(course, key) for key in _KEYS})

    def says(self, desk: Desk, records: Sequence[Record]) -> Iterator[Said | Misfit]:
        """See `TableKind.says`."""
        (record,) = records
        found = titled_id(desk, kinds.COURSE, record)
        if isinstance(found, Misfit):
            yield found
        if isinstance(found, Misfit) or not found:
            return
        yield Said(kinds.COURSE, (found,), given(**{key: record.get(key) for key in _KEYS}))


def titled_id(desk: Desk, kind: Kind, record: Record) -> str | Misfit:
    """The id of something with a title: as the row has it, by the key column, by code or title, or a new one.

    A title that is nearly one that is there already is neither taken for it nor for another.
    """
    stated, title, titles = record.get("id"), record.get("title"), desk.titles(kind)
    if (stated and stated != NEW) or not title:
        return str(stated or "")
    code = record.get("code")
    for found in (desk.keyed(record), titles.find(code) if code else (), titles.find(title)):
        if len(found) == 1 and stated != NEW:
            return found[0]
    if stated != NEW and (near := likeliest(titles, title)):
        return Misfit(
            "doubtful-title",
            N_("“{given}” may be {candidates}."),
            N_("Write the id of the one that is meant, or the word “new”, into a column “ID”."),
            {"given": title, "candidates": [titles.label(one) for one in near]},
            "title",
        )

    def taken(identifier: str) -> bool:
        there = desk.document(kind, identifier)
        return there is not None and folded(getattr(there, "title", "")) != folded(title)

    return title_id(title, taken)
