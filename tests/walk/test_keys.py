"""Key presses at a real prompt: Enters and signs count, words that somebody says do not."""

from __future__ import annotations

import io
from datetime import date

import pytest
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from iom.ask.answers import AnswersAsker
from iom.ask.given import Given
from iom.ask.kinds import Text
from iom.ask.question import Question
from iom.terminal.asker import TerminalAsker
from iom.terminal.printer import Printer
from iom.walk.engine import walk
from iom.walk.stages import offer_parts, stage_parts

CHOICE = {
    "wishes": "chemistry games retell flexagons eco robots",
    "reasons:*": "-",
    "guardian-wishes": "-",
    "endorse": "y",
}
WORDS = {"request": "Хочу ставить опыты", "goal": "Отличать", "impressions": "понравилось"}


class Typist(TerminalAsker):
    """Types a line at each question, Enter where nothing is said, and counts the keys."""

    def __init__(self, keyboard, lines):
        super().__init__(Printer(io.StringIO(), 80), keyboard=keyboard, screen=DummyOutput())
        self.keyboard, self.lines, self.keys, self.asked = keyboard, lines, 0, []

    def ask(self, question: Question):
        line = self.lines.get(question.form.name, "")
        words = isinstance(question.kind, Text) and line not in {"", "-"}
        self.keys += (0 if words else len(line)) + 1
        self.asked.append(question.form.name)
        self.keyboard.send_text(line + "\r")
        return super().ask(question)


@pytest.fixture
def typist():
    with create_pipe_input() as keyboard:
        yield lambda lines: Typist(keyboard, lines)


def typed(family, parts, person, subject="averina-polina"):
    walk(family.sitting(subject), parts, AnswersAsker(Given(), subject, fallback=person), family.save, family.drafts)
    return person


def test_the_choice_of_a_pupil_whose_wishes_are_known_takes_twelve_keys_and_the_words(desk, typist):
    family = desk({"rounds/autumn/events/taster.toml": (
        'kind = "taster"\ntitle = "Опыты"\non = 2026-06-05\noffer = "chemistry"\nattended = ["averina-polina"]'
    )})  # fmt: skip
    family.walk("choice", CHOICE, "wishes", "guardian-wishes")
    person = typed(family, stage_parts("choice", family.sitting()), typist(WORDS))
    assert person.keys <= 12, person.asked
    assert family.route["request"] == "Хочу ставить опыты"
    assert family.sheet["agreements"][0]["offers"] == ["chemistry", "games", "retell"]
    assert family.sheet["agreements"][0]["signed_by"] == ["averina-polina", "averina-oi"]


def test_the_last_sitting_of_the_choice_takes_two_keys(desk, typist):
    seats = ", ".join(
        f'{{ id = "k1-{offer}", code = "k1", offer = "{offer}", on = 2026-09-01 }}'
        for offer in ("chemistry", "games", "retell")
    )
    family = desk({"rounds/autumn/allocation.toml": f"placements = [{seats}]"})
    everything = {"request": "х", "deficit": "-", "goal": "ц", "level-start": "", "level-aim": "", **CHOICE}
    talk = {
        "tasters": "1",
        "impressions:*": "-",
        "agreed": "",
        "reserve": "",
        "signed": "",
        "undertakes:*": "-",
        "plan": "n",
    }
    family.walk("choice", {**everything, **talk, "passed": "n"})
    person = typed(family, stage_parts("choice", family.sitting()), typist({}))
    assert (person.asked, person.keys) == (["plan", "passed"], 2)
    assert family.route["decisions"][-1]["decision"] == "pass"


def twelve():
    people = [f"pupil-{number:02}" for number in range(1, 13)]
    seats = ", ".join(
        f'{{ id = "{name}-chemistry", code = "{name}", offer = "chemistry", on = 2026-09-01 }}' for name in people
    )
    return {
        **{f"students/{name}.toml": f'name = "Ученик {name}"' for name in people},
        "rounds/autumn/codes.toml": "[codes]\n" + "\n".join(f'{name} = "{name}"' for name in people),
        "rounds/autumn/allocation.toml": f"placements = [{seats}]",
    }


@pytest.mark.parametrize(("roll", "keys"), [("", 2), ("3 7", 5), ("3 7у", 6)])
def test_a_lesson_of_twelve_takes_six_keys(desk, typist, roll, keys):
    family = desk(twelve(), today=date(2026, 9, 14))
    person = typed(family, offer_parts(), typist({"absent": roll, "lesson-topic": "Кристаллы"}), "chemistry")
    assert (person.asked, person.keys) == (["lesson-topic", "absent"], keys)
    lesson = family.school.runs["autumn"].journals["chemistry"].lessons[0]
    assert len(lesson.absent) + len(lesson.excused) == len(roll.split())
