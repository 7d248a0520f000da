from __future__ import annotations

import pytest

from iom.cli.arguments import take


@pytest.mark.parametrize(
    ("argv", "values", "rest"),
    [
        (["-C", "school", "status"], {"directory": "school"}, ["status"]),
        (["-Cschool", "status"], {"directory": "school"}, ["status"]),
        (["status", "--directory=school"], {"directory": "school"}, ["status"]),
        (["student", "--lang", "ru", "show", "anna"], {"lang": "ru"}, ["student", "show", "anna"]),
        (["show", "--today=2026-11-16", "anna"], {"today": "2026-11-16"}, ["show", "anna"]),
        (["show", "anna", "--color", "never"], {"color": "never"}, ["show", "anna"]),
        (["--lang", "ru", "--lang", "en"], {"lang": "en"}, []),
        (["--lang="], {"lang": ""}, []),
    ],
)  # fmt: skip
def test_options_of_the_program_are_taken_wherever_they_stand(argv, values, rest):
    found, left = take(argv)
    assert (found.values, left) == (values, rest)


def test_nothing_is_taken_after_two_dashes():
    found, left = take(["add", "--json", "--", "--json", "-C", "x"])
    assert found.switches == {"json"}
    assert found.values == {}
    assert left == ["add", "--", "--json", "-C", "x"]


@pytest.mark.parametrize("argv", [["status", "--lang"], ["--lang", "--", "ru"]])
def test_an_option_without_its_value_is_kept_for_the_complaint(argv):
    found, _left = take(argv)
    assert found.incomplete == ["--lang"]


def test_a_switch_with_a_value_is_kept_for_the_complaint():
    found, _left = take(["--json=yes"])
    assert found.overfull == ["--json"]


def test_options_of_commands_are_left_alone():
    assert take(["choose", "--wishes", "a,b", "-y"])[1] == ["choose", "--wishes", "a,b", "-y"]
