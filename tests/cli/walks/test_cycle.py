"""The full cycle, by hand part by part and from one answers file, gives equal documents."""

from __future__ import annotations

import shlex

import pytest

from iom.ask.question import Reply

POLINA = "averina-polina"
CHOICE_DAY, PLACED, LESSONS, WORK, SHOW, END = (
    "2026-06-12",
    "2026-09-14",
    "2026-11-13",
    "2026-11-16",
    "2026-11-17",
    "2026-11-18",
)
AGREED = ["kitchen-chemistry", "board-game", "read-and-retell"]
MARKS = dict.fromkeys(("idea", "making", "independence", "sources", "story", "answers", "self-assessment"), 2)

#: What Polina's family answers, by question, as a person types it.
BY_HAND = {
    CHOICE_DAY: {
        "request": "Хочу ставить опыты",
        "deficit": "D06",
        "goal": "Отличать предположение от факта",
        "level-start": "1",
        "level-aim": "2",
        "wishes": "K01 K10 K03 K07 K09 K13",
        "reasons:*": Reply.SKIP,
        "reasons:kitchen-chemistry": "люблю опыты",
        "guardian": "1",
        "guardian-wishes": "K03 K01 K11 K05",
        "impressions:taster-chemistry": "понравилось",
        "agreed": "K01 K10 K03",
        "reserve": "K07 K09",
        "signed": "1 2",
        "undertakes:*": Reply.SKIP,
        "undertakes:family": "спрашивать по пятницам",
    },
    PLACED: {"plan": "да", "passed": "да"},
    WORK: {
        "done": "1-3",
        "evidence:*": "продукт в журнале",
        "consulted-from": "14:30",
        "consulted-to": "15:00",
        "topic": "Что рассказать",
        "content": Reply.SKIP,
        "next-step": "прорепетировать",
        "next-due": "17.11",
        "passed": "y",
    },
    SHOW: {"marks:*": "2 2 2 2 2 2 2", "strength:*": "довела до конца", "advice:*": Reply.SKIP},
    END: {
        "achieved": "Провела опыты",
        "difficult": "Отвечать",
        "helped": Reply.SKIP,
        "marks-agreed": "y",
        "keep": Reply.SKIP,
        "change": Reply.SKIP,
        "next-request": "Снять фильм",
        "guardian": "1",
        "guardian-achieved": "Стала придумывать",
        "guardian-difficult": Reply.SKIP,
        "guardian-helped": Reply.SKIP,
        "guardian-next-request": Reply.SKIP,
        "levels:*": "2",
        "outcomes:*": "closed",
        "passed": "y",
    },
}
FROM_FILE = """
[averina-polina]
request = "Хочу ставить опыты"
deficit = "D06"
goal = "Отличать предположение от факта"
level-start = 1
level-aim = 2
wishes = ["kitchen-chemistry", "board-game", "read-and-retell", "flexagons", "eco-patrol", "my-district"]
guardian = "averina-oi"
guardian-wishes = ["read-and-retell", "kitchen-chemistry", "weekly-planner", "family-budget"]
agreed = ["kitchen-chemistry", "board-game", "read-and-retell"]
reserve = ["flexagons", "eco-patrol"]
signed = ["averina-polina", "averina-oi"]
done = [{steps}]
consulted-from = 14:30:00
consulted-to = 15:00:00
topic = "Что рассказать"
next-step = "прорепетировать"
next-due = 2026-11-17
achieved = "Провела опыты"
difficult = "Отвечать"
marks-agreed = true
next-request = "Снять фильм"
guardian-achieved = "Стала придумывать"

[averina-polina.reasons]
kitchen-chemistry = "люблю опыты"
[averina-polina.impressions]
taster-chemistry = "понравилось"
[averina-polina.undertakes]
family = "спрашивать по пятницам"
[averina-polina.evidence]
{evidence}
[averina-polina.marks]
kitchen-chemistry = {marks}
board-game = {marks}
read-and-retell = {marks}
[averina-polina.strength]
kitchen-chemistry = "довела до конца"
board-game = "довела до конца"
read-and-retell = "довела до конца"
[averina-polina.levels]
{goal} = 2
[averina-polina.outcomes]
{deficit} = "closed"

"""


def others(place, day):
    """What people do who are not at the tutor's table."""
    if day == PLACED:
        for offer in AGREED:
            words = ("round", "move", POLINA, "--to", offer, "--reason", "договорённость", "--by", "oborina-lf")
            assert place(day, *words).code == 0
    if day == LESSONS:
        for offer in AGREED:
            words = ("implement", "--offer", offer, "--products", f"{POLINA}:Работа", "--shown", "mini-conference")
            assert place(day, *words).code == 0
    if day == SHOW:
        marks = f"{POLINA}/kitchen-chemistry:{','.join(f'{name}=2' for name in MARKS)}"
        for expert in ("starkova-lv", "cherepakhin-iv"):
            assert place(day, "evaluate", "--expert", expert, "--marks", marks).code == 0


def by_hand(place):
    for day, verb in ((CHOICE_DAY, "choose"), (PLACED, "choose"), (LESSONS, ""), (WORK, "implement")):
        others(place, day)
        if verb:
            found = place.asked(day, BY_HAND[day], verb, POLINA)
            assert found.code == 0, found.err
    for replies in (BY_HAND[SHOW], {"passed": "y"}):
        found = place.asked(SHOW, replies, "evaluate", POLINA)
        assert found.code == 0, found.err
        if "passed" not in replies:
            others(place, SHOW)
    found = place.asked(END, BY_HAND[END], "reflect", POLINA)
    assert found.code == 0, found.err


def route_ids(place, section):
    lines = place.text(f"routes/{POLINA}.toml").splitlines()
    return [lines[number + 1].split('"')[1] for number, line in enumerate(lines) if line == f"[[{section}]]"]


def from_file(place, ids):
    marks = "{ " + ", ".join(f"{name} = 2" for name in MARKS) + " }"
    text = FROM_FILE.format(
        steps=", ".join(f'"{step}"' for step in ids["steps"]),
        evidence="\n".join(f'{step} = "продукт в журнале"' for step in ids["steps"]),
        marks=marks,
        goal=ids["goals"][0],
        deficit=ids["deficits"][0],
    )
    file = place.answers(text)
    passing = place.answers(
        text.replace("[averina-polina]\n", "[averina-polina]\nplan = true\npassed = true\n", 1), "p.toml"
    )
    for day, verb, name in (
        (CHOICE_DAY, "choose", file),
        (PLACED, "choose", passing),
        (WORK, "implement", passing),
        (SHOW, "evaluate", file),
        (END, "evaluate", passing),
        (END, "reflect", passing),
    ):
        if verb != "evaluate":
            others(place, LESSONS if day == WORK else day)
        moment = SHOW if verb == "evaluate" else day
        if name == passing and verb == "evaluate":
            others(place, SHOW)
        found = place(moment, verb, "--form", "4а" if day == CHOICE_DAY else "5а", "--answers", name)
        assert found.code == 0, (day, found.err)


@pytest.mark.slow
def test_by_hand_and_from_one_file_the_documents_are_equal(places):
    hand, file = places("hand"), places("file")
    by_hand(hand)
    assert hand(END, "next", POLINA, "--json").data["stage"] == "closed"
    from_file(file, {section: route_ids(hand, section) for section in ("steps", "goals", "deficits")})
    changed = {path for path, content in hand.documents().items() if file.documents().get(path) != content}
    assert not changed, "\n".join(sorted(changed))
    assert file.documents() == hand.documents()
    assert hand(END, "check").code == 0


@pytest.mark.slow
def test_the_commands_printed_after_walks_by_hand_reproduce_them(places):
    hand, again = places("hand"), places("again")
    printed = []
    for day, verb in (
        (CHOICE_DAY, "choose"),
        (PLACED, "choose"),
        (LESSONS, ""),
        (WORK, "implement"),
        (SHOW, "evaluate"),
    ):
        others(hand, day) if day != SHOW else None
        if verb:
            found = hand.asked(day, BY_HAND[day], verb, POLINA)
            assert found.code == 0, found.err
            printed.append((day, [line.strip() for line in found.err.splitlines() if line.startswith(f"  iom {verb}")]))
        else:
            printed.append((day, []))
    for day, lines in printed:
        others(again, day) if day != SHOW else None
        for line in lines:
            found = again(day, *shlex.split(line)[1:])
            assert found.code == 0, found.err
    assert again.documents() == hand.documents()
