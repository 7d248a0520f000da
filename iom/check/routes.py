"""Routes: goals, deficits, steps, and whose route it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from iom.check.page import Page
from iom.check.rules import rule
from iom.errors import Fault, Problem
from iom.language import N_
from iom.model import kinds
from iom.model.rounds import Round
from iom.model.routes import Route

TOO_MANY_GOALS = Fault(
    "W0494",
    N_("goals of the route: {found}"),
    N_("three or four are enough to work on: join some, or leave some for the next round"),
    severity="warning",
)
LEVEL_FALLS = Fault(
    "E0495", N_("the level aimed at ({aim}) is below the level at the start ({start})"), N_("correct one of the two")
)
NO_PARTICIPANT = Fault(
    "W0496",
    N_("“{id}” is not in the year groups of the round: {grades}"),
    N_("correct “grades” in round.toml, or the pupil's “forms”"),
    severity="warning",
)
OTHER_OWNER = Fault(
    "E0497",
    N_("the deficit “{id}” is not one of this kind of participant"),
    N_("choose another from catalogs/deficits.toml"),
)
DUE_OUTSIDE = Fault(
    "W0498",
    N_("the step is due on {day}, outside the round: {start} to {end}"),
    N_("correct “due”, or leave the step for the next round"),
    severity="warning",
)
WRONG_SUBJECT = Fault(
    "E0499",
    N_("“{id}” cannot walk this round: its participants stand in {folder}"),
    N_("move the file to a round of the right kind"),
)
FEW = 4


@rule(kinds.ROUTE)
def goals_are_few(page: Page[Route]) -> Iterator[Problem]:
    """A route has at most four goals (requirements §6-1)."""
    goals = page.document.goals
    if len(goals) > FEW:
        yield page.problem(TOO_MANY_GOALS, "goals", FEW, found=len(goals))


@rule(kinds.ROUTE)
def levels_rise(page: Page[Route]) -> Iterator[Problem]:
    """The level aimed at is not below the one at the start (design §2)."""
    for position, goal in enumerate(page.document.goals):
        start, aim = goal.level_start, goal.level_aim
        if start is not None and aim is not None and aim < start:
            yield page.problem(LEVEL_FALLS, "goals", position, "level_aim", aim=aim, start=start)


@rule(kinds.ROUTE)
def routes_are_of_the_rounds_subjects(page: Page[Route]) -> Iterator[Problem]:
    """A round's subjects are pupils, or teachers (design §2)."""
    season = page.season.round
    if season is None or page.subject not in page.facts.people.ids:
        return
    folder = kinds.STUDENT if season.subject == "student" else kinds.STAFF
    if not page.school.exists(folder, page.subject):
        yield page.problem(WRONG_SUBJECT, id=page.ids[1], folder=folder.template.split("/")[0])


@rule(kinds.ROUTE)
def pupils_are_in_the_rounds_grades(page: Page[Route]) -> Iterator[Problem]:
    """A round is for some year groups (S0:39: the courses of a parallel)."""
    season = page.season.round
    if season is None or not season.grades or not page.student:
        return
    grades = page.facts.grades_about(page.subject, season.starts or page.today)
    if grades and not set(grades) & set(season.grades):
        yield page.problem(NO_PARTICIPANT, id=page.ids[1], grades=season.grades)


@rule(kinds.ROUTE)
def deficits_are_of_the_subject(page: Page[Route]) -> Iterator[Problem]:
    """The catalogue says whose deficit an entry is: a pupil's or a teacher's (requirements §5)."""
    season = page.season.round
    if season is None:
        return
    for position, noticed in enumerate(page.document.deficits):
        entry = page.school.deficits.get(noticed.deficit)
        if entry and entry.owner != season.subject:
            yield page.problem(OTHER_OWNER, "deficits", position, "deficit", id=noticed.deficit)


@rule(kinds.ROUTE)
def steps_are_due_in_the_round(page: Page[Route]) -> Iterator[Problem]:
    """The plan of a route is a plan for its round; courses end with the round's courses (design §2)."""
    season = page.season.round
    if season is None:
        return
    for position, step in enumerate(page.document.steps):
        start, end = season.opened_on or season.starts, _last_day(season, step.kind)
        if step.due and ((start and step.due < start) or (end and step.due > end)):
            facts = {"day": step.due, "start": start or "…", "end": end or "…"}
            yield page.problem(DUE_OUTSIDE, "steps", position, "due", **facts)


def _last_day(season: Round, step: str) -> date | None:
    return season.ends if step == "course" else season.closed_on
