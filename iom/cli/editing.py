"""Editing one document in the person's editor: judged on save, never half-right on disk, never lost."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Final

from iom.ask.kinds import Confirm
from iom.ask.options import Option, Pick
from iom.ask.question import Asker, Form, Question
from iom.cli.context import current
from iom.cli.output import messages, note, person
from iom.cli.saving import save_text
from iom.errors import Exit, IomError, Problem
from iom.language import N_, _, say
from iom.model.base import Document
from iom.model.kinds import recognise
from iom.model.validation import validated
from iom.store import drafts
from iom.store.load import Loaded
from iom.toml.read import read
from iom.walk.records.uses import is_frozen

NEXT: Final = Form("next", Pick, N_("again, discard or keep"))
RESUME: Final = Form("resume", Confirm, N_("whether to go on with the draft"))


class NobodyToEditError(IomError):
    """Editing wants a person at a terminal."""

    text = N_("An editor needs a terminal.")
    hint = N_("Change {path} by any other means, then: iom check {path}")
    exit_code = Exit.USAGE


class FrozenDocumentError(IomError):
    """A document that is never changed again."""

    text = N_("{path} belongs to a closed round or is a published paper: it stays as it is.")
    exit_code = Exit.CONFLICT


class DiscardedError(IomError):
    """The person gave the edit up."""

    text = N_("Discarded. {path} is as it was.")
    exit_code = Exit.CANCELLED


class DraftKeptError(IomError):
    """The person goes on later."""

    text = N_("Kept as a draft. {path} is as it was.")
    hint = N_("Go on with: iom edit {path}")
    exit_code = Exit.CANCELLED


@dataclass(frozen=True)
class Judged:
    """An edited text judged: the document that it holds, if any, and what the edit brings."""

    document: Document | None
    problems: tuple[Problem, ...]
    blocked: bool
    text: str


def edit_document(loaded: Loaded, path: str) -> None:
    """Let the person edit a document until it fits, and write what they made.

    Raises:
        NobodyToEditError, FrozenDocumentError: it cannot be edited.
        DiscardedError, DraftKeptError: the person gave up, or goes on later.
        StaleError: the file changed meanwhile; the draft is kept.
    """
    somebody = person()
    if somebody is None:
        raise NobodyToEditError(path=path)
    if is_frozen(loaded.school, path):
        raise FrozenDocumentError(path=path)
    _Edit(loaded, path, somebody).run()


@dataclass
class _Edit:
    loaded: Loaded
    path: str
    somebody: Asker

    def run(self) -> None:
        content, line = self._begun(), 1
        while True:
            content = self._opened(content, line)
            if content == self.loaded.raw[self.path]:
                self._drop()
                messages().note(say(N_("Nothing is changed in {path}."), {"path": self.path}))
                return
            self._keep(content)
            judged = judge(self.loaded, self.path, content)
            self._tell(judged)
            if judged.document is not None and not judged.blocked:
                self._write(content, judged.document)
                return
            own = (problem.place for problem in judged.problems if problem.document == self.path)
            line = next((place.line for place in own if place), 1)
            self._ask_on()

    def _write(self, content: bytes, document: Document) -> None:
        save_text(self.loaded, self.path, content, document, label=f"edit {self.path}")
        self._drop()
        messages().done(say(N_("Written: {path}"), {"path": self.path}))

    def _ask_on(self) -> None:
        choices = (
            Option("again", _("open the editor again")),
            Option("discard", _("discard the edit")),
            Option("keep", _("keep it as a draft for later")),
        )
        question = Question(NEXT, Pick(choices), _("What now?"), default="again")
        try:
            answer = self.somebody.ask(question)
        except KeyboardInterrupt:
            raise DraftKeptError(path=self.path) from None
        match answer:
            case "again":
                return
            case "discard":
                self._drop()
                raise DiscardedError(path=self.path)
            case _:
                raise DraftKeptError(path=self.path)

    def _opened(self, content: bytes, line: int) -> bytes:
        """What the person makes of the text; whatever stops the editor, the text so far is kept."""
        from iom.terminal.editor import EditorFailedError, edit_file

        with tempfile.TemporaryDirectory(prefix="iom-") as folder:
            file = Path(folder) / self.path.rpartition("/")[2]
            file.write_bytes(content)
            try:
                edit_file(file, line)
            except (KeyboardInterrupt, EditorFailedError):
                self._keep_if_changed(file.read_bytes())
                raise
            return file.read_bytes()

    def _keep_if_changed(self, content: bytes) -> None:
        if content != self.loaded.raw[self.path]:
            self._keep(content)
            note(say(N_("What you typed is kept; go on with: iom edit {path}"), {"path": self.path}))

    def _begun(self) -> bytes:
        """The text to open: the draft of an earlier edit where the person wants it, else the document."""
        base = self.loaded.raw[self.path]
        kept = drafts.load(self.loaded.root, self._draft)
        if kept is None:
            return base
        digest, _newline, content = kept.partition(b"\n")
        text = (
            N_("There is a draft of an earlier edit. Open it?")
            if digest == _digest(base)
            else N_("There is a draft, and {path} has changed since. Open the draft, without those changes?")
        )
        question = Question(RESUME, Confirm(), say(text, {"path": self.path}), default=digest == _digest(base))
        return content if self.somebody.ask(question) is True else base

    @property
    def _draft(self) -> str:
        return f"edit/{self.path}"

    def _keep(self, content: bytes) -> None:
        drafts.save(self.loaded.root, self._draft, _digest(self.loaded.raw[self.path]) + b"\n" + content)

    def _drop(self) -> None:
        if drafts.load(self.loaded.root, self._draft) is not None:
            drafts.drop(self.loaded.root, self._draft)

    def _tell(self, judged: Judged) -> None:
        if judged.problems:
            from iom.terminal.printer import Printer
            from iom.terminal.problems import print_problems

            texts = {self.path: judged.text}
            printer = Printer(sys.stderr, color=current().color)
            print_problems(printer, judged.problems, lambda path: texts.get(path) or self.loaded.text(path))


def judge(loaded: Loaded, path: str, content: bytes) -> Judged:
    """What a new text of a document brings: problems of its own, then those across documents, each placed.

    A document that could not be read before is not held up by rules that it already broke.
    """
    from iom.check.fresh import fresh

    reading = read(content, path)
    found = recognise(path)
    if found is None or reading.data is None:
        return Judged(None, reading.problems, blocked=True, text=reading.text)
    after = replace(loaded, raw={**loaded.raw, path: content})
    document, misfits = validated(found[0], reading.data, path)
    if document is None:
        return Judged(None, after.placed(misfits), blocked=True, text=reading.text)
    problems = after.placed(fresh(loaded.school, loaded.school.with_documents({path: document}), current().today))
    errors = any(problem.severity == "error" for problem in problems)
    return Judged(document, problems, errors and path not in loaded.school.broken, reading.text)


def _digest(content: bytes) -> bytes:
    return sha256(content).hexdigest().encode()
