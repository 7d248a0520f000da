"""What happened, as lines of a story: dated entries of the documents in the words of a tutor."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from iom.language import N_, _, ngettext, say, shown
from iom.model.edits import Data
from iom.model.kinds import recognise
from iom.model.school import School
from iom.views.changes import document_title, entry_text, key_title, name_of
from iom.views.sheet import Column, Sheet, Table
from iom.views.wording import stage_title

_DAYS: Final = ("on", "date", "given_on", "done_on", "noticed_on", "since", "published_on")


@dataclass(frozen=True, slots=True)
class Told:
    """One line: the day, what happened, who did it, and where it stands."""

    day: date
    text: str
    who: str
    path: str
    source: Literal["document", "git"] = "document"
    commit: str = ""


@dataclass(frozen=True)
class Story:
    """Lines in the order in which things happened."""

    title: str
    lines: tuple[Told, ...]
    left_out: int = 0

    def sheet(self) -> Sheet:
        """A row a line."""
        if not self.lines:
            return Sheet(_("Nothing happened yet."))
        columns = (Column(_("day")), Column(_("what happened"), flexible=True), Column(_("who"), flexible=True))
        rows = tuple((shown(line.day), line.text, line.who) for line in self.lines)
        more = say(N_("{count} earlier lines: --all"), {"count": self.left_out}) if self.left_out else ""
        return Sheet(self.title, (Table(columns, rows, more),))

    def data(self) -> dict[str, Any]:
        """The same for a program."""
        return {
            "left_out": self.left_out,
            "story": [
                {
                    "day": line.day,
                    "text": line.text,
                    "who": line.who,
                    "document": line.path,
                    "source": line.source,
                    **({"commit": line.commit} if line.commit else {}),
                }
                for line in self.lines
            ],
        }


def facts(school: School, path: str, data: Data, about: str | None = None) -> Iterator[Told]:
    """The dated entries of one document; with ``about``, those alone that name this person."""
    for name, entries in data.items():
        if not isinstance(entries, list):
            continue
        for entry in entries:
            if isinstance(entry, dict) and (day := day_of(entry)) and (about is None or _names(entry, about)):
                yield Told(day, _text(school, path, name, entry), _who(school, path, entry), path)


def day_of(entry: Mapping[str, Any]) -> date | None:
    """The day of an entry: a date of its own, else the one that its id begins with."""
    for key in _DAYS:
        if isinstance(entry.get(key), date):
            return date(entry[key].year, entry[key].month, entry[key].day)
    digits = str(entry.get("id", ""))[:8]
    try:
        return date.fromisoformat(digits) if digits.isdecimal() and len(digits) == 8 else None
    except ValueError:
        return None


def _names(entry: Mapping[str, Any], about: str) -> bool:
    values: Iterable[Any] = (entry.get(key) for key in ("student", "students", "absent", "excused", "by"))
    return any(value == about or (isinstance(value, list) and about in value) for value in values)


def _who(school: School, path: str, entry: Mapping[str, Any]) -> str:
    found = recognise(path)
    kind = found[0].name if found else ""
    keeper = (
        found[1][0] if found and kind == "consultations" else found[1][-1] if found and kind == "assessments" else ""
    )
    who = entry.get("by") or entry.get("noticed_by") or entry.get("given_by") or keeper
    return name_of(school, str(who)) if who else ""


def _text(school: School, path: str, name: str, entry: Data) -> str:
    teller = _TELLERS.get(name)
    if teller:
        return teller(school, path, entry)
    return f"{key_title(path, (name,))}: {entry_text(entry, school)}"


def _offers(school: School, ids: Iterable[str]) -> str:
    return ", ".join(name_of(school, each) for each in ids)


def _wish(school: School, _path: str, entry: Data) -> str:
    if entry.get("endorses"):
        return _("agreed with the other's list")
    return say(N_("wished: {offers}"), {"offers": _offers(school, entry.get("offers", ()))})


def _agreement(school: School, _path: str, entry: Data) -> str:
    offers = entry.get("offers", ())
    text = ngettext("the family agreed on {count} course: {offers}", "the family agreed on {count} courses: {offers}",
                    len(offers))  # fmt: skip
    return say(text, {"count": len(offers), "offers": _offers(school, offers)})


def _decision(_school: School, _path: str, entry: Data) -> str:
    stage = stage_title(str(entry.get("stage")))
    match entry.get("decision"):
        case "return":
            facts_ = {"stage": stage, "to": stage_title(str(entry.get("to"))), "reason": entry.get("reason", "")}
            return say(N_("returned from {stage} to {to}: {reason}"), facts_)
        case "stop":
            return say(N_("stopped in {stage}: {reason}"), {"stage": stage, "reason": entry.get("reason", "")})
        case _:
            text = N_("passed {stage}, as decided before") if entry.get("repeats") else N_("passed {stage}")
            return say(text, {"stage": stage})


def _lesson(school: School, path: str, entry: Data) -> str:
    missing = len(entry.get("absent", ())) + len(entry.get("excused", ()))
    facts_ = {"offer": document_title(school, path).rpartition(", ")[2], "topic": entry.get("topic", "")}
    text = say(N_("lesson, {offer}: {topic}"), facts_).rstrip(": ")
    return f"{text}; " + say(N_("missing: {count}"), {"count": missing}) if missing else text


def _assessment(school: School, _path: str, entry: Data) -> str:
    marks = ", ".join(f"{key} {mark}" for key, mark in entry.get("marks", {}).items())
    facts_ = {"name": name_of(school, str(entry.get("student"))), "offer": name_of(school, str(entry.get("offer")))}
    return say(N_("marks for {name}, {offer}: {marks}"), {**facts_, "marks": marks})


def _reflection(_school: School, _path: str, entry: Data) -> str:
    return say(N_("looked back: {words}"), {"words": entry.get("achieved") or entry.get("keep") or "…"})


def _move(school: School, _path: str, entry: Data) -> str:
    ends = [name_of(school, str(entry[key])) if entry.get(key) else "—" for key in ("from", "to")]
    facts_ = {"name": name_of(school, str(entry.get("student"))), "source": ends[0], "target": ends[1]}
    return say(N_("moved, {name}: {source} → {target}"), facts_)


_TELLERS: Final[Mapping[str, Callable[[School, str, Data], str]]] = {
    "wishes": _wish,
    "agreements": _agreement,
    "decisions": _decision,
    "lessons": _lesson,
    "assessments": _assessment,
    "reflections": _reflection,
    "moves": _move,
}
