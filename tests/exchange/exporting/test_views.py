from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

import openpyxl
import pytest

from iom import language
from iom.exchange.columns.bearings import Bearings
from iom.exchange.exporting.export import export_of
from iom.exchange.exporting.tables import NoClassColumnError, OutTable
from iom.exchange.exporting.views import VIEWS
from iom.exchange.tables.write import write
from iom.model.attendance import active_offers
from iom.model.school import Run, School
from iom.views.board import board
from iom.views.marks import marks_summary

TODAY = date(2026, 11, 18)


def tables(run: Run, name: str, form: str | None = None, order: str = "form") -> tuple[OutTable, ...]:
    return export_of(name, Bearings(run.school, run, TODAY), form=form, order=order).tables


def written(sheets: tuple[OutTable, ...], form: str) -> bytes:
    stream = io.BytesIO()
    write(form, [sheet.sheet(form) for sheet in sheets], stream)
    return stream.getvalue()


@pytest.mark.parametrize("lang", ["ru", "en"])
@pytest.mark.parametrize("name", VIEWS)
def test_views_of_a_class(name: str, lang: str, autumn: Run, snapshot: Callable[[str, str], None]):
    language.use(lang)
    snapshot(f"{name}.{lang}", written(tables(autumn, name, "5а")[:1], "csv").decode("utf-8-sig").replace("\r\n", "\n"))


def test_the_board_has_everybody_where_they_stand(autumn: Run):
    rows = {row["student"]: row for row in tables(autumn, "board")[0].rows}
    known = {row.subject: row for row in board(autumn, TODAY).rows}
    assert rows.keys() == known.keys()
    assert {one: row["stage"] for one, row in rows.items()} == {one: row.state for one, row in known.items()}


def test_the_placements_are_those_of_today(autumn: Run):
    found = {(row["student"], row["offer"]) for row in tables(autumn, "placements")[0].rows}
    here = (one for one in autumn.placed_students if autumn.school.students[one].here_on(TODAY))
    assert found == {(one, offer) for one in here for offer in active_offers(autumn, one, TODAY)}


def test_the_marks_are_those_of_both_sides_alone(autumn: Run):
    found: dict[tuple[str, str], int] = {}
    for row in tables(autumn, "marks")[0].rows:
        found[row["student"], row["offer"]] = found.get((row["student"], row["offer"]), 0) + 1
    assert found
    judged = {(one, entry.offer) for one, entries in autumn.assessed.items() for _person, entry in entries}
    for student, offer in judged:
        summary = marks_summary(autumn, student, offer)
        assert found.get((student, offer), 0) == (len(summary.criteria) if summary else 0)


def test_placements_are_sorted_by_class_or_by_course(autumn: Run):
    by_form, by_offer = tables(autumn, "placements")
    assert [row["form"] for row in by_form.rows] == sorted(row["form"] for row in by_form.rows)
    offers = [row["offer"] for row in by_offer.rows]
    assert len(set(offers)) == sum(one != other for one, other in zip(offers, ["", *offers], strict=False))
    assert tables(autumn, "placements", order="offer")[0].rows == by_offer.rows


def test_a_workbook_of_placements_has_two_sheets_with_dates_and_numbers(autumn: Run):
    language.use("ru")
    book = openpyxl.load_workbook(io.BytesIO(written(tables(autumn, "placements"), "xlsx")))
    assert book.sheetnames == ["Зачисление по классам", "Зачисление по курсам"]
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.max_row == 1 + len(tables(autumn, "placements")[0].rows)
        headings = [cell.value for cell in sheet[1]]
        wish, since = (
            next(sheet.iter_cols(headings.index(one) + 1, min_row=2)) for one in ("Которое желание", "В списке с")
        )
        assert {type(cell.value) for cell in wish} <= {int, type(None)}
        assert all(cell.is_date for cell in since)


def test_a_class_is_wanted_of_rows_without_one(example: School, autumn: Run):
    with pytest.raises(NoClassColumnError):
        export_of("lessons", Bearings(example, autumn, TODAY), form="5а")


@pytest.mark.parametrize("form", ["5а", "5А", "5a"])
def test_a_class_is_found_however_it_is_typed(form: str, autumn: Run):
    rows = tables(autumn, "board", form)[0].rows
    assert rows
    assert {row["form"] for row in rows} == {"5а"}


def test_mentors_without_consent_are_left_out_and_counted(example: School):
    bare = example.students["rakitina-sofiya"].replaced(consents=())
    card = example.mentors["rakitina-sofiya"].replaced(consents=())
    changed = {"students/rakitina-sofiya.toml": bare, "mentors/rakitina-sofiya.toml": card}
    school = example.with_documents(changed)
    export = export_of("mentors", Bearings(school, None, TODAY))
    assert export.unconsented == ("rakitina-sofiya",)
    assert {row["person"] for row in export.tables[0].rows} == set(example.mentors) - {"rakitina-sofiya"}
