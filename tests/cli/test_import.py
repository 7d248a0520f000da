"""``iom import``: at the shell, with nobody to ask and with somebody."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
EXAMPLES = Path(__file__).parents[2] / "examples"
HEADS = "ФИО;Класс;Мать\n"
GOOD = HEADS + "Ёлкин Артём Юрьевич;5б;Ёлкина Дарья Павловна\nАверина Полина Игоревна;5а;\n"
MIXED = GOOD + "Аверена Полина Игоревна;5а;\nЦветаев Ян Робертович;кл;\n"


@pytest.fixture
def school(tmp_path: Path) -> Path:
    root = Path(shutil.copytree(EXAMPLES / "zarechnaya", tmp_path / "school"))
    workspace = (root / "iom.toml").read_text("utf-8")
    (root / "iom.toml").write_text(workspace.replace('language = "ru"', 'language = "en"'), "utf-8")
    return root


@pytest.fixture
def load(iom: Run, school: Path) -> Run:
    """Imports a text as a table into the school."""

    def call(text: str | bytes, *more: str, kind: str = "students", name: str = "t.csv", **settings: Any):
        (school / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        return iom("--today", "2026-11-18", "import", kind, name, *more, cwd=school, **settings)

    return call


def documents(school: Path) -> dict[str, bytes]:
    return {path.relative_to(school).as_posix(): path.read_bytes() for path in school.rglob("*.toml")}


def test_every_row_in_is_exit_0_and_undo_takes_it_back(load: Run, iom: Run, school: Path):
    before = documents(school)
    done = load(GOOD)
    assert (done.code, done.err) == (0, "✓ The rows are in; iom undo takes them back.\n")
    assert set(documents(school)) - set(before) == {"students/elkin-artem.toml", "guardians/elkina-dp.toml"}
    assert iom("undo", cwd=school).code == 0
    assert documents(school) == before


def test_a_second_time_nothing_changes(load: Run, school: Path):
    load(GOOD)
    before = documents(school)
    done = load(GOOD, "--json")
    assert done.data["counts"] == {"new": 0, "changed": 0, "same": 2, "rejected": 0}
    assert not done.data["written"]
    assert documents(school) == before


def test_one_bad_row_keeps_all_out(load: Run, school: Path):
    before = documents(school)
    done = load(MIXED)
    assert done.code == 1
    assert "t.csv:4:1" in done.out
    assert "t.csv:5:2" in done.out
    assert "iom import students t.csv --partial" in done.err
    assert documents(school) == before


def test_the_good_rows_alone_and_the_others_in_a_file_to_be_mended(load: Run, iom: Run, school: Path):
    assert load(MIXED, "--partial", "--lang", "ru").code == 1
    assert (school / "students/elkin-artem.toml").exists()
    rejected = school / "t.csv.rejected.csv"
    lines = rejected.read_text("utf-8-sig").splitlines()
    assert lines[0] == "ФИО;Класс;Мать;отклонено: причина;отклонено: место"
    assert [line.split(";")[0] for line in lines[1:]] == ["Аверена Полина Игоревна", "Цветаев Ян Робертович"]
    assert lines[2].endswith(";t.csv:5:2")
    mended = rejected.read_text("utf-8-sig").replace(";кл;", ";7а;").replace("Аверена", "Аверина")
    rejected.write_text(mended, "utf-8")
    done = iom("--today", "2026-11-18", "--json", "import", "students", rejected.name, cwd=school)
    assert done.data["counts"] == {"new": 1, "changed": 0, "same": 1, "rejected": 0}


def test_rejected_rows_mended_by_hand_are_never_written_over(load: Run, school: Path):
    load(MIXED, "--partial")
    rejected = school / "t.csv.rejected.csv"
    first = rejected.read_bytes()
    assert load(MIXED, "--partial", "--json").data["rejected_file"] == rejected.name
    rejected.write_bytes(first.replace("Аверена".encode(), "Аверина".encode()))
    mended = rejected.read_bytes()
    for _ in range(2):
        done = load(MIXED, "--partial", "--json")
        assert (done.data["rejected_file"], done.data["kept_file"]) == ("t.csv.2.rejected.csv", rejected.name)
    assert rejected.read_bytes() == mended
    assert (school / "t.csv.2.rejected.csv").read_bytes() == first
    assert {path.name for path in school.glob("*.rejected.csv")} == {rejected.name, "t.csv.2.rejected.csv"}


@pytest.mark.parametrize(
    "text",
    [
        '[{"ФИО": "Аверина Полина Игоревна", "Класс": "5а"}, {"foo": 1}]',
        '{"name": "Ёлкин Артём Юрьевич", "form": "5г", "foo": ""}\n{"foo": 1}\n',
    ],
)
def test_a_record_of_unknown_keys_alone_is_rejected(text: str, load: Run):
    done = load(text, "--json", name="t.json" if text.startswith("[") else "t.jsonl")
    assert done.code == 1
    assert [(row["row"], row["column"], row["code"]) for row in done.data["rejected"]] == [(2, "name", "missing")]
    assert done.data["tables"][0]["lines_left_out"] == []


def test_namesakes_of_one_class_stay_in_doubt_until_somebody_says_who_is_who(load: Run, iom: Run, school: Path):
    load("ФИО;Класс\n" + "Смирнов Иван Львович;5б\n" * 2, "--partial")
    assert (school / "students/smirnov-ivan.toml").exists()

    def again(*words: str):
        return iom("--today", "2026-11-18", "import", "students", "t.csv.rejected.csv", *words, cwd=school)

    assert "--same 2=smirnov-ivan" in (school / "t.csv.rejected.csv").read_text("utf-8")
    assert again().code == 1
    assert again("--same", "2=smirnov-ivan", "--dry-run").code == 0
    assert again("--new", "2").code == 0
    assert len(list((school / "students").glob("smirnov-ivan*"))) == 2


def test_rejected_rows_are_counted_as_they_stand_in_their_file(load: Run, school: Path):
    text = HEADS + "Ёлкин Артём Юрьевич;5б;\n" + '"Жук\nВера";кл;\n' + "Аверена Полина Игоревна;5а;\n" * 2
    load(text, "--partial", "--json")
    reasons = (school / "t.csv.rejected.csv").read_text("utf-8")
    assert '--new 4"' in reasons
    assert '--new 5"' in reasons


def test_a_row_with_half_a_character_is_kept_among_the_rejected(load: Run, school: Path):
    done = load(r'[{"ФИО": "Ёлкин\ud800 Артём Юрьевич", "Класс": "5б"}]', "--partial", "--json", name="t.json")
    assert (done.code, [row["code"] for row in done.data["rejected"]]) == (1, ["character"])
    assert "Ёлкин\ufffd Артём Юрьевич" in (school / "t.json.rejected.csv").read_text("utf-8-sig")


@pytest.mark.parametrize(
    "words", [("--new", "2"), ("--same", "2=gilev-timur"), ("--new", "77"), ("--same", "9=averina-polina")]
)
def test_an_answer_to_a_row_without_a_question_is_a_mistake(words: tuple[str, ...], load: Run, school: Path):
    before = documents(school)
    done = load("ФИО;Класс\nАверина Полина Игоревна;5а\nЁлкин Артём Юрьевич;5б\n", *words)
    assert done.code == 2
    assert " ".join(words) in done.err
    assert documents(school) == before
    agreed = ("--same", "2=averina-polina", "--new", "3")
    assert load("ФИО;Класс\nАверина Полина Игоревна;5а\nЁлкин Артём Юрьевич;5б\n", *agreed).code == 0


def test_without_a_kind_the_kinds_are_named(iom: Run, school: Path):
    done = iom("import", cwd=school)
    assert done.code == 2
    assert "consultations, consents, deficits" in " ".join(done.err.split())
    from iom.cli.import_options import _WHAT
    from iom.exchange.columns.kinds import NAMES

    assert set(_WHAT.partition(": ")[2].split(", ")) == set(NAMES)


def test_a_folder_and_a_table_without_headings_are_told_in_russian(iom: Run, load: Run, school: Path):
    assert "это папка" in iom("--lang", "ru", "import", "students", ".", cwd=school).err
    err = " ".join(load("a;b\n1;2\n", "--lang", "ru").err.split())
    assert "например: ФИО, Класс" in err


def test_a_course_may_be_called_by_its_first_words(load: Run):
    done = load("ФИО;Курс\nАверина Полина Игоревна;Английский\n", "--json", kind="wishes")
    (row,) = done.data["rejected"]
    assert row["code"] == "unknown"
    assert "english-quest" in row["hint"]


def test_a_class_of_a_title_is_shown(load: Run):
    done = load("Класс: 5 «Б»;\n№;ФИО\n1;Ёлкин Артём Юрьевич\n", "--dry-run")
    assert "Class: 5б (t.csv:1:1)" in " ".join(done.out.split())


@pytest.mark.parametrize(
    ("count", "shown"),
    [(3, "t.csv:2:2: There is"), (5, "t.csv:6:2 (5 rows): There is"), (85, "t.csv:11:2 and 75 more (85 rows)")],
)
def test_one_reason_in_many_rows_is_one_line(count: int, shown: str, load: Run):
    text = HEADS + "".join(f"Ёлкин {chr(1040 + at // 26)}{chr(1072 + at % 26)};кл;\n" for at in range(count))
    out = " ".join(load(text).out.split())
    assert shown in out
    assert out.count("There is no class") == (3 if count == 3 else 1)
    assert sum(row["code"] == "form" for row in load(text, "--json").data["rejected"]) == count


def test_stopping_at_a_question_says_that_nothing_was_written(load: Run, monkeypatch: pytest.MonkeyPatch):
    def stop(*_: Any) -> Any:
        raise KeyboardInterrupt

    somebody = Person(True)
    monkeypatch.setattr(somebody, "ask", stop)
    monkeypatch.setattr("iom.cli.importing.person", lambda: somebody)
    done = load(GOOD)
    assert (done.code, done.err) == (130, "✗ Stopped; nothing was written.\n")


def test_what_is_not_taken_is_said(load: Run):
    text = "ФИО;Класс;Рост;Секция;\nЁлкин Артём Юрьевич;5ё;140;;да\n"
    done = load(text, "--quiet")
    assert done.code == 0
    assert " ".join(done.err.split()) == (
        "! Not taken, for no column is called so here: Рост, the column without a heading at t.csv:2:5. "
        "! Classes that the school did not have: 5ё."
    )
    codes = [(one["code"], one["about"][0]) for one in load(text, "--json").data["cautions"]]
    assert codes == [("not-read", "Рост")]


def test_today_is_the_day_of_a_wish_only_where_no_column_has_one(load: Run):
    done = load("ФИО;Курс\nАверина Полина Игоревна;flexagons\n", "--json", kind="wishes")
    assert [one["code"] for one in done.data["cautions"]] == ["today"]
    dated = load("ФИО;Курс;Дата\nАверина Полина Игоревна;flexagons;\n", "--json", kind="wishes")
    assert [(one["column"], one["code"]) for one in dated.data["rejected"]] == [("on", "missing")]


def test_what_a_title_says_is_kept_in_the_file_of_rejected_rows(load: Run, school: Path):
    text = "Класс: 5 «Г»;\n№;ФИО;Дата выбытия\n1;Ёлкин Артём Юрьевич;завтра\n2;Цветаев Ян Робертович;\n"
    assert load(text, "--partial", "--lang", "ru").code == 1
    lines = (school / "t.csv.rejected.csv").read_text("utf-8-sig").splitlines()
    assert lines[0].startswith("№;ФИО;Дата выбытия;Класс;")
    assert lines[1].startswith("1;Ёлкин Артём Юрьевич;завтра;5г;")


def test_a_dry_run_shows_the_diff_and_writes_nothing(load: Run, school: Path):
    before = documents(school)
    done = load(GOOD, "--dry-run")
    assert done.code == 0
    assert '+name = "Ёлкин Артём Юрьевич"' in done.out
    assert documents(school) == before
    assert '+name = "Ёлкин' in load(GOOD, "--dry-run", "--json").data["diff"]


def test_the_report_for_programs(load: Run):
    data = load(MIXED.encode("cp1251"), "--json").data
    assert (data["kind"], data["file"], data["format"], data["encoding"], data["delimiter"]) == (
        "students", "t.csv", "csv", "cp1251", ";",
    )  # fmt: skip
    assert [column["column"] for column in data["tables"][0]["columns"]] == ["name", "form", "mother"]
    assert data["counts"] == {"new": 1, "changed": 0, "same": 1, "rejected": 2}
    assert [(row["row"], row["place"], row["column"], row["code"]) for row in data["rejected"]] == [
        (4, "t.csv:4:1", "name", "doubtful-person"),
        (5, "t.csv:5:2", "form", "form"),
    ]
    assert not data["written"]


def test_quiet_says_nothing_where_every_row_is_in(load: Run):
    done = load(GOOD, "--quiet")
    assert (done.code, done.out, done.err) == (0, "", "")
    assert "t.csv:5:2" in load(MIXED, "--quiet").out


def test_a_table_may_come_from_standard_input(iom: Run, school: Path):
    done = iom("--today", "2026-11-18", "--json", "import", "students", "-", cwd=school, input=MIXED)
    assert done.data["file"] == "stdin"
    assert done.data["rejected"][0]["place"] == "stdin:4:1"


@pytest.mark.parametrize(
    ("text", "words", "code", "said"),
    [
        ("", (), 4, "empty"),
        ("\x00\x01\x02PK", (), 4, ""),
        ("a;b\n1;2\n", (), 4, "headings"),
        (HEADS, (), 4, "no row below"),
        ("ФИО;Телфон матери\nЁлкин Артём Юрьевич;1\n", (), 4, "Телфон матери"),
        ("ФИО;ФИО ученика\nЁлкин;Ёлкин\n", (), 4, "--write-map"),
        ("Класс;Мать\n5а;Ёлкина Дарья Павловна\n", (), 4, "missing"),
        (GOOD, ("--encoding", "utf-16"), 4, ""),
        (GOOD, ("--prefer", "me"), 2, "--prefer"),
        (GOOD, ("--same", "7"), 2, "--same"),
        (GOOD, ("--key", "height"), 2, "height"),
        (GOOD, ("--map", "none.toml"), 6, "none.toml"),
        (GOOD, ("--round", "2020-spring"), 0, ""),
    ],
)
def test_what_cannot_be_read_is_said_politely(
    text: str, words: tuple[str, ...], code: int, said: str, load: Run, school: Path
):
    before = documents(school)
    done = load(text, *words)
    assert done.code == code, done.out + done.err
    assert said in done.err
    assert code == 0 or documents(school) == before


def test_a_file_or_a_kind_that_is_not_there(iom: Run, school: Path):
    assert iom("import", "students", "none.csv", cwd=school).code == 6
    done = iom("import", "pupils", "none.csv", cwd=school)
    assert done.code == 2
    assert "students" in done.err


def test_a_mapping_file_settles_the_headings(load: Run, school: Path):
    text = "Ребёнок;Параллель и буква\nЁлкин Артём Юрьевич;5г\n"
    assert load(text, "--write-map", "m.toml").code in (0, 4)
    (school / "m.toml").write_text('schema = 1\n\n[columns]\nname = "Ребёнок"\nform = "Параллель и буква"\n', "utf-8")
    done = load(text, "--map", "m.toml", "--json")
    assert done.data["counts"]["new"] == 1
    assert [one["match"] for one in done.data["tables"][0]["columns"]] == ["map", "map"]


def test_a_mapping_of_another_kind_is_refused(load: Run, school: Path):
    (school / "map.toml").write_text('kind = "wishes"\n', "utf-8")
    done = load(GOOD, "--map", "map.toml")
    assert done.code == 2
    assert "for wishes, not for students" in done.err


def test_a_mapping_file_is_written_and_never_overwritten(load: Run, school: Path):
    near = "ФИО;Класс;Телфон матери;Мать;Рост\nЁлкин Артём Юрьевич;5б;8 902 555-01-01;Ёлкина Дарья Павловна;140\n"
    assert load(near, "--write-map", "m.toml").code == 0
    assert 'mother_phone = "Телфон матери"' in (school / "m.toml").read_text("utf-8")
    assert load(near, "--write-map", "m.toml").code == 5
    done = load(near, "--map", "m.toml")
    assert (done.code, "Not taken, for no column is called so here: Рост" in done.err) == (0, True)


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("students", "class-list.csv"), ("students", "families.xlsx"), ("wishes", "wishes-form.csv"),
        ("wishes", "wishes-list.txt"), ("attendance", "attendance.ods"),
    ],
)  # fmt: skip
def test_tables_as_they_come_to_a_school_come_in_without_hand_work(kind: str, name: str, load: Run, school: Path):
    raw = (EXAMPLES / "import" / name).read_bytes()
    assert load(raw, kind=kind, name=name).code == 0
    again = load(raw, "--json", kind=kind, name=name).data["counts"]
    assert (again["new"], again["changed"], again["rejected"]) == (0, 0, 0)


def test_a_closed_round_takes_nothing_in(load: Run, school: Path):
    path = school / "rounds/2026-autumn/round.toml"
    path.write_text(
        path.read_text("utf-8").replace("ends = 2026-11-13\n", "ends = 2026-11-13\nclosed_on = 2026-11-17\n"), "utf-8"
    )
    done = load("ФИО;Курс\nАверина Полина Игоревна;flexagons\n", "--round", "2026-autumn", kind="wishes")
    assert done.code == 5, done.err


class Person:
    """Answers in the place of somebody at the terminal."""

    def __init__(self, *replies: Any) -> None:
        self.replies = list(replies)
        self.shown: list[Any] = []

    def show(self, sheet: Any) -> None:
        self.shown.append(sheet)

    def ask(self, question: Any) -> Any:
        return self.replies.pop(0)


def test_the_match_is_shown_and_confirmed(load: Run, monkeypatch: pytest.MonkeyPatch, school: Path):
    before = documents(school)
    somebody = Person(False)
    monkeypatch.setattr("iom.cli.importing.person", lambda: somebody)
    assert load(GOOD).code == 3
    assert [row[1] for row in somebody.shown[0].blocks[0].rows]
    assert documents(school) == before
    monkeypatch.setattr("iom.cli.importing.person", lambda: Person(True))
    assert load(GOOD).code == 0
    monkeypatch.setattr("iom.cli.importing.person", Person)
    assert load(GOOD, "--yes").code == 0


def test_a_near_heading_is_asked_about(load: Run, monkeypatch: pytest.MonkeyPatch, school: Path):
    near = "ФИО;Класс;Мать;Телфон матери\nЁлкин Артём Юрьевич;5б;Ёлкина Дарья Павловна;8 902 555-01-01\n"
    monkeypatch.setattr("iom.cli.importing.person", lambda: Person(True, True))
    assert load(near).code == 0
    assert "8 902 555-01-01" in (school / "guardians/elkina-dp.toml").read_text("utf-8")


def test_json_of_a_refusal_is_one_document(load: Run):
    done = load("a;b\n1;2\n", "--json")
    assert done.code == 4
    assert json.loads(done.out)["error"]["code"] == "no-heading"


def test_people_who_cannot_be_read_are_not_brought_a_second_time(load: Run, school: Path):
    (school / "students/averina-polina.toml").write_text("name = \n", "utf-8")
    done = load(GOOD)
    assert done.code == 4
    assert "students/averina-polina.toml" in done.err
    assert not (school / "students/elkin-artem.toml").exists()
