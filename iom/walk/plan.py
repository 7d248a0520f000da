"""The plan: a step for every course placed in, and what is done of it (S0, S1 R1-5)."""

from __future__ import annotations

from collections.abc import Iterator

from iom.ask.kinds import Confirm, Text
from iom.ask.options import Option
from iom.ask.question import Answers, Form, Question
from iom.ask.ranking import SetOf
from iom.language import N_, _, say
from iom.model.identifiers import entry_id
from iom.model.roster import membership_spans
from iom.model.routes import Goal, Step
from iom.model.school import School
from iom.views.sheet import Column, Sheet, Table
from iom.walk.part import Part, given, merged
from iom.walk.sitting import Sitting

PLAN = Form("plan", Confirm, N_("put the courses placed in into the plan"))
DONE = Form("done", SetOf, N_("steps of the plan that are done"))
EVIDENCE = Form("evidence", Text, N_("what shows that a step is done"), scoped=True)


def step_title(sitting: Sitting, step: Step) -> str:
    """What a step is called: its title, the offer's or the event's, or the id."""
    run = sitting.run
    if step.title or not step.ref:
        return step.title or step.kind
    if step.ref in run.events:
        return run.events[step.ref].title
    return run.offer_title(step.ref) if step.ref in run.offers else sitting.school.name(step.ref)


class PlanPart(Part):
    """Course steps from the placements, with teacher, term and expected product."""

    name = "plan"
    forms = (PLAN,)

    def lacking(self, sitting: Sitting) -> bool:
        """See `Part.lacking`."""
        return bool(self._steps(sitting))

    def screen(self, sitting: Sitting) -> Sheet:
        """The steps to come."""
        columns = (
            Column(_("course"), flexible=True),
            Column(_("teacher"), flexible=True),
            Column(_("until")),
            Column(_("expected"), flexible=True),
        )
        rows = tuple(
            (
                step_title(sitting, step),
                sitting.school.name(step.responsible or "—"),
                say("{due}", {"due": step.due}),
                step.expected or "—",
            )
            for step in self._steps(sitting)
        )
        return Sheet(_("Steps for the plan"), (Table(columns, rows),))

    def questions(self, sitting: Sitting, answers: Answers) -> Iterator[Question]:
        """See `Part.questions`."""
        yield Question(PLAN, Confirm(), _("Put these steps into the plan?"), default=True)

    def apply(self, sitting: Sitting, answers: Answers) -> School:
        """See `Part.apply`."""
        if not given(answers, PLAN):
            return sitting.school
        return sitting.with_route(steps=(*sitting.route.steps, *self._steps(sitting)))

    def _steps(self, sitting: Sitting) -> tuple[Step, ...]:
        planned = {step.ref for step in sitting.route.steps if step.kind == "course"}
        active = [span.offer for span in membership_spans(sitting.run, sitting.subject) if span.until is None]
        return tuple(
            self._step(sitting, offer) for offer in active if offer not in planned and offer in sitting.run.offers
        )

    def _step(self, sitting: Sitting, identifier: str) -> Step:
        offer = sitting.run.offers[identifier]
        course = sitting.school.courses.get(offer.course)
        goal = self._goal(sitting, course.metaskills if course else ())
        return Step.new(
            id=entry_id(sitting.today, "steps", sitting.subject, identifier),
            kind="course",
            ref=identifier,
            goal=goal.id if goal else None,
            responsible=offer.teachers[0] if offer.teachers else None,
            due=offer.ends,
            expected=course.product if course else None,
        )

    def _goal(self, sitting: Sitting, metaskills: tuple[str, ...]) -> Goal | None:
        """The goal whose deficit the course serves, or else the first."""
        noticed = {entry.id: entry.deficit for entry in sitting.route.deficits}
        known = sitting.school.deficits
        for goal in sitting.route.goals:
            deficit = known.get(noticed.get(goal.deficit or "", ""))
            if deficit and deficit.metaskill in metaskills:
                return goal
        return sitting.route.goals[0] if sitting.route.goals else None


class StepsPart(Part):
    """Steps that are done, with what shows it."""

    name = "steps"
    forms = (DONE, EVIDENCE)

    def lacking(self, sitting: Sitting) -> bool:
        """See `Part.lacking`. Courses end by themselves; other steps are asked about once they are due."""
        return any(step.required or (step.due and step.due <= sitting.today) for step in self._open(sitting))

    def questions(self, sitting: Sitting, answers: Answers) -> Iterator[Question]:
        """See `Part.questions`."""
        # A step that is done already may be named again: an answers file may be given twice.
        steps = (*self._open(sitting), *(step for step in sitting.route.steps if step.done_on))
        options = tuple(Option(step.id, step_title(sitting, step), note=step.expected or "") for step in steps)
        yield Question(DONE, SetOf(options), _("Which steps are done?"), default=())
        for identifier in given(answers, DONE) or ():
            title = next(option.label for option in options if option.id == identifier)
            yield Question(
                EVIDENCE,
                Text(),
                say(N_("“{title}”: what shows it?"), {"title": title}),
                about=identifier,
                required=False,
            )

    def apply(self, sitting: Sitting, answers: Answers) -> School:
        """See `Part.apply`."""
        steps = sitting.route.steps
        for step in self._open(sitting):
            if step.id in (given(answers, DONE) or ()):
                evidence = given(answers, EVIDENCE, step.id)
                fields = {"done_on": sitting.today} | ({"evidence": evidence} if evidence else {})
                steps = merged(steps, step.replaced(**fields))
        return sitting.with_route(steps=steps) if steps != sitting.route.steps else sitting.school

    def _open(self, sitting: Sitting) -> tuple[Step, ...]:
        return tuple(step for step in sitting.route.steps if step.done_on is None)
