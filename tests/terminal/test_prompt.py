"""What Enter answers, as it stands in the prompt: words of the language, numbers of the list."""

from __future__ import annotations

import pytest

from iom import language
from iom.ask.kinds import Confirm, Text
from iom.ask.options import Option, Pick
from iom.ask.question import Form, Question
from iom.ask.ranking import Ranking, SetOf
from iom.terminal.prompt import MANY, default_text, spoken

CLUBS = tuple(Option(name, name.title()) for name in ("chess", "choir", "dance"))
CROWD = tuple(Option(f"pupil-{number}", "") for number in range(MANY + 1))


def question(kind, default) -> Question:
    return Question(Form("form", type(kind), "help"), kind, "Text?", default=default)


@pytest.mark.parametrize(
    ("kind", "default", "english", "russian"),
    [
        (Confirm(), True, "yes", "да"),
        (Text(), "опыты", "опыты", "опыты"),
        (Pick(CLUBS), "choir", "2", "2"),
        (Ranking(CLUBS), ("dance", "chess"), "3 1", "3 1"),
        (SetOf(CLUBS), (), "none", "нет"),
        (SetOf(CROWD), ("pupil-40",), "pupil-40", "pupil-40"),
        (Text(), None, "", ""),
    ],
)
def test_the_default_stands_in_brackets_as_it_would_be_typed(kind, default, english, russian):
    asked = question(kind, default)
    assert default_text(asked) == english
    language.use("ru")
    assert default_text(asked) == russian


@pytest.mark.parametrize(
    ("kind", "default"), [(Pick(CLUBS), "choir"), (Ranking(CLUBS), ("dance", "chess")), (SetOf(CLUBS), ())]
)
def test_typing_the_default_gives_the_default(kind, default):
    for spoken_language in language.LANGUAGES:
        language.use(spoken_language)
        assert kind.parse(default_text(question(kind, default))) == default


def test_a_yes_is_said_in_the_language():
    language.use("ru")
    assert spoken(question(Confirm(), None), True) == "да"
