"""Three texts become one: comments, line ends and untouched text stay, open keys are marked."""

from __future__ import annotations

import pytest
from concurrent_edits import EXAMPLE, GROWING, Editors, by_id, documents

from iom.changes.documents import Labels, UnmergeableError, lost_comments, merge_documents
from iom.changes.rules import rules_of
from iom.model.kinds import recognise
from iom.model.validation import validated
from iom.toml.fast import parsed
from iom.toml.sameness import same

ROUTE = "rounds/2026-autumn/routes/averina-polina.toml"
BASE = """\
# Маршрут.

schema = 1
# Слова самого ученика.
request = "Хочу ставить опыты"

# Не больше четырёх.
[[goals]]
id = "20260525-0c1w"   # первая
goal = "Отличать"
level_aim = 2

# История.
"""
GOAL = '\n[[goals]]\nid = "{id}"\ngoal = "Новая"\n'


def merged(base: str, ours: str, theirs: str) -> str:
    result = merge_documents(base, ours, theirs, rules_of(ROUTE))
    assert not result.conflicts
    return result.text


def test_new_entries_of_both_sides_come_with_their_comments():
    before, history = BASE.split("\n# История.")
    ours = before + "\n# от тутора" + GOAL.format(id="20260601-bbbbb") + "\n# История." + history
    theirs = before + "\n# от мамы" + GOAL.format(id="20260530-aaaaa") + "\n# История." + history
    expected = (
        before
        + "\n# от мамы"
        + GOAL.format(id="20260530-aaaaa")
        + "\n# от тутора"
        + GOAL.format(id="20260601-bbbbb")
        + "\n# История."
        + history
    )
    assert merged(BASE, ours, theirs) == expected
    assert merged(BASE, theirs, ours) == expected


def test_a_comment_alone_is_a_change_too():
    ours = BASE.replace("level_aim = 2", "level_aim = 3")
    theirs = BASE.replace('goal = "Отличать"', '# спросить маму\ngoal = "Отличать"  # важно')
    assert merged(BASE, ours, theirs) == theirs.replace("level_aim = 2", "level_aim = 3")


def test_both_may_fill_the_same_empty_section():
    ours = BASE.replace("# История.\n", "# История.\n[[decisions]]" + decision("20260612-aaaaa", "fedoseeva-im"))
    theirs = BASE.replace("# История.\n", "# История.\n[[decisions]]" + decision("20260613-bbbbb", "vedeneeva-os"))
    text = merged(BASE, ours, theirs)
    assert text.count("# История.\n[[decisions]]") == 1
    assert [each["by"] for each in parsed(text)["decisions"]] == ["fedoseeva-im", "vedeneeva-os"]
    assert parsed(text)["decisions"][1]["repeats"] == "20260612-aaaaa"


def decision(identifier: str, by: str) -> str:
    day = f"{identifier[:4]}-{identifier[4:6]}-{identifier[6:8]}"
    return f'\nid = "{identifier}"\non = {day}\nstage = "choice"\ndecision = "pass"\nby = "{by}"\n'


@pytest.mark.parametrize("side", ["ours", "theirs"])
def test_line_ends_and_the_mark_follow_the_side_that_changed_them(side: str):
    windows = "\ufeff" + BASE.replace("\n", "\r\n")
    changed = BASE.replace("level_aim = 2", "level_aim = 3")
    pair = (windows, changed) if side == "ours" else (changed, windows)
    assert merged(BASE, *pair) == "\ufeff" + changed.replace("\n", "\r\n")


def test_line_ends_of_an_old_windows_file_stay():
    windows = BASE.replace("\n", "\r\n")
    ours, theirs = windows.replace("level_aim = 2", "level_aim = 3"), windows.replace("опыты", "пьесы")
    assert merged(windows, ours, theirs) == ours.replace("опыты", "пьесы")


def test_an_open_key_is_marked_alone():
    ours, theirs = BASE.replace("level_aim = 2", "level_aim = 3"), BASE.replace("level_aim = 2", "level_aim = 1  # ?")
    theirs = theirs.replace("опыты", "пьесы")
    result = merge_documents(BASE, ours, theirs, labels=Labels("HEAD", "branch", 9))
    marked = f"{'<' * 9} HEAD\nlevel_aim = 3\n{'=' * 9}\nlevel_aim = 1  # ?\n{'>' * 9} branch\n"
    assert [conflict.keys for conflict in result.conflicts] == [("goals", "20260525-0c1w", "level_aim")]
    assert result.text == BASE.replace("опыты", "пьесы").replace("level_aim = 2\n", marked)


def test_an_entry_deleted_here_and_edited_there_is_marked_whole():
    goal = BASE[BASE.index("[[goals]]") : BASE.index("\n# История")]
    ours, theirs = BASE.replace(goal, ""), BASE.replace("level_aim = 2", "level_aim = 3")
    result = merge_documents(BASE, ours, theirs)
    assert [conflict.cause for conflict in result.conflicts] == ["deleted"]
    assert goal.replace("level_aim = 2", "level_aim = 3") in result.text.split("=======\n")[1]


def test_both_created_the_document():
    ours = BASE + "# моё\n"
    assert merged("", ours, ours) == ours
    result = merge_documents("", ours, BASE.replace("опыты", "пьесы"))
    assert [conflict.keys for conflict in result.conflicts] == [("request",)]


@pytest.mark.parametrize(
    ("base", "ours", "theirs"),
    [
        pytest.param(BASE, "no toml at all", BASE, id="ours is no TOML"),
        pytest.param(BASE, BASE, BASE + "<<<<<<< HEAD\n", id="theirs has markers"),
        pytest.param(
            BASE, BASE[: BASE.index("# Не больше")], BASE.replace("# первая", "# первая, спросить"),
            id="a comment written into what the other deletes",
        ),
        pytest.param(
            'a = ["x"] # one\n', 'a = ["x", "y"] # two\n', 'a = ["x", "z"] # three\n', id="two comments on one line"
        ),
        pytest.param(BASE, BASE + "#<iom-open-key 0<\n", BASE + "a = 1\n", id="our own token"),
    ],
)  # fmt: skip
def test_what_cannot_be_merged_without_loss_is_refused(base: str, ours: str, theirs: str):
    with pytest.raises(UnmergeableError):
        merge_documents(base, ours, theirs)


@pytest.mark.parametrize("path", sorted(EXAMPLE.rglob("*.toml"))[::25], ids=lambda path: path.stem)
def test_one_side_alone_is_taken_to_the_byte(path):
    text = path.read_text("utf-8")
    changed = "# сверху\n" + text + "\n# снизу\n\n\n"
    for ours, theirs in ((changed, text), (text, changed), (changed, changed)):
        assert merge_documents(text, ours, theirs).text == changed
    assert merge_documents("", text, text).text == text


@pytest.mark.slow
def test_random_compatible_edits_never_conflict_and_mean_what_both_meant():
    editors = Editors(documents(*GROWING), seed=6)
    for _pair in range(400):
        pair = editors.pair(4)
        result = merge_documents(pair.base, pair.ours, pair.theirs, rules_of(pair.path))
        data = parsed(result.text)
        assert not result.conflicts, pair
        assert same(by_id(data), by_id(pair.expected)), pair
        assert not lost_comments((pair.base, pair.ours, pair.theirs), result.text), pair
        assert (
            valid(pair.path, data)
            or not valid(pair.path, parsed(pair.ours))
            or not valid(pair.path, parsed(pair.theirs))
        )
        other = merge_documents(pair.base, pair.theirs, pair.ours, rules_of(pair.path))
        assert same(data, parsed(other.text)), pair


def valid(path, data) -> bool:
    found = recognise(path)
    return not validated(found[0], data, path)[1]
