"""The command print: papers of pupils, offers, tutors and events as PDF, DOCX or HTML."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from iom.cli.context import current
from iom.cli.options import Round
from iom.cli.output import emit, messages, working
from iom.cli.printed import Press, Printed, kept_back
from iom.cli.printed_files import Target, target_of, write_files
from iom.cli.printing_order import Asked, Order, built, order_of, paper_of, progress
from iom.cli.printing_whom import ABOUT
from iom.cli.unopened import tell_of_unopened
from iom.cli.unread import NOT_PRINTED, warn_of_unread
from iom.errors import Exit
from iom.language import N_, _, say
from iom.model.roster import unopened
from iom.report.papers.paper import Paper
from iom.report.sheets import consultation_journal
from iom.report.sheets.registry import PAPERS
from iom.views.sheet import Column, Lines, Sheet, Table

PaperName = Annotated[
    str | None, typer.Argument(metavar=N_("PAPER"), help=N_("which paper; without it, a list of them"))
]
Who = Annotated[
    list[str] | None,
    typer.Argument(metavar=N_("WHO"), help=N_("pupil, class, group, offer, event or person; without it, all")),
]
FormatName = Annotated[
    str | None, typer.Option("--format", metavar="FORMAT", help=N_("pdf, docx or html; else by the file's ending"))
]
Output = Annotated[
    str | None, typer.Option("--output", "-o", metavar=N_("PATH"), help=N_("file or folder to write; - is stdout"))
]
Each = Annotated[bool, typer.Option("--each", help=N_("a file for each pupil, course, tutor or event"))]
Blank = Annotated[bool, typer.Option("--blank", help=N_("with empty answers, to be filled in with a pen"))]
Spare = Annotated[
    str | None, typer.Option("--spare", metavar=N_("NUMBER"), help=N_("so many blank ones without a name"))
]
Expert = Annotated[str | None, typer.Option("--expert", metavar=N_("PERSON"), help=N_("expert sheet: who judges"))]
Month = Annotated[
    str | None, typer.Option("--month", metavar=N_("MONTH"), help=N_("journal of this month, for example 2026-10"))
]
Force = Annotated[bool, typer.Option("--force", help=N_("replace files that are there"))]


@dataclass(frozen=True, slots=True)
class Papers:
    """The list of papers, where none is named."""

    def sheet(self) -> Sheet:
        """See `View.sheet`."""
        columns = (
            Column(_("Paper")),
            Column(_("Title"), flexible=True),
            Column(_("About"), flexible=True),
            Column(_("For"), flexible=True),
        )
        rows = tuple((kind.name, _(kind.title), _(ABOUT[kind.about]), _(kind.audience)) for kind in PAPERS)
        return Sheet(blocks=(Table(columns, rows), Lines((_("To print one: iom print PAPER"),))))

    def data(self) -> dict[str, Any]:
        """See `View.data`."""
        return {
            "papers": [
                {"name": kind.name, "title": _(kind.title), "about": kind.about, "publishes": kind.publishes}
                for kind in PAPERS
            ]
        }


def print_(
    paper: PaperName = None,
    who: Who = None,
    round_: Round = None,
    form: FormatName = None,
    output: Output = None,
    each: Each = False,
    blank: Blank = False,
    spare: Spare = None,
    expert: Expert = None,
    month: Month = None,
    force: Force = False,
) -> int:
    """Print papers, or list them; the exit code tells that all were left out."""
    if paper is None:
        emit(Papers())
        return int(Exit.DONE)
    paper_of(paper)
    target = target_of(output, form, each=each)
    loaded = current().load()
    order = order_of(Asked(paper, who or (), round_, blank, spare, expert, month), loaded.school)
    warn_of_unread(loaded.school, order.unread, NOT_PRINTED)
    _warn_of_blank(order)
    if order.kind.about == "offer" and not who:
        tell_of_unopened(order.case.run, unopened(order.case.run))
    papers, left_out = built(order)
    press = Press.of(order, target.form, loaded)
    if target.file is None and target.folder is None:
        _to_stdout(press, papers, left_out)
    else:
        emit(Printed(order, _write(press, papers, target, each=each, force=force), left_out))
    return int(Exit.DONE if papers else Exit.PROBLEMS)


def _warn_of_blank(order: Order) -> None:
    """A month without consultations gives a blank journal: said, for it looks like one that was asked for."""
    case = order.case
    if order.kind.name != consultation_journal.KIND or case.blank:
        return
    for tutor in order.subjects:
        if not consultation_journal.entries_of(case, tutor):
            text = N_("{name}: no consultations in {month}; a blank journal is printed, to be filled in with a pen.")
            month = consultation_journal.month_of(case)
            messages().warn(say(text, {"name": case.school.name(tutor), "month": month}))


def _drawing(papers: Mapping[str, Sequence[Paper]]) -> AbstractContextManager[Callable[[], None]]:
    return working(progress(N_("Papers drawn: {done} of {total}"), sum(len(some) for some in papers.values())))


def _to_stdout(press: Press, papers: Mapping[str, Sequence[Paper]], left_out: Sequence[str]) -> None:
    if papers:
        with _drawing(papers) as done:
            content = press.draw([paper for some in papers.values() for paper in some], done)
        sys.stdout.buffer.write(content)
    if left_out:
        messages().warn(kept_back(len(left_out)))


def _write(
    press: Press, papers: Mapping[str, Sequence[Paper]], target: Target, *, each: bool, force: bool
) -> dict[Path, int]:
    """Draw and write the files; how many papers are in each."""
    if not papers:
        return {}
    folder = target.folder or Path()
    if each:
        sets = {folder / press.name(subject or press.order.name): tuple(some) for subject, some in papers.items()}
    else:
        file = target.file or folder / press.name(press.order.name)
        sets = {file: tuple(paper for some in papers.values() for paper in some)}
    with _drawing(papers) as done:
        drawn = {path: press.draw(some, done) for path, some in sets.items()}
    write_files(drawn, force=force)
    return {path: len(some) for path, some in sets.items()}
