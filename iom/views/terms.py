"""Words for the codes of the documents: relations, roles, kinds of event, phases, days of the week."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from iom.language import pgettext
from iom.model.folding import folded

#: Message ids of the context “term”.
TERMS: Final[Mapping[str, str]] = {
    "mother": "mother",
    "father": "father",
    "guardian": "guardian",
    "trustee": "trustee",
    "grandmother": "grandmother",
    "grandfather": "grandfather",
    "sister": "sister",
    "brother": "brother",
    "other": "other",
    "teacher": "teacher",
    "tutor": "tutor",
    "psychologist": "psychologist",
    "social-pedagogue": "social pedagogue",
    "curator": "curator",
    "coordinator": "coordinator",
    "deputy": "deputy head",
    "director": "director",
    "methodist": "methodist",
    "expert": "expert",
    "employer": "employer",
    "institution": "institution",
    "career": "career guidance",
    "gifted": "gifted pupils",
    "at-risk": "support at risk",
    "taster": "master class",
    "meeting": "meeting",
    "teacher-seminar": "seminar for teachers",
    "evaluation-seminar": "seminar on evaluation",
    "showcase": "mini-conference",
    "conference": "conference",
    "talk": "talk",
    "consultation": "consultation",
    "tutorial": "tutorial",
    "training": "training",
    "preliminary": "preliminary",
    "final": "final",
    "together": "together",
    "paper": "on paper",
    "phone": "by telephone",
    "self": "self-assessment",
    "peer": "peer",
    "present": "present",
    "absent": "absent",
    "excused": "absent with an excuse",
    "processing": "processing",
    "dissemination": "dissemination",
    "mon": "Monday",
    "tue": "Tuesday",
    "wed": "Wednesday",
    "thu": "Thursday",
    "fri": "Friday",
    "sat": "Saturday",
    "sun": "Sunday",
}
#: What people also type for a code, in either language, folded.
_SPOKEN: Final[Mapping[str, tuple[str, ...]]] = {
    "mother": ("mum", "mom", "мать", "мама"),
    "father": ("dad", "отец", "папа"),
    "guardian": ("опекун",),
    "trustee": ("попечитель",),
    "grandmother": ("бабушка",),
    "grandfather": ("дедушка",),
    "sister": ("сестра",),
    "brother": ("брат",),
    "other": ("другое", "другой", "иное"),
    "preliminary": ("предварительно", "до мастер-классов"),
    "final": ("окончательно", "итоговый", "после мастер-классов"),
    "together": ("вместе за столом", "за столом"),
    "paper": ("бумага", "письменно"),
    "phone": ("phone call", "телефон", "звонок"),
    "self": ("own", "себя", "сам", "сама", "ученик"),
    "peer": ("сверстник", "товарищ"),
    "mon": ("monday", "пн", "понедельник"),
    "tue": ("tuesday", "вт", "вторник"),
    "wed": ("wednesday", "ср", "среда"),
    "thu": ("thursday", "чт", "четверг"),
    "fri": ("friday", "пт", "пятница"),
    "sat": ("saturday", "сб", "суббота"),
    "sun": ("sunday", "вс", "воскресенье"),
}


def term(code: str) -> str:
    """A code of the documents in words; what is no code stays as it is."""
    return pgettext("term", TERMS[code]) if code in TERMS else code


def code_of(word: str, codes: tuple[str, ...]) -> str | None:
    """The one of ``codes`` that a person means by ``word``, in either language."""
    wanted = folded(word).rstrip(".")
    return next((code for code in codes if wanted in map(folded, _words(code))), None)


def _words(code: str) -> Iterator[str]:
    yield code
    yield term(code)
    yield from _SPOKEN.get(code, ())
