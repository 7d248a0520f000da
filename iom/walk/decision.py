"""The decision at the end of a stage: the gate is open, do we pass?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from iom.ask.kinds import Confirm
from iom.ask.question import Answers, Form, Question
from iom.language import N_, _, say
from iom.model.school import School
from iom.stages.decisions import passed
from iom.stages.machine import is_open
from iom.views.marks import marks_summary
from iom.views.sheet import Sheet
from iom.views.wording import stage_title
from iom.walk.marks import products_of
from iom.walk.part import Part, checks, given
from iom.walk.sitting import Sitting

PASSED = Form("passed", Confirm, N_("pass the stage, now that its gate is open"))


class DecisionPart(Part):
    """Passing the stage; asked once the gate is open."""

    name = "decision"
    forms = (PASSED,)

    def __init__(self, stage: str) -> None:
        self.stage = stage

    def lacking(self, sitting: Sitting) -> bool:
        """See `Part.lacking`."""
        return is_open(checks(sitting))

    def screen(self, sitting: Sitting) -> Sheet | None:
        """At the end of the evaluation, own marks beside the experts', now that both are given."""
        if self.stage != "evaluation":
            return None
        offers = products_of(sitting, sitting.subject)
        summaries = (marks_summary(sitting.run, sitting.subject, offer) for offer in offers)
        blocks = tuple(replace(found.table(), title=found.title) for found in summaries if found)
        return Sheet(_("Own marks and the experts'"), blocks) if blocks else None

    def questions(self, sitting: Sitting, answers: Answers) -> Iterator[Question]:
        """See `Part.questions`."""
        text = say(N_("The gate is open. Does “{stage}” end here?"), {"stage": stage_title(self.stage)})
        yield Question(PASSED, Confirm(), text, default=True)

    def apply(self, sitting: Sitting, answers: Answers) -> School:
        """See `Part.apply`.

        Raises:
            GateClosedError: the answer was given beforehand, and the gate is closed.
        """
        if not given(answers, PASSED):
            return sitting.school
        route = passed(sitting.school, sitting.run, sitting.subject, sitting.by, sitting.today)
        return sitting.with_route(decisions=route.decisions)
