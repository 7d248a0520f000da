"""Finding an id by what a person types: an id, its beginning, or a name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches

from iom.errors import Exit, IomError
from iom.language import N_
from iom.model.folding import folded

CANDIDATES = 8
NEAREST = 3

NO_NAMES: Mapping[str, str] = {}
#: Where anything may be meant.
LISTS = "iom student list, iom staff list, iom course list, iom offer list"
Words = tuple[str, ...]


class AmbiguousError(IomError):
    """What was typed fits several; ``candidates`` names up to eight of them."""

    text = N_("“{wanted}” may be any of these: {candidates}.")
    hint = N_("Type more of the name, or the id.")
    exit_code = Exit.NOT_FOUND


class NotFoundError(IomError):
    """What was typed fits nothing; ``nearest`` names up to three that read alike."""

    text = N_("There is no “{wanted}”.")
    hint = N_("Did you mean: {nearest}?")
    exit_code = Exit.NOT_FOUND


class NothingAlikeError(NotFoundError):
    """What was typed fits nothing, and nothing reads alike; ``listed_by`` is the command that lists what there is."""

    hint = N_("The list shows what there is: {listed_by}")


def find(names: Mapping[str, str], wanted: str, formerly: Mapping[str, str] = NO_NAMES, listed_by: str = LISTS) -> str:
    """The id meant by ``wanted``; ``names`` maps ids to names or titles, ``formerly`` earlier ids to present ones.

    ``listed_by`` is the command that lists ``names``, for whoever typed what nothing fits; without one, a miss names
    the first of them.

    An id counts before a name, a whole word before a beginning, a surname before other words; names in any
    order of their words, with or without the patronymic, folded (design §2).

    Raises:
        AmbiguousError: several fit equally well.
        NotFoundError: none fits.
    """
    for fits in _ways(names, wanted, formerly):
        found = sorted(fits)
        if len(found) == 1:
            return found[0]
        if found:
            raise AmbiguousError(wanted=wanted, candidates=_listed(names, found))
    raise _miss(names, wanted, listed_by)


def _ways(names: Mapping[str, str], wanted: str, formerly: Mapping[str, str]) -> Iterator[set[str]]:
    """Who fits, by each way of fitting, the surest first."""
    key, words = folded(wanted), _words(wanted)
    if not key or not words:
        return
    spelt = {identifier: _words(name) for identifier, name in names.items()}
    yield {wanted} & names.keys()
    yield {identifier for identifier in names if folded(identifier) == key}
    yield {new for old, new in formerly.items() if folded(old) == key and new in names}
    yield {identifier for identifier, name in spelt.items() if sorted(name) == sorted(words)}
    yield {identifier for identifier in names if folded(identifier).startswith(key)}
    for alike in (str.__eq__, str.startswith):
        yield {identifier for identifier, name in spelt.items() if _names_surname(name, words, alike)}
    yield {identifier for identifier, name in spelt.items() if _all_found(name, words, str.startswith)}


def _words(name: str) -> Words:
    return tuple(re.findall(r"[^\W_]+(?:-[^\W_]+)*", folded(name)))


def _names_surname(name: Words, words: Words, alike: Callable[[str, str], bool]) -> bool:
    """Whether the words fit the name and one of them its first word."""
    for position, word in enumerate(words):
        rest = words[:position] + words[position + 1 :]
        if name and alike(name[0], word) and _all_found(name[1:], rest, alike):
            return True
    return False


def _all_found(name: Words, words: Words, alike: Callable[[str, str], bool]) -> bool:
    """Whether each of the words fits a word of the name of its own; long words choose first."""
    left = list(name)
    for word in sorted(words, key=len, reverse=True):
        hit = next((candidate for candidate in left if alike(candidate, word)), None)
        if hit is None:
            return False
        left.remove(hit)
    return True


def _listed(names: Mapping[str, str], found: Iterable[str]) -> list[str]:
    return [f"{identifier} ({names[identifier]})" for identifier in list(found)[:CANDIDATES]]


def _miss(names: Mapping[str, str], wanted: str, listed_by: str) -> NotFoundError:
    # Not taken for the id: a first name in Latin letters fits the end of an id, and names the pupil less surely.
    if named := [one for one in sorted(names) if folded(wanted) in folded(one).split("-")]:
        return NotFoundError(wanted=wanted, nearest=_listed(names, named))
    spellings: dict[str, str] = {}
    for identifier, name in names.items():
        words = folded(name).split()
        for spelling in (folded(identifier), folded(name), " ".join(words[:2]), *words[:1]):
            spellings.setdefault(spelling, identifier)
    close = get_close_matches(folded(wanted), list(spellings), n=NEAREST * 4, cutoff=0.6)
    nearest = list(dict.fromkeys(spellings[spelling] for spelling in close))[:NEAREST]
    if nearest:
        return NotFoundError(wanted=wanted, nearest=_listed(names, nearest))
    if names and not listed_by:
        return NotFoundError(wanted=wanted, nearest=_listed(names, names))
    return NothingAlikeError(wanted=wanted, listed_by=listed_by or LISTS)
