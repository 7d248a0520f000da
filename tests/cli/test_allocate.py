"""Placing an instance file from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

INSTANCE = {
    "students": [{"id": "s0", "k": 1, "prefs": [0]}, {"id": "s1", "k": 1, "prefs": [0, 1]}],
    "courses": [
        {"id": "chemistry", "min": 0, "max": 1, "slots": [0]},
        {"id": "clay", "min": 0, "max": 1, "slots": [1]},
    ],
}
ANSWER = {"s0": ["chemistry"], "s1": ["clay"]}


def test_an_instance_is_placed_without_a_workspace(iom: Callable, tmp_path: Path):
    (tmp_path / "instance.json").write_text(json.dumps(INSTANCE))
    assert iom("allocate", "instance.json", cwd=tmp_path).data == ANSWER


def test_a_dash_reads_the_standard_input(iom: Callable):
    assert iom("allocate", "-", input=json.dumps(INSTANCE)).data == ANSWER


def test_json_says_which_engine_it_was(iom: Callable):
    data = iom("allocate", "-", "--json", input=json.dumps(INSTANCE)).data
    assert (data["answer"], data["engine"], data["status"]) == (ANSWER, "draft-and-exchange/1", "heuristic")


def test_the_seed_draws_the_lottery(iom: Callable):
    instance = {
        "students": [{"id": f"s{at}", "k": 1, "prefs": [0]} for at in range(2)],
        "courses": [{"id": "chemistry", "min": 0, "max": 1, "slots": [0]}],
    }
    lucky = {iom("allocate", "-", "--seed", str(seed), input=json.dumps(instance)).out for seed in range(12)}
    assert len(lucky) == 2


@pytest.mark.parametrize("content", ["", "[", "[1]", '{"students": 3}'])
def test_what_is_no_instance_is_met_politely(iom: Callable, content: str):
    outcome = iom("allocate", "-", input=content)
    assert outcome.code in (4, 6)
    assert "iom: " not in outcome.out
    assert "Traceback" not in outcome.err


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"pins": [0, 1]}, "s0: placed by hand in 2 courses, the round gives 1"),
        ({"k": 2, "pins": [0, 2]}, "s0: placed by hand at one hour in chemistry, glass"),
        ({"pins": [3]}, "full: 1 pupils placed by hand, seats: 0"),
    ],
)
def test_pins_that_contradict_each_other_are_no_instance(iom: Callable, change: dict, said: str):
    more = [{"id": "glass", "min": 0, "max": 1, "slots": [0]}, {"id": "full", "min": 0, "max": 0, "slots": [3]}]
    data = {"courses": INSTANCE["courses"] + more, "students": [{**INSTANCE["students"][0], **change}]}
    outcome = iom("allocate", "-", "--lang", "en", input=json.dumps(data))
    assert (outcome.code, outcome.out) == (4, "")
    assert said in " ".join(outcome.err.split())


def test_nobody_is_kept_apart_from_oneself(iom: Callable):
    outcome = iom("allocate", "-", "--lang", "en", input=json.dumps({**INSTANCE, "apart": [["s0", "s0"]]}))
    assert "s0 stands there twice" in " ".join(outcome.err.split())


def test_a_missing_file_is_told(iom: Callable):
    assert iom("allocate", "nowhere.json").code == 6


def test_the_exact_engine_says_what_it_lacks_or_proves_the_answer(iom: Callable):
    outcome = iom("allocate", "-", "--exact", "--json", input=json.dumps(INSTANCE))
    try:
        import highspy  # noqa: F401
    except ImportError:
        assert (outcome.code, "iom[exact]" in outcome.out) == (2, True)
    else:
        assert outcome.data["status"] == "optimal"
