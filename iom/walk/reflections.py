"""The looks back of pupil and guardian, and what became of goals and deficits (S0, S1 R1-4)."""

from __future__ import annotations

from collections.abc import Iterator

from iom.ask.kinds import Confirm, Kind, Number, Text
from iom.ask.options import Pick
from iom.ask.question import Answers, Form, Question
from iom.language import N_, _, say
from iom.model.identifiers import entry_id
from iom.model.routes import Reflection, latest
from iom.model.school import School
from iom.views.sheet import Column, Sheet, Table
from iom.walk.options import guardian_options, word_options
from iom.walk.part import Part, added, given, missing
from iom.walk.sitting import Sitting

LEVELS = Form("levels", Number, N_("level reached in a goal, 0 to 3"), scoped=True)
OUTCOMES = Form("outcomes", Pick, N_("closed or carried on, for a deficit"), scoped=True)
LOOKER = Form("guardian", Pick, N_("the guardian who looks back"))

ENDINGS = (("closed", N_("closed")), ("carried", N_("carried on")))

PupilAsks = tuple[tuple[str, type[Kind[bool]] | type[Kind[str]], str, str], ...]
#: field of the reflection, kind, help, question to the pupil
PUPIL_ASKS: PupilAsks = (
    ("achieved", Text, N_("what worked out"), N_("What worked out?")),
    ("difficult", Text, N_("what was difficult"), N_("What was difficult?")),
    ("helped", Text, N_("who or what helped"), N_("Who or what helped: a person, a place, a book?")),
    ("marks_agreed", Confirm, N_("did my marks and the experts' agree?"), N_("Did your marks and the experts' agree?")),
    ("keep", Text, N_("what I take along"), N_("What do you take along?")),
    ("change", Text, N_("what I want to change"), N_("What do you want to change?")),
    ("next_request", Text, N_("request for the next round"), N_("What do you want to learn next?")),
)
#: field of the reflection, help, question to the guardian
GUARDIAN_ASKS = (
    ("achieved", N_("what the guardian saw the child achieve"), N_("What did the child achieve, as you see it?")),
    ("difficult", N_("what the guardian saw was difficult"), N_("What was difficult for the child?")),
    ("helped", N_("how the family helped"), N_("How did the family help?")),
    ("next_request", N_("what the guardian wishes for the next round"), N_("What do you wish for the next round?")),
)

PUPIL_FORMS = {field: Form(field.replace("_", "-"), kind, text) for field, kind, text, _question in PUPIL_ASKS}
GUARDIAN_FORMS = {
    field: Form("guardian-" + field.replace("_", "-"), Text, text) for field, text, _question in GUARDIAN_ASKS
}


def _reflection(sitting: Sitting, by: str, fields: dict[str, object]) -> School:
    identifier = entry_id(sitting.today, "reflections", sitting.subject, by)
    entry = Reflection.new(id=identifier, by=by, on=sitting.today, **fields)
    reflections = sitting.route.reflections
    mine = latest(tuple(other for other in reflections if other.by == by))
    return sitting.with_route(reflections=added(reflections, entry, mine))


class PupilReflectionPart(Part):
    """The pupil's sheet."""

    name = "reflection"
    forms = tuple(PUPIL_FORMS.values())

    def lacking(self, sitting: Sitting) -> bool:
        """See `Part.lacking`."""
        return missing(sitting, "pupil-reflection", "next-request")

    def questions(self, sitting: Sitting, answers: Answers) -> Iterator[Question]:
        """See `Part.questions`."""
        for field, kind, _help, text in PUPIL_ASKS:
            required = field in {"achieved", "difficult", "next_request"}
            yield Question(PUPIL_FORMS[field], kind(), _(text), required=required)

    def apply(self, sitting: Sitting, answers: Answers) -> School:
        """See `Part.apply`."""
        fields = {field: given(answers, form) for field, form in PUPIL_FORMS.items()}
        return _reflection(sitting, sitting.subject, fields)


class GuardianReflectionPart(Part):
    """A guardian's sheet."""

    name = "guardian-reflection"
    forms = (LOOKER, *GUARDIAN_FORMS.values())

    def lacking(self, sitting: Sitting) -> bool:
        """See `Part.lacking`."""
        return missing(sitting, "guardian-reflection") and bool(sitting.student.guardians)

    def questions(self, sitting: Sitting, answers: Answers) -> Iterator[Question]:
        """See `Part.questions`."""
        people = guardian_options(sitting)
        first = people[0].id if people else None
        yield Question(LOOKER, Pick(people), _("Which guardian is here?"), default=first, obvious=len(people) == 1)
        for field, _help, text in GUARDIAN_ASKS:
            yield Question(GUARDIAN_FORMS[field], Text(), _(text), required=field == "achieved")

    def apply(self, sitting: Sitting, answers: Answers) -> School:
        """See `Part.apply`."""
        fields = {field: given(answers, form) for field, form in GUARDIAN_FORMS.items()}
        return _reflection(sitting, given(answers, LOOKER), fields)


class LevelsPart(Part):
    """The level reached in each goal."""

    name = "levels"
    forms = (LEVELS,)

    def lacking(self, sitting: Sitting) -> bool:
        """See `Part.lacking`."""
        return missing(sitting, "levels")

    def screen(self, sitting: Sitting) -> Sheet:
        """The goals with their levels from, aim and reached."""
        columns = (Column(_("goal"), flexible=True), Column(_("at the start"), "right"), Column(_("aimed at"), "right"))
        rows = tuple((goal.goal, _level(goal.level_start), _level(goal.level_aim)) for goal in sitting.route.goals)
        return Sheet(_("Goals"), (Table(columns, rows),))

    def questions(self, sitting: Sitting, answers: Answers) -> Iterator[Question]:
        """See `Part.questions`."""
        for goal in sitting.route.goals:
            text = say(N_("Which level is reached (0–3)? {goal}"), {"goal": goal.goal})
            yield Question(
                LEVELS,
                Number(0, 3),
                text,
                about=goal.id,
                default=goal.level_reached,
                required=goal.level_reached is None,
            )

    def apply(self, sitting: Sitting, answers: Answers) -> School:
        """See `Part.apply`."""
        goals = tuple(
            goal if (level := given(answers, LEVELS, goal.id)) is None else goal.replaced(level_reached=level)
            for goal in sitting.route.goals
        )
        return sitting.with_route(goals=goals)


class OutcomesPart(Part):
    """Each deficit closed, or carried on to the next round."""

    name = "outcomes"
    forms = (OUTCOMES,)

    def lacking(self, sitting: Sitting) -> bool:
        """See `Part.lacking`."""
        return missing(sitting, "deficits")

    def questions(self, sitting: Sitting, answers: Answers) -> Iterator[Question]:
        """See `Part.questions`."""
        known = sitting.school.deficits
        for entry in sitting.route.deficits:
            label = known[entry.deficit].text if entry.deficit in known else entry.deficit
            text = say(N_("“{deficit}”: closed, or carried on?"), {"deficit": label})
            yield Question(
                OUTCOMES,
                Pick(word_options(*ENDINGS)),
                text,
                about=entry.id,
                default=entry.outcome,
                required=not entry.outcome,
            )

    def apply(self, sitting: Sitting, answers: Answers) -> School:
        """See `Part.apply`."""
        deficits = tuple(
            entry
            if (outcome := given(answers, OUTCOMES, entry.id)) in {None, entry.outcome}
            else entry.replaced(outcome=outcome, outcome_on=sitting.today)
            for entry in sitting.route.deficits
        )
        return sitting.with_route(deficits=deficits)


def _level(level: int | None) -> str:
    return "—" if level is None else str(level)
