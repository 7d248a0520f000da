"""A school read from the disk: documents, problems, and the bytes they came from."""

from __future__ import annotations

import errno
import gc
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from iom.errors import Fault, Place, Problem
from iom.language import N_, refusal
from iom.model.base import Document
from iom.model.kinds import recognise
from iom.model.school import School
from iom.model.validation import validated
from iom.store.overlay import generation, unfinished
from iom.store.tree import document_files
from iom.toml.read import Reading, read

OUTSIDE = Fault(
    "E0301",
    N_("{path} is a symbolic link"),
    N_("put the file itself here: links are not followed, they may lead out of the workspace"),
)
UNREADABLE = Fault("E0302", N_("{path} cannot be read: {reason}"), N_("look at the permissions of the file"))


READINGS = 5


@dataclass(frozen=True)
class Loaded:
    """A school as it was read.

    ``raw`` holds the bytes of every file by path; ``problems`` what loading found, placed; ``strangers`` the
    files that stand where no document belongs.
    """

    root: Path
    school: School
    raw: Mapping[str, bytes]
    problems: tuple[Problem, ...]
    strangers: tuple[str, ...]

    def text(self, path: str) -> str | None:
        """The text of one document, if it can be decoded."""
        raw = self.raw.get(path)
        return None if raw is None else raw.decode("utf-8-sig", errors="replace")

    def placed(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """The problems with line and column, sorted by document and place."""
        found = [problem if problem.place else self._place(problem) for problem in problems]
        return tuple(sorted(found, key=_order))

    def _place(self, problem: Problem) -> Problem:
        text = self.text(problem.document)
        return problem if text is None else replace(problem, place=_place_in(text, problem))


def _place_in(text: str, problem: Problem) -> Place:
    from iom.toml.places import Places

    return Places(text).of(problem.keys, part=problem.fault.part)


def _order(problem: Problem) -> tuple[str, int, int, str]:
    place = problem.place
    return (problem.document, place.line if place else 0, place.column if place else 0, problem.fault.code)


def load(root: Path) -> Loaded:
    """Every document below ``root``, the broken ones as problems.

    A transaction of another process in the middle of the reading starts the reading anew, a few times over;
    what is read at last may mix two states then, and a writer's digests would find that out.
    """
    for _attempt in range(READINGS):
        before = generation(root)
        with _without_collector():
            loaded = _load(root)
        if generation(root) == before:
            break
    return loaded


@contextmanager
def _without_collector() -> Iterator[None]:
    # Thousands of new objects and none to free: the collector would walk them all again and again.
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _load(root: Path) -> Loaded:
    problems: list[Problem] = []
    return assembled(root, _contents(root, problems), problems)


def assembled(root: Path, contents: Iterable[tuple[str, bytes]], problems: list[Problem]) -> Loaded:
    """A school of these bytes by path; ``problems`` of reading them come first, and may still grow."""
    documents: dict[str, Document] = {}
    raw: dict[str, bytes] = {}
    strangers: list[str] = []
    for path, content in contents:
        raw[path] = content
        if (found := recognise(path)) is None:
            strangers.append(path)
            continue
        reading = read(content, path)
        document, misfits = validated(found[0], reading.data, path) if reading.data is not None else (None, ())
        if document is not None:
            documents[path] = document
        problems.extend(reading.problems)
        problems.extend(_placed_misfits(reading, misfits))
    broken = frozenset(raw.keys() - documents.keys() - set(strangers))
    return Loaded(root, School(documents, broken), raw, tuple(sorted(problems, key=_order)), tuple(strangers))


def _contents(root: Path, problems: list[Problem]) -> Iterator[tuple[str, bytes]]:
    lacking = unfinished(root)
    for path, entry in document_files(root):
        if path in lacking:
            continue
        file_or_link: os.DirEntry[str] | Path = entry or root / path
        if file_or_link.is_symlink() or file_or_link.is_dir():
            problems.append(Problem(OUTSIDE, path, (), {"path": path}))
            continue
        if not file_or_link.is_file() and os.path.exists(file_or_link):  # noqa: PTH110 - both kinds of entry
            # A pipe: opening it would wait for ever.
            problems.append(Problem(UNREADABLE, path, (), {"path": path, "reason": refusal(OSError(errno.ENXIO, ""))}))
            continue
        try:
            # Two thirds of the time of Path.read_bytes: nothing is parsed, nothing buffered.
            with open(file_or_link, "rb", buffering=0) as file:  # noqa: PTH123
                yield path, file.read()
        except FileNotFoundError:
            continue
        except OSError as error:
            problems.append(Problem(UNREADABLE, path, (), {"path": path, "reason": refusal(error)}))
    yield from ((path, content) for path, content in lacking.items() if content is not None)


def _placed_misfits(reading: Reading, misfits: tuple[Problem, ...]) -> Iterator[Problem]:
    if misfits:
        from iom.toml.places import Places

        places = Places(reading.text)
        yield from (replace(problem, place=places.of(problem.keys)) for problem in misfits)
