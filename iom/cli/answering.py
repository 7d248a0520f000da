"""Answers of a command: its flags, its answers file, and the person at the terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from iom.ask.given import Given as Answered
from iom.ask.given import from_file, from_flags
from iom.ask.question import Form
from iom.cli.options import Given
from iom.errors import Exit, IomError, Problem
from iom.language import N_
from iom.store.load import Loaded
from iom.toml.read import read


class AnswersFileError(IomError):
    """An answers file (``path``) with problems."""

    text = N_("The answers in {path} cannot be used. Nothing was written.")
    hint = N_("A template to fill in: iom answers STAGE")
    exit_code = Exit.INVALID


class NoAnswersFileError(IomError):
    """An answers file (``path``) that cannot be opened."""

    text = N_("{path} cannot be read: {reason}.")
    hint = N_("Name a TOML or JSON file, or - for the standard input.")
    exit_code = Exit.NOT_FOUND


def answers_given(given: Given, file: str | None, forms: Iterable[Form], subjects: Iterable[str]) -> Answered:
    """The flags, over the answers file; ``subjects`` are the ids that the file may speak of.

    Raises:
        AnswersFileError: the file has problems, all of them listed.
        NoAnswersFileError: it cannot be opened.
        AnswerError: a flag is not understood.
    """
    forms = tuple(forms)
    flags = from_flags(forms, given)
    if file is None:
        return flags
    raw = _content(file)
    data, problems = _parsed(raw, file)
    if not problems:
        answered, problems = from_file(data, forms, subjects, file)
    if problems:
        raise AnswersFileError(problems=_placed(file, raw, problems), path=file)
    return flags.over(answered)


def _content(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise NoAnswersFileError(path=file, reason=error.strerror or "") from None


def _parsed(raw: bytes, file: str) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    if raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        try:
            data = json.loads(raw)
        except ValueError:
            raise AnswersFileError(path=file) from None
        return data, ()
    reading = read(raw, file)
    return reading.data or {}, reading.problems


def _placed(file: str, raw: bytes, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    from iom.model.school import School

    return Loaded(Path(), School({}), {file: raw}, (), ()).placed(problems)
