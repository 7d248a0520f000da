"""The kind that marks: a level for each criterion of a rubric."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from iom.ask.kinds import AnswerError, Kind
from iom.ask.options import Option, named, option_of
from iom.ask.ranking import RepeatedOptionError
from iom.language import N_, _, say

_PAIR = re.compile(r"\s*([^=,;]+?)\s*=\s*([^=,;\s]+)\s*")


@dataclass(frozen=True)
class Scale:
    """A criterion to be marked: its id, code, title, and what each level looks like."""

    id: str
    title: str
    levels: Mapping[int, str]
    code: str = ""


class MissingMarkError(AnswerError):
    """Criteria without a mark."""

    text = N_("Without a mark: {criteria}.")
    hint = N_("Mark every criterion: {example}.")


class NotALevelError(AnswerError):
    """A mark that is no level of its criterion."""

    text = N_("{criterion} has no level {given}; there are {levels}.")


class DigitCountError(AnswerError):
    """A line of digits that is longer or shorter than the list of criteria."""

    text = N_("{given} marks for {criteria} criteria.")
    hint = N_("Give one mark for each criterion in their order, or name them: {example}.")


@dataclass(frozen=True)
class Marks(Kind[dict[str, int]]):
    """A level for each criterion; all of them, unless ``partial``. The answer is level by the criterion's id."""

    name: ClassVar[str] = "marks"
    criteria: tuple[Scale, ...]
    partial: bool = False

    def parse(self, raw: object) -> dict[str, int]:
        """The marks, from ``P1=2,P2=3``, a line of digits (2 3 1, 231), a list of levels, or a table."""
        if isinstance(raw, Mapping):
            return self._named([(str(key), level) for key, level in raw.items()])
        if isinstance(raw, int) and not isinstance(raw, bool):
            raw = str(raw)
        if isinstance(raw, str):
            return self._line(raw)
        if isinstance(raw, list | tuple):
            return self._ordered(raw)
        raise self.wrong_type(raw)

    def _line(self, line: str) -> dict[str, int]:
        if "=" in line:
            return self._named(self._pairs(line))
        words = [word for word in re.split(r"[\s,;]+", line) if word]
        together = len(words) == 1 and len(self.criteria) > 1 and words[0].isdecimal()
        return self._ordered(list(words[0]) if together else words)

    def _pairs(self, line: str) -> list[tuple[str, object]]:
        pairs: list[tuple[str, object]] = []
        for piece in re.split(r"[,;]|\s+(?=[^\s=]+\s*=)", line):
            if not piece.strip():
                continue
            match = _PAIR.fullmatch(piece)
            if not match:
                raise self.wrong_type(piece.strip())
            pairs.append((match[1], match[2]))
        return pairs

    def _ordered(self, levels: Sequence[object]) -> dict[str, int]:
        if len(levels) != len(self.criteria):
            raise DigitCountError(given=len(levels), criteria=len(self.criteria), example=self._example())
        return self._named([(criterion.id, level) for criterion, level in zip(self.criteria, levels, strict=True)])

    def _named(self, pairs: Iterable[tuple[str, object]]) -> dict[str, int]:
        options = [Option(scale.id, scale.title, (scale.code,) if scale.code else ()) for scale in self.criteria]
        scales = {scale.id: scale for scale in self.criteria}
        marks: dict[str, int] = {}
        for name, level in pairs:
            criterion = option_of(options, name).id
            if criterion in marks:
                raise RepeatedOptionError(repeated=name)
            marks[criterion] = _level(scales[criterion], level)
        missing = [option for option in options if option.id not in marks]
        if (missing and not self.partial) or not marks:
            raise MissingMarkError(criteria=named(missing), example=self._example())
        return {scale.id: marks[scale.id] for scale in self.criteria if scale.id in marks}

    def _example(self) -> str:
        names = [scale.code or scale.id for scale in self.criteria]
        return ",".join(f"{name}={level}" for name, level in zip(names[:3], self._levels(), strict=False))

    def _levels(self) -> list[str]:
        """Levels of every height, one a criterion: an example that suggests no mark."""
        heights = [sorted(scale.levels) or [0] for scale in self.criteria]
        return [str(levels[(position + 1) % len(levels)]) for position, levels in enumerate(heights)]

    @classmethod
    def flag(cls, value: dict[str, int]) -> str:
        """``criterion=level`` with commas, by the criteria's ids."""
        return ",".join(f"{criterion}={level}" for criterion, level in value.items())

    @classmethod
    def data(cls, value: dict[str, int]) -> object:
        """A table of levels by criterion id."""
        return dict(value)

    @classmethod
    def metavar(cls) -> str:
        """See `Kind.metavar`."""
        return _("P1=2,P2=3,…")

    def describe(self) -> str:
        """See `Kind.describe`."""
        return say(N_("levels in the order of the criteria, like {example}"), {"example": " ".join(self._levels())})


def _level(scale: Scale, given: object) -> int:
    text = str(given).strip()
    level = int(text) if re.fullmatch(r"[0-9]{1,3}", text) and not isinstance(given, bool) else None
    if level is None or level not in scale.levels:
        levels = ", ".join(map(str, sorted(scale.levels)))
        raise NotALevelError(criterion=scale.code or scale.id, given=text, levels=levels)
    return level
