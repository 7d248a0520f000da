"""The restricted second workspace: what not every colleague may read, joined for reading alone (design §2)."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from iom.errors import Exit, IomError, Problem
from iom.language import N_
from iom.model import kinds
from iom.model.kinds import recognise
from iom.model.school import School
from iom.store.load import Loaded, load
from iom.store.tree import MARK

#: The kinds of document that are read from there; everything else of it stays apart.
JOINED: Final = (kinds.APART,)


class UnreadableRestrictedError(IomError):
    """A document of the restricted workspace (``paths``) that cannot be read: who is kept apart is unknown."""

    text = N_("The restricted workspace cannot be read: {paths}. Nothing was done.")
    hint = N_("All problems: iom check")
    exit_code = Exit.INVALID


@dataclass(frozen=True)
class Restricted:
    """The workspace that iom.toml names by ``name``; ``loaded`` is None where it is not here, or may not be read."""

    name: str
    loaded: Loaded | None

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """The documents that are joined, by their paths from its root."""
        if self.loaded is None:
            return ()
        paths = {*self.loaded.raw, *(problem.document for problem in self.loaded.problems)}
        return tuple(sorted(path for path in paths if (known := recognise(path)) and known[0] in JOINED))

    def joined(self, school: School) -> School:
        """The school for reading; nobody saves it."""
        documents = self.loaded.school.documents if self.loaded else {}
        return school.with_documents({path: documents[path] for path in self.paths if path in documents})

    def require_readable(self) -> None:
        """Make sure that every document that is joined can be read.

        Raises:
            UnreadableRestrictedError: names those that cannot.
        """
        documents = self.loaded.school.documents if self.loaded else {}
        broken = [path for path in self.paths if path not in documents]
        if broken:
            raise UnreadableRestrictedError(paths=[self._named(path) for path in broken])

    def divided(self, problems: Iterable[Problem], school: School) -> Iterator[Problem]:
        """Problems of the joined school: those of the restricted documents placed there, and called by where they are.

        ``school`` is the other one, without them.
        """
        rounds = (recognised[1][0] for path in self.paths if (recognised := recognise(path)))
        nowhere = {kinds.ROUND.path(one) for one in rounds if not school.exists(kinds.ROUND, one)}
        own = {*self.paths, *nowhere}
        loaded = self.loaded
        for problem in problems:
            if loaded is None or problem.document not in own:
                yield problem
                continue
            for placed in loaded.placed([problem]):
                yield replace(placed, document=self._named(placed.document))

    def _named(self, path: str) -> str:
        return f"{self.name.rstrip('/')}/{path}"


def restricted(loaded: Loaded) -> Restricted | None:
    """The restricted workspace of a school; None where its iom.toml names none."""
    workspace = loaded.school.workspace
    if workspace is None or not workspace.restricted:
        return None
    folder = loaded.root / workspace.restricted
    # Most colleagues may not enter the folder, where they have it at all: pathlib's is_file raises then.
    there = os.path.isfile(folder / MARK)  # noqa: PTH113
    return Restricted(workspace.restricted, load(folder) if there else None)
