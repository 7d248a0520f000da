"""What a title or a sheet's name says about all rows below it: the class."""

from __future__ import annotations

import re
from typing import Final

_FORM: Final = r"(1[01]|[1-9])\s*[-–]?\s*[«\"„“']?\s*([А-ЯЁа-яёA-Za-z])\s*[»\"“”']?(?![А-ЯЁа-яёA-Za-z])"
# Of several classes none is meant: «5-е классы».
_CLASS: Final = r"(?:класс(?:а|у|е|ом)?|кл\.?|class|form|grade)"
_WORD: Final = r"(?<![А-ЯЁа-яёA-Za-z])"
_TITLES: Final = (
    re.compile(rf"{_WORD}{_CLASS}\s*[:№-]?\s*{_FORM}", re.IGNORECASE),
    re.compile(rf"(?<!\d){_FORM}\s*[-–]?\s*{_CLASS}(?![А-ЯЁа-яёA-Za-z])", re.IGNORECASE),
    re.compile(rf"^\W*{_FORM}\W*$", re.IGNORECASE),
)
_NO_LETTER: Final = re.compile(rf"\W*(?:{_CLASS}\s*[:№-]?\s*(1[01]|[1-9])|(1[01]|[1-9])\s*{_CLASS})\W*", re.IGNORECASE)


def form_in(text: str) -> str | None:
    """The class that a title names: ``5а`` for «Список 5 «А» класса», «Класс: 5-а», «5А»; None where it names none."""
    for title in _TITLES:
        match = title.search(text.replace("\xa0", " "))
        if match:
            return match[1] + match[2].lower()
    match = _NO_LETTER.fullmatch(text)
    return match[1] or match[2] if match else None
