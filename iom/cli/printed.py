"""What was printed: the files, told and given as data."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from iom.cli.printing_order import Order
from iom.git.state import clean_commit
from iom.language import N_, ngettext, say, shown
from iom.report.papers.draw import Format, draw
from iom.report.papers.dress import Dress, dress_of
from iom.report.papers.paper import Paper, Stamp
from iom.store.load import Loaded
from iom.views.sheet import Cell, Lines, Sheet

_LISTED = 12  # files; of more, only the folder is told


@dataclass(frozen=True, slots=True)
class Printed:
    """Files with the number of papers in each, and the ids of whom no consent lets publish."""

    order: Order
    files: Mapping[Path, int]
    left_out: tuple[str, ...] = field(default=())

    def sheet(self) -> Sheet:
        """See `View.sheet`."""
        kept = (Cell(kept_back(len(self.left_out)), "warn"),) if self.left_out else ()
        return Sheet(blocks=(Lines((*self._told(), *kept)),))

    def data(self) -> dict[str, Any]:
        """See `View.data`."""
        files = [{"path": path.as_posix(), "papers": count} for path, count in self.files.items()]
        return {
            "paper": self.order.kind.name,
            "round": self.order.case.run.id,
            "files": files,
            "left_out": list(self.left_out),
        }

    def _told(self) -> Iterator[str]:
        if len(self.files) > _LISTED:
            text = ngettext("{folder}: {count} file", "{folder}: {count} files", len(self.files))
            yield say(text, {"folder": next(iter(self.files)).parent, "count": len(self.files)})
            return
        for file, count in self.files.items():
            text = ngettext("{file}: {count} paper", "{file}: {count} papers", count)
            yield say(text, {"file": file, "count": count})


def kept_back(count: int) -> str:
    """How many people stay out of what is published, and why."""
    text = ngettext(
        "{count} person is left out: no consent to publishing is on paper.",
        "{count} people are left out: no consent to publishing is on paper.",
        count,
    )
    return say(text, {"count": count})


@dataclass(frozen=True, slots=True)
class Press:
    """Draws papers in one format, all with the same foot and in the same dress."""

    order: Order
    form: Format
    stamp: Stamp
    dress: Dress

    @classmethod
    def of(cls, order: Order, form: Format, loaded: Loaded) -> Press:
        """The press for an order. Raises as `dress_of`."""
        stamp = Stamp(shown(order.case.today), state_of(loaded))
        return cls(order, form, stamp, dress_of(loaded.root))

    def draw(self, papers: Sequence[Paper], done: Callable[[], None]) -> bytes:
        """One file; ``done`` is called for each paper. Raises as `iom.report.papers.draw.draw`."""
        return draw(papers, self.form, self.stamp, self.dress, self.order.case.today, done)

    def name(self, about: str) -> str:
        """The name of a file about somebody."""
        return f"{self.order.kind.name}-{about}.{self.form}"


def state_of(loaded: Loaded) -> str:
    """What the papers were made from: the commit where nothing changed since, else a digest of the documents."""
    if commit := clean_commit(loaded.root):
        return say(N_("commit {commit}"), {"commit": commit})
    digest = hashlib.sha256()
    for path, content in sorted(loaded.raw.items()):
        digest.update(f"{path}\0{len(content)}\0".encode() + content)
    return say(N_("documents {digest}"), {"digest": digest.hexdigest()[:8]})
