"""The tutorial and the pages on tables and papers do what they say: commands are run, what they print is compared."""

from __future__ import annotations

import shutil
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

HERE = Path(__file__).parent
DOCS = HERE.parents[1] / "docs"
#: A topic whose pages show what a command printed is walked by its reader from the first block to the last.
TOPICS = sorted(
    {path.name.partition(".")[0] for path in DOCS.glob("*.??.md") if "\n```text\n" in path.read_text("utf-8")}
)
GENERATED = {"cli", "format", "problems"}
WALKED = [topic for topic in TOPICS if topic not in GENERATED]


def sibling(name: str) -> ModuleType:
    spec = spec_from_file_location(f"docs_{name}", HERE / f"{name}.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


walkthrough = sibling("walkthrough")


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("bash") is None or sys.platform == "win32", reason="the pages speak to a shell")
@pytest.mark.parametrize("name", [f"{topic}.{language}.md" for topic in WALKED for language in ("ru", "en")])
def test_a_page_does_what_it_says(name: str, tmp_path: Path):
    page = walkthrough.blocks((DOCS / name).read_text("utf-8"))
    ran = walkthrough.run(page, tmp_path.resolve())
    assert not walkthrough.otherwise(page, ran)
    for number, block in walkthrough.said(page):
        assert walkthrough.fits(block.lines, ran[number].lines), (
            f"{name}:{block.first} is stale, run: python tests/docs/walkthrough.py --write docs/{name}\n"
            + "\n".join(ran[number].lines)
        )


def test_the_pages_to_walk_are_found():
    assert {"tutorial", "figures"} <= set(WALKED)


@pytest.mark.parametrize("topic", WALKED)
def test_both_languages_of_a_page_run_the_same_commands(topic: str):
    pages = (DOCS / f"{topic}.{language}.md" for language in ("ru", "en"))
    russian, english = (walkthrough.blocks(page.read_text("utf-8")) for page in pages)
    assert [block.words for block in russian] == [block.words for block in english]


@pytest.mark.parametrize(
    ("expected", "printed", "fit"),
    [
        (["a", "b"], ["a", "b"], True),
        (["a", "b"], ["a", "c"], False),
        (["a", "…", "d"], ["a", "b", "c", "d"], True),
        (["a", "…", "d"], ["a", "b", "c"], False),
        (["a"], ["a", "b"], False),
        (["1 (2) *"], ["1 (2) *"], True),
    ],
)
def test_lines_fit_what_was_expected(expected: list[str], printed: list[str], fit: bool):
    assert walkthrough.fits(expected, printed) is fit


def test_a_page_falls_into_its_blocks():
    page = walkthrough.blocks("Text\n\n```sh exit=4\niom check\n```\n\n```text\nout\n```\n```toml a.toml\nb = 1\n```\n")
    assert [(block.words, block.lines, block.code) for block in page] == [
        (("sh", "exit=4"), ("iom check",), 4),
        (("text",), ("out",), 0),
        (("toml", "a.toml"), ("b = 1",), 0),
    ]
    assert [(number, block.lines) for number, block in walkthrough.said(page)] == [(0, ("out",))]


@pytest.mark.skipif(shutil.which("bash") is None or sys.platform == "win32", reason="the pages speak to a shell")
def test_commands_are_run_in_one_shell(tmp_path: Path):
    page = walkthrough.blocks(
        "```sh\nmkdir a; cd a\n```\n```toml b.toml\nc = 1\n```\n```sh exit=3\npwd; cat b.toml; (exit 3)\n```\n"
    )
    ran = walkthrough.run(page, tmp_path.resolve())
    assert (ran[0].lines, ran[0].code) == ((), 0)
    assert (ran[2].lines, ran[2].code) == (("~/a", "c = 1"), 3)


@pytest.mark.skipif(shutil.which("bash") is None or sys.platform == "win32", reason="the pages speak to a shell")
def test_a_page_is_not_written_anew_while_its_commands_fail(tmp_path: Path):
    with pytest.raises(ValueError, match="line 1: 3"):
        walkthrough.rewritten("```sh\n(exit 3)\n```\n```text\nout\n```\n", tmp_path.resolve())


@pytest.mark.skipif(shutil.which("bash") is None or sys.platform == "win32", reason="the pages speak to a shell")
def test_a_page_is_written_anew(tmp_path: Path):
    page = "```sh\necho new\n```\n```text\nold\nolder\n```\n```sh\necho a\n```\n```text\n…\n```\n"
    assert walkthrough.rewritten(page, tmp_path.resolve()) == page.replace("old\nolder", "new")
