"""The table of wishes: a ranked list in one row, or a row a course of the list."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from iom.exchange.columns import pupils
from iom.exchange.columns.bearings import Bearings
from iom.exchange.columns.choices import sheet_of, sheets
from iom.exchange.columns.column import Column
from iom.exchange.columns.days import Day
from iom.exchange.columns.entries import ENTRY, cells, entry_said, given, lacks, new_id
from iom.exchange.columns.misfit import Misfit
from iom.exchange.columns.named import Named, Titled
from iom.exchange.columns.pupils import PUPIL, pupil_cells, pupil_key
from iom.exchange.columns.table_kind import Desk, Party, Record, Said, TableKind, Values
from iom.exchange.columns.values import Choice, Identifier, Listing, Text, ValueType, Whole, YesNo
from iom.language import N_
from iom.model import kinds
from iom.model.routes import ChoiceSheet, Wish

PHASE: Final = Choice(("preliminary", "final"), (("предв", "preliminary"), ("итог", "final"), ("оконч", "final")))
FEWEST: Final = 10
_RANKED: Final = ("{}-й курс", "{} курс", "Курс {}", "{}-е желание", "Выбор", "Приоритет", "Choice", "Course {}")
_LISTED: Final = ("Выбранные курсы", "Какие курсы вы выбираете", "Какие курсы ты выбираешь", "Courses in order")
_REASONS: Final = ("Почему {}", "Почему {}-й", "Почему {} курс", "Почему {}-й курс", "Обоснование", "Why {}")


class Endorsed(ValueType[str]):
    """The id of the wish that is endorsed, or yes: the pupil's last one."""

    def parse(self, text: str, bearings: Bearings) -> str | Misfit:
        """See `ValueType.parse`; ``yes`` and ``no`` stand for themselves."""
        answer = YesNo().parse(text, bearings)
        if isinstance(answer, bool):
            return "yes" if answer else "no"
        return Identifier().parse(text, bearings)

    def show(self, value: str) -> str:
        """See `ValueType.show`."""
        return value


class Ranked(NamedTuple):
    """A list of offers with the reasons that were given."""

    offers: tuple[str, ...]
    reasons: Mapping[str, str]


class Wishes(TableKind):
    """One row a list, offers in numbered columns; or one row an offer, with its place in the list."""

    name = "wishes"
    title = N_("Wishes")
    in_round = True

    def columns(self, bearings: Bearings) -> tuple[Column, ...]:
        """See `TableKind.columns`."""
        offer, numbers = Titled.of(kinds.OFFER, bearings), range(1, _most(bearings) + 1)
        by = Named.of(bearings, kinds.STUDENT, kinds.GUARDIAN)
        return (
            *pupils.COLUMNS,
            Column("by", N_("Whose wish"), by, ("Чей выбор", "Кто выбирает", "ФИО родителя", "By")),
            Column("phase", N_("Phase of the choice"), PHASE, ("Выбор (этап)", "Этап", "Phase")),
            Column(
                "on",
                N_("Day"),
                Day(done=True),
                ("Отметка времени", "Дата", "Дата заполнения", "Timestamp", "Date"),
                today=True,
            ),
            *(Column(f"wish{number}", N_("Wish"), offer, _RANKED, number=number) for number in numbers),
            *(Column(f"reason{number}", N_("Reason"), Text(), _REASONS, number=number) for number in numbers),
            Column("endorses", N_("Endorses"), Endorsed(), ("Поддерживает", "Согласен с выбором ребёнка")),
            ENTRY,
            Column("wishes", N_("Courses in the order of the wish"), Listing(offer), _LISTED, another_way=True),
            Column("rank", N_("Place in the list"), Whole(1, 99), ("№ желания", "Ранг", "Rank"), another_way=True),
            Column("offer", N_("Course"), offer, ("Курс по выбору", "Offer"), another_way=True),
            Column("reason", N_("Why this course"), Text(), ("Почему этот курс", "Почему"), another_way=True),
        )

    def parties(self, bearings: Bearings) -> tuple[Party, ...]:
        """See `TableKind.parties`."""
        return (PUPIL,)

    def group(self, desk: Desk, record: Record) -> Hashable:
        """Rows of one list with one offer each belong together, those with an unknown one as well."""
        if not record.text("offer"):
            return record.place
        return (pupil_key(record), *(record.get(key) for key in ("by", "phase", "on", "id")))

    def rows(self, bearings: Bearings) -> Iterator[Values]:
        """See `TableKind.rows`."""
        for student, sheet in sheets(bearings):
            for wish in sheet.wishes:
                yield {**dict(pupil_cells(bearings, student)), **_cells(wish)}

    def says(self, desk: Desk, records: Sequence[Record]) -> Iterator[Said | Misfit]:
        """See `TableKind.says`."""
        first = records[0]
        student = desk.person(first, PUPIL.slot)
        if student is None:
            return
        ranked = _ranked(desk, records)
        sheet, by = sheet_of(desk, student), first.get("by") or student
        endorses = _endorsed(sheet, student, first)
        if isinstance(ranked, Misfit) or isinstance(endorses, Misfit):
            yield from (one for one in (ranked, endorses) if isinstance(one, Misfit))
            return
        if not ranked.offers and not endorses and lacks(first, "id"):
            if first.get("endorses") != "no":
                yield Misfit("empty", N_("The row names no course."), column="wish1")
            return
        assert desk.run
        phase, on = _when(sheet, first, by, ranked, desk.today)
        known = _known(sheet, by, phase, on, ranked.offers)
        identifier = new_id(first, known.id if known else None, on, "wishes", by, phase)
        fields = given(offers=ranked.offers, reasons=dict(ranked.reasons) or None, endorses=endorses)
        columns = {"offers": "wishes" if first.get("wishes") else "wish1"} | {
            f"reasons.{one}": f"reason{n}" for n, one in enumerate(ranked.offers, 1)
        }
        entry = {"id": identifier, "by": by, "phase": phase, "on": on, **fields}
        yield entry_said(kinds.CHOICE, (desk.run.id, student), "wishes", entry, columns)


def _most(bearings: Bearings) -> int:
    """How many columns of wishes there are: ten, or as many as the longest list needs."""
    return bearings.kept("longest list of wishes", _longest)


def _longest(bearings: Bearings) -> int:
    assert bearings.run
    lists = (len(wish.offers) for sheet in bearings.run.choices.values() for wish in sheet.wishes)
    return max(FEWEST, max(lists, default=0))


def _cells(wish: Wish) -> dict[str, Any]:
    ranks = {f"wish{number}": offer for number, offer in enumerate(wish.offers, 1)}
    reasons = {f"reason{number}": wish.reasons.get(offer) for number, offer in enumerate(wish.offers, 1)}
    return cells(by=wish.by, phase=wish.phase, on=wish.on, **ranks, **reasons, endorses=wish.endorses, id=wish.id)


def _ranked(desk: Desk, records: Sequence[Record]) -> Ranked | Misfit:
    """The list of one row, or of one row an offer in the order of their places."""
    if records[0].text("offer"):
        ordered = sorted(records, key=lambda record: record.get("rank", 0))
        places = [record.get("rank") for record in ordered if record.get("rank") is not None]
        if len(set(places)) != len(places):
            return Misfit("twice", N_("Two courses have the same place in the list."), column="rank")
        found = [(record.get("offer"), record.get("reason"), "offer") for record in ordered]
    else:
        (record,) = records
        columns = [f"wish{number}" for number in range(1, _most(desk) + 1)]
        found = [(record.get(key), record.get(key.replace("wish", "reason")), key) for key in columns]
        found += [(offer, None, "wishes") for offer in record.get("wishes", ())]
    kept = [one for one in found if one[0] is not None]
    for position, (offer, _reason, column) in enumerate(kept):
        if offer in [other for other, _, _ in kept[:position]]:
            return Misfit("twice", N_("“{offer}” stands twice in the list."), "", {"offer": offer}, column)
    return Ranked(tuple(offer for offer, _, _ in kept), {offer: reason for offer, reason, _ in kept if reason})


def _endorsed(sheet: ChoiceSheet, student: str, record: Record) -> str | Misfit | None:
    stated: str | None = record.get("endorses")
    if stated != "yes":
        return None if stated == "no" else stated
    mine = sheet.last_wish(student)
    if mine is None:
        return Misfit("endorses", N_("The pupil has no list yet that could be endorsed."), column="endorses")
    return mine.id


def _when(sheet: ChoiceSheet, record: Record, by: str, ranked: Ranked, today: date) -> tuple[str, date]:
    """Phase and day, as the row says; else those of the same list where it is there already, else of today.

    The first list of a person is preliminary, a later one final.
    """
    mine = [wish for wish in sheet.wishes if wish.by == by]
    fits = {"phase": record.get("phase"), "on": record.get("on"), "offers": ranked.offers}
    same = [wish for wish in mine if all(value in (None, getattr(wish, key)) for key, value in fits.items())]
    on: date = record.get("on") or (same[-1].on if same else today)
    earlier = [wish for wish in mine if wish.on < on]
    return record.get("phase") or (same[-1].phase if same else "final" if earlier else "preliminary"), on


def _known(sheet: ChoiceSheet, by: str, phase: str, on: date, offers: tuple[str, ...]) -> Wish | None:
    """The list of this person, phase and day; of several, the one with these offers."""
    same = [wish for wish in sheet.wishes if (wish.by, wish.phase, wish.on) == (by, phase, on)]
    return next((wish for wish in same if wish.offers == offers), same[-1] if same else None)
