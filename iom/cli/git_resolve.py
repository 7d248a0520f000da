"""The command git resolve: what a merge left open, settled by the engine and, for the rest, by a person."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Any, cast

import typer

from iom.ask.options import Option, Pick
from iom.ask.question import Asker, Form, Question, Reply
from iom.changes.documents import Side, UnmergeableError, can_be_both
from iom.changes.merge import NOTHING, Conflict
from iom.cli.context import current
from iom.cli.output import emit, person
from iom.errors import Exit
from iom.git.unmerged import Unmerged, settle, unmerged
from iom.language import N_, _, say
from iom.model.edits import Keys
from iom.model.school import School
from iom.store.transaction import Expectation, Write, digest, transact
from iom.views.changes import document_title, entry_name, entry_text, key_title
from iom.views.sheet import Lines, Pairs, Sheet

Paths = Annotated[list[str] | None, typer.Argument(metavar=N_("PATH"), help=N_("only these documents or folders"))]
Take = Annotated[
    str | None,
    typer.Option("--take", metavar="mine|theirs|both", help=N_("settle everything that is left open this way")),
]
TAKE: Form = Form("take", Pick, N_("mine, theirs or both"))
#: Entries of a history hold or fall together: one answer for all of them.
_TOGETHER = ("decisions", "agreements")
_SIDES: dict[str, Side] = {"mine": "ours", "theirs": "theirs", "both": "both"}


@dataclass
class Resolved:
    """Which documents are settled now, and which still wait for somebody."""

    settled: list[str] = field(default_factory=list)
    by_hand: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    def sheet(self) -> Sheet:
        """Three lists."""
        titles = (
            (_("Settled:"), self.settled),
            (_("Edited by hand; when it is right: git add"), self.by_hand),
            (_("Left open:"), self.left),
        )
        blocks = tuple(Lines(tuple(paths), title, "  ") for title, paths in titles if paths)
        return Sheet("" if blocks else _("Nothing is left open."), blocks)

    def data(self) -> dict[str, Any]:
        """The same as data."""
        return {"settled": self.settled, "by_hand": self.by_hand, "left": self.left}


def resolve(paths: Paths = None, take: Take = None) -> int:
    """Settle what a merge left open: by the rules, then by asking."""
    context = current()
    loaded = context.load()
    side = _SIDES[_pick(("mine", "theirs", "both")).parse(take)] if take else None
    result = Resolved()
    for document in unmerged(context.root):
        if paths and not any(
            document.path == path or document.path.startswith(path.rstrip("/") + "/") for path in paths
        ):
            continue
        try:
            _settle_one(document, loaded.school, side, person(), result)
        except UnmergeableError:
            result.left.append(document.path)
    emit(result)
    return int(Exit.PROBLEMS if result.left or result.by_hand else Exit.DONE)


def _settle_one(
    document: Unmerged, school: School, side: Side | None, somebody: Asker | None, result: Resolved
) -> None:
    root = current().root
    file = root / document.path
    present = file.read_bytes() if file.exists() else None
    if present is not None and b"<<<<<<< " not in present and present not in (document.ours, document.theirs):
        result.by_hand.append(document.path)
        return
    if document.is_deleted or document.is_paper(root):
        whole = Conflict((), document.base, document.ours, document.theirs, "frozen")
        chosen = side or _asked(document, whole, school, somebody)
        content = {"ours": document.ours, "theirs": document.theirs}.get(chosen or "", present)
        is_settled = chosen in ("ours", "theirs")
    else:
        content, is_settled = _by_keys(document, school, side, somebody)
    if is_settled:
        expected = Expectation(document.path, None if present is None else digest(present))
        transact(root, [Write(document.path, content)], [expected], label=f"git resolve {document.path}")
        settle(root, document.path, deleted=content is None)
    (result.settled if is_settled else result.left).append(document.path)


def _by_keys(
    document: Unmerged, school: School, side: Side | None, somebody: Asker | None
) -> tuple[bytes | None, bool]:
    answers: dict[Keys, Side] = {}
    text = document.merged(answers)
    common: Side | None = None
    for conflict in text.conflicts:
        goes_along = conflict.cause in _TOGETHER
        shown = _as_one(conflict, text.conflicts) if goes_along else conflict
        chosen = side or (common if goes_along else None) or _asked(document, shown, school, somebody)
        if chosen is None:
            return None, False
        common = chosen if goes_along else common
        answers[conflict.keys] = chosen if chosen != "both" or can_be_both(conflict) else "ours"
    return document.merged(answers).text.encode(), True


def _as_one(conflict: Conflict, conflicts: tuple[Conflict, ...]) -> Conflict:
    """The list that the entry is in, with all open entries of either side."""
    group = [each for each in conflicts if each.cause == conflict.cause]
    sides = ([side for side in values if side is not NOTHING] for values in zip(*map(_sides, group), strict=True))
    ours, theirs = (side or NOTHING for side in sides)
    return conflict._replace(keys=conflict.keys[:-1], ours=ours, theirs=theirs)


def _sides(conflict: Conflict) -> tuple[Any, Any]:
    return conflict.ours, conflict.theirs


def _asked(document: Unmerged, conflict: Conflict, school: School, somebody: Asker | None) -> Side | None:
    if somebody is None:
        return None
    mine, theirs = (_said(value, school) for value in (conflict.ours, conflict.theirs))
    title = document_title(school, document.path)
    about = key_title(document.path, conflict.keys, lambda keys: entry_name(keys[-1], document.mine(keys), school))
    somebody.show(Sheet(title, (Pairs(((_("mine"), mine), (_("theirs"), theirs)), about),)))
    names = ("mine", "theirs", "both") if conflict.keys and can_be_both(conflict) else ("mine", "theirs")
    answer = somebody.ask(Question(TAKE, _pick(names), _("Which holds?")))
    return None if isinstance(answer, Reply) else _SIDES[cast("str", answer)]


def _pick(names: tuple[str, ...]) -> Pick:
    labels = {"mine": _("mine"), "theirs": _("theirs"), "both": _("both")}
    return Pick(tuple(Option(name, labels[name]) for name in names))


def _said(value: Any, school: School) -> str:
    if value is NOTHING or value is None:
        return _("taken away, or never there")
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return "; ".join(entry_text(entry, school) for entry in value)
    return say(N_("the whole document"), {}) if isinstance(value, bytes) else entry_text(value, school)
