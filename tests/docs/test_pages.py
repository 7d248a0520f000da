"""What people's pages say of commands, gates and files is true, and their links lead somewhere."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from iom.cli import registry
from iom.cli.arguments import take
from iom.cli.commands import built
from iom.model.school import School
from iom.stages.template import shipped
from iom.store.records import KEPT
from iom.walk.sitting import Sitting
from iom.walk.stages import offer_parts, stage_parts

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
GUIDES = sorted(ROOT.glob("docs/guide.*.md"))
HAND_WRITTEN = [path for path in PAGES if not re.match(r"(cli|format|problems)\.", path.name)]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def commands(page: str) -> Iterator[str]:
    """Lines of ``sh`` blocks and pieces of code in the text that begin with ``iom``."""
    for block in re.findall(r"^```sh[^\n]*\n(.*?)^```$", page, re.MULTILINE | re.DOTALL):
        yield from (line for line in block.splitlines() if re.match(r"iom( |$)", line))
    prose = re.sub(r"^```.*?^```$", "", page, flags=re.MULTILINE | re.DOTALL)
    yield from re.findall(r"`(iom [^`\n]+)`", prose)


@cache
def options(entry: registry.Command) -> frozenset[str]:
    return frozenset({flag for param in built(entry).params for flag in param.opts} | {"--help"})


def mistake(line: str) -> str | None:
    """What is wrong with a command, as far as its words tell."""
    _globals, words = take(shlex.split(line.partition(" > ")[0])[1:])
    if not words or not re.fullmatch(r"[a-z]+", words[0]):
        return None
    family = words.pop(0) if registry.find_group(words[0]) else ""
    if family and not words:
        return None
    entry = registry.find(words[0], family)
    if entry is None:
        return f"no command: {line}"
    unknown = {word.partition("=")[0] for word in words if re.match(r"--[a-z]", word)} - options(entry)
    return f"no option {', '.join(unknown)}: {line}" if unknown else None


@pytest.mark.parametrize("path", HAND_WRITTEN, ids=name)
def test_commands_and_options_exist(path: Path):
    found = list(map(mistake, commands(path.read_text("utf-8"))))
    assert not [each for each in found if each]


def test_a_command_that_is_not_there_is_noticed():
    assert mistake("iom chose averina")
    assert mistake("iom round move averina --form 5а")
    assert not mistake("iom --lang en round move averina --from a --to b")


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_links_lead_somewhere(path: Path):
    text = re.sub(r"^```.*?^```$", "", path.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    broken = []
    for target in re.findall(r"(?<!\\)\]\(([^)\s]+)\)", text):
        file, _hash, anchor = target.partition("#")
        if "://" in target:
            continue
        goal = (path.parent / file).resolve() if file else path
        if not goal.exists() or (anchor and anchor not in anchors(goal)):
            broken.append(target)
    assert not broken


def anchors(page: Path) -> set[str]:
    text = page.read_text("utf-8")
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    made = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
    return made | set(re.findall(r'<a id="([^"]+)">', text))


@pytest.mark.parametrize("path", GUIDES, ids=name)
def test_the_table_of_gates_is_the_templates(path: Path):
    rows = re.findall(r"^\| [^|]+ \| `([\w-]+)` \|([^|]*)\|", path.read_text("utf-8"), re.MULTILINE)
    demands = [demand for stage in shipped("route").stages for demand in stage.gate]
    assert [row[0] for row in rows] == [demand.requirement for demand in demands]
    for (requirement, numbers), demand in zip(rows, demands, strict=True):
        said = dict(re.findall(r"`(\w+) = (\d+)`", numbers))
        assert said == {key: str(value) for key, value in demand.settings.items()}, requirement


@pytest.mark.parametrize("path", GUIDES, ids=name)
def test_the_guide_names_every_part_of_a_walk(path: Path):
    sitting = Sitting(School({}), "none", "none", date(2026, 11, 18), "none")
    known = {part.name for stage in ("choice", "implementation", "reflection") for part in stage_parts(stage, sitting)}
    known |= {part.name for part in offer_parts()} | {"self-assessment", "expert"}
    text = path.read_text("utf-8")
    assert not {part for part in known if f"`{part}`" not in text}


@pytest.mark.parametrize(("path", "word"), tuple(zip(GUIDES, ("twenty", "двадцать"), strict=True)), ids=("en", "ru"))
def test_the_guide_says_how_many_changes_undo_remembers(path: Path, word: str):
    assert KEPT == 20
    assert word in path.read_text("utf-8")
