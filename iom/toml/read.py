"""Reading a document's bytes: the one way in, for every document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from iom.errors import Place, Problem
from iom.toml import faults
from iom.toml.depth import LIMIT, too_deep
from iom.toml.fast import parsed

MAX_BYTES: Final = 1024 * 1024
BOM: Final = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Reading:
    r"""What a document's bytes hold.

    ``data`` is None when the text is not TOML; texts in it have ``\n`` newlines whatever the file has.
    ``text`` has no byte order mark (``bom`` tells whether the file had one) and its newlines as they are,
    of which ``newline`` is the prevailing kind.
    """

    data: dict[str, Any] | None
    text: str
    bom: bool
    newline: str
    problems: tuple[Problem, ...] = ()


def read(raw: bytes, document: str) -> Reading:
    """Read the bytes of one document; what is wrong with them are problems, never exceptions."""
    bom = raw.startswith(BOM)
    if len(raw) > MAX_BYTES:
        facts = {"size": len(raw) // 1024, "limit": MAX_BYTES // 1024}
        return Reading(None, "", bom, "\n", (Problem(faults.TOO_LARGE, document, facts=facts),))
    try:
        text = raw.decode("utf-8-sig" if bom else "utf-8")
    except UnicodeDecodeError as error:
        return Reading(None, "", bom, "\n", (_encoding_problem(raw, error, document),))
    newline = "\r\n" if "\r" in text and 2 * text.count("\r\n") > text.count("\n") else "\n"
    deep = too_deep(raw, text)
    if deep is not None:
        problem = Problem(faults.TOO_DEEP, document, facts={"limit": LIMIT}, place=_place(text, deep))
        return Reading(None, text, bom, newline, (problem,))
    try:
        return Reading(_data(text), text, bom, newline)
    except ValueError as error:
        from iom.toml.diagnosis import diagnose

        return Reading(None, text, bom, newline, diagnose(text, document, str(error)))


def _data(text: str) -> dict[str, Any]:
    if text.startswith("\ufeff"):
        raise ValueError("a second byte order mark")
    return parsed(text.replace("\r\n", "\n") if "\r" in text else text)


def _encoding_problem(raw: bytes, error: UnicodeDecodeError, document: str) -> Problem:
    # The decoder counts from behind the mark that it takes away.
    before = error.object[: error.start].decode("utf-8", "replace")
    place = _place(before, len(before))
    guess = _guess(raw)
    if guess:
        return Problem(faults.LOOKS_LIKE, document, facts={"encoding": guess}, place=place)
    return Problem(faults.NOT_UTF8, document, place=place)


def _guess(raw: bytes) -> str:
    """The encoding that the bytes look like; empty when they look like nothing known."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    letters = re.findall(r"\w", raw.decode("cp1251", "replace"))
    foreign = [letter for letter in letters if not letter.isascii()]
    russian = re.findall(r"[а-яё]", "".join(foreign))
    return "cp1251" if foreign and 2 * len(russian) > len(foreign) else ""


def _place(text: str, offset: int) -> Place:
    return Place(text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))
