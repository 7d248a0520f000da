"""Edits, each as the lines that it takes away and the lines that it brings."""

from __future__ import annotations

from datetime import date
from difflib import ndiff
from pathlib import Path

import pytest

from iom.model.edits import Add, Drop, Operation, Set, Unset
from iom.toml.edit import EditMismatchError, edit

SAMPLES = {path.stem: path.read_text("utf-8") for path in (Path(__file__).parent / "samples").glob("*.toml")}
W1, W2 = ("wishes", "20260601-w8d2"), ("wishes", "20260603-m4ze")


def difference(before: str, after: str) -> str:
    return "\n".join(line.rstrip() for line in ndiff(before.split("\n"), after.split("\n")) if line[0] in "+-")


EXAMPLES: list[tuple[str, str, Operation, str]] = [
    (
        "a value keeps the column of the comment behind it",
        "choice",
        Set((*W1, "phase"), "final"),
        (
            '- phase = "preliminary"               # preliminary | final\n'
            '+ phase = "final"                     # preliminary | final'
        ),
    ),
    (
        "a new key goes behind the last one",
        "choice",
        Set((*W1, "seen_by"), "a-b"),
        '+ seen_by = "a-b"',
    ),
    (
        "a new key goes below its example",
        "student",
        Set(("left_on",), date(2027, 1, 15)),
        "+ left_on = 2027-01-15",
    ),
    (
        "an item joins a spread list",
        "choice",
        Set(
            (*W1, "offers"),
            ["kitchen-chemistry", "board-game", "read-and-retell", "flexagons", "my-district", "x"],
        ),
        '-   "eco-patrol",\n+   "x",',
    ),
    (
        "a long list spreads",
        "student",
        Set(("interests",), ["опыты", "театр", "шахматы", "лес"]),
        (
            '- interests = ["опыты", "театр"]\n'
            '+ interests = [\n+   "опыты",\n+   "театр",\n+   "шахматы",\n+   "лес",\n+ ]'
        ),
    ),
    (
        "an entry joins its list with its tables",
        "choice",
        Add(("wishes",), {"by": "x", "id": "w3", "reasons": {"flexagons": "да", "мой": 'два\n"слова"'}}),
        (
            '+ [[wishes]]\n+ id = "w3"\n+ by = "x"\n+\n+ [wishes.reasons]\n+ flexagons = "да"\n'
            '+ "мой" = """\n+ два\n+ "слова\\""""\n+'
        ),
    ),
    (
        "a banner outlives the first entry",
        "choice",
        Drop(("impressions", "20260605-c7qa")),
        (
            '- [[impressions]]                     # after the master class\n- id = "20260605-c7qa"\n'
            '- event = "taster-chemistry"\n- impression = "понравилось, хочу ещё"\n-'
        ),
    ),
    (
        "a later entry takes the comment above it along",
        "offer",
        Drop(("rubric", "criteria", "P2")),
        '- # the second criterion\n- [[rubric.criteria]]\n- id = "P2"\n- name = "Защита"\n-',
    ),
    (
        "text of several lines stays so",
        "choice",
        Set((*W2, "note"), "Одна\nДве"),
        '- Поговорили дома.\n- Она выбирает сама, "честно"."""\n+ Одна\n+ Две"""',
    ),
    (
        "aligned keys stay aligned",
        "aligned",
        Set(("goals", "20260525-0c1w", "level"), 3),
        "+   level       = 3",
    ),
    (
        "an inline table stays inline",
        "aligned",
        Set(("inline", "c", "e f"), "x"),
        (
            '- inline = { a = 1, "б" = [1, 2], c = { d = true } }\n'
            '+ inline = { a = 1, "б" = [1, 2], c = { d = true, "e f" = "x" } }'
        ),
    ),
    (
        "a dotted table stays dotted",
        "aligned",
        Set(("about", "place", "house"), 3),
        "+ about.place.house = 3",
    ),
    (
        "a key goes, the comment above it stays",
        "offer",
        Unset(("seats", "best")),
        "- best = 10",
    ),
    (
        "a level joins the last entry's table",
        "offer",
        Set(("rubric", "criteria", "P2", "levels", "1"), "читает"),
        '+ [rubric.criteria.levels]\n+ 1 = "читает"\n+',
    ),
]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("sample", "step", "expected"), [example[1:] for example in EXAMPLES], ids=[example[0] for example in EXAMPLES]
)
def test_an_edit_is_the_lines_it_means(sample: str, step: Operation, expected: str, newline: str) -> None:
    before = SAMPLES[sample].replace("\n", newline)
    after = edit(before, [step])
    assert "\n" not in after.replace(newline, "")
    assert difference(before.replace(newline, "\n"), after.replace(newline, "\n")) == expected


def test_a_new_section_goes_to_its_place_in_the_models_order() -> None:
    text = "schema = 1\n\n[a]\nx = 1\n\n# about c\n[c]\nx = 1\n"
    ordered = edit(text, [Set(("b", "x"), 1)], order=("schema", "a", "b", "c"))
    assert ordered == "schema = 1\n\n[a]\nx = 1\n\n[b]\nx = 1\n\n# about c\n[c]\nx = 1\n"
    otherwise = edit(text, [Set(("b", "x"), 1)], order=("schema", "c", "b", "a"))
    assert otherwise == text + "\n[b]\nx = 1\n"


def test_old_lines_keep_their_ends_in_a_file_of_both_kinds() -> None:
    assert edit("a = 1\r\nb = 2\nc = 3\r\n", [Set(("d",), 4)]) == "a = 1\r\nb = 2\nc = 3\r\nd = 4\r\n"


def test_the_first_entry_takes_the_place_of_an_empty_list() -> None:
    assert edit("steps = []  # none\n", [Add(("steps",), {"id": "a"})]) == '# none\n\n[[steps]]\nid = "a"\n'


def test_several_operations_are_done_in_turn() -> None:
    steps: list[Operation] = [Add(("a",), {"id": "x"}), Set(("a", "x", "n"), 1), Drop(("a", "x")), Set(("b",), "я")]
    assert edit("", steps) == 'b = "я"\n'


def test_an_operation_on_what_is_absent_is_refused() -> None:
    with pytest.raises(KeyError):
        edit("a = 1\n", [Unset(("b",))])


def test_a_text_that_would_not_read_back_is_never_given() -> None:
    with pytest.raises(EditMismatchError):
        edit("a = 1\n", [Set(("a",), "\ud800")])
