"""The messy tables of ``examples/import``, made anew: ``python tests/exchange/make_examples.py``."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
SCHOOL = ROOT / "examples" / "zarechnaya"
FOLDER = ROOT / "examples" / "import"

JOURNAL = (
    ("5 «Г»", "Паршина Н. В.", (
        ("Балабанова Есения Артёмовна", "ж", "14.02.2015", "8 (902) 555-01-11"),
        ("Ваулин Ефрем Никитич", "м", "03.11.2014", ""),
        ("Гуляева Юния Павловна", "ж", "27.06.2015", "8 (902) 555-01-13"),
        ("Жданов Лука Ильич", "м", "09.01.2015", "8 (902) 555-01-14"),
        ("Ёлохова Марфа Сергеевна", "ж", "30.08.2015", ""),
        ("Щербинин Яромир Олегович", "м", "19.04.2015", "8 (902) 555-01-16"),
    )),
    ("5 «Д»", "Самойлов К. Д.", (
        ("Карпушина Аксинья Денисовна", "ж", "11.12.2014", "8 (902) 555-01-21"),
        ("Носырев Тихон Игоревич", "м", "05.05.2015", ""),
        ("Пестерева Дарина Максимовна", "ж", "22.03.2015", "8 (902) 555-01-23"),
        ("Рудометов Клим Андреевич", "м", "17.07.2015", ""),
    )),
)  # fmt: skip

FAMILIES = {
    "6а": (
        ("Сажина Амелия Романовна", "Сажина Ирина Олеговна", "+7 902 555-02-01", "Сажин Роман Юрьевич", ""),
        ("Томилов Мирон Вячеславович", "Томилова Анна Егоровна", "89025550203", "", ""),
        ("Утева Доминика Львовна", "", "", "Утев Лев Борисович", "+7 (902) 555-02-04"),
    ),
    "6б": (
        ("Фотин Севастьян Кириллович", "Фотина Вера Андреевна", "+79025550211", "Фотин Кирилл Ильич", "+79025550212"),
        ("Хомутова Любава Петровна", "Хомутова Ольга Ивановна", "8-902-555-02-13", "", ""),
        ("Чазова Нелли Юрьевна", "Чазова Елена Марковна", "", "Чазов Юрий Семёнович", "+7 902 555 02 14"),
    ),
}

MIXED = (
    ["Аверина Полина Игоревна", "5а", "", "Аверина Ольга Игоревна"],
    ["Аверена Полина Игоревна", "5а", "", ""],
    ["Ёлкин Артём Юрьевич", "5а", "02/03/2026", "Ёлкина Дарья Павловна"],
    ["Цветаев Ян Робертович", "5а", "01.09.2026", "Цветаева Ия Марковна"],
)

ASKED = ("dolgikh-tikhon", "eltsova-zlata", "gilev-timur", "isakova-taisiya", "zhuravlev-matvey")
LISTED = ("kylosov-rodion", "lyadova-ulyana", "mekhonoshin-gleb")
NEW_WISH = ("kitchen-chemistry", "clay-animation", "english-quest", "flexagons", "peace-school", "weekly-planner")


def class_list() -> bytes:
    """A class list of an electronic journal: two classes in one file, titles, totals, cp1251."""
    rows: list[list[str]] = [["МБОУ «Заречинская СОШ № 4» (вымышленная)"], ["Списки классов на 01.09.2026"], []]
    for form, teacher, pupils in JOURNAL:
        rows += [[f"Класс: {form}"], ["№ п/п", "Ф.И.О. обучающегося", "Пол", "Дата рождения", "Телефон"]]
        rows += [[str(number), *pupil] for number, pupil in enumerate(pupils, 1)]
        rows += [["", f"Итого: {len(pupils)}"], ["", f"Классный руководитель: {teacher}"], []]
    return delimited(rows, ";", "cp1251")


def families() -> bytes:
    """Two sheets named by class; pupils with both parents in a row, headings merged over two rows."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    book.set_properties({"created": datetime(2026, 9, 1)})  # noqa: DTZ001 - the same bytes each time
    title, bold = book.add_format({"bold": True, "font_size": 14}), book.add_format({"bold": True, "align": "center"})
    for form, rows in FAMILIES.items():
        page = book.add_worksheet(form)
        page.merge_range("A1:F1", "Социальный паспорт класса", title)
        page.merge_range("A3:A4", "№", bold)
        page.merge_range("B3:B4", "ФИО ученика", bold)
        page.merge_range("C3:D3", "Мама", bold)
        page.merge_range("E3:F3", "Папа", bold)
        page.write_row("C4", ["ФИО", "Телефон", "ФИО", "Телефон"], bold)
        page.set_column("B:F", 30)
        for number, row in enumerate(rows, 1):
            page.write_number(3 + number, 0, number)
            page.write_row(3 + number, 1, [text or None for text in row])
        page.write(5 + len(rows), 1, "Всего учеников:")
        page.write_number(5 + len(rows), 2, len(rows))
    book.close()
    return out.getvalue()


def wishes_form() -> bytes:
    """The answers of an online form: a timestamp, questions as headings, a grid of questions, UTF-8."""
    headings = ["Отметка времени", "Фамилия, имя, отчество (как в журнале)", "Класс (с сентября)"]
    headings += [f"Расставь шесть курсов по желанию [{number}-й курс]" for number in range(1, 7)]
    headings += ["Почему 1-й курс? (одно предложение)", "Откуда ты узнал о курсах?"]
    return delimited([headings, *_answers()], ",", "utf-8")


def _answers() -> Iterator[list[str]]:
    for minute, student in enumerate(ASKED):
        wish = [one for one in document("rounds/2026-autumn/choices", student)["wishes"] if one["by"] == student][-1]
        reason = wish.get("reasons", {}).get(wish["offers"][0], "")
        yield _answer(student, wish["on"], minute, wish["offers"], reason)
    yield _answer("averina-polina", date(2026, 6, 15), 7, NEW_WISH, "хочу увидеть, как капуста меняет цвет")


def _answer(student: str, on: date, minute: int, offers: tuple[str, ...], reason: str) -> list[str]:
    pupil = document("students", student)
    form = max(pupil["forms"], key=lambda entry: entry["since"])["form"]
    titles = [document("courses", offer)["title"] for offer in offers]
    stamp = f"{on:%d.%m.%Y} 18:{10 + minute}:{7 * minute:02}"
    source = ("от учителя", "мастер-класс, собрание", "от друзей")[minute % 3]
    return [
        stamp,
        pupil["name"],
        form.upper() if minute % 2 else form,
        *titles,
        *[""] * (6 - len(titles)),
        reason,
        source,
    ]


def wishes_list() -> bytes:
    """The answers of another form, saved from Excel as «Unicode text»: all choices in one cell, UTF-16, tabs."""
    rows = [["Отметка времени", "ФИО ученика", "Класс", "Какие курсы ты выбираешь? (отметь по порядку)"]]
    for student in LISTED:
        wish = [one for one in document("rounds/2026-autumn/choices", student)["wishes"] if one["by"] == student][-1]
        titles = [document("courses", offer)["title"] for offer in wish["offers"]]
        form = max(document("students", student)["forms"], key=lambda entry: entry["since"])["form"]
        rows.append([f"{wish['on']:%d.%m.%Y}", _name(student), form, ", ".join(titles)])
    return delimited(rows, "\t", "utf-16")


def attendance() -> bytes:
    """A teacher's sheet of who came to the conference of pupils, in the format of LibreOffice."""
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    event = document("rounds/2026-autumn/events", "mini-conference")
    table = Table(name="Мини-конференция")

    def add(*texts: str | date) -> None:
        row = TableRow()
        for text in texts:
            if isinstance(text, date):
                cell = TableCell(valuetype="date", datevalue=text.isoformat())
                cell.addElement(P(text=f"{text:%d.%m.%y}"))
            else:
                cell = TableCell(valuetype="string") if text else TableCell()
                if text:
                    cell.addElement(P(text=text))
            row.addElement(cell)
        table.addElement(row)

    add("Кто был на мини-конференции", "", event["on"])
    table.addElement(TableRow(numberrowsrepeated=2))
    add("№", "Мероприятие", "Участник", "Присутствие")
    for number, (student, mark) in enumerate((*((one, "+") for one in ASKED), ("averina-polina", "нет")), 1):
        add(str(number), event["title"] if number % 2 else "мини-конференция пятиклассников", _name(student), mark)
    add("", "", "Всего: 5", "")
    add("", "", "Подпись ______________", "")
    table.addElement(TableRow(numberrowsrepeated=1_000_000))
    book = OpenDocumentSpreadsheet()
    book.spreadsheet.addElement(table)
    out = io.BytesIO()
    book.write(out)
    return out.getvalue()


def _name(student: str) -> str:
    name: str = document("students", student)["name"]
    return name


def document(folder: str, identifier: str) -> dict[str, Any]:
    """A document of the example school."""
    return tomllib.loads((SCHOOL / folder / f"{identifier}.toml").read_text("utf-8"))


def delimited(rows: list[list[str]], delimiter: str, encoding: str) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode(encoding)


def rejected() -> bytes:
    """What an import with ``--partial`` left of a table of 5а: a name nearly there, a day that may be two."""
    rows = [["ФИО", "Класс", "В классе с", "Мать"], *MIXED]
    with tempfile.TemporaryDirectory() as folder:
        school = Path(shutil.copytree(SCHOOL, Path(folder) / "school"))
        (school / "september.csv").write_bytes(delimited(rows, ";", "utf-8"))
        words = ["--lang", "ru", "--today", "2026-11-18", "import", "students", "september.csv", "--partial", "--quiet"]
        subprocess.run([sys.executable, "-m", "iom", *words], cwd=school, capture_output=True, check=False)
        return (school / "september.csv.rejected.csv").read_bytes()


FILES: Mapping[str, Callable[[], bytes]] = {
    "class-list.csv": class_list,
    "families.xlsx": families,
    "wishes-form.csv": wishes_form,
    "wishes-list.txt": wishes_list,
    "attendance.ods": attendance,
    "september.csv.rejected.csv": rejected,
}


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, make in FILES.items():
        (FOLDER / name).write_bytes(make())
        sys.stdout.write(f"{FOLDER.name}/{name}\n")


if __name__ == "__main__":
    main()
