"""Both languages are complete: every text of the code has its Russian, and nothing else stands in the catalogues."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from build import ProjectBuilder

import iom
from iom import language

PACKAGE = Path(iom.__file__).parent
PARTS = sorted((PACKAGE / "locale" / "ru").glob("*.po"))
KEYWORDS = {"_": None, "N_": None, "say": (1,), "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
PLURAL_FORMS = 3


class Used(NamedTuple):
    """A message id of the code: where it stands, its forms (one, or one and many), its context."""

    place: str
    forms: tuple[str, ...]
    context: str | None

    @property
    def key(self) -> tuple[str, str | None]:
        return (self.forms[0], self.context)


@cache
def used() -> tuple[Used, ...]:
    found = extract_from_dir(PACKAGE, [("**.py", "python")], keywords=KEYWORDS, comment_tags=())
    return tuple(
        Used(f"{path}:{line}", (message,) if isinstance(message, str) else tuple(message), context)
        for path, line, message, _comments, context in found
        if _has_words(message if isinstance(message, str) else message[0])
    )


def _has_words(message: str) -> bool:
    return any(letter.isalpha() for letter in re.sub(r"\{[^}]*\}", "", message))


@cache
def part(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale="ru", abort_invalid=True)


def messages() -> Iterator[tuple[Path, Message]]:
    for path in PARTS:
        for message in part(path):
            if message.id:
                yield path, message


def forms(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def strings(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


@cache
def translated() -> dict[tuple[str, str | None], Message]:
    return {(forms(message)[0], message.context): message for _path, message in messages()}


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{(\w*)[^}]*\}", text))


@cache
def open_contexts() -> set[str]:
    """Contexts whose message ids are data: ``pgettext("stage", stage)``."""
    return {
        str(call.args[0].value)
        for path in PACKAGE.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "pgettext"
        if isinstance(call.args[0], ast.Constant) and not isinstance(call.args[1], ast.Constant)
    }


def test_the_extractor_sees_the_texts_of_the_code():
    assert ("There is no command {given}.", None) in {message.key for message in used()}
    assert ("workspace", None) not in {message.key for message in used()}


def test_every_text_has_its_russian():
    missing = [f"{message.place}: {message.forms[0]!r}" for message in used() if message.key not in translated()]
    assert not missing, "\n".join(["without Russian:", *missing])


def test_every_plural_of_the_code_has_its_russian_plural():
    single = [
        f"{message.place}: {message.forms[0]!r}"
        for message in used()
        if message.key in translated() and forms(translated()[message.key]) != message.forms
    ]
    assert not single, "\n".join(["not the same forms:", *single])


def test_nothing_in_the_catalogues_is_obsolete():
    known = {message.key for message in used()}
    spare = [
        f"{path.name}: {message.id!r}"
        for path, message in messages()
        if (forms(message)[0], message.context) not in known and message.context not in open_contexts()
    ]
    left = [f"{path.name}: {message.id!r}" for path in PARTS for message in part(path).obsolete.values()]
    assert not spare + left, "\n".join(["used nowhere:", *spare, *left])


def test_no_translation_is_fuzzy_or_empty():
    unfinished = [f"{path.name}: {m.id!r}" for path, m in messages() if m.fuzzy or not all(strings(m))]
    assert not unfinished, "\n".join(unfinished)


def test_translations_keep_the_placeholders():
    wrong = [
        f"{path.name}: {string!r} of {message.id!r}"
        for path, message in messages()
        for string in strings(message)
        if placeholders(string) != placeholders(forms(message)[-1])
    ]
    assert not wrong, "\n".join(wrong)


def test_every_plural_has_three_forms():
    wrong = [
        f"{path.name}: {message.id!r}"
        for path, message in messages()
        if len(strings(message)) != (PLURAL_FORMS if isinstance(message.id, tuple) else 1)
    ]
    assert not wrong, "\n".join(wrong)


def test_the_parts_agree():
    seen: dict[tuple[str, str | None], tuple[str, Message]] = {}
    for path, message in messages():
        name, other = seen.setdefault((forms(message)[0], message.context), (path.name, message))
        assert strings(other) == strings(message), f"{name} and {path.name} translate {message.id!r} differently"


@pytest.mark.parametrize("path", PARTS, ids=lambda path: path.name)
def test_every_part_says_its_language_and_plural_rule(path: Path):
    header = path.read_text("utf-8").split("\n\n", maxsplit=1)[0]
    assert "Language: ru" in header
    assert "charset=UTF-8" in header
    assert "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0" in header


def test_texts_hold_no_percent_formats():
    assert not [m for m in used() for form in m.forms if re.search(r"%[sd(]", form)]


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """The Python of a fresh environment with the built wheel; libraries come from the environment of the tests."""
    wheel = ProjectBuilder(PACKAGE.parent).build("wheel", tmp_path / "dist")
    venv.create(tmp_path / "fresh", with_pip=False, symlinks=sys.platform != "win32")
    places = {"base": str(tmp_path / "fresh"), "platbase": str(tmp_path / "fresh")}
    python = Path(sysconfig.get_path("scripts", "venv", places)) / (
        "python.exe" if sys.platform == "win32" else "python"
    )
    site = Path(sysconfig.get_path("purelib", "venv", places))
    (site / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    return python


@pytest.mark.slow
def test_the_installed_wheel_speaks_russian(installed: Path, tmp_path: Path):
    def said(*words: str) -> str:
        return subprocess.run(
            [installed, *words], cwd=tmp_path, capture_output=True, check=True, encoding="utf-8"
        ).stdout

    assert Path(said("-c", "import iom; print(iom.__file__)").strip()).is_relative_to(tmp_path)
    assert "Начало работы" in said("-X", "utf8", "-m", "iom", "--lang", "ru", "--help")


def test_a_plural_is_said_in_all_its_forms():
    language.use("ru")
    said = [language.ngettext("{number} seat", "{number} seats", n).format(number=n) for n in (1, 2, 5, 11, 21)]
    assert said == ["1 место", "2 места", "5 мест", "11 мест", "21 место"]
