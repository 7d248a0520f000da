"""The desk of an import: documents as the rows so far left them, and what was decided."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from iom.ask.question import Asker
from iom.exchange.columns.misfit import Misfit
from iom.exchange.columns.table_kind import Desk, Record, Said
from iom.exchange.importing.answers import Answers
from iom.exchange.importing.differences import Differences
from iom.exchange.importing.joining import joined
from iom.language import N_, say
from iom.model.base import SCHEMA, Document
from iom.model.edits import Data
from iom.model.folding import folded
from iom.model.keys import find
from iom.model.kinds import Kind
from iom.model.school import Run, School
from iom.model.validation import validated

Met = Mapping[tuple[str, str], str]


class ImportDesk(Desk):
    """Takes groups of rows in, each as a whole or not at all; ``taken`` holds the changed documents by path.

    ``met`` are the ids of the people whom rows name, by the row's place and the slot; ``idle`` are answers about rows
    that have no question.
    """

    def __init__(self, school: School, run: Run | None, today: date, answers: Answers, asker: Asker | None) -> None:
        super().__init__(school, run, today)
        self.answers = answers
        self.taken: dict[str, Document] = {}
        self.met: Met = {}
        self.by_key: Mapping[str, tuple[str, ...]] = {}
        self.told_people: list[str] = []
        self.idle: tuple[str, ...] = ()
        self._differences = Differences(answers.prefer, asker)
        self._under_way: dict[str, Document] = {}
        self._data: dict[str, Data] = {}

    def turn_to(self, asker: Asker | None) -> None:
        """Ask somebody else from here on."""
        self._differences = Differences(self.answers.prefer, asker)

    def document(self, kind: Kind, *ids: str) -> Document | None:
        """See `Desk.document`."""
        return self._at(kind.path(*ids))

    def _at(self, path: str) -> Document | None:
        return self._under_way.get(path) or self.taken.get(path) or self.school.documents.get(path)

    def person(self, record: Record, slot: str) -> str | None:
        """See `Desk.person`."""
        return self.met.get((record.place, slot))

    def keyed(self, record: Record) -> tuple[str, ...]:
        """See `Desk.keyed`."""
        return self.by_key.get(folded(record.text(self.answers.key)), ()) if self.answers.key else ()

    def prefers_table(self, record: Record, column: str, there: str, here: str) -> bool:
        """See `Desk.prefers_table`."""
        return self._differences.decide(record, column, there, here)

    def take(self, record: Record, said: Said) -> tuple[Misfit, ...]:
        """Join what a row says with its document, for now; what does not fit is a reason to `forget` it all."""
        path = said.kind.path(*said.ids)
        there = self._at(path)
        if there is None and path in self.school.broken:
            return (
                Misfit(
                    "broken",
                    N_("{path} has problems and cannot be used."),
                    N_("See them with: iom check {path}"),
                    {"path": path},
                ),
            )
        before = self._data_of(path, there)
        after = joined(before, said, lambda column, one, other: self.prefers_table(record, column, one, other))
        if after is before and there is not None:
            return ()
        document, problems = validated(said.kind, {"schema": SCHEMA, **after}, path)
        if document is None:
            return tuple(
                Misfit("unfit", "{reason}", "", {"reason": say(one.fault.text, one.facts)}, _column(said, one.keys))
                for one in problems
            )
        self._under_way[path] = document
        self._data[path] = after
        return ()

    def _data_of(self, path: str, document: Document | None) -> Data:
        if path not in self._data:
            self._data[path] = document.data() if document else {}
        return self._data[path]

    def knows(self, said: Said) -> bool:
        """Whether what the rows are about stood there before them."""
        there = self._at(said.kind.path(*said.ids))
        if there is None or not said.entry:
            return there is not None
        *above, last = said.entry
        try:
            holds = find(there.data(), above)
        except KeyError:
            return False
        return last in holds or any(isinstance(one, dict) and one.get("id") == last for one in holds)

    def undecided(self) -> tuple[Misfit, ...]:
        """The differences since the last asking that nobody decided."""
        return self._differences.undecided()

    @property
    def told(self) -> tuple[str, ...]:
        """What was answered so far, as words of the command that asks nothing."""
        return (*self.told_people, *self._differences.told)

    def keep(self) -> frozenset[str]:
        """Take over what was taken since the last `keep` or `forget`; the paths of documents that changed."""
        changed = frozenset(self._under_way)
        self.taken.update(self._under_way)
        self._under_way.clear()
        return changed

    def clear(self) -> None:
        """Give up everything that was taken."""
        self.taken.clear()
        self._under_way.clear()
        self._data.clear()

    def forget(self) -> None:
        """Give up what was taken since the last `keep`."""
        for path in self._under_way:
            self._data.pop(path, None)
        self._under_way.clear()


def _column(said: Said, keys: tuple[str | int, ...]) -> str:
    names = [key for key in keys if isinstance(key, str)]
    return next((said.columns[name] for name in names if name in said.columns), names[-1] if names else "")
