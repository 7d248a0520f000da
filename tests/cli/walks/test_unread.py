"""A document that is there and cannot be read is not an empty one: whoever it is about stands nowhere."""

from __future__ import annotations

import pytest

NOVEMBER = "2026-11-18"
TIMUR = "gilev-timur"
ROUTE = f"routes/{TIMUR}.toml"
DOCUMENTS = [ROUTE, f"choices/{TIMUR}.toml", f"assessments/{TIMUR}.toml"]
STAGES = ["choose", "implement", "evaluate", "reflect"]


def damage(place, name: str) -> str:
    """Make a document unreadable; its path from the root."""
    path = place.path(name)
    path.parent.mkdir(exist_ok=True)
    path.write_text((path.read_text("utf-8") if path.exists() else "schema = 1\n") + "foo = [1,\n", "utf-8")
    return path.relative_to(place.root).as_posix()


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize(
    "words",
    [
        ("status", TIMUR),
        ("next", TIMUR),
        ("report", "route", TIMUR),
        ("print", "route", TIMUR, "-o", "-", "--format", "html"),
        ("choose", TIMUR, "--request", "х"),
        ("answers", "choice", TIMUR),
    ],
    ids=lambda words: words[0],
)
def test_what_is_about_the_pupil_is_refused_and_names_the_document(place, name, words):
    path = damage(place, name)
    before = place.digest()
    refused = place(NOVEMBER, *words)
    assert refused.code == 4
    assert f"{path} has problems and cannot be used." in " ".join(refused.err.split())
    assert f"iom check {path}" in " ".join(refused.err.split())
    assert refused.out == ""
    assert place.digest() == before


@pytest.mark.parametrize(
    "words",
    [
        *((stage, TIMUR) for stage in STAGES),
        ("choose", TIMUR, "--part", "wishes"),
        ("return", TIMUR, "--to", "choice", "--reason", "х"),
        ("stop", TIMUR, "--reason", "left"),
        ("waive", TIMUR, "wishes", "--reason", "х"),
        ("round", "move", TIMUR, "--to", "flexagons", "--reason", "х", "--by", "cherepakhin-iv"),
    ],
    ids=" ".join,
)
def test_no_stage_and_no_decision_goes_on_from_an_unread_route(place, words):
    path = damage(place, ROUTE)
    before = place.digest()
    refused = place(NOVEMBER, *words)
    assert refused.code == 4
    assert f"iom check {path}" in " ".join(refused.err.split())
    assert place.digest() == before


def test_an_answers_file_about_the_pupil_is_refused(place):
    path = damage(place, ROUTE)
    answers = place.answers(f'["{TIMUR}"]\nrequest = "х"\n')
    for words in ((), ("--form", "5б")):
        refused = place(NOVEMBER, "choose", *words, "--answers", answers)
        assert refused.code == 4
        assert f"iom check {path}" in " ".join(refused.err.split())


def test_an_expert_with_an_unread_sheet_is_refused(place):
    path = damage(place, "assessments/cherepakhin-iv.toml")
    refused = place(NOVEMBER, "evaluate", "--expert", "cherepakhin-iv", "--marks", "bolotov-egor/family-budget:P1=1")
    assert refused.code == 4
    assert f"iom check {path}" in " ".join(refused.err.split())


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_board_leaves_the_pupil_out_of_every_stage_and_says_so(place, name):
    before = place(NOVEMBER, "status", "--json").data
    stage = next(row["stage"] for row in before["subjects"] if row["id"] == TIMUR)
    path = damage(place, name)
    after = place(NOVEMBER, "status", "--json").data
    assert after["counts"] == {**before["counts"], stage: before["counts"][stage] - 1}
    assert after["not_counted"] == [TIMUR]
    told = " ".join(place(NOVEMBER, "status").err.split())
    assert path in told
    assert "Not counted: Гилёв Тимур Константинович." in told


def test_what_is_next_leaves_the_pupil_out_and_says_so(place):
    damage(place, ROUTE)
    told = place(NOVEMBER, "next")
    assert TIMUR not in told.out
    assert "Not counted: Гилёв Тимур Константинович." in told.err
    elsewhere = place(NOVEMBER, "next", "--form", "5а")
    assert ROUTE in elsewhere.err
    assert "Not counted" not in elsewhere.err


def test_a_queue_passes_the_pupil_over_and_says_so(place):
    damage(place, ROUTE)
    told = place(NOVEMBER, "choose", "--group", "fifth-b", "--dry-run")
    assert "Passed over: Гилёв Тимур Константинович." in told.err
    assert f"choose {TIMUR}" not in told.err


def test_an_answers_file_about_others_passes_nobody_over(place):
    damage(place, ROUTE)
    answers = place.answers('[averina-polina]\nrequest = "х"\ngoal = "ц"\n')
    assert "Passed over" not in place(NOVEMBER, "choose", "--answers", answers, "--dry-run").err


@pytest.mark.parametrize(
    "whom", [(), ("5б",), ("fifth-b",), ("peace-school",), ("gileva-ar", "golubyatnikova-nika")], ids="".join
)
def test_papers_of_many_leave_the_pupil_out_and_say_so(place, whom):
    page = place.root.parent / "routes.html"
    words = ("print", "route", *whom, "-o", str(page), "--force")
    assert place(NOVEMBER, *words).code == 0
    assert "Гилёв Тимур" in page.read_text("utf-8")
    damage(place, ROUTE)
    told = place(NOVEMBER, *words)
    assert "Гилёв Тимур" not in page.read_text("utf-8")
    assert "Not printed: Гилёв Тимур Константинович." in " ".join(told.err.split())


def test_a_paper_of_a_family_with_nobody_else_names_the_document(place):
    path = damage(place, ROUTE)
    refused = place(NOVEMBER, "print", "route", "gileva-ar")
    assert refused.code == 4
    assert f"iom check {path}" in " ".join(refused.err.split())


@pytest.mark.parametrize("report", ["board", "round"])
def test_a_report_leaves_the_pupil_out_and_says_so(place, report):
    counted = place(NOVEMBER, "report", report, "--json").data["counts"]
    damage(place, ROUTE)
    told = place(NOVEMBER, "report", report, "--json")
    assert sum(told.data["counts"].values()) == sum(counted.values()) - 1
    assert "Not counted: Гилёв Тимур Константинович." in place(NOVEMBER, "report", report).err


def test_of_many_documents_the_first_are_named_and_the_rest_counted(place):
    paths = sorted(place.path("choices").glob("*.toml"))[:5]
    for path in paths:
        path.write_text("foo = [1,\n", "utf-8")
    told = place(NOVEMBER, "status").err
    assert "5 documents cannot be read: iom check" in told
    assert [path.name in told for path in paths] == [True, True, True, False, False]
    assert "and 2 more" in told


def test_a_pupil_with_an_unread_choice_is_not_one_who_has_not_chosen(place):
    before = place(NOVEMBER, "round", "status", "--json").data
    damage(place, f"choices/{TIMUR}.toml")
    told = place(NOVEMBER, "round", "status", "--json")
    assert told.data["without_wishes"] == before["without_wishes"]
    assert told.data["without_agreement"] == before["without_agreement"]
    assert told.data["participants"] == before["participants"] - 1
    assert "Not counted: Гилёв Тимур Константинович." in place(NOVEMBER, "round", "status").err
