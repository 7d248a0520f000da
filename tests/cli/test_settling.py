from __future__ import annotations

from datetime import date

import pytest

from iom.cli.arguments import take
from iom.cli.settling import GlobalOptionError, settled


def context(*argv: str, **environ: str):
    return settled(take(argv)[0], "en", environ)


@pytest.mark.parametrize("text", ["2026-11-16", "16.11.2026", " 2026-11-16 "])
def test_today_may_be_said(text):
    assert context("--today", text).today == date(2026, 11, 16)


@pytest.mark.parametrize(
    ("argv", "environ", "complaint"),
    [
        (["--today", "2026-02-30"], {}, "there is no day 2026-02-30"),
        (["--today", "tomorrow"], {}, "there is no day tomorrow"),
        (["--today="], {}, "there is no day"),
        (["--lang", "de"], {}, "--lang: there is no language de"),
        ([], {"IOM_LANG": "de"}, "IOM_LANG: there is no language de"),
        (["--color", "blue"], {}, "--color: blue"),
        (["-C", "nowhere"], {}, "there is no folder nowhere"),
        (["-C", "a\0b"], {}, "there is no folder"),
        (["--today"], {}, "A value is missing after --today"),
        (["--json=1"], {}, "--json takes no value"),
    ],
)
def test_bad_options_of_the_program_are_refused(argv, environ, complaint):
    with pytest.raises(GlobalOptionError) as caught:
        context(*argv, **environ)
    assert complaint in str(caught.value)


@pytest.mark.parametrize(
    ("argv", "environ", "color"),
    [
        ([], {}, "auto"),
        ([], {"NO_COLOR": "1"}, "never"),
        ([], {"NO_COLOR": ""}, "auto"),
        (["--color", "always"], {"NO_COLOR": "1"}, "always"),
        (["--color", "always", "--json"], {}, "never"),
    ],
)
def test_colour_is_decided_by_flag_then_variable_and_never_in_json(argv, environ, color):
    assert context(*argv, **environ).color == color


@pytest.mark.parametrize(
    ("argv", "environ", "asks"),
    [([], {}, True), (["--no-input"], {}, False), (["--json"], {}, False), ([], {"CI": "true"}, False)],
)
def test_a_person_is_asked_only_at_a_terminal_and_when_nothing_forbids_it(monkeypatch, argv, environ, asks):
    monkeypatch.setattr("iom.cli.settling.somebody_there", lambda: True)
    assert context(*argv, **environ).interactive is asks


def test_nobody_is_asked_without_a_terminal():
    assert not context().interactive
