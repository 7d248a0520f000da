"""Writes the generated pages of ``docs/``, or compares them: ``python tests/docs/generate.py [--write] [FOLDER]``."""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import command_reference
import fault_reference
import format_reference

from iom import language

DOCS = Path(__file__).parents[2] / "docs"
PAGES: Mapping[str, Callable[[], str]] = {
    "format": format_reference.page,
    "cli": command_reference.page,
    "problems": fault_reference.page,
}
SHOWN = 40  # lines of a difference


def pages() -> Iterator[tuple[str, str]]:
    """Name and text of each page in each language."""
    for name, page in PAGES.items():
        for code in language.LANGUAGES:
            language.use(code)
            yield f"{name}.{code}.md", page()


def main() -> int:
    """1 when a page is stale, after showing how."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("folder", nargs="?", type=Path, default=DOCS)
    given = parser.parse_args()
    stale = 0
    for name, text in pages():
        path = given.folder / name
        if given.write:
            path.write_text(text, "utf-8", newline="\n")
            continue
        old = path.read_text("utf-8") if path.exists() else ""
        if old != text:
            stale += 1
            lines = difflib.unified_diff(old.splitlines(), text.splitlines(), name, "now", lineterm="")
            sys.stdout.write("\n".join(list(lines)[:SHOWN]) + "\n")
    return int(stale > 0)


if __name__ == "__main__":
    sys.exit(main())
