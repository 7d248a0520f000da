"""What a person typed, resolved to ids: the round, pupils, people, offers, groups."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from iom.errors import Exit, IomError
from iom.language import N_, _
from iom.model.folding import folded
from iom.model.kinds import PERSON_KINDS, STUDENT, Kind, recognise
from iom.model.lookup import NotFoundError, find
from iom.model.school import Run, School
from iom.model.timetable import form_order
from iom.model.tutoring import day_in, grade_in
from iom.stages import under_way
from iom.stages.requirement import REQUIREMENTS
from iom.views.wording import stage_title


class NoRoundError(IomError):
    """The school has no round that is open."""

    text = N_("No round is open.")
    hint = N_("Open one: iom round open ID --title TEXT")
    exit_code = Exit.NOT_FOUND


class UnreadableError(IomError):
    """The document (``path``) of the person meant has problems."""

    text = N_("{path} has problems and cannot be used.")
    hint = N_("See them with: iom check {path}")


class NotTakingPartError(IomError):
    """A pupil (``name``, ``subject``) who takes no part in the round (``round``)."""

    text = N_("{name} ({subject}) takes no part in the round {round}.")
    hint = N_(
        "Who takes part has a class of the round's grades on its days: look at forms in students/{subject}.toml"
        " and at grades in round.toml, or name another round with --round."
    )
    exit_code = Exit.NOT_FOUND


class NoClassYetError(NotTakingPartError):
    """A pupil who has no class on the days of the round; the first one begins on ``since``."""

    text = N_("{name} ({subject}) has no class on the days of the round {round}: the first one begins on {since}.")
    hint = N_("Correct “since” in forms: iom student edit {subject}")


class NoClassError(IomError):
    """No pupil of the school is in a class of that name (``form``)."""

    text = N_("There is no class {form}.")
    hint = N_("Classes: {known}.")
    exit_code = Exit.NOT_FOUND


def run_of(school: School, wanted: str | None) -> Run:
    """The round that is named, or else the one opened last of those not closed.

    Raises:
        NoRoundError: none is named and none is open.
        NotFoundError, AmbiguousError: none, or several, are called so.
    """
    if wanted is not None:
        titles = {identifier: run.round.title for identifier, run in school.runs.items()}
        return school.runs[find(titles, wanted, listed_by="")]
    return open_rounds(school)[0]


def open_rounds(school: School) -> list[Run]:
    """The rounds that are not closed, the one opened last first.

    Raises:
        NoRoundError: there is none.
    """
    if opened := under_way.open_rounds(school):
        return opened
    raise NoRoundError


def run_under_way(school: School, wanted: str | None, student: str) -> Run:
    """The round that is named, or else the one in which the pupil is under way; a new one may be open beside it.

    Raises as `run_of` and `require_readable` do.
    """
    run = under_way.round_of(open_rounds(school), student) if wanted is None else run_of(school, wanted)
    require_readable(run, student)
    return run


def require_readable(run: Run, subject: str) -> None:
    """Make sure that everything of a person in the round can be read: what is unread is not nothing.

    Raises:
        UnreadableError: a document of theirs has problems.
    """
    if subject in run.unread:
        raise UnreadableError(path=run.unread[subject])


def require_class(run: Run, subject: str, day: date) -> None:
    """Make sure that a pupil without a route in the round is in some class on its days.

    Raises:
        NoClassYetError: the first class begins later.
    """
    student = run.school.students.get(subject)
    if student is None or subject in run.routes or not student.forms:
        return
    since = min(entry.since for entry in student.forms)
    # A class that cannot be read as a grade has been entered all the same: that is another mistake.
    if grade_in(run, student, day) is None and since > day_in(run, day):
        raise NoClassYetError(name=student.name, subject=subject, round=run.id, since=since)


def student_id(school: School, wanted: str) -> str:
    """The pupil's id. Raises as `find` does, and `UnreadableError`."""
    names = {identifier: student.name for identifier, student in school.students.items()}
    return _readable(school, names, wanted, (STUDENT,), "iom student list")


def person_id(school: School, wanted: str) -> str:
    """Anybody's id. Raises as `find` does, and `UnreadableError`."""
    names = {identifier: person.name for identifier, person in school.people().items()}
    return _readable(school, names, wanted, PERSON_KINDS, "iom staff list, iom guardian list, iom student list")


def _readable(school: School, names: dict[str, str], wanted: str, among: Iterable[Kind], listed_by: str) -> str:
    """Who is meant; a document that cannot be read is no reason to say that there is nobody."""
    try:
        return find(names, wanted, school.renamed, listed_by)
    except NotFoundError:
        for path in sorted(school.broken):
            known = recognise(path)
            if known and known[0] in among and folded(known[1][-1]).startswith(folded(wanted)):
                raise UnreadableError(path=path) from None
        raise


def offer_id(run: Run, wanted: str) -> str:
    """The offer's id. Raises as `find` does."""
    titles = {identifier: run.offer_title(identifier) for identifier in run.offers}
    return find(titles, wanted, listed_by="iom offer list")


def stage_id(stages: Iterable[str], wanted: str) -> str:
    """The stage of that id or title; ``wanted`` itself where there is none."""
    called = {folded(name): stage for stage in stages for name in (stage_title(stage), stage)}
    return called.get(folded(wanted), wanted)


def requirement_id(wanted: str) -> str:
    """The requirement of that id, title or beginning of a title; ``wanted`` itself where there is none."""
    titles = {name: folded(_(found.title)) for name, found in REQUIREMENTS.items()}
    if wanted in titles:
        return wanted
    meant = [name for name, title in titles.items() if title.startswith(folded(wanted))]
    return meant[0] if len(meant) == 1 else wanted


def class_of(school: School, wanted: str, today: date) -> str:
    """The class as its pupils' documents write it.

    Raises:
        NoClassError: nobody is in it today.
    """
    forms = {form for student in school.students.values() if (form := student.form_on(today))}
    for form in forms:
        if folded(form) == folded(wanted):
            return form
    raise NoClassError(form=wanted, known=sorted(forms, key=form_order))


def group_id(school: School, wanted: str) -> str:
    """The tutor group's id. Raises as `find` does."""
    titles = {identifier: group.title for identifier, group in school.groups.items()}
    return find(titles, wanted, listed_by="iom group list")
