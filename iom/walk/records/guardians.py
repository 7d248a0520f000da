"""The kind of question that a pupil's guardians answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, NamedTuple, get_args

from iom.ask.kinds import AnswerError, Kind, same_word
from iom.ask.ranking import TooManyError
from iom.language import N_, _
from iom.model.lookup import AmbiguousError, NotFoundError, find
from iom.model.people import Relation
from iom.views.terms import code_of, term
from iom.walk.records.hours import BETWEEN

RELATIONS: tuple[str, ...] = get_args(Relation)


class NoLinkError(AnswerError):
    """Something that names no guardian with a relation."""

    text = N_("It is not clear who this is to the pupil: {given}.")
    hint = N_("Write id:relation, and :legal for a legal representative: averina-oi:mother:legal. Relations: {known}.")


class UnknownGuardianError(AnswerError):
    """A guardian who is not registered yet."""

    text = N_("There is no guardian “{given}”.")
    hint = N_("Did you mean one of these: {nearest}? A new one is added with: iom guardian add")


class StrangeGuardianError(UnknownGuardianError):
    """A guardian who is not registered yet, and nobody is called alike."""

    hint = N_("A new one is added with: iom guardian add")


class TwiceError(AnswerError):
    """Somebody named twice."""

    text = N_("Named twice: {repeated}.")


class Link(NamedTuple):
    """A guardian of a pupil."""

    id: str
    relation: str
    legal: bool = False

    def text(self) -> str:
        """The link as `Links` reads it."""
        return ":".join([self.id, self.relation, *(["legal"] if self.legal else [])])


@dataclass(frozen=True)
class Links(Kind[tuple[Link, ...]]):
    """Guardians with their relation to the pupil; ``guardians`` are the names of the known ones by id."""

    name: ClassVar[str] = "guardians"
    guardians: Mapping[str, str]
    at_most: int = 9

    def parse(self, raw: object) -> tuple[Link, ...]:
        """The links, from «averina-oi:mother:legal; averin-pp:father» or a list of such texts."""
        pieces = BETWEEN.split(raw) if isinstance(raw, str) else raw
        if not isinstance(pieces, list | tuple) or not all(isinstance(piece, str) for piece in pieces):
            raise self.wrong_type(raw)
        links = tuple(self._link(piece.strip()) for piece in pieces if piece.strip())
        ids = [link.id for link in links]
        if repeated := sorted({one for one in ids if ids.count(one) > 1}):
            raise TwiceError(repeated=repeated)
        if len(links) > self.at_most:
            raise TooManyError(chosen=len(links), most=self.at_most)
        return links

    def _link(self, text: str) -> Link:
        who, *words = (part.strip() for part in text.split(":"))
        legal = [word for word in words if same_word(word, "legal", "законный", "законный представитель")]
        relation = code_of(words[0], RELATIONS) if words else None
        if relation is None or len(words) != 1 + len(legal):
            raise NoLinkError(given=text, known=[f"{code} ({term(code)})" for code in RELATIONS])
        try:
            return Link(find(self.guardians, who), relation, bool(legal))
        except (NotFoundError, AmbiguousError) as error:
            near = error.facts.get("nearest", error.facts.get("candidates"))
            raise (UnknownGuardianError(given=who, nearest=near) if near else StrangeGuardianError(given=who)) from None

    @classmethod
    def flag(cls, value: tuple[Link, ...]) -> str:
        """The links with semicolons."""
        return "; ".join(link.text() for link in value)

    @classmethod
    def data(cls, value: tuple[Link, ...]) -> object:
        """A list of texts."""
        return [link.text() for link in value]

    @classmethod
    def metavar(cls) -> str:
        """See `Kind.metavar`."""
        return _("ID:RELATION[:legal]")

    def describe(self) -> str:
        """See `Kind.describe`."""
        return _("id:relation, and :legal for a legal representative")
