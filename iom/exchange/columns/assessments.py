"""The table of marks: one person's judgement of one product in a row, a column a criterion."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from iom.exchange.columns import pupils
from iom.exchange.columns.bearings import Bearings
from iom.exchange.columns.column import Column
from iom.exchange.columns.days import Day
from iom.exchange.columns.entries import ENTRY, cells, entry_said, given, lacks, new_id
from iom.exchange.columns.misfit import Misfit
from iom.exchange.columns.named import Named, Titled
from iom.exchange.columns.pupils import PUPIL, pupil_cells
from iom.exchange.columns.table_kind import Desk, Party, Record, Said, TableKind, Values
from iom.exchange.columns.values import Choice, Text, Whole
from iom.language import N_
from iom.model import kinds
from iom.model.evidence import Assessment, AssessmentSheet
from iom.model.folding import folded
from iom.model.naming import by_name
from iom.model.teaching import Criterion

ROLE: Final = Choice(("self", "expert", "teacher", "peer"))
MARK: Final = "mark-"
_HIGHEST: Final = 9


class Assessments(TableKind):
    """One row a judgement: by whom, of whose product, and a mark a criterion."""

    name = "assessments"
    title = N_("Marks given")
    in_round = True

    def columns(self, bearings: Bearings) -> tuple[Column, ...]:
        """See `TableKind.columns`."""
        offer, event = (Titled.of(kind, bearings) for kind in (kinds.OFFER, kinds.EVENT))
        before = (
            *pupils.COLUMNS,
            Column("offer", N_("Course"), offer, ("Курс по выбору", "Offer"), required=True),
            Column("by", N_("Who judged"), Named.of(bearings), ("Эксперт", "Кто оценил", "By"), required=True),
            Column("role", N_("Role"), ROLE, ("Кто это", "В роли")),
            Column("on", N_("Day"), Day(done=True), ("Дата", "Отметка времени", "Date"), required=True),
            Column("event", N_("Event"), event, ("Мероприятие", "Мини-конференция")),
        )
        behind = (
            Column("strength", N_("Strong side"), Text(), ("Что получилось", "Strength")),
            Column("advice", N_("Advice"), Text(), ("Что усилить", "Рекомендация")),
            ENTRY,
        )
        marks = _mark_columns(criteria(bearings).values(), (*before, *behind))
        return (*before, *marks, *behind)

    def parties(self, bearings: Bearings) -> tuple[Party, ...]:
        """See `TableKind.parties`."""
        return (PUPIL,)

    def rows(self, bearings: Bearings) -> Iterator[Values]:
        """See `TableKind.rows`."""
        assert bearings.run
        sheets = bearings.run.assessments
        for person in by_name(bearings.school, sheets):
            for one in sheets[person].assessments:
                row = cells(offer=one.offer, by=person, role=one.role, on=one.on, event=one.event)
                marks = {f"{MARK}{criterion}": level for criterion, level in one.marks.items()}
                words = cells(strength=one.strength, advice=one.advice, id=one.id)
                yield {**dict(pupil_cells(bearings, one.student)), **row, **marks, **words}

    def says(self, desk: Desk, records: Sequence[Record]) -> Iterator[Said | Misfit]:
        """See `TableKind.says`."""
        (record,) = records
        student = desk.person(record, PUPIL.slot)
        if student is None or lacks(record, "offer", "by", "on"):
            return
        assert desk.run
        by, offer, on = record.get("by"), record.get("offer"), record.get("on")
        marks = {one: level for one in criteria(desk) if (level := record.get(f"{MARK}{one}")) is not None}
        foreign = _foreign(desk, offer, marks)
        if foreign:
            yield from foreign
            return
        known = _known(desk, by, student, record)
        entry = given(
            id=new_id(record, known.id if known else None, on, "assessments", by, student, offer),
            student=student,
            offer=offer,
            role=record.get("role") or (known.role if known else "self" if by == student else "expert"),
            on=on,
            event=record.get("event"),
            strength=record.get("strength"),
            advice=record.get("advice"),
            marks=marks or None,
        )
        columns = {"student": "name"} | {f"marks.{one}": f"{MARK}{one}" for one in marks}
        yield entry_said(kinds.ASSESSMENTS, (desk.run.id, by), "assessments", entry, columns)


class Scale(NamedTuple):
    """A criterion and the highest level that any rubric of the round gives it."""

    criterion: Criterion
    highest: int


def criteria(bearings: Bearings) -> Mapping[str, Scale]:
    """All criteria of the round by id: those of its offers' rubrics in their order, then those met in marks alone."""
    return bearings.kept("criteria of the round", _criteria)


def _criteria(bearings: Bearings) -> Mapping[str, Scale]:
    assert bearings.run
    found: dict[str, Scale] = {}
    for _id, offer in sorted(bearings.run.offers.items()):
        for one in offer.rubric.criteria if offer.rubric else ():
            known = found.get(one.id, Scale(one, 0))
            found[one.id] = known._replace(highest=max(known.highest, one.highest()))
    for sheet in bearings.run.assessments.values():
        for mark in (mark for entry in sheet.assessments for mark in entry.marks):
            found.setdefault(mark, Scale(Criterion(id=mark, title=mark), _HIGHEST))
    return found


def heading_of(criterion: Criterion) -> str:
    """The code and the title of a criterion."""
    return " ".join(filter(None, (criterion.code, criterion.title)))


def _mark_columns(scales: Collection[Scale], others: Sequence[Column]) -> Iterator[Column]:
    """A column a criterion; with its id before its title where another column is called so too."""
    called = Counter(folded(heading) for column in others for heading in column.headings())
    called.update(folded(name) for scale in scales for name in {*_names(scale.criterion)})
    for scale in scales:
        one, heading = scale.criterion, heading_of(scale.criterion)
        own = tuple(name for name in _names(one) if called[folded(name)] == 1)
        heading = heading if heading in own else f"{one.id} {heading}"
        yield Column(f"{MARK}{one.id}", heading, Whole(0, scale.highest), own)


def _names(criterion: Criterion) -> Iterator[str]:
    yield from filter(None, (heading_of(criterion), criterion.code, criterion.title, criterion.id))


def _foreign(desk: Desk, offer: str, marks: Mapping[str, int]) -> list[Misfit]:
    """Marks by criteria that the offer does not have."""
    document = desk.run.offers.get(offer) if desk.run else None
    own = {one.id for one in document.rubric.criteria} if document and document.rubric else set(marks)
    text = N_("The course is not judged by this criterion.")
    return [Misfit("criterion", text, column=f"{MARK}{one}") for one in marks if one not in own]


def _known(desk: Desk, by: str, student: str, record: Record) -> Assessment | None:
    """The judgement of this product on this day by the same person."""
    assert desk.run
    sheet = desk.document(kinds.ASSESSMENTS, desk.run.id, by)
    entries = sheet.assessments if isinstance(sheet, AssessmentSheet) else ()
    wanted = (student, record.get("offer"), record.get("on"))
    return next((one for one in entries if (one.student, one.offer, one.on) == wanted), None)
