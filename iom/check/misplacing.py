"""Files whose place or name no document can have."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches

from iom.errors import Fault, Problem
from iom.language import N_
from iom.model.folding import folded
from iom.model.identifiers import DEVICE_NAMES, is_id, slug
from iom.model.kinds import APART, KINDS, ROUND, Kind, recognise
from iom.model.school import School

SUFFIX = ".toml"

TWIN_NAME = Fault(
    "E0321",
    N_("this name differs from {other} only by capitals or by letters that look alike"),
    N_("one document? join the two files; two? give this one another name"),
)
DEVICE_NAME = Fault(
    "E0322", N_("Windows cannot have a file called “{name}”"), N_("give it another name, for example: {repair}")
)
NOT_AN_ID = Fault(
    "E0323",
    N_("“{name}” is no id: an id has 2 to 64 lower-case Latin letters, digits and hyphens"),
    N_("rename the file, for example: {repair}"),
)
NO_PLACE = Fault(
    "W0324",
    N_("no document belongs here; the file is not read"),
    N_("move it, for example to: {nearest}"),
    severity="warning",
)
IN_THE_OPEN = Fault(
    "W0325",
    N_("who is kept apart stands here before the eyes of all who read this workspace"),
    N_("move the file to the same place in the restricted workspace, which “restricted” in iom.toml names"),
    severity="warning",
)


def in_the_open(school: School) -> Iterator[Problem]:
    """Documents that only the restricted workspace should have, in one that has rounds of its own (design §2)."""
    if not school.of_kind(ROUND):
        return
    for path in sorted({*school.documents, *school.broken}):
        known = recognise(path)
        if known and known[0] is APART:
            yield Problem(IN_THE_OPEN, path, ())


def misplaced(paths: Iterable[str], known: Collection[str] = ()) -> list[Problem]:
    """What is wrong with each of ``paths``, which no kind of document has.

    Paths lead from the workspace's root, with forward slashes. ``known`` are the paths of the documents.
    """
    by_reading = {folded(path): path for path in known}
    return [_problem(path, by_reading) for path in paths]


def _problem(path: str, known: dict[str, str]) -> Problem:
    if other := known.get(folded(path)):
        return Problem(TWIN_NAME, path, (), {"other": other})
    if (repair := _repaired(path)) is None:
        return Problem(NO_PLACE, path, (), {"nearest": _nearest(path)})
    name, better = next(pair for pair in zip(path.split("/"), repair.split("/"), strict=True) if pair[0] != pair[1])
    fault = DEVICE_NAME if name.removesuffix(SUFFIX).lower() in DEVICE_NAMES else NOT_AN_ID
    return Problem(fault, path, (), {"name": name.removesuffix(SUFFIX), "repair": better})


def _repaired(path: str) -> str | None:
    """The path with ids in place of what is none, if a document belongs there then."""
    *folders, name = path.split("/")
    segments = [*map(_as_id, folders), _as_id(name.removesuffix(SUFFIX)) + SUFFIX]
    repaired = "/".join(segments)
    return repaired if name.endswith(SUFFIX) and repaired != path and recognise(repaired) else None


def _as_id(text: str) -> str:
    if is_id(text):
        return text
    found = slug(text)
    return found if is_id(found) else f"{found or 'x'}-1"


def _nearest(path: str) -> str:
    """The path among those a document may have that looks most like this one."""
    segments = path.split("/")
    like = ["/".join(map(_filled, kind.template.split("/"), segments)) for kind in KINDS if _is_long_as(kind, segments)]
    near = get_close_matches(path, like, n=1, cutoff=0.7)
    return near[0] if near else next(iter(get_close_matches(path, _TEMPLATES, n=1, cutoff=0.0)))


_TEMPLATES = [kind.template for kind in KINDS]


def _is_long_as(kind: Kind, segments: list[str]) -> bool:
    return len(kind.template.split("/")) == len(segments)


def _filled(fixed: str, segment: str) -> str:
    return segment if fixed.startswith("{") else fixed
