"""A school of any size: the example school again and again, with new people, courses and codes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

EXAMPLE = Path(__file__).parents[2] / "examples" / "zarechnaya"
ROUND = "rounds/2026-autumn"
#: Folders whose documents each copy has anew, those first that others refer to.
COPIED = (
    "staff", "partners", "guardians", "courses", "students", "mentors", "groups", "consultations",
    f"{ROUND}/offers", f"{ROUND}/events", f"{ROUND}/choices", f"{ROUND}/routes", f"{ROUND}/journals",
    f"{ROUND}/assessments",
)  # fmt: skip
#: Documents of which a school has one; the copies are appended to it.
JOINED = {f"{ROUND}/codes.toml": "[codes]", f"{ROUND}/allocation.toml": "[[", f"{ROUND}/moves.toml": "[["}
NAMES = ("staff", "partners", "guardians", "students", "courses", "groups", f"{ROUND}/offers", f"{ROUND}/events")
LETTERS = "абвгдежзиклмнопрстуфхцчшэюя"


def make(root: Path, count: int) -> list[str]:
    """Write a valid school of ``count`` documents below ``root``; gives their paths.

    Whole copies of the example as long as they fit, then people and courses of one more.

    Raises:
        ValueError: fewer documents are wanted than the example has.
    """
    texts = {path.relative_to(EXAMPLE).as_posix(): path.read_text("utf-8") for path in EXAMPLE.rglob("*.toml")}
    if count < len(texts):
        raise ValueError(f"the example alone has {len(texts)} documents")
    example = Example(dict(texts))
    size = sum(1 for path in texts if path.startswith(COPIED))
    number = 1
    while len(texts) + size <= count:
        texts |= dict(example.copy(number))
        for path, text in example.rows(number):
            texts[path] += text
        number += 1
    texts |= dict(islice(example.copy(number), count - len(texts)))
    for path, text in texts.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8", newline="\n")
    return sorted(texts)


class Example:
    """The example school as texts, and its copies with changed ids, codes and names."""

    def __init__(self, texts: dict[str, str]) -> None:
        self.texts = texts
        ids = {path.rpartition("/")[2].removesuffix(".toml") for path in texts if path.startswith(NAMES)}
        codes = tomllib.loads(texts[f"{ROUND}/codes.toml"])["codes"].values()
        self._id = re.compile(rf"(?<![\w-])(?<!kind = .)({'|'.join(sorted(ids, key=len, reverse=True))})(?![\w-])")
        self._code = re.compile(rf'(?<![\w-])({"|".join(codes)})(?=[-"])')
        self._course = re.compile(r'^(code = "K\d\d)(?=")', re.MULTILINE)
        self._name = re.compile(r'^(name = "\w+)', re.MULTILINE)

    def copy(self, number: int) -> Iterator[tuple[str, str]]:
        """The documents of one more copy by path."""
        for folder in COPIED:
            for path in sorted(path for path in self.texts if path.startswith(f"{folder}/")):
                yield self._changed(path, number), self._changed(self.texts[path], number)

    def rows(self, number: int) -> Iterator[tuple[str, str]]:
        """What one more copy adds to the documents of which there is one."""
        for path, beginning in JOINED.items():
            text = self.texts[path]
            rows = text[text.index(beginning) :].removeprefix("[codes]\n")
            rows = re.sub(r'^(id = "\d{8}-\w+)', rf"\g<1>-{number}", rows, flags=re.MULTILINE)
            yield path, ("" if beginning == "[codes]" else "\n") + self._changed(rows, number)

    def _changed(self, text: str, number: int) -> str:
        letters = LETTERS[number // len(LETTERS)] + LETTERS[number % len(LETTERS)]
        text = self._id.sub(rf"\g<1>-{number}", text)
        text = self._code.sub(rf"\g<1>{number:03}", text)
        text = self._course.sub(rf"\g<1>-{number}", text)
        return self._name.sub(rf"\g<1>{letters}", text)
