"""Answers of a command: its flags, its answers file, and the person at the terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from iom.ask.given import Given as Answered
from iom.ask.given import from_file, from_flags
from iom.ask.question import Form
from iom.cli.options import Given
from iom.errors import Exit, Fault, IomError, Place, Problem
from iom.language import N_, refusal
from iom.store.load import Loaded
from iom.toml.read import read

NOT_JSON = Fault("E0295", N_("this is no JSON: {reason}"), N_("A template in TOML to fill in: iom answers STAGE"))
DEEP_JSON = Fault("E0296", N_("the JSON is nested too deeply"), N_("An answers file needs three levels."))
BIG_FILE = Fault("E0297", N_("the file is larger than 1 MiB"), N_("Divide the answers between several files."))
LARGEST = 1 << 20


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


@dataclass(frozen=True)
class Answers:
    """Everything answered beforehand, and the bytes of the file that it partly stands in."""

    given: Answered
    file: str = ""
    raw: bytes = b""

    def placed(self, error: IomError) -> IomError:
        """The error, its problems with their lines in the file."""
        error.problems = _placed(self.file, self.raw, error.problems) if self.raw else error.problems
        for cause in error.causes:
            self.placed(cause)
        return error


def answers_given(
    given: Given, file: str | None, forms: Iterable[Form], subjects: Iterable[str], others: Iterable[Form] = ()
) -> Answers:
    """The flags, over the answers file; ``subjects`` are the ids that the file may speak of.

    Answers to ``others``, the questions of other commands, are passed over.

    Raises:
        AnswersFileError: the file has problems, all of them listed.
        NoAnswersFileError: it cannot be opened.
        AnswerError: a flag is not understood.
    """
    forms = tuple(forms)
    flags = from_flags(forms, given)
    if file is None:
        return Answers(flags)
    raw = _content(file)
    data, problems = _parsed(raw, file)
    if not problems:
        answered, problems = from_file(data, forms, subjects, file, others)
    if problems:
        raise AnswersFileError(problems=_placed(file, raw, problems), path=file)
    return Answers(flags.over(answered), file, raw)


def _content(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        raise NoAnswersFileError(path=file, reason=refusal(error)) from None


def _parsed(raw: bytes, file: str) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    if _is_json(raw):
        return _parsed_json(raw, file)
    reading = read(raw, file)
    return reading.data or {}, reading.problems


def _is_json(raw: bytes) -> bool:
    return raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def _parsed_json(raw: bytes, file: str) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    if len(raw) > LARGEST:
        return {}, (Problem(BIG_FILE, file),)
    try:
        return json.loads(raw.decode("utf-8-sig")), ()
    except json.JSONDecodeError as error:
        return {}, (Problem(NOT_JSON, file, (), {"reason": error.msg}, Place(error.lineno, error.colno)),)
    except UnicodeDecodeError:
        return {}, (Problem(NOT_JSON, file, (), {"reason": "UTF-8"}),)
    except RecursionError:
        return {}, (Problem(DEEP_JSON, file),)


def _placed(file: str, raw: bytes, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    from iom.model.school import School

    if _is_json(raw):
        # The places of a TOML text say nothing about JSON; the keys of the problem lead there.
        return tuple(problem if problem.place else replace(problem, place=Place(1, 1)) for problem in problems)
    return Loaded(Path(), School({}), {file: raw}, (), ()).placed(problems)
