"""``iom import``: a table taken into the documents."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from iom.cli.context import current
from iom.cli.finding import run_of
from iom.cli.import_options import (
    Delimiter,
    Encoding,
    File,
    FormatName,
    FormOfAll,
    Key,
    Map,
    New,
    Partial,
    PreferOption,
    Quiet,
    Same,
    SheetName,
    What,
    WriteMap,
)
from iom.cli.mistakes import CancelledError
from iom.cli.options import DryRun, Round, Yes
from iom.cli.output import emit, messages, person, show, write
from iom.cli.session import Session
from iom.errors import Exit, IomError
from iom.exchange.columns.kinds import NAMES, table_kind
from iom.language import N_, _, say

if TYPE_CHECKING:
    from iom.ask.question import Asker
    from iom.exchange.columns.column import Column
    from iom.exchange.columns.table_kind import TableKind
    from iom.exchange.importing.answers import Answers
    from iom.exchange.importing.opening import Format, Opened
    from iom.exchange.importing.plan import Plan
    from iom.exchange.importing.report import Report
    from iom.exchange.layouts.mapping import TableMap
    from iom.model.school import School

Item = TypeVar("Item")


class NoKindError(IomError):
    """A kind of table that there is not."""

    text = N_("There is no kind of table “{given}”.")
    hint = N_("There are: {known}.")
    exit_code = Exit.USAGE


class NoKeyColumnError(IomError):
    """A key column that the kind of table does not have."""

    text = N_("These tables have no column “{given}”.")
    hint = N_("They have: {known}.")
    exit_code = Exit.USAGE


class BrokenPeopleError(IomError):
    """People (``paths``) whose documents cannot be read: a table would bring them a second time."""

    text = N_("People whose documents have problems might come in twice: {paths}. Nothing was read.")
    hint = N_("See the problems with: iom check")


class IdleAnswerError(IomError):
    """Answers (``answers``) about rows in which there is no doubt about anybody."""

    text = N_("There is no question in these rows: {answers}. Nothing was written.")
    hint = N_("Count the rows as the report of this very file does, and leave out what is not asked.")
    exit_code = Exit.USAGE


class ImportStoppedError(IomError):
    """The person stopped the import before anything was written."""

    text = N_("Stopped; nothing was written.")
    exit_code = Exit.INTERRUPTED


class ClosedRoundError(IomError):
    """The round is closed."""

    text = N_("The round {round} is closed: nothing is imported into it any more.")
    hint = N_("Name an open one with --round.")
    exit_code = Exit.CONFLICT


class NoMapError(IomError):
    """The mapping file is not there."""

    text = N_("There is no mapping file {path}.")
    hint = N_("Write one with --write-map {path}")
    exit_code = Exit.NOT_FOUND


class OtherKindError(IomError):
    """The mapping file is for tables of another kind (``there``)."""

    text = N_("The mapping in {path} is for {there}, not for {here}. Nothing was read.")
    hint = N_("Use another mapping, or take the line “kind” out of this one.")
    exit_code = Exit.USAGE


class MapThereError(IomError):
    """The mapping file is there already."""

    text = N_("{path} is there already and stays as it is.")
    hint = N_("Use it with --map, or give another name.")
    exit_code = Exit.CONFLICT


@dataclass(frozen=True)
class Errand:
    """One import as it was asked for."""

    kind: TableKind
    file: str
    asked: Format
    table_map: TableMap
    answers: Answers
    given: dict[str, str]
    words: tuple[str, ...]
    yes: bool
    quiet: bool

    @property
    def name(self) -> str:
        """What places and messages call the file."""
        return "stdin" if self.file == "-" else Path(self.file).name

    def table(self) -> Path | bytes:
        """Where the table is: a path, or what standard input holds, as far as a table may be long."""
        from iom.exchange.tables.read import MAX_BYTES

        return sys.stdin.buffer.read(MAX_BYTES + 1) if self.file == "-" else Path(self.file)

    def command(self, *more: str) -> str:
        """The command with further words."""
        return shlex.join([*self.words, *more])


def import_(
    kind: What,
    file: File,
    map_: Map = None,
    write_map: WriteMap = None,
    encoding: Encoding = None,
    delimiter: Delimiter = None,
    sheet: SheetName = None,
    format_: FormatName = None,
    form: FormOfAll = None,
    round_: Round = None,
    key: Key = None,
    prefer: PreferOption = None,
    same: Same = None,
    new: New = None,
    partial: Partial = False,
    dry_run: DryRun = False,
    quiet: Quiet = False,
    yes: Yes = False,
) -> int:
    """Take a table into the documents."""
    from iom.exchange.importing.answers import answers
    from iom.exchange.importing.opening import Format

    said: dict[str, str | None] = {
        "--map": map_, "--encoding": encoding, "--delimiter": delimiter, "--sheet": sheet, "--format": format_,
        "--form": form, "--round": round_, "--key": key, "--prefer": prefer,
    }  # fmt: skip
    options = [word for flag, text in said.items() if text for word in (flag, text)]
    rows = [word for flag, ones in (("--same", same), ("--new", new)) for one in ones or () for word in (flag, one)]
    errand = Errand(
        _kind(kind),
        file,
        Format(format_, encoding, _delimiter(delimiter), sheet),
        _table_map(map_, kind),
        answers(prefer, None, same or (), new or ()),
        {"form": form} if form else {},
        ("iom", "import", kind, file, *options, *rows),
        yes,
        quiet,
    )
    return _carry_out(errand, round_, key, write_map, partial=partial, dry_run=dry_run)


def _carry_out(
    errand: Errand, round_: str | None, key: str | None, write_map: str | None, *, partial: bool, dry_run: bool
) -> int:
    from iom.exchange.importing.cautions import cautions
    from iom.exchange.importing.desk import ImportDesk
    from iom.exchange.importing.report import Report

    session = Session(current(), f"import {errand.kind.name}", hold=True)
    run = run_of(session.school, round_) if errand.kind.in_round else None
    if run and run.round.closed_on is not None:
        raise ClosedRoundError(round=run.id)
    _require_people(errand.kind, session.school)
    asker = person()
    desk = ImportDesk(session.school, run, current().today, errand.answers, asker)
    columns = errand.kind.columns(desk)
    desk.answers = _keyed(errand.answers, key, columns)
    opened = _opened(errand, columns)
    if write_map:
        return _write_map(errand, opened, write_map)
    try:
        opened = _settled(errand, opened, columns, asker)
        plan = _plan(errand, desk, opened, columns, asker)
    except KeyboardInterrupt:
        raise ImportStoppedError from None
    if desk.idle:
        raise IdleAnswerError(answers=desk.idle)
    warned = tuple(cautions(opened, columns, plan, session.school))
    report = Report(errand.kind.name, errand.kind.title, opened, columns, plan, warned, dry_run=dry_run)
    code = _finish(errand, session, report, partial=partial)
    if desk.told and not current().json:
        messages().note(_("The same without questions:"))
        messages().command(errand.command(*desk.told, "--yes"))
    return code


def _require_people(kind: TableKind, school: School) -> None:
    from iom.exchange.columns.bearings import Bearings
    from iom.model.kinds import PERSON_KINDS, recognise

    known = {path: recognise(path) for path in sorted(school.broken)}
    broken = [path for path, found in known.items() if found and found[0] in PERSON_KINDS]
    if broken and any(party.may_be_new for party in kind.parties(Bearings(school, None, current().today))):
        raise BrokenPeopleError(paths=broken)


def _kind(name: str) -> TableKind:
    if name not in NAMES:
        raise NoKindError(given=name, known=list(NAMES))
    return table_kind(name)


def _delimiter(given: str | None) -> str | None:
    return "\t" if given in ("tab", "\\t") else given


def _table_map(path: str | None, kind: str) -> TableMap:
    from iom.exchange.layouts.mapping import NO_MAP, read_map

    if path is None:
        return NO_MAP
    if not Path(path).is_file():
        raise NoMapError(path=path)
    found = read_map(Path(path).read_bytes(), path)
    if found.kind not in (None, kind):
        raise OtherKindError(path=path, there=found.kind, here=kind)
    return found


def _keyed(answers: Answers, key: str | None, columns: Sequence[Column]) -> Answers:
    """The answers with the key column, which may be called by its key or a heading."""
    from dataclasses import replace

    from iom.model.folding import folded

    if key is None:
        return answers
    for column in columns:
        if folded(key) in map(folded, column.headings()):
            return replace(answers, key=column.key)
    raise NoKeyColumnError(given=key, known=[column.key for column in columns])


def _opened(errand: Errand, columns: tuple[Column, ...]) -> Opened:
    from iom.exchange.importing.opening import opened

    return opened(errand.table(), errand.name, columns, errand.asked, errand.table_map)


def _write_map(errand: Errand, opened: Opened, path: str) -> int:
    from iom.exchange.layouts.mapping import written_map

    if Path(path).exists():
        raise MapThereError(path=path)
    table = opened.tables[0]
    sheet = table.layout.name if errand.asked.sheet else ""
    text = written_map(errand.kind.name, opened.source, sheet, table.layout.matching)
    Path(path).write_text(text, "utf-8", newline="\n")
    messages().done(say(N_("Written: {path}"), {"path": path}))
    messages().note(_("Look it through, then:"))
    messages().command(errand.command("--map", path))
    return Exit.DONE


def _settled(errand: Errand, opened: Opened, columns: tuple[Column, ...], asker: Asker | None) -> Opened:
    """The tables with every heading settled: by the person, or certain beforehand.

    Raises:
        NearHeadingsError, AmbiguousHeadingsError, MissingColumnsError: they cannot be read without a person.
        CancelledError: the person does not want it read so.
    """
    from iom.exchange.importing.confirming import confirmed
    from iom.exchange.importing.opening import require_clear

    if asker and not errand.yes:
        opened = confirmed(opened, columns, asker)
        if not opened.tables:
            raise CancelledError
    require_clear(opened, columns, errand.command("--write-map", "mapping.toml"), asked=bool(asker and not errand.yes))
    return opened


def _plan(errand: Errand, desk: Any, opened: Opened, columns: tuple[Column, ...], asker: Asker | None) -> Plan:
    from iom.cli.import_progress import Progress, Waiting
    from iom.exchange.importing.intake import Reader
    from iom.exchange.importing.plan import Planner

    reader = Reader(columns, desk, errand.given, errand.table_map)
    several = opened.source.format in ("xlsx", "ods")
    intakes = [
        intake
        for table in opened.tables
        for intake in reader.rows(table.layout, table.keys(), file=errand.name, several=several)
    ]
    with Progress(len(intakes), quiet=errand.quiet) as progress:
        waiting = Waiting(asker, progress) if asker else None
        desk.turn_to(waiting)
        return Planner(errand.kind, desk, waiting, progress.step).plan(intakes)


def _finish(errand: Errand, session: Session, report: Report, *, partial: bool) -> int:
    """Write what may be written, and tell what became of the rows."""
    from dataclasses import replace

    plan = report.plan
    writing = partial or not plan.faulty
    if writing:
        session.save(plan.after)
    if report.dry_run:
        report = replace(report, diff=session.preview())
    elif writing:
        # First what would be lost: rows that are in can be taken in again.
        report = _with_rejected(errand, report) if plan.faulty else report
        session.flush()
        report = replace(report, written=bool(session.written))
    _tell(errand, report, partial=partial)
    return Exit.PROBLEMS if plan.count("rejected") else Exit.DONE


def _with_rejected(errand: Errand, report: Report) -> Report:
    from dataclasses import replace

    from iom.exchange.importing.rejected import rejected_sheet, write_rejected

    sheet = rejected_sheet(report.plan.faulty, report.opened, report.columns)
    name = "import" if errand.file == "-" else errand.file
    path, kept = write_rejected(name, sheet, report.opened.source.delimiter)
    return replace(report, rejected_file=str(path), kept_file=str(kept or ""))


def _tell(errand: Errand, report: Report, *, partial: bool) -> None:
    faulty = len(report.plan.faulty)
    if current().json:
        emit(report)
        return
    if report.dry_run:
        write(report.diff or _("Nothing would change."))
    if not (errand.quiet and not report.plan.count("rejected")):
        show(report.sheet())
    for caution in report.cautions:
        messages().warn(caution.said())
    if faulty and not partial:
        messages().fail(
            _("Nothing would be written: some rows cannot be taken in.")
            if report.dry_run
            else _("Nothing was written: some rows cannot be taken in."),
            _("Mend them, or take the good rows alone:"),
            errand.command("--partial"),
        )
    elif report.written and not errand.quiet:
        messages().done(_("The rows are in; iom undo takes them back."))
