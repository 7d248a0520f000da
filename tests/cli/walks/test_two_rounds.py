"""Two rounds open at once: the last one is still being evaluated while the next one begins (S0:47)."""

from __future__ import annotations

import json

import pytest

SPRING = ("round", "open", "2027-spring", "--title", "Весенний выбор", "--previous", "2026-autumn")
DAY = "2026-11-18"


@pytest.fixture
def both(place):
    assert place(DAY, *SPRING).code == 0
    return place


def test_a_pupil_is_walked_in_the_round_where_the_pupil_is_under_way(both):
    found = both(DAY, "evaluate", "azanova-kamila", "--no-input")
    assert "--round 2026-autumn" in found.out + found.err
    assert "No stage can be skipped" not in found.err
    assert json.loads(both(DAY, "next", "azanova-kamila", "--json").out)["stage"] == "evaluation"


def test_an_expert_judges_what_is_shown_in_the_round_before(both):
    words = ("evaluate", "--expert", "starkova-lv", "--marks", "azanova-kamila/board-game:2221121")
    found = both(DAY, *words, "--json")
    assert found.code == 0, found.err
    assert any("2026-autumn" in path for path in json.loads(found.out)["written"])


def test_a_waiver_goes_to_the_route_under_way(both):
    assert both(DAY, "waive", "azanova-kamila", "experts", "--reason", "болезнь").code == 0
    assert "experts" in both.text("routes/azanova-kamila.toml")


def test_the_board_tells_of_the_other_round(both):
    found = both(DAY, "status")
    assert "Весенний выбор" in found.out
    assert "--round 2026-autumn" in found.err


def test_the_round_named_is_the_round_meant(both):
    found = both(DAY, "evaluate", "azanova-kamila", "--round", "2027-spring", "--no-input")
    assert found.code == 4


def test_commands_to_copy_name_the_round_where_two_are_open(place):
    single = json.loads(place(DAY, "next", "azanova-kamila", "--json").out)["commands"]
    assert single
    assert not any("--round" in command for command in single)
    assert place(DAY, *SPRING).code == 0
    for round_ in ("2026-autumn", "2027-spring"):
        found = json.loads(place(DAY, "next", "azanova-kamila", "--round", round_, "--json").out)
        commands = [one["command"] for each in found["requirements"] for one in each["missing"]]
        assert commands
        assert all(command.endswith(f"--round {round_}") for command in commands)


def test_the_queue_names_the_round_only_where_another_one_would_be_meant(both):
    autumn = " ".join(both(DAY, "next", "--round", "2026-autumn").out.split())
    assert "iom evaluate azanova-kamila Антипина" in autumn
    assert "iom choose averina-polina --round 2026-autumn" in autumn
    spring = " ".join(both(DAY, "next", "--round", "2027-spring").out.split())
    assert "iom choose azanova-kamila --round 2027-spring" in spring
    assert "iom choose averina-polina --round" not in spring


def test_a_refused_passage_names_the_round_in_its_commands(both):
    words = ("evaluate", "azanova-kamila", "--round", "2026-autumn", "--passed", "yes", "--no-input")
    found = both(DAY, *words)
    assert found.code != 0
    assert "--round 2026-autumn" in found.err
