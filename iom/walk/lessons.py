"""One offer's lesson and products: the whole group on one screen."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from iom.ask.kinds import Date, Text
from iom.ask.options import Option, Pick
from iom.ask.question import Answers, Form, Question
from iom.ask.rollcall import RollCall, RollCallAnswer
from iom.language import N_, _, ngettext, say
from iom.model import kinds
from iom.model.evidence import Lesson, LessonJournal, Product
from iom.model.identifiers import entry_id
from iom.model.roster import roster
from iom.model.school import School
from iom.views.attendance import offer_attendance
from iom.views.sheet import Sheet
from iom.walk.lesson_days import LessonDay, has_lesson, latest_lesson_day
from iom.walk.options import people_options
from iom.walk.part import Part, given, merged
from iom.walk.sitting import Sitting

LESSON_ON = Form("lesson-on", Date, N_("day of the lesson; without it, the lesson of today"))
LESSON_TOPIC = Form("lesson-topic", Text, N_("topic of the lesson"))
ABSENT = Form("absent", RollCall, N_("who was absent; an excused one with :excused"))
PRODUCTS = Form("products", Text, N_("title of a pupil's product"), scoped=True)
SHOWN = Form("shown", Pick, N_("mini-conference at which the products are shown"))


class LessonPart(Part):
    """A lesson: day, topic, who was absent. The subject of the sitting is the offer."""

    name = "lesson"
    forms = (LESSON_ON, LESSON_TOPIC, ABSENT)

    def lacking(self, sitting: Sitting) -> bool:
        """See `Part.lacking`. A lesson of today that is not in the journal yet."""
        due = has_lesson(sitting.run.offers[sitting.subject], sitting.today)
        return due and all(lesson.date != sitting.today for lesson in journal_of(sitting).lessons)

    def screen(self, sitting: Sitting) -> Sheet:
        """Attendance so far."""
        return offer_attendance(sitting.run, sitting.subject, sitting.today).sheet()

    def questions(self, sitting: Sitting, answers: Answers) -> Iterator[Question]:
        """See `Part.questions`."""
        offer = sitting.run.offers[sitting.subject]
        journal = sitting.run.path(kinds.JOURNAL, sitting.subject)
        yield Question(
            LESSON_ON,
            LessonDay(sitting.today, offer, journal),
            _("When was the lesson?"),
            default=latest_lesson_day(offer, sitting.today),
            obvious=self.lacking(sitting),
        )
        on = given(answers, LESSON_ON) or sitting.today
        known = lesson_of(sitting, on)
        topic = known.topic if known else None
        yield Question(LESSON_TOPIC, Text(), _("What was the topic?"), required=False, default=topic)
        group = people_options(sitting, roster(sitting.run, sitting.subject, on))
        # A lesson that stands in the journal keeps its roll-call unless somebody says another one.
        call = RollCallAnswer(known.absent, known.excused) if known else None
        yield Question(ABSENT, RollCall(group), _("Who is absent?"), default=call)

    def apply(self, sitting: Sitting, answers: Answers) -> School:
        """See `Part.apply`. A lesson recorded again corrects the roll-call of that day."""
        on, call = given(answers, LESSON_ON), given(answers, ABSENT)
        journal = journal_of(sitting)
        known = lesson_of(sitting, on)
        lesson = Lesson.new(
            id=known.id if known else entry_id(on, "lessons", sitting.subject),
            date=on,
            topic=given(answers, LESSON_TOPIC) or (known.topic if known else None),
            absent=call.absent,
            excused=call.excused,
        )
        lessons = merged(journal.lessons, lesson)
        return put_journal(sitting, journal.replaced(lessons=lessons))

    def corrections(self, sitting: Sitting, after: School) -> tuple[str, ...]:
        """See `Part.corrections`. What is only added to a lesson takes nothing back."""
        now = {lesson.id: lesson for lesson in journal_of(sitting.with_school(after)).lessons}
        pairs = ((lesson, now[lesson.id]) for lesson in journal_of(sitting).lessons if lesson.id in now)
        return tuple(line for old, new in pairs for line in _corrected(old, new))


class ProductsPart(Part):
    """A product of each pupil in the offer. The subject of the sitting is the offer."""

    name = "products"
    forms = (PRODUCTS, SHOWN)

    def lacking(self, sitting: Sitting) -> bool:
        """See `Part.lacking`. Products are asked about in the last two weeks of the offer and after."""
        offer = sitting.run.offers[sitting.subject]
        return (offer.ends - sitting.today).days <= 14 and bool(self._without(sitting))

    def questions(self, sitting: Sitting, answers: Answers) -> Iterator[Question]:
        """See `Part.questions`."""
        for student in self._without(sitting):
            text = say(N_("{name}: what was made?"), {"name": sitting.school.name(student)})
            yield Question(PRODUCTS, Text(), text, about=student, required=False)
        showcases = tuple(
            Option(identifier, event.title)
            for identifier, event in sitting.run.events.items()
            if event.kind == "showcase"
        )
        if showcases and any(given(answers, PRODUCTS, student) for student in self._without(sitting)):
            yield Question(
                SHOWN, Pick(showcases), _("At which mini-conference are they shown?"), required=False,
                default=showcases[0].id, obvious=len(showcases) == 1,
            )  # fmt: skip

    def apply(self, sitting: Sitting, answers: Answers) -> School:
        """See `Part.apply`."""
        journal = journal_of(sitting)
        products = journal.products
        shown = given(answers, SHOWN)
        for student in self._without(sitting):
            if title := given(answers, PRODUCTS, student):
                product = Product.new(
                    id=entry_id(sitting.today, "products", sitting.subject, student),
                    student=student,
                    title=title,
                    on=sitting.today,
                    shown=shown,
                )
                products = merged(products, product)
        return put_journal(sitting, journal.replaced(products=products)) if products else sitting.school

    def _without(self, sitting: Sitting) -> tuple[str, ...]:
        made = {product.student for product in journal_of(sitting).products}
        day = min(sitting.today, sitting.run.offers[sitting.subject].ends)
        return tuple(student for student in roster(sitting.run, sitting.subject, day) if student not in made)


def _corrected(old: Lesson, new: Lesson) -> Iterator[str]:
    removed = len({*old.absent, *old.excused} - {*new.absent, *new.excused})
    retitled = old.topic and old.topic != new.topic
    other_kind = {*old.absent} & {*new.excused} | {*old.excused} & {*new.absent}
    if removed:
        text = ngettext(
            "replaces the lesson of {on}; {count} absence removed",
            "replaces the lesson of {on}; {count} absences removed",
            removed,
        )
        yield say(text, {"on": old.date, "count": removed})
    elif retitled or other_kind:
        yield say(N_("replaces the lesson of {on}"), {"on": old.date})
    if retitled:
        yield say(N_("former topic: {topic}"), {"topic": old.topic})


def lesson_of(sitting: Sitting, on: date) -> Lesson | None:
    """The lesson of a day, if it is in the journal."""
    return next((lesson for lesson in journal_of(sitting).lessons if lesson.date == on), None)


def journal_of(sitting: Sitting) -> LessonJournal:
    """The offer's journal; an empty one where the file is still missing."""
    return sitting.run.journals.get(sitting.subject) or LessonJournal.new()


def put_journal(sitting: Sitting, journal: LessonJournal) -> School:
    """The next school, with this journal of the offer."""
    return sitting.put(sitting.run.path(kinds.JOURNAL, sitting.subject), journal)
