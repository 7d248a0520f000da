from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from datetime import date

import pytest

from iom import language
from iom.exchange.columns.bearings import Bearings
from iom.exchange.exporting.agenda import Agenda, agenda_of_offer, agenda_of_person, agenda_of_round
from iom.exchange.exporting.calendar import Style, calendar_bytes
from iom.exchange.exporting.export import CALENDAR, EXPORTS, export_of
from iom.exchange.exporting.pseudonyms import Pseudonyms
from iom.exchange.exporting.telltales import Telltales
from iom.exchange.tables.write import write
from iom.model.school import Run, School

Build = Callable[[Mapping[str, str]], School]

TODAY = date(2026, 11, 18)
KEY = b"0123456789abcdef" * 2
TABLES = [name for name in EXPORTS if name != CALENDAR]


def bearings(school: School) -> Bearings:
    return Bearings(school, school.runs.get("2026-autumn"), TODAY)


def anonymous(school: School, name: str, form: str, key: bytes = KEY) -> bytes:
    tables = export_of(name, bearings(school), hidden=Pseudonyms(school, key)).tables
    stream = io.BytesIO()
    write(form, [table.sheet(form) for table in (tables if form == "xlsx" else tables[:1])], stream)
    return stream.getvalue()


def text_of(raw: bytes) -> str:
    """Everything that can be read in a file, also inside a workbook."""
    if not raw.startswith(b"PK"):
        return raw.decode("utf-8-sig")
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return "\n".join(archive.read(name).decode() for name in archive.namelist())


def leaks(school: School, text: str) -> Iterator[str]:
    """Ids and surnames anywhere, the other names as words; a class list knows no more."""
    words = set(re.findall(r"\w+", text))
    for identifier, person in school.people().items():
        surname, *others = person.name.split()
        yield from (word for word in (identifier, surname, surname[:-1]) if word in text)
        yield from words.intersection(others)


@pytest.fixture(autouse=True)
def _russian() -> None:
    language.use("ru")


def test_leaks_are_noticed(example: School):
    assert set(leaks(example, "Сдал Лев; averina-oi")) == {"Лев", "averina-oi"}


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_no_table_tells_anybody(name: str, form: str, example: School):
    text = text_of(anonymous(example, name, form))
    assert not list(leaks(example, text))
    assert "@" not in text.replace('numFmtId="164" formatCode="@"', "").replace('"@"', "")
    assert "+7" not in text


def test_no_calendar_tells_anybody(example: School, autumn: Run):
    agendas: list[Agenda] = [agenda_of_round(autumn), agenda_of_offer(autumn, "kitchen-chemistry")]
    agendas += [agenda_of_person(autumn, one) for one in (*list(example.students)[:9], *example.staff)]
    for agenda in agendas:
        raw = calendar_bytes(agenda, Style(hidden=Pseudonyms(example, KEY)))
        assert not list(leaks(example, re.sub(r"\r\n ", "", raw.decode())))


@pytest.mark.parametrize("whose", ["", "theatre", "parshina-nv"])
def test_a_calendar_tells_nobody_by_the_title_of_a_course(whose: str, school: Build):
    made = school(
        {
            "staff/parshina-nv.toml": 'name = "Паршина Нина Викторовна"',
            "rounds/r1/round.toml": 'title = "Осень"\nschool_year = "2026-2027"\nsubject = "student"',
            "rounds/r1/offers/theatre.toml": 'course = "theatre"\ntitle = "Театр Паршиной"\n'
            'teachers = ["parshina-nv"]\n'
            "starts = 2026-10-12\nends = 2026-11-13\nseats = { min = 1, max = 9 }\n"
            'slots = [{ id = "tue-1400", day = "tue", from = 14:00:00, to = 15:00:00 }]',
            "rounds/r1/events/show.toml": 'kind = "showcase"\ntitle = "Показ"\non = 2026-11-12\noffer = "theatre"',
        }
    )
    run = made.runs["r1"]
    agenda = agenda_of_round(run) if not whose else agenda_of_person(run, whose)
    agenda = agenda_of_offer(run, whose) if whose in run.offers else agenda
    text = calendar_bytes(agenda, Style(hidden=Pseudonyms(made, KEY))).decode()
    assert "theatre" in text
    assert "Паршин" not in text


@pytest.mark.parametrize("name", TABLES)
def test_every_row_is_there_and_their_order_tells_nothing(name: str, example: School):
    rows = export_of(name, bearings(example)).tables[0].rows
    told = export_of(name, bearings(example), hidden=Pseudonyms(example, KEY)).tables[0]
    assert len(told.rows) == len(rows)
    cells = [[str(cell or "") for cell in row] for row in told.cells("csv")]
    assert cells == sorted(cells)


def test_one_person_has_one_pseudonym_in_all_tables(example: School):
    hidden = Pseudonyms(example, KEY)
    mother, pupil = hidden.person("yurkova-va"), hidden.person("azanova-kamila")
    assert mother != pupil
    for name in ("guardians", "staff", "students", "attendance"):
        assert mother in text_of(anonymous(example, name, "csv"))
    for name in ("students", "wishes", "placements", "board", "groups"):
        assert pupil in text_of(anonymous(example, name, "csv"))


def test_without_the_key_nothing_is_the_same(example: School):
    ids = set(example.people())
    first, second = ({Pseudonyms(example, key).person(one) for one in ids} for key in (KEY, b"x" * 32))
    assert len(first) == len(second) == len(ids)
    assert not first & second


def test_an_earlier_id_leads_to_the_same_pseudonym(school: Build):
    made = school({"students/new-anna.toml": 'name = "New Anna"\nformerly = ["old-anna"]'})
    hidden = Pseudonyms(made, KEY)
    assert hidden.person("old-anna") == hidden.person("new-anna")


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("Мастерская Паршиной", True),
        ("мастерская паршина", True),
        ("сказки Полины", False),  # of first names, other cases than the first may be any word
        ("сказки: Полина", True),
        ("theatre of parshina-nv", True),
        ("parshina theatre", True),
        ("Кухонная химия: опыты без взрыва", False),
        ("П. Н. — опыты", False),
        ("", False),
    ],
)
def test_a_title_that_tells_somebody_is_noticed(text: str, tells: bool, school: Build):
    made = school(
        {
            "staff/parshina-nv.toml": 'name = "Паршина Н. В."',
            "students/averina-polina.toml": 'name = "Аверина Полина Игоревна"',
        }
    )
    assert Telltales(made).tells(text) is tells


def test_a_course_called_after_somebody_is_told_by_its_id_or_not_at_all(school: Build):
    course = 'title = "{}"'
    made = school(
        {
            "staff/parshina-nv.toml": 'name = "Паршина Нина Викторовна"',
            "courses/theatre.toml": course.format("Театр Паршиной"),
            "courses/parshina-choir.toml": course.format("Хор Паршиной"),
        }
    )
    text = anonymous(made, "courses", "csv").decode("utf-8-sig")
    assert "theatre" in text
    assert not list(leaks(made, text))
    assert "Паршин" not in text
    assert "parshina" not in text
