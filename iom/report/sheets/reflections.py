"""The reflection sheets: the pupil's in large type, and a guardian's."""

from __future__ import annotations

from iom.language import N_, _, pgettext, shown
from iom.model.routes import Reflection, latest
from iom.report.papers.kinds import Built, Case
from iom.report.papers.paper import Block, Option, Paper, Paragraph, Question, Signature, Signatures, Ticks
from iom.report.sheets.frame import of_pupil, texts
from iom.report.sheets.pupil import Pupil

#: field of the reflection, question to the pupil, lines to write on; the marks are asked between the two halves
BEFORE = (
    ("achieved", N_("What worked out?"), 3),
    ("difficult", N_("What was difficult?"), 3),
    ("helped", N_("Who or what helped: a person, a place, a book?"), 2),
)
AFTER = (
    ("keep", N_("What do you take along?"), 2),
    ("change", N_("What do you want to change?"), 2),
    ("next_request", N_("What do you want to learn next?"), 3),
)
GUARDIANS = (
    ("achieved", N_("What did the child achieve, as you see it?"), 4),
    ("difficult", N_("What was difficult for the child?"), 3),
    ("helped", N_("How did the family help?"), 3),
    ("next_request", N_("What do you wish for the next round?"), 4),
)


def build_pupils(case: Case, subject: str) -> Built:
    """The pupil's sheet: with the latest answers, or to fill in."""
    pupil = Pupil(case, subject)
    given = None if case.blank else _last(pupil, (subject,))
    blocks = (
        *_head(pupil),
        *_questions(BEFORE, given),
        *_agreed(given),
        *_questions(AFTER, given),
        Signatures((pupil.signature(shown(given.on) if given else ""),)),
    )
    return Built((_paper(pupil, "reflection", _("Reflection sheet: pupil"), blocks, given, look="child"),))


def build_guardians(case: Case, subject: str) -> Built:
    """A guardian's sheet: one a guardian who has looked back, else one to fill in."""
    pupil = Pupil(case, subject)
    guardians = pupil.profile.guardian_ids() if pupil.profile else ()
    given: list[Reflection | None] = [] if case.blank else [one for each in guardians if (one := _last(pupil, (each,)))]
    title = _("Reflection sheet: parent")
    papers = []
    for answers in given or [None]:
        signature = (
            Signature(pgettext("paper", "Signature"), case.school.name(answers.by), shown(answers.on))
            if answers
            else pupil.guardian_signature()
        )
        blocks = (*_head(pupil), *_questions(GUARDIANS, answers), Signatures((signature,)))
        papers.append(_paper(pupil, "guardian-reflection", title, blocks, answers))
    return Built(tuple(papers))


def _last(pupil: Pupil, people: tuple[str, ...]) -> Reflection | None:
    return latest(tuple(entry for entry in pupil.route.reflections if entry.by in people))


def _head(pupil: Pupil) -> tuple[Block, ...]:
    rows = (
        (pgettext("paper", "Round"), pupil.case.run.round.title),
        (pgettext("paper", "The request it began with"), pupil.route.request),
    )
    return (texts(rows),)


def _questions(asked: tuple[tuple[str, str, int], ...], given: Reflection | None) -> tuple[Block, ...]:
    return tuple(
        Question(_(text), (getattr(given, field) or "") if given else "", lines) for field, text, lines in asked
    )


def _agreed(given: Reflection | None) -> tuple[Block, ...]:
    said = given.marks_agreed if given else None
    options = (Option(_("yes"), ticked=said is True), Option(_("no"), ticked=said is False))
    return Paragraph(_("Did your marks and the experts' agree?"), "strong"), Ticks(options, columns=2)


def _paper(
    pupil: Pupil, kind: str, title: str, blocks: tuple[Block, ...], given: Reflection | None, look: str = "sheet"
) -> Paper:
    code = "" if given else pupil.code("guardian-reflection" if kind == "guardian-reflection" else "reflection")
    return of_pupil(pupil, kind, title, blocks, look=look, code=code)
