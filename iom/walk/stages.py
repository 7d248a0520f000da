"""Which parts make up the walk of each stage, and which forms its command takes."""

from __future__ import annotations

from iom.ask.question import Form
from iom.walk.consultation import ConsultationPart
from iom.walk.decision import DecisionPart
from iom.walk.lessons import LessonPart, ProductsPart
from iom.walk.marks import ADVICE, MARKS, STRENGTH, expert_parts, self_assessments
from iom.walk.part import Part
from iom.walk.plan import PlanPart, StepsPart
from iom.walk.reflections import GuardianReflectionPart, LevelsPart, OutcomesPart, PupilReflectionPart
from iom.walk.request import RequestPart
from iom.walk.sitting import Sitting
from iom.walk.talk import TalkPart
from iom.walk.wishes import GuardianWishesPart, ImpressionsPart, WishesPart

CHOICE = (RequestPart, WishesPart, GuardianWishesPart, ImpressionsPart, TalkPart, PlanPart)
IMPLEMENTATION = (PlanPart, StepsPart, ConsultationPart)
OFFER = (LessonPart, ProductsPart)
REFLECTION = (PupilReflectionPart, GuardianReflectionPart, LevelsPart, OutcomesPart)

_FIXED: dict[str, tuple[type[Part], ...]] = {
    "choice": CHOICE,
    "implementation": IMPLEMENTATION,
    "evaluation": (),
    "reflection": REFLECTION,
}


def stage_parts(stage: str, sitting: Sitting) -> tuple[Part, ...]:
    """The parts of one pupil's walk through ``stage``, the decision last."""
    parts = [part() for part in _FIXED[stage]]
    marks = self_assessments(sitting) if stage == "evaluation" else ()
    return (*parts, *marks, DecisionPart(stage))


def offer_parts() -> tuple[Part, ...]:
    """The parts of a walk over one offer."""
    return tuple(part() for part in OFFER)


def stage_forms(stage: str) -> tuple[Form, ...]:
    """Every question that the walks of a stage's command may ask: of a pupil, an offer, an expert."""
    parts = (*_FIXED[stage], *(OFFER if stage == "implementation" else ()), DecisionPart)
    marks = (MARKS, STRENGTH, ADVICE) if stage == "evaluation" else ()
    return tuple(dict.fromkeys((*marks, *(form for part in parts for form in part.forms))))


def every_form() -> tuple[Form, ...]:
    """The questions of all stages."""
    return tuple(dict.fromkeys(form for stage in _FIXED for form in stage_forms(stage)))


__all__ = ["every_form", "expert_parts", "offer_parts", "stage_forms", "stage_parts"]
