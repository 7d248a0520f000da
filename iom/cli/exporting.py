"""The command export: tables, views and calendars for other programs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Annotated

import typer

from iom.cli.context import current
from iom.cli.delivery import Delivery, delivery
from iom.cli.finding import NoRoundError, class_of, run_of
from iom.cli.options import Round
from iom.cli.output import messages, write_json
from iom.cli.unopened import tell_of_unopened
from iom.errors import Exit, IomError
from iom.language import N_, ngettext, say
from iom.model.lookup import NotFoundError, find
from iom.model.roster import unopened
from iom.model.school import Run, School

if TYPE_CHECKING:
    from iom.exchange.exporting.agenda import Agenda
    from iom.exchange.exporting.export import Export
    from iom.exchange.exporting.pseudonyms import Pseudonyms

TABLE_FORMATS = ("csv", "tsv", "xlsx", "json", "jsonl")
CALENDAR_FORMATS = ("ics",)

_WHAT = N_(
    "a table: students, guardians, staff, partners, courses, offers, mentors, groups, events, attendance, wishes,"
    " impressions, agreements, lessons, products, assessments, consultations, consents, deficits;"
    " a view: board, placements, marks; or calendar"
)
What = Annotated[str, typer.Argument(metavar=N_("KIND"), help=_WHAT)]
Target = Annotated[
    str | None, typer.Argument(metavar=N_("FILE"), help=N_("its ending names the format; without it, stdout"))
]
ClassForm = Annotated[str | None, typer.Option("--form", metavar=N_("CLASS"), help=N_("the rows of one class"))]
Format = Annotated[str | None, typer.Option("--format", metavar=N_("FORMAT"), help=N_("csv, tsv, xlsx, json or jsonl"))]
Sort = Annotated[
    str | None, typer.Option("--sort", metavar="form|offer", help=N_("placements: by class or by course first"))
]
Whose = Annotated[
    str | None,
    typer.Option("--for", metavar=N_("WHO"), help=N_("calendar: of a pupil, a teacher, a tutor, a course")),
]
Zone = Annotated[
    str | None,
    typer.Option("--zone", metavar=N_("ZONE"), help=N_("calendar: time zone, such as Asia/Yekaterinburg")),
]
Anonymous = Annotated[bool, typer.Option("--anonymous", help=N_("pseudonyms for people, no free text"))]
Force = Annotated[bool, typer.Option("--force", help=N_("overwrite the file if it is there"))]


class NothingSuchError(IomError):
    """Nothing of the name (``given``) can be exported."""

    text = N_("There is no “{given}” to export.")
    hint = N_("There are: {known}.")
    exit_code = Exit.NOT_FOUND


class NoOrderError(IomError):
    """An order (``given``) that the placements do not have."""

    text = N_("--sort takes {known}, not “{given}”.")
    hint = N_("form: class by class; offer: course by course.")
    exit_code = Exit.NOT_FOUND


class ForAnotherError(IomError):
    """Options (``options``) that mean nothing for what is exported."""

    text = N_("{options} means nothing for {what}.")
    hint = N_("See what each is for: iom export --help")
    exit_code = Exit.USAGE


@dataclass(frozen=True)
class Asked:
    """What was asked for besides kind and file."""

    round: str | None
    form: str | None
    sort: str | None
    whose: str | None
    zone: str | None
    anonymous: bool

    def refuse_foreign(self, name: str) -> None:
        """Make sure that every option means something for what is exported.

        Raises:
            ForAnotherError: one does not.
        """
        given = {"--form": self.form, "--sort": self.sort, "--for": self.whose, "--zone": self.zone}
        useful = {"calendar": ("--for", "--zone"), "placements": ("--form", "--sort")}.get(name, ("--form",))
        if strange := [flag for flag, value in given.items() if value is not None and flag not in useful]:
            raise ForAnotherError(options=strange, what=name)


def export(
    what: What,
    file: Target = None,
    round_: Round = None,
    form: ClassForm = None,
    format_: Format = None,
    sort: Sort = None,
    whose: Whose = None,
    zone: Zone = None,
    anonymous: Anonymous = False,
    force: Force = False,
) -> int:
    """Write a table of the workspace, a view of the round, or somebody's calendar."""
    from iom.exchange.exporting.export import CALENDAR, EXPORTS

    name = what if what in EXPORTS else _meant(what)
    asked = Asked(round_, form, sort, whose, zone, anonymous)
    asked.refuse_foreign(name)
    known = CALENDAR_FORMATS if name == CALENDAR else TABLE_FORMATS
    where = delivery(name, file, format_, force=force, known=known)
    school = current().load().school
    if name == CALENDAR:
        _calendar(school, asked, where)
    else:
        _table(school, asked, where)
    return _say_broken(len(school.broken))


def _meant(what: str) -> str:
    """What a beginning or a title means."""
    from iom.exchange.exporting.export import EXPORTS, titles

    try:
        return find(titles(), what)
    except NotFoundError:
        raise NothingSuchError(given=what, known=EXPORTS) from None


def _table(school: School, asked: Asked, where: Delivery) -> None:
    from iom.exchange.tables.write import write as write_table

    export = _export(school, asked, where.what)
    tables = export.tables if where.format == "xlsx" else export.tables[:1]
    rows = len(tables[0].rows)
    if current().json and where.file is None:
        records = [dict(zip(tables[0].keys, row, strict=True)) for row in tables[0].cells("json")]
        write_json({"what": where.what, "rows": records, "unconsented": len(export.unconsented)})
        return

    def fill(stream: IO[bytes]) -> None:
        write_table(where.format, [table.sheet(where.format) for table in tables], stream)

    text = ngettext("Written: {file}, {count} row.", "Written: {file}, {count} rows.", rows)
    where.deliver(fill, text, {"rows": rows, "unconsented": len(export.unconsented)})
    _say_unconsented(len(export.unconsented))


def _export(school: School, asked: Asked, name: str) -> Export:
    from iom.exchange.columns.bearings import Bearings
    from iom.exchange.exporting.export import export_of, in_round

    today = current().today
    run = _run(school, asked.round) if asked.round is not None or in_round(name) else None
    form = class_of(school, asked.form, today) if asked.form is not None else None
    hidden = _hidden(school, asked)
    return export_of(name, Bearings(school, run, today), form=form, order=_order(asked.sort), hidden=hidden)


def _order(wanted: str | None) -> str:
    from iom.exchange.exporting.export import ORDERS

    if wanted is None:
        return ORDERS[0]
    try:
        return find({one: one for one in ORDERS}, wanted)
    except NotFoundError:
        raise NoOrderError(given=wanted, known=ORDERS) from None


def _run(school: School, wanted: str | None) -> Run:
    """The round that is named, or the present one; where all are closed, the last: reading needs no open one."""
    try:
        return run_of(school, wanted)
    except NoRoundError:
        if wanted is None and school.runs:
            return list(school.runs.values())[-1]
        raise


def _hidden(school: School, asked: Asked) -> Pseudonyms | None:
    from iom.exchange.exporting.pseudonyms import Pseudonyms
    from iom.exchange.exporting.secret import secret_key

    return Pseudonyms(school, secret_key(current().root)) if asked.anonymous else None


def _say_unconsented(count: int) -> None:
    if count and not current().json:
        text = ngettext(
            "{count} mentor is left out: there is no consent to processing in force.",
            "{count} mentors are left out: there is no consent to processing in force.",
            count,
        )
        messages().warn(say(text, {"count": count}), say(N_("Who has none: iom check mentors"), {}))


def _say_broken(count: int) -> int:
    """Tell that documents with problems are not in what was written; the exit code says so as well."""
    if not count:
        return Exit.DONE
    text = ngettext(
        "{count} document has problems and is left out.", "{count} documents have problems and are left out.", count
    )
    messages().warn(say(text, {"count": count}), say(N_("See them with: iom check"), {}))
    return Exit.PROBLEMS


def _calendar(school: School, asked: Asked, where: Delivery) -> None:
    from iom.exchange.exporting.calendar import Style, calendar_bytes, zone_named

    run = _run(school, asked.round)
    zone = zone_named(asked.zone) if asked.zone is not None else None
    agenda = _agenda(run, asked.whose)
    _say_unopened(run, agenda.whose)
    raw = calendar_bytes(agenda, Style(zone, _hidden(school, asked)))

    def fill(stream: IO[bytes]) -> None:
        stream.write(raw)

    count = len(agenda.entries)
    text = ngettext("Written: {file}, {count} entry.", "Written: {file}, {count} entries.", count)
    where.deliver(fill, text, {"entries": count})


def _say_unopened(run: Run, whose: str) -> None:
    """Name the courses without lessons: nobody was placed in them."""
    tell_of_unopened(run, [one for one in unopened(run) if whose in {"", one, *run.offers[one].teachers}])


def _agenda(run: Run, whose: str | None) -> Agenda:
    """The calendar of a person or of a course; a name that fits several is a pupil's before anybody else's."""
    from iom.exchange.exporting.agenda import agenda_of_offer, agenda_of_person, agenda_of_round

    if whose is None:
        return agenda_of_round(run)
    school = run.school
    pupils = {identifier: student.name for identifier, student in school.students.items()}
    people = {identifier: person.name for identifier, person in school.people().items()}
    offers = {identifier: run.offer_title(identifier) for identifier in run.offers}
    everything = {**offers, **people}
    try:
        found = find({} if whose in everything else pupils, whose, school.renamed)
    except NotFoundError:
        found = find(everything, whose, school.renamed)
    return agenda_of_person(run, found) if found in people else agenda_of_offer(run, found)
