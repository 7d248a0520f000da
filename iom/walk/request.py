"""The pupil's request, first goal and deficit: what the route starts from (S0, S1 R1-5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from iom.ask.kinds import AnswerError, Number, Text
from iom.ask.options import Pick
from iom.ask.question import Answers, Form, Question
from iom.language import N_, _, shown
from iom.model.identifiers import entry_id
from iom.model.routes import Goal, RouteDeficit
from iom.model.school import School
from iom.views.sheet import Pairs, Sheet
from iom.walk.options import deficit_options
from iom.walk.part import Part, given, merged, missing
from iom.walk.sitting import Sitting

REQUEST = Form("request", Text, N_("what the pupil wants, in the pupil's own words"))
DEFICIT = Form("deficit", Pick, N_("a deficit that was noticed, from the catalogue"))
GOAL = Form("goal", Text, N_("what is to be reached by the end of the round"))
LEVEL_START = Form("level-start", Number, N_("where the pupil stands now, 0 to 3"))
LEVEL_AIM = Form("level-aim", Number, N_("where the pupil wants to get, 0 to 3"))


class AimBelowStartError(AnswerError):
    """A level aimed at that lies below the one at the start."""

    text = N_("The level aimed at ({aim}) is below the level at the start ({start}).")
    hint = N_("Correct one of the two.")


@dataclass(frozen=True)
class Aim(Number):
    """The level aimed at: not below ``start`` (E0495)."""

    start: int = 0

    def parse(self, raw: object) -> int:
        """The level. Raises as `Number.parse` does, and for one below the start."""
        aim = super().parse(raw)
        if aim < self.start:
            raise AimBelowStartError(aim=aim, start=self.start)
        return aim


class RequestPart(Part):
    """The request, one deficit and one goal; more goals come by asking once more."""

    name = "request"
    forms = (REQUEST, DEFICIT, GOAL, LEVEL_START, LEVEL_AIM)

    def lacking(self, sitting: Sitting) -> bool:
        """See `Part.lacking`."""
        return missing(sitting, "request", "goal")

    def screen(self, sitting: Sitting) -> Sheet:
        """Who the pupil is: form, interests, strengths, deficits noticed so far."""
        student, known = sitting.student, sitting.school.deficits
        noticed = [known[entry.deficit].text for entry in sitting.route.deficits if entry.deficit in known]
        rows = (
            (_("class"), student.form_on(sitting.today) or "—"),
            (_("interests"), shown(student.interests) or "—"),
            (_("strengths"), shown(student.strengths) or "—"),
            (_("deficits"), "; ".join(noticed) or "—"),
        )
        return Sheet(student.name, (Pairs(rows),))

    def questions(self, sitting: Sitting, answers: Answers) -> Iterator[Question]:
        """See `Part.questions`."""
        route = sitting.route
        yield Question(
            REQUEST,
            Text(),
            _("What do you want to learn, and what for?"),
            default=route.request,
            required=not route.request,
        )
        yield Question(DEFICIT, Pick(deficit_options(sitting)), _("Which deficit do we work on?"), required=False)
        yield Question(GOAL, Text(), _("What will be different by the end?"), required=not route.goals)
        if given(answers, GOAL):
            yield Question(LEVEL_START, Number(0, 3), _("Where are you now (0–3)?"), default=1, required=False)
            start = given(answers, LEVEL_START) or 0
            text = _("Where do you want to get (0–3)?")
            yield Question(LEVEL_AIM, Aim(0, 3, start), text, default=max(2, start), required=False)

    def apply(self, sitting: Sitting, answers: Answers) -> School:
        """See `Part.apply`."""
        route, today = sitting.route, sitting.today
        fields: dict[str, object] = {}
        if request := given(answers, REQUEST):
            fields["request"] = request
        deficit = self._deficit(sitting, given(answers, DEFICIT))
        if deficit and all(entry.deficit != deficit.deficit for entry in route.deficits):
            fields["deficits"] = (*route.deficits, deficit)
        if text := given(answers, GOAL):
            known = next((goal for goal in route.goals if goal.goal == text), None)
            goal = Goal(
                id=known.id if known else entry_id(today, "goals", sitting.subject, text),
                goal=text,
                deficit=self._served(sitting, deficit),
                level_start=given(answers, LEVEL_START),
                level_aim=given(answers, LEVEL_AIM),
                level_reached=known.level_reached if known else None,
            )
            fields["goals"] = merged(route.goals, goal)
        return sitting.with_route(**fields)

    def _deficit(self, sitting: Sitting, deficit: str | None) -> RouteDeficit | None:
        if deficit is None:
            return None
        return RouteDeficit(
            id=entry_id(sitting.today, "deficits", sitting.subject, deficit),
            deficit=deficit,
            noticed_by=sitting.by,
            noticed_on=sitting.today,
        )

    def _served(self, sitting: Sitting, deficit: RouteDeficit | None) -> str | None:
        if deficit is None:
            return None
        known = (entry.id for entry in sitting.route.deficits if entry.deficit == deficit.deficit)
        return next(known, deficit.id)
