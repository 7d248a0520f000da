"""What the reflection asks for; a route is not closed without it (S1 R1-4)."""

from __future__ import annotations

from iom.language import N_
from iom.model.routes import Reflection, latest
from iom.stages.requirement import Case, Missing, requirement
from iom.stages.requirements.choice import no_guardian


def _reflections(case: Case, *people: str) -> tuple[Reflection, ...]:
    return tuple(entry for entry in case.route.reflections if entry.by in people)


@requirement("pupil-reflection", title=N_("the pupil's reflection"))
def pupil_reflection(case: Case) -> list[Missing]:
    """A look back by the pupil."""
    if _reflections(case, case.subject):
        return []
    return [
        Missing(N_("{name} has not looked back yet."), "student", f"iom reflect {case.subject}", {"name": case.name})
    ]


@requirement("guardian-reflection", title=N_("a guardian's reflection"))
def guardian_reflection(case: Case) -> list[Missing]:
    """A look back by a guardian of this child."""
    guardians = case.guardians()
    if not guardians:
        return [no_guardian(case, "guardian-reflection")]
    if _reflections(case, *guardians):
        return []
    text = N_("No guardian has looked back yet: {guardians}.")
    facts = {"guardians": [case.school.name(guardian) for guardian in guardians]}
    return [Missing(text, "guardian", f"iom reflect {case.subject} --guardian {guardians[0]}", facts)]


@requirement("levels", title=N_("the level reached in every goal"))
def levels(case: Case) -> list[Missing]:
    """Each goal has the level that was reached."""
    text = N_("The level reached is missing for the goal “{goal}”.")
    return [
        Missing(text, "tutor", f"iom reflect {case.subject} --levels {goal.id}:…", {"goal": goal.goal})
        for goal in case.route.goals
        if goal.level_reached is None
    ]


@requirement("deficits", title=N_("an outcome for every deficit"))
def deficits(case: Case) -> list[Missing]:
    """Each deficit is closed or carried on."""
    known = case.school.deficits
    text = N_("Closed, or carried on? The deficit “{deficit}” has no outcome yet.")
    return [
        Missing(
            text,
            "tutor",
            f"iom reflect {case.subject} --outcomes {entry.id}:…",
            {"deficit": known[entry.deficit].text if entry.deficit in known else entry.deficit},
        )
        for entry in case.route.deficits
        if entry.outcome is None
    ]


@requirement("next-request", title=N_("the request for the next round"))
def next_request(case: Case) -> list[Missing]:
    """The pupil's latest look back ends in a request."""
    last = latest(_reflections(case, case.subject))
    if last and last.next_request:
        return []
    text = N_("{name} has not said what to do in the next round.")
    return [Missing(text, "student", f'iom reflect {case.subject} --next-request "…"', {"name": case.name})]
