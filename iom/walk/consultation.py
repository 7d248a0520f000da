"""A consultation of the tutor with the pupil, for the tutor's journal of the month (S1)."""

from __future__ import annotations

from collections.abc import Iterator

from iom.ask.hours import Time
from iom.ask.kinds import Date, Text
from iom.ask.options import Pick
from iom.ask.question import Answers, Form, Question
from iom.language import N_, _
from iom.model import kinds
from iom.model.identifiers import entry_id
from iom.model.school import School
from iom.model.teaching import Consultation, ConsultationJournal
from iom.walk.options import word_options
from iom.walk.part import Part, given, merged, missing
from iom.walk.sitting import Sitting

CONSULTED_ON = Form("consulted-on", Date, N_("day of the consultation; today if left out"))
CONSULTED_KIND = Form("consulted-kind", Pick, N_("talk, consultation, tutorial or training"))
CONSULTED_FROM = Form("consulted-from", Time, N_("beginning of the consultation"))
CONSULTED_TO = Form("consulted-to", Time, N_("end of the consultation"))
TOPIC = Form("topic", Text, N_("what the consultation was about"))
CONTENT = Form("content", Text, N_("what was done"))
NEXT_STEP = Form("next-step", Text, N_("the next step agreed on"))
NEXT_DUE = Form("next-due", Date, N_("until when the next step is due"))

KINDS = (
    ("talk", N_("talk")),
    ("consultation", N_("consultation")),
    ("tutorial", N_("tutorial")),
    ("training", N_("training")),
)


class ConsultationPart(Part):
    """One entry of the tutor's journal."""

    name = "consultation"
    forms = (CONSULTED_ON, CONSULTED_KIND, CONSULTED_FROM, CONSULTED_TO, TOPIC, CONTENT, NEXT_STEP, NEXT_DUE)

    def lacking(self, sitting: Sitting) -> bool:
        """See `Part.lacking`."""
        return missing(sitting, "consultation")

    def questions(self, sitting: Sitting, answers: Answers) -> Iterator[Question]:
        """See `Part.questions`."""
        today = sitting.today
        yield Question(CONSULTED_ON, Date(today), _("When was the consultation?"), default=today, obvious=True)
        yield Question(
            CONSULTED_KIND, Pick(word_options(*KINDS)), _("What kind was it?"), default="consultation", obvious=True
        )
        yield Question(CONSULTED_FROM, Time(), _("From what time?"), required=False)
        if given(answers, CONSULTED_FROM):
            yield Question(CONSULTED_TO, Time(), _("Until what time?"), required=False)
        yield Question(TOPIC, Text(), _("What was it about?"))
        yield Question(CONTENT, Text(), _("What was done?"), required=False)
        yield Question(NEXT_STEP, Text(), _("What is the next step?"), required=False)
        if given(answers, NEXT_STEP):
            yield Question(NEXT_DUE, Date(today), _("Until when?"), required=False)

    def apply(self, sitting: Sitting, answers: Answers) -> School:
        """See `Part.apply`."""
        on = given(answers, CONSULTED_ON)
        entry = Consultation.new(
            id=entry_id(on, "consultations", sitting.by, sitting.subject),
            date=on,
            start=given(answers, CONSULTED_FROM),
            end=given(answers, CONSULTED_TO),
            students=(sitting.subject,),
            kind=given(answers, CONSULTED_KIND),
            request=given(answers, TOPIC),
            content=given(answers, CONTENT),
            agreed=given(answers, NEXT_STEP),
            due=given(answers, NEXT_DUE),
        )
        month = f"{on:%Y-%m}"
        journal = sitting.school.consultations.get((sitting.by, month)) or ConsultationJournal.new()
        changed = journal.replaced(consultations=merged(journal.consultations, entry))
        return sitting.put(kinds.CONSULTATIONS.path(sitting.by, month), changed)
