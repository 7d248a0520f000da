"""Names of people as words, and in what two of them are alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final, Literal

from iom.model.folding import folded

#: In what two names differ that may be one person's.
Likeness = Literal["spelling", "order", "typing", "patronymic", "initials", "surname"]

Words = tuple[str, ...]
_TYPING: Final = 2  # edits in one word; one in a word of up to four letters
_SON_OR_DAUGHTER: Final = frozenset(map(folded, ("оглы", "кызы")))
_WOMAN: Final = re.compile(r"(?:вна|чна|шна|кызы|vna|chna)$")
_MAN: Final = re.compile(r"(?:вич|ич|оглы|vich|ich)$")


def exact(name: str) -> str:
    """``name`` with single spaces, composed and caseless: what two equal names have in common."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def words(name: str) -> Words:
    """The words of a name as look-ups compare them; an initial is one letter, and «оглы» says nothing of who it is."""
    found = re.findall(r"[^\W_]+(?:\s*-\s*[^\W_]+)*", folded(name))
    return tuple("".join(word.split()) for word in found if word not in _SON_OR_DAUGHTER)


def likeness(one: Words, other: Words) -> Likeness | None:
    """In what two names that are not `exact`ly equal differ, if they may be one person's; the surname stands first."""
    if one == other:
        return "spelling"
    if sorted(one) == sorted(other):
        return "order"
    if len(one) == len(other):
        return _of_one_length(one, other)
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) >= 2 and (all(map(_alike, shorter, longer)) or {*shorter} <= {*longer}):
        return "patronymic"
    return None


def abbreviated(one: Words, other: Words) -> bool:
    """Whether two names have one surname, and else the same words or initials of them, or one slip in the first name.

    Their bearers may be one person whatever else is known of them; another first letter is another first name.
    """
    if one[:1] != other[:1] or min(len(one), len(other)) < 2:
        return False
    if all(mine == other_one or _initial(mine, other_one) for mine, other_one in zip(one[1:], other[1:], strict=False)):
        return True
    if len(one) < 3 or one[2:] != other[2:] or one[1][0] != other[1][0]:
        return False
    return distance(one[1], other[1], 1) <= 1


def _of_one_length(one: Words, other: Words) -> Likeness | None:
    unlike = [position for position, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
    if all(_initial(one[at], other[at]) for at in unlike):
        return "initials"
    if all(_typed_wrongly(one[at], other[at]) for at in unlike) and len(unlike) < len(one):
        return "typing"
    return "surname" if unlike == [0] and len(one) > 2 else None


def _alike(one: str, other: str) -> bool:
    return one == other or _initial(one, other) or _typed_wrongly(one, other)


def _initial(one: str, other: str) -> bool:
    return 1 in (len(one), len(other)) and one[:1] == other[:1]


def _typed_wrongly(one: str, other: str) -> bool:
    # Two slips in one word, the first letter among them, are another word.
    limit = 1 if min(len(one), len(other)) <= 4 or one[0] != other[0] else _TYPING
    return distance(one, other, limit) <= limit


def distance(one: str, other: str, limit: int) -> int:
    """How many letters are left out, put in, exchanged or swapped between two words; ``limit + 1`` for more."""
    # Cheap bounds first: most words that are compared have nothing in common.
    if abs(len(one) - len(other)) > limit or len(set(one) ^ set(other)) > 2 * limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        above, row = row, [i]
        for j, another in enumerate(other, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != another))
            if before and i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == another:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
        before = above
    return row[-1]


def in_order(spelt: Words) -> str:
    """The words of a name in no order."""
    return " ".join(sorted(spelt))


def keys(spelt: Words) -> Iterator[str]:
    """What two names that differ in one word or in a few letters share one of: all words but one, first letters."""
    ordered = sorted(spelt)
    for position in range(len(ordered)):
        if len(ordered) > 1:
            yield " ".join(ordered[:position] + ordered[position + 1 :])
    yield ".".join(word[0] for word in ordered[:3])


def parent_of(name: str) -> Literal["mother", "father"] | None:
    """What a parent of this name is to the child, as the patronymic tells; None where it does not."""
    patronymic = "".join(name.casefold().split()[2:])
    if _WOMAN.search(patronymic):
        return "mother"
    return "father" if _MAN.search(patronymic) else None


def siblings(one: str, other: str) -> bool:
    """Whether two children of these names have one surname and one father's name, whatever the ending."""
    first, second = one.casefold().split(), other.casefold().split()
    if len(first) < 3 or len(second) < 3:
        return False
    return _stem(first[0]) == _stem(second[0]) and _stem(first[2]) == _stem(second[2])


def _stem(word: str) -> str:
    return re.sub(r"(?:вич|вна|ична|инична|ич|ая|ий|ый|а|я)$", "", word.casefold().replace("ё", "е"))


def telephone(number: str | None) -> str:
    """The last ten digits of a telephone number, by which two spellings of one are compared."""
    return re.sub(r"\D", "", number or "")[-10:]
