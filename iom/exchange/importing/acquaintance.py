"""The people whom the rows name, made out one after another: known, new, or asked about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from iom.ask.options import Option, Pick
from iom.ask.question import Asker, Form, Question
from iom.exchange.columns.misfit import Misfit
from iom.exchange.columns.table_kind import Party, Record
from iom.exchange.columns.values import NEW
from iom.exchange.importing.answers import ALL
from iom.exchange.importing.desk import ImportDesk
from iom.exchange.importing.newcomers import hindrance
from iom.exchange.importing.nobody import nobody, nobody_has, unfitting
from iom.exchange.people.matching import Sought, Verdict, fits, judged
from iom.exchange.people.names import exact, telephone
from iom.exchange.people.naming import Newcomer, named
from iom.exchange.people.register import Known
from iom.language import LANGUAGES, N_, _, say, speaking
from iom.model.kinds import PERSON_KINDS

SAME: Final = Form("same", Pick, N_("who a row means: ROW=ID, or all for every only candidate"))
NEAR: Final = N_("“{given}” may be {candidates}.")
NAMESAKE: Final = N_("“{given}”: somebody is called the very same, {candidates}.")
CLAIMED: Final = N_("“{given}” is already the person of row {rows}: {candidates}.")
_TEMPORARY: Final = "?"
_LEAVE_OUT: Final = "leave-out"


@dataclass
class Met:
    """Who is who: ids by place and slot; the rows that cannot be taken, or that the person leaves out."""

    ids: dict[tuple[str, str], str] = field(default_factory=dict)
    misfits: dict[str, list[Misfit]] = field(default_factory=dict)
    left_out: set[str] = field(default_factory=set)


class Acquaintance:
    """Goes through the rows of a table with people; ``parties`` are those of the table's kind."""

    def __init__(self, desk: ImportDesk, parties: Sequence[Party], asker: Asker | None) -> None:
        self._desk = desk
        self._parties = parties
        self._asker = asker
        self._met = Met()
        self._newcomers: dict[str, Newcomer] = {}
        self._claims: dict[str, str] = {}
        self._listed: Mapping[str, int] = {}
        self._heard: set[str] = set()
        self._rows: list[Record] = []
        self._row: Record

    def meet(self, records: Iterable[Record]) -> Met:
        """Make out everybody. New people have their ids at the end, whatever the order of the rows."""
        records = self._rows = list(records)
        names = (record.get(party.name) for record in records for party in self._parties)
        self._listed = Counter(exact(name) for name in names if name)
        for record in records:
            self._row = record
            for party in self._parties:
                if not self._meet(record, party) and party.of == "":
                    break
        ids = named(self._newcomers, self._is_taken)
        self._met.ids = {key: ids.get(one, one) for key, one in self._met.ids.items()}
        self._desk.idle = tuple(self._idle())
        for found in self._met.misfits.values():
            found[:] = [_finished(one, ids) for one in found]
        return self._met

    def _idle(self) -> Iterator[str]:
        """Answers about rows in which nobody was asked about."""
        answers = self._desk.answers
        stopped = {row_name(row) for row in self._rows if row.place in self._met.misfits}
        stopped |= {one.rpartition("!")[2] for one in stopped}
        for who in (*answers.same, *sorted(answers.new)):
            if who not in self._heard and who != ALL and who.partition(":")[0] not in stopped:
                yield f"--same {who}={answers.same[who]}" if who in answers.same else f"--new {who}"

    def _is_taken(self, wanted: str) -> bool:
        school = self._desk.school
        known = wanted in self._desk.people.known or wanted in school.renamed
        return known or any(school.exists(kind, wanted) for kind in PERSON_KINDS)

    def _meet(self, record: Record, party: Party) -> bool:
        """Whether it is settled who somebody of a row is; nobody is settled too."""
        given, name = record.get(party.id), record.get(party.name)
        if not given and not name:
            return not party.required
        sought = self._sought(party, name or "")
        found = self._by_id(party, given, name) if given and given != NEW else self._by_name(party, sought, given)
        if isinstance(found, Misfit):
            self._met.misfits.setdefault(record.place, []).append(found)
        elif found:
            self._met.ids[record.place, party.slot] = found
            self._note(found, sought)
        return bool(found) and not isinstance(found, Misfit)

    def _by_id(self, party: Party, given: str, name: str | None) -> str | Misfit:
        known = self._desk.people.find(given)
        if known is None and (not name or not party.may_be_new):
            return nobody_has(given, party.id)
        return known or given

    def _by_name(self, party: Party, sought: Sought, given: str | None) -> str | Misfit | None:
        if not (name := sought.name):
            return Misfit("no-name", N_("Somebody new needs a name."), "", {}, party.id)
        if given == NEW and party.may_be_new:
            return self._newcomer(party, name, said=True)
        verdict = judged(self._desk.people, sought, self._claims.__contains__, self._listed, self._desk.by_key)
        if verdict.id and self._row.reason and doubted(self._row.reason, name):
            verdict = Verdict(candidates=(self._desk.people.known[verdict.id],))
        if verdict.candidates:
            return self._settled(party, name, verdict)
        self._hear(party, verdict.id)
        if verdict.id:
            return verdict.id
        found = self._newcomer(party, name) if party.may_be_new else self._nobody(party, name)
        return (self._told(party) or found) if isinstance(found, Misfit) else found

    def _told(self, party: Party) -> str | Misfit | None:
        """Who was said to be meant by a row that nobody known fits, and that brings nobody new."""
        who = self._names(party)
        said = self._desk.answers.same_as(who, ())
        if not said:
            return None
        self._heard.update(who)
        return self._meant(party, said)

    def _hear(self, party: Party, identifier: str) -> None:
        """Answers that say what is certain anyway are no mistake."""
        answers = self._desk.answers
        for who in self._names(party):
            if answers.same.get(who, "") == identifier != "" or (who in answers.new and not identifier):
                self._heard.add(who)

    def _names(self, party: Party) -> list[str]:
        """How answers may call somebody of the row."""
        names = (row_name(self._row), str(self._row.number))
        return [f"{name}:{party.slot}" for name in names] + (list(names) if self._is_main(party) else [])

    def _settled(self, party: Party, name: str, verdict: Verdict) -> str | Misfit | None:
        """Who of the candidates it is, or somebody new; a misfit where nobody says."""
        answer = self._answered(party, verdict)
        if answer == NEW:
            return self._newcomer(party, name, said=True)
        if answer == _LEAVE_OUT:
            self._met.left_out.add(self._row.place)
            return None
        return answer or self._doubt(party, name, verdict)

    def _sought(self, party: Party, name: str) -> Sought:
        row, main = self._row, self._is_main(party)
        return Sought(
            party.kind,
            name,
            form=row.get(party.form) or "" if party.form else "",
            phone=telephone(row.get(party.phone)),
            email=(row.get(party.email) or "").casefold(),
            of=self._met.ids.get((row.place, party.of), "") if party.of else "",
            key=row.text(self._desk.answers.key) if main and self._desk.answers.key else "",
            once=main and party.may_be_new and not party.of,
        )

    def _is_main(self, party: Party) -> bool:
        return party.name == "name"

    def _answered(self, party: Party, verdict: Verdict) -> str | Misfit:
        """What was said beforehand, or what the person says now: an id, the word for a new one, for leaving it out."""
        answers, who = self._desk.answers, self._names(party)
        self._heard.update(who)
        candidates = [one.id for one in verdict.candidates]
        if said := answers.same_as(who, () if verdict.claimed else candidates):
            return self._meant(party, said)
        if party.may_be_new and answers.is_new(who):
            return NEW
        return self._asked(self._asker, party, verdict) if self._asker else ""

    def _meant(self, party: Party, said: str) -> str | Misfit:
        """The id of whom an answer names, if it may be somebody of this kind."""
        known = self._desk.people.known
        ways = (said, f"{_TEMPORARY}{said}", f"{_TEMPORARY}{said}:{party.slot}", self._desk.people.find(said))
        there = [known[one] for one in ways if one in known]
        if not there:
            return nobody_has(said, party.name)
        return there[0].id if fits(party.kind, there[0]) else unfitting(said, party)

    def _nobody(self, party: Party, name: str) -> Misfit:
        people = self._desk.people
        near = [(one, people.label(one)) for one in people.nearest(name, (party.kind,))]
        slot = "" if self._is_main(party) else f":{party.slot}"
        return nobody(party, name, row_name(self._row), slot, near)

    def _asked(self, asker: Asker, party: Party, verdict: Verdict) -> str:
        same = N_("the same person: {person}")
        options = [Option(one.id, say(same, {"person": self._shown(one)})) for one in verdict.candidates]
        if party.may_be_new:
            options.append(Option("new", _("somebody new")))
        options.append(Option(_LEAVE_OUT, _("leave this row out")))
        facts = {"place": self._place(party), "name": self._row.text(party.name)}
        text = say(N_("{place}: who is {name}?"), facts)
        reply = asker.ask(Question(SAME, Pick(tuple(options)), text, default=_LEAVE_OUT))
        if not isinstance(reply, str) or reply == _LEAVE_OUT:
            return _LEAVE_OUT
        row = row_name(self._row)
        who = row if self._is_main(party) else f"{row}:{party.slot}"
        meant = next((_called(one) for one in verdict.candidates if one.id == reply), "")
        self._desk.told_people += ["--new", who] if reply == "new" else ["--same", f"{who}={meant}"]
        return NEW if reply == "new" else reply

    def _place(self, party: Party) -> str:
        cell = self._row.cells.get(party.name)
        return cell.place if cell else self._row.place

    def _doubt(self, party: Party, name: str, verdict: Verdict) -> Misfit:
        row = row_name(self._row)
        who = row if self._is_main(party) else f"{row}:{party.slot}"
        known = [one.name if verdict.claimed else self._shown(one) for one in verdict.candidates]
        facts: dict[str, object] = {
            "given": name,
            "candidates": known,
            "row": who,
            "slot": who.removeprefix(row),
            "who": verdict.candidates[0].id,
            "id": _called(verdict.candidates[0]),
        }
        text = NEAR
        if verdict.claimed:
            facts["rows"] = [self._claims.get(one.id, "?") for one in verdict.candidates]
            text = CLAIMED
        elif exact(verdict.candidates[0].name) == exact(name):
            text = NAMESAKE
        hint = N_("Say who it is: --same {row}={id}")
        if party.may_be_new:
            hint = N_("The same: --same {row}={id}; somebody new: --new {row}")
        return Misfit("doubtful-person", text, hint, facts, party.name)

    def _shown(self, person: Known) -> str:
        if person.id.startswith(_TEMPORARY):
            return say(N_("row {row}: {name}"), {"row": _called(person), "name": person.name})
        return self._desk.people.label(person.id)

    def _newcomer(self, party: Party, name: str, *, said: bool = False) -> str | Misfit:
        if wrong := hindrance(self._row, party, name, said=said):
            return wrong
        temporary = f"{_TEMPORARY}{row_name(self._row)}:{party.slot}"
        form = self._row.get(party.form) or "" if party.form else ""
        self._newcomers[temporary] = Newcomer.of(party.kind, name, form)
        return temporary

    def _note(self, identifier: str, sought: Sought) -> None:
        """Make whoever was met known to the rows that follow."""
        people = self._desk.people
        there = people.known.get(identifier)
        name = sought.name or (there.name if there else "")
        of = frozenset({sought.of} if sought.of else ())
        kinds = frozenset({sought.kind.name})
        people.add(Known(identifier, kinds, name, sought.form, sought.phone, sought.email, of))
        if sought.once:
            self._claims.setdefault(identifier, row_name(self._row))


def _called(person: Known) -> str:
    """The id; of somebody new in the table, the row."""
    return person.id.removeprefix(_TEMPORARY).removesuffix(":pupil").removesuffix(":person")


def _finished(misfit: Misfit, ids: Mapping[str, str]) -> Misfit:
    """A doubt with the id that somebody new has in the end."""
    who = misfit.facts.get("who")
    return replace(misfit, facts={**misfit.facts, "who": ids[who]}) if isinstance(who, str) and who in ids else misfit


def doubted(reason: str, name: str) -> bool:
    """Whether a row was rejected because others have this very name: nobody has said who it is, nor mended it."""
    for language in LANGUAGES:
        with speaking(language):
            beginnings = [re.split(r"\{(?!given)", _(text))[0].replace("{given}", name) for text in (NAMESAKE, CLAIMED)]
        if any(exact(beginning) in exact(reason) for beginning in beginnings):
            return True
    return False


def row_name(record: Record) -> str:
    """How a row is called in answers: its number, behind the sheet's name where there are several."""
    place = record.place.rpartition(":")[2]
    return place if "!" in place else str(record.number)
