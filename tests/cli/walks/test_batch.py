"""Walks without anybody at the terminal: flags and files, all problems at once, nothing written."""

from __future__ import annotations

import json
import re
import shlex

import pytest

JUNE, LATE = "2026-06-12", "2026-11-18"
POLINA = "averina-polina"
WISHES = "kitchen-chemistry,board-game,read-and-retell,flexagons,eco-patrol,my-district"
REQUEST = f"""
[{POLINA}]
request = "Хочу ставить опыты"
goal = "Отличать"
level-start = 1
"""


def test_nobody_is_named(place):
    found = place(JUNE, "choose")
    assert found.code == 2
    assert "iom choose PUPIL" in found.err


def test_all_missing_flags_of_all_due_parts_stand_in_one_command_that_works(place):
    found = place(JUNE, "choose", POLINA)
    assert found.code == 2
    printed = next(line for line in found.err.splitlines() if "--request" in line and line.startswith("  iom choose"))
    words = shlex.split(printed)
    assert words[1:3] == ["choose", POLINA]
    flags = dict(zip(words[3::2], words[4::2], strict=True))
    assert list(flags) == ["--request", "--goal", "--wishes", "--guardian", "--guardian-wishes"]
    filled = {"--wishes": WISHES, "--guardian": "averina-oi", "--guardian-wishes": "eco-patrol"}
    line = [word for flag in flags for word in (flag, filled.get(flag, "слова"))]
    assert place(JUNE, "choose", POLINA, *line).code == 0
    assert place(JUNE, "next", POLINA, "--json").data["missing"] == ["agreement", "placed"]
    talk = place(JUNE, "choose", POLINA)
    assert talk.code == 2
    assert f"iom choose {POLINA} --agreed … --signed …" in talk.err


def test_a_batch_is_written_at_once_and_told_in_json(place):
    found = place(JUNE, "choose", "--answers", place.answers(REQUEST), "--json")
    assert found.code == 0
    row = found.data["subjects"][0]
    assert (found.data["stage"], row["id"], row["parts"], row["stage"]) == ("choice", POLINA, ["request"], "choice")
    assert row["waits_for"] == ["student", "guardian", "coordinator"]
    assert found.data["written"] == ["rounds/2026-autumn/routes/averina-polina.toml"]
    assert found.data["commands"][0].startswith(f"iom choose {POLINA} --today {JUNE} --request 'Хочу ставить опыты'")
    assert place(JUNE, "undo").code == 0


def test_the_printed_command_gives_the_same_bytes(places):
    first, second = places("first"), places("second")
    found = first(JUNE, "choose", "--answers", first.answers(REQUEST), "--by", "oborina-lf", "--json")
    words = shlex.split(found.data["commands"][0])[1:]
    assert second(LATE, *words).code == 0
    assert first.documents() == second.documents()


@pytest.mark.parametrize("form", ["toml", "json", "stdin"])
def test_answers_come_from_toml_json_and_stdin(places, form):
    data = {POLINA: {"request": "Хочу ставить опыты", "goal": "Отличать", "level-start": 1}}
    first, second = places("first"), places("second")
    assert first(JUNE, "choose", "--answers", first.answers(REQUEST)).code == 0
    text = REQUEST if form == "toml" else json.dumps(data)
    if form == "stdin":
        found = second(JUNE, "choose", "--answers", "-", input=text)
    else:
        found = second(JUNE, "choose", "--answers", second.answers(text, f"answers.{form}"))
    assert found.code == 0
    assert first.documents() == second.documents()


def test_a_dry_run_shows_the_lines_and_writes_nothing(place):
    before = place.digest()
    words = ("choose", "--answers", place.answers(REQUEST), "--dry-run")
    assert '+request = "Хочу ставить опыты"' in place(JUNE, *words).out
    assert '+request = "Хочу ставить опыты"' in place(JUNE, *words, "--json").data["diff"]
    assert place.digest() == before


WRONG = """
[averina-polina]
request = "Хочу ставить опыты"
goal = "Отличать"
level-start = 7

[shestakov-ruslan]
request = ""
wishes = ["nothing-like-it"]
"""


def test_every_wrong_answer_of_every_pupil_is_told_with_its_place_and_nothing_is_written(place):
    before = place.digest()
    file = place.answers(WRONG)
    found = place(JUNE, "choose", "--answers", file)
    assert found.code == 4
    for line in (5, 8, 9):
        assert f"{file}:{line}:" in found.err
    problems = place(JUNE, "choose", "--answers", file, "--json").data["problems"]
    assert [(problem["line"], problem["keys"][-1]) for problem in problems] == [
        (5, "level-start"),
        (8, "request"),
        (9, "wishes"),
    ]
    assert place.digest() == before


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[averina-polina]\nrequets = 'x'", "no question requets.*request"),
        ("[averina-polin]\nrequest = 'x'", "no averina-polin to answer for.*averina-polina"),
        ("[averina-polina]\nreasons = 'x'", "reasons needs a table"),
        ("[averina-polina]\nrequest = 'x", ":2:"),
        ('{"averina-polina": {"request": }}', ":1:"),
        ("{" + '"a":{' * 60000, "JSON"),
    ],
    ids=["question", "subject", "table", "toml", "json", "deep"],
)
def test_what_is_no_answer_is_told_and_nothing_is_written(place, text, said):
    before = place.digest()
    found = place(JUNE, "choose", "--answers", place.answers(text))
    assert found.code == 4
    assert re.search(said, " ".join(found.err.split())), found.err
    assert place.digest() == before


def test_a_file_that_is_not_there(place):
    found = place(JUNE, "choose", "--answers", "nowhere.toml")
    assert found.code == 6
    assert "nowhere.toml" in found.err


def test_one_wrong_pupil_keeps_the_others_from_being_written(place):
    before = place.digest()
    text = REQUEST + "\n[shestakov-ruslan]\nrequest = 'слова'\ngoal = 'цель'\nlevel-start = 9\n"
    found = place(JUNE, "choose", "--answers", place.answers(text))
    assert found.code == 4
    assert "shestakov" in found.err or ":10:" in found.err
    assert place.digest() == before


def test_flags_win_over_the_file(place):
    assert place(JUNE, "choose", POLINA, "--answers", place.answers(REQUEST), "--goal", "Другая").code == 0
    assert 'goal = "Другая"' in place.text("routes/averina-polina.toml")


def test_answers_for_everybody_are_taken_by_each(place):
    text = "goal = 'Общая цель'\n[averina-polina]\nrequest = 'а'\n[shestakov-ruslan]\nrequest = 'б'\n"
    assert place(JUNE, "choose", "--answers", place.answers(text)).code == 0
    for pupil in ("averina-polina", "shestakov-ruslan"):
        assert 'goal = "Общая цель"' in place.text(f"routes/{pupil}.toml")


@pytest.mark.parametrize("later", [JUNE, "2026-06-13"])
def test_the_same_file_twice_changes_nothing_the_second_time(place, later):
    text = REQUEST + (
        f'wishes = "{WISHES}"\nguardian = "averina-oi"\nendorse = true\nagreed = "board-game,flexagons,eco-patrol"\n'
        f'signed = "all"\n[{POLINA}.reasons]\nboard-game = "люблю"\n[{POLINA}.impressions]\ntaster-chemistry = "да"\n'
    )
    file = place.answers(text)
    assert place(JUNE, "choose", "--answers", file).code == 0
    before = place.documents()
    found = place(later, "choose", "--answers", file, "--json")
    assert (found.code, found.data["written"]) == (0, [])
    assert place.documents() == before


def test_who_is_past_the_stage_is_told_and_left_alone(place):
    before = place.digest()
    text = REQUEST + "\n[lyadova-ulyana]\nrequest = 'ещё раз'\n"
    found = place(LATE, "choose", "--answers", place.answers(text), "--json")
    assert found.code == 0
    rows = {row["id"]: row for row in found.data["subjects"]}
    assert (rows["lyadova-ulyana"]["stage"], rows["lyadova-ulyana"]["parts"]) == ("closed", [])
    assert rows[POLINA]["parts"] == ["request"]
    assert place.digest() != before
    assert "ещё раз" not in place.text("routes/lyadova-ulyana.toml")


@pytest.mark.parametrize("words", [("implement", POLINA), ("reflect", "Аверина"), ("choose", "lyadova-ulyana")])
def test_a_stage_out_of_order_is_refused(place, words):
    before = place.digest()
    found = place(LATE, *words, "--passed", "yes")
    assert found.code == 4
    assert "iom return" in found.err
    assert place.digest() == before


def test_a_stage_out_of_order_in_a_file_is_refused(place):
    before = place.digest()
    found = place(LATE, "implement", "--answers", place.answers(f"[{POLINA}]\ntopic = 'рано'\n"))
    assert found.code == 4
    assert "choice" in found.err
    assert place.digest() == before


def test_every_pupil_out_of_order_is_named(place):
    found = place(LATE, "choose", "lyadova-ulyana", "babushkin-lev")
    assert (found.code, found.err.count("✗")) == (4, 3)
    assert "␤" not in found.err
    causes = place(LATE, "choose", "lyadova-ulyana", "babushkin-lev", "--json").data["causes"]
    assert [cause["code"] for cause in causes] == ["route-ended", "stage-order"]


def test_a_closed_gate_is_explained(place):
    before = place.digest()
    found = place(LATE, "choose", POLINA, "--passed", "yes")
    assert found.code == 1
    assert "--request" in found.err
    assert place.digest() == before


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("choose", "Нетакой"), 6, "Нетакой"),
        (("choose", POLINA, "--part", "tlak"), 2, "talk"),
        (("choose", POLINA, "--by", "nobody-xx", "--goal", "ц"), 6, "nobody-xx"),
        (("choose", POLINA, "--round", "2025"), 6, "2025"),
        (("choose", "--form", "9я", "--goal", "ц"), 6, "9я"),
        (("choose", POLINA, "--reasons", "без-двоеточия"), 2, "colon"),
        (("choose", POLINA, "--goal", "а", "--goal", "б"), 2, "more than once"),
    ],
)
def test_bad_words_on_the_command_line(place, words, code, said):
    before = place.digest()
    found = place(LATE, *words)
    assert found.code == code, found.err
    assert re.search(said, found.err)
    assert place.digest() == before


def test_a_part_is_walked_though_the_gate_does_not_lack_it(place):
    words = (
        "implement",
        "zelentsov-fedor",
        "--part",
        "consultation",
        "--topic",
        "планы",
        "--consulted-on",
        "2026-11-17",
    )
    assert place(LATE, *words).code == 0
    assert 'request = "планы"' in (place.root / "consultations/fedoseeva-im/2026-11.toml").read_text("utf-8")


def test_who_records_is_who_is_named(place):
    assert (
        place(JUNE, "choose", POLINA, "--request", "х", "--goal", "ц", "--deficit", "D06", "--by", "Оборина").code == 0
    )
    assert 'noticed_by = "oborina-lf"' in place.text("routes/averina-polina.toml")
