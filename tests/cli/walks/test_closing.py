"""A round that ends: closing alone, and closing it and opening the next in one step."""

from __future__ import annotations

import tomllib

import pytest

from iom.ask.question import Reply
from iom.ask.scripted import ScriptedAsker
from iom.cli import round_opening
from iom.stages.machine import standing
from iom.stages.opening import CARRIED_ON
from iom.stages.template import template_of
from iom.store.load import load

DAY = "2026-12-01"
STOPPED = (
    'schema = 1\n\n[[decisions]]\nid = "d1"\non = 2026-11-30\nstage = "choice"\ndecision = "stop"\n'
    'reason = "other"\nby = "oborina-lf"\n'
)
NEXT = ("--next", "2027-spring", "--title", "Весна")


@pytest.fixture
def over(place):
    """The example school with every route of the round closed or stopped."""
    run = load(place.root).school.runs["2026-autumn"]
    for subject, route in run.routes.items():
        if standing(template_of(run), route).state == "open":
            place.path(f"routes/{subject}.toml").write_text(STOPPED, "utf-8")
    return place


def spring(place, name="round.toml"):
    return tomllib.loads((place.root / "rounds/2027-spring" / name).read_text("utf-8"))


def sit(monkeypatch, replies):
    monkeypatch.setattr(round_opening, "person", lambda: ScriptedAsker(replies))


def test_open_routes_are_named_and_nothing_is_asked_or_written(place, monkeypatch):
    sit(monkeypatch, {})
    before = place.digest()
    found = place(DAY, "round", "close", *NEXT)
    assert found.code == 4
    assert "still open" in found.err
    assert "Аверина Полина Игоревна" in found.err
    assert place.digest() == before


def test_closing_alone_says_which_command_opens_the_next(over):
    found = over(DAY, "round", "close")
    assert found.code == 0
    assert "iom round open ID --title … --previous 2026-autumn" in found.err
    assert "closed_on = 2026-12-01" in over.text("round.toml")
    assert not (over.root / "rounds/2027-spring").exists()


def test_both_rounds_are_written_in_one_transaction(over):
    before = over.digest()
    found = over(DAY, "round", "close", *NEXT, "--starts", "2027-01-18")
    assert found.code == 0, found.err
    assert "iom round open" not in found.err
    assert "closed_on = 2026-12-01" in over.text("round.toml")
    new, old = spring(over), tomllib.loads(over.text("round.toml"))
    assert (new["title"], new["previous"], str(new["starts"])) == ("Весна", "2026-autumn", "2027-01-18")
    assert {name: new.get(name) for name in CARRIED_ON} == {name: old.get(name) for name in CARRIED_ON}
    route = tomllib.loads(over.text("routes/lyadova-ulyana.toml"))
    mine = [entry for entry in route["reflections"] if entry["by"] == "lyadova-ulyana"]
    assert spring(over, "routes/lyadova-ulyana.toml")["request"] == mine[-1]["next_request"]
    assert over(DAY, "undo").code == 0
    assert over.digest() == before


def test_a_taken_id_closes_nothing(over):
    before = over.digest()
    assert over(DAY, "round", "close", "--next", "2026-autumn", "--title", "Ещё").code == 5
    assert over.digest() == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--next", "Весна", "--title", "Весна"), "no id"),
        (("--next", "2027-spring"), "--title"),
        (("--title", "Весна"), "--next"),
        ((*NEXT, "--starts", "31 июня"), "--starts"),
    ],
    ids=["no id", "no title", "no next", "no day"],
)
def test_what_is_missing_or_wrong_is_told_and_nothing_is_written(over, words, said):
    before = over.digest()
    found = over(DAY, "round", "close", *words)
    assert found.code in (2, 4)
    assert said in found.err
    assert over.digest() == before


def test_a_person_is_asked_for_the_next_round_and_told_the_command(over, monkeypatch):
    days = dict.fromkeys(("choice-until", "starts", "ends"), Reply.SKIP)
    sit(monkeypatch, {"next": "2027-spring", "title": "Весна", **days})
    found = over(DAY, "round", "close")
    assert spring(over)["previous"] == "2026-autumn"
    assert "iom round close 2026-autumn --next 2027-spring --title 'Весна'" in found.err


def test_a_person_may_leave_the_next_round_out(over, monkeypatch):
    sit(monkeypatch, {"next": Reply.SKIP})
    found = over(DAY, "round", "close")
    assert found.code == 0
    assert "closed_on" in over.text("round.toml")
    assert "--previous 2026-autumn" in found.err


def test_nobody_is_asked_where_the_next_round_is_open_already(over, monkeypatch):
    assert over(DAY, "round", "open", "2027-spring", "--title", "Весна", "--previous", "2026-autumn").code == 0
    sit(monkeypatch, {})
    found = over(DAY, "round", "close", "2026-autumn")
    assert found.code == 0
    assert "iom round open" not in found.err


def test_a_dry_closing_writes_nothing(over):
    before = over.digest()
    found = over(DAY, "round", "close", *NEXT, "--dry-run")
    assert "+closed_on = 2026-12-01" in found.out
    assert '+previous = "2026-autumn"' in found.out
    assert over.digest() == before
