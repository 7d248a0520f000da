"""An order to print, settled: which paper, of which round, for whom; and the papers built from it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from iom.cli.context import current
from iom.cli.finding import open_rounds, person_id, run_of
from iom.cli.output import working
from iom.cli.printing_whom import ABOUT, Meant, meant, subjects, unread
from iom.errors import Exit, IomError
from iom.language import N_, Phrase, _, say
from iom.model.identifiers import slug
from iom.model.lookup import NotFoundError, find
from iom.model.school import Run, School
from iom.report.papers.kinds import Case, PaperKind
from iom.report.papers.paper import Paper
from iom.report.sheets.registry import PAPERS

_MONTH: Final = re.compile(r"20\d\d-(0[1-9]|1[0-2])")
_MOST_SPARE: Final = 500
_MOST_NAMED: Final = 3
#: Why no paper comes out, by its name.
_NOTHING: Final = {
    "explanation": N_("no place in a course was given in this round"),
    "certificate": N_("no product was shown yet, and no course is over"),
    "self": N_("no product stands in the journals of the courses"),
    "expert": N_("no product stands in the journals of the courses"),
    "expert-table": N_("no product stands in the journal of the course"),
}


class NothingToPrintError(IomError):
    """Nobody and nothing is there that the paper (``paper``) could be about."""

    text = N_("There is nothing to print: nobody and nothing was found for “{paper}” (it is about: {about}).")
    hint = N_("What each paper is about: iom print; another round: --round ROUND; another month: --month 2026-10")
    exit_code = Exit.NOT_FOUND


class NothingYetError(IomError):
    """Of those who are named (``who``) nothing is known yet that the paper could say."""

    text = N_("There is nothing to print for {who}: {reason}.")
    hint = N_("What each paper is about: iom print")
    exit_code = Exit.NOT_FOUND


class NoPaperError(NotFoundError):
    """There is no paper called ``wanted``."""

    text = N_("There is no paper “{wanted}”.")
    hint = N_("Papers: {known}.")


class BadValueError(IomError):
    """An option (``option``) was given something (``given``) that it does not take."""

    text = N_("{option} does not take “{given}”.")
    hint = N_("It takes {example}.")
    exit_code = Exit.USAGE


class NoSpareError(IomError):
    """Papers without a name were asked of a kind that is not about pupils."""

    text = N_("“{paper}” is about {about}: it cannot be printed without a name.")
    exit_code = Exit.USAGE


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be printed: the kind, the circumstances, whom for; ``name`` goes into the name of the file.

    ``unread`` are pupils who get no paper, for a document of theirs cannot be read.
    """

    kind: PaperKind
    case: Case
    subjects: tuple[str, ...]
    name: str
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """The words and options of the command, as they were typed."""

    paper: str
    who: Sequence[str] = ()
    round_: str | None = None
    blank: bool = False
    spare: str | None = None
    expert: str | None = None
    month: str | None = None


def paper_of(wanted: str) -> PaperKind:
    """The paper of that name, title, or beginning of one.

    Raises:
        NoPaperError, AmbiguousError: there is none, or there are several.
    """
    known = {kind.name: kind for kind in PAPERS}
    try:
        return known[find({name: _(kind.title) for name, kind in known.items()}, wanted)]
    except NotFoundError:
        raise NoPaperError(wanted=wanted, known=list(known)) from None


def order_of(asked: Asked, school: School) -> Order:
    """What the words of the command mean in this school.

    Raises as `run_of`, `subjects` and `find` do, and `BadValueError`, `NoSpareError`.
    """
    kind = paper_of(asked.paper)
    today = current().today
    month = asked.month or f"{today:%Y-%m}"
    if not _MONTH.fullmatch(month):
        raise BadValueError(option="--month", given=month, example="2026-10")
    expert = person_id(school, asked.expert) if asked.expert else None
    run, words, found = _meaning(asked, kind, school, month)
    if asked.spare is not None:
        found = ("",) * _spare(kind, asked.spare)
    if not found:
        raise NothingToPrintError(paper=_(kind.title), about=Phrase(ABOUT[kind.about]))
    offers = tuple(word.id for word in words if word.sort == "offer")
    case = Case(run, today, asked.blank or asked.spare is not None, expert, offers, month)
    without = () if asked.spare is not None else unread(run, kind.about, _whom(kind, words), today)
    return Order(kind, case, found, _name(asked, run, found), without)


def _meaning(
    asked: Asked, kind: PaperKind, school: School, month: str
) -> tuple[Run, tuple[Meant, ...], tuple[str, ...]]:
    """The round, what the words mean in it, and whom the paper is about.

    Of several open rounds it is the newest in which the words mean anything.
    """
    today = current().today
    runs = [run_of(school, asked.round_)] if asked.round_ else open_rounds(school)
    refusal: IomError | None = None
    for run in runs:
        try:
            words = tuple(meant(run, word, today, kind.about) for word in asked.who)
            if found := subjects(run, kind.about, _whom(kind, words), today, month):
                return run, words, found
        except IomError as error:
            refusal = refusal or error
    if refusal:
        raise refusal
    return runs[0], (), ()


def _whom(kind: PaperKind, words: tuple[Meant, ...]) -> tuple[Meant, ...]:
    """The words that mean people; an offer alone means all its pupils, beside others the products it is about."""
    others = tuple(word for word in words if word.sort != "offer")
    return others if kind.of_products and others else words


def _spare(kind: PaperKind, given: str) -> int:
    if kind.about != "pupil":
        raise NoSpareError(paper=_(kind.title), about=Phrase(ABOUT[kind.about]))
    if not given.isdecimal() or not 1 <= int(given) <= _MOST_SPARE:
        raise BadValueError(option="--spare", given=given, example=f"1–{_MOST_SPARE}")
    return int(given)


def _name(asked: Asked, run: Run, found: tuple[str, ...]) -> str:
    if asked.spare is not None:
        return "spare"
    if len(asked.who) == 1:
        return (found[0] if len(found) == 1 else "") or slug(asked.who[0]) or run.id
    return run.id


def built(order: Order) -> tuple[dict[str, tuple[Paper, ...]], tuple[str, ...]]:
    """The papers by whom they are about, and the ids of those who are left out of published ones; tells how far it is.

    Raises:
        NothingToPrintError, NothingYetError: no paper came out, and nobody was left out.
    """
    case, kind = order.case, order.kind
    papers: dict[str, tuple[Paper, ...]] = {}
    left_out: dict[str, None] = {}
    with working(progress(N_("Papers written: {done} of {total}"), len(order.subjects))) as done:
        for subject in order.subjects:
            result = kind.build(case, subject)
            left_out.update(dict.fromkeys(result.left_out))
            if result.papers:
                papers[subject] = (*papers.get(subject, ()), *result.papers)
            done()
    if not papers and not left_out:
        raise _nothing(order)
    return papers, tuple(left_out)


def _nothing(order: Order) -> IomError:
    """Why no paper came out: said of the few who were named, else in general."""
    kind, case = order.kind, order.case
    if len(order.subjects) > _MOST_NAMED or kind.name not in _NOTHING:
        return NothingToPrintError(paper=_(kind.title), about=Phrase(ABOUT[kind.about]))
    name = case.run.offer_title if kind.about == "offer" else case.school.name
    return NothingYetError(who="; ".join(map(name, order.subjects)), reason=Phrase(_NOTHING[kind.name]))


def progress(text: str, total: int) -> Callable[[int, int], str]:
    """The line that tells how far a work has come, from a message id with ``{done}`` and ``{total}``."""
    return lambda _seconds, done: say(text, {"done": done, "total": total})
