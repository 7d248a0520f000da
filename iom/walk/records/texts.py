"""Kinds of question: an id, several phrases, year groups."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from iom.ask.kinds import AnswerError, Kind, Text
from iom.language import N_, _
from iom.model.identifiers import is_id, slug


class NoIdError(AnswerError):
    """Something that cannot be an id."""

    text = N_("“{given}” cannot be an id.")
    hint = N_("An id has 2 to 64 lower-case Latin letters, digits and hyphens, for example: {example}")


class NoGradeError(AnswerError):
    """Something that is no year group."""

    text = N_("There is no year group {given}.")
    hint = N_("Write year groups from 1 to 11, like 5, 6 or 5-7.")


def example_id(text: str) -> str:
    """An id that looks like ``text``, or just any."""
    found = slug(text)
    return found if is_id(found) else "averina-polina"


@dataclass(frozen=True)
class Identifier(Kind[str]):
    """An id for a new document."""

    name: ClassVar[str] = "id"

    def parse(self, raw: object) -> str:
        """The id."""
        if not isinstance(raw, str):
            raise self.wrong_type(raw)
        text = raw.strip()
        if not is_id(text):
            raise NoIdError(given=text, example=example_id(text))
        return text

    @classmethod
    def flag(cls, value: str) -> str:
        """The id."""
        return value

    @classmethod
    def metavar(cls) -> str:
        """See `Kind.metavar`."""
        return _("ID")

    def describe(self) -> str:
        """See `Kind.describe`."""
        return _("an id of Latin letters, digits and hyphens")


@dataclass(frozen=True)
class Phrases(Kind[tuple[str, ...]]):
    """Several short texts, parted by semicolons, or by commas where no semicolon stands."""

    name: ClassVar[str] = "phrases"

    def parse(self, raw: object) -> tuple[str, ...]:
        """The texts in their order."""
        if isinstance(raw, str):
            raw = re.split(r"[;\n]" if ";" in raw else r"[,\n]", raw)
        if not isinstance(raw, list | tuple):
            raise self.wrong_type(raw)
        words = [one for one in raw if not isinstance(one, str) or one.strip()]
        return tuple(dict.fromkeys(Text().parse(one) for one in words))

    @classmethod
    def flag(cls, value: tuple[str, ...]) -> str:
        """The texts with semicolons."""
        return "; ".join(value) + (";" if len(value) == 1 and "," in value[0] else "")

    @classmethod
    def data(cls, value: tuple[str, ...]) -> object:
        """A list of texts."""
        return list(value)

    @classmethod
    def metavar(cls) -> str:
        """See `Kind.metavar`."""
        return _("TEXT, TEXT…")

    def describe(self) -> str:
        """See `Kind.describe`."""
        return _("words or phrases with commas between them")


@dataclass(frozen=True)
class Grades(Kind[tuple[int, ...]]):
    """Year groups from 1 to 11."""

    name: ClassVar[str] = "grades"

    def parse(self, raw: object) -> tuple[int, ...]:
        """The year groups in order, from «5 6», «5-7», a number, or a list."""
        if isinstance(raw, int) and not isinstance(raw, bool):
            raw = str(raw)
        pieces = re.split(r"[,;\s]+", re.sub(r"\s*[-–—]\s*", "-", raw.strip())) if isinstance(raw, str) else raw
        if not isinstance(pieces, list | tuple):
            raise self.wrong_type(raw)
        return tuple(sorted({grade for piece in pieces if piece != "" for grade in self._range(str(piece))}))

    def _range(self, piece: str) -> Iterable[int]:
        match = re.fullmatch(r"([0-9]{1,2})(?:-([0-9]{1,2}))?", piece)
        first, last = (int(match[1]), int(match[2] or match[1])) if match else (0, 0)
        if not 1 <= first <= last <= 11:
            raise NoGradeError(given=piece)
        return range(first, last + 1)

    @classmethod
    def flag(cls, value: tuple[int, ...]) -> str:
        """The numbers with commas."""
        return ",".join(map(str, value))

    @classmethod
    def data(cls, value: tuple[int, ...]) -> object:
        """A list of numbers."""
        return list(value)

    @classmethod
    def metavar(cls) -> str:
        """See `Kind.metavar`."""
        return _("GRADE,GRADE…")

    def describe(self) -> str:
        """See `Kind.describe`."""
        return _("year groups like 5, 6 or 5-7")
