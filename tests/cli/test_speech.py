from __future__ import annotations

from pathlib import Path

import pytest

from iom.cli.speech import choose, of_system, of_workspace


@pytest.fixture
def russian_school(tmp_path: Path) -> Path:
    (tmp_path / "iom.toml").write_text('schema = 1\nname = "Школа"\nlanguage = "ru"\n', "utf-8")
    (tmp_path / "students").mkdir()
    return tmp_path / "students"


@pytest.mark.parametrize(
    ("asked", "environ", "spoken"),
    [
        ("en", {"IOM_LANG": "ru", "LANG": "ru_RU.UTF-8"}, "en"),
        (None, {"IOM_LANG": "en", "LANG": "ru_RU.UTF-8"}, "en"),
        (None, {"LANG": "en_GB.UTF-8"}, "ru"),
        ("de", {"IOM_LANG": "en"}, "en"),
    ],
)
def test_the_flag_goes_before_the_variable_and_that_before_the_school(russian_school, asked, environ, spoken):
    assert choose(asked, russian_school, environ) == spoken


@pytest.mark.parametrize(
    ("environ", "spoken"),
    [
        ({"LANG": "ru_RU.UTF-8"}, "ru"),
        ({"LC_ALL": "C", "LANG": "ru_RU.UTF-8"}, "en"),
        ({"LC_MESSAGES": "ru_RU.UTF-8", "LANG": "en_GB.UTF-8"}, "ru"),
        ({"LC_ALL": "", "LANG": "ru_RU.UTF-8"}, "ru"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
    ],
)
def test_without_a_school_the_locale_decides(tmp_path, environ, spoken):
    assert choose(None, tmp_path, environ) == spoken
    assert of_system(environ) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("language = 'ru'", "ru"),
        ('\ufefflanguage = "en" # English', "en"),
        ('name = "x"\r\nlanguage = "ru"\r\n', "ru"),
        ('language = "de"', None),
        ('[policies]\nlanguage = "ru"', None),
        ('# language = "ru"', None),
        ('language = "ru"\nname = [[[[', "ru"),
        ("", None),
    ],
)
def test_the_language_of_the_school_is_read_even_from_a_broken_document(tmp_path, text, spoken):
    (tmp_path / "iom.toml").write_bytes(text.encode())
    assert of_workspace(tmp_path) == spoken


def test_bytes_that_are_no_text_are_no_obstacle(tmp_path):
    (tmp_path / "iom.toml").write_bytes(b'name = "\xff\xfe"\nlanguage = "ru"\n')
    assert of_workspace(tmp_path) == "ru"
