"""Runs the commands of a page as its reader would, or writes what they print into it: ``walkthrough.py --write PAGE``.

A block of ``sh`` is run, all of one page in one shell; ``exit=4`` after it says that it ends so. A block of ``toml``
with a file name after it is saved under that name. A block of ``text`` is what the block of ``sh`` before it printed;
a line with nothing but ``…`` stands for any number of lines.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ANY_LINES = "…"
_MARK = "@@ {number} @@ "
_END = "END-OF-FILE"


@dataclass(frozen=True)
class Block:
    """A fenced block: the words after the fence, the lines inside, and where they stand in the page (0 first)."""

    words: tuple[str, ...]
    lines: tuple[str, ...]
    first: int

    @property
    def code(self) -> int:
        """How a block of commands is said to end."""
        said = [word.removeprefix("exit=") for word in self.words if word.startswith("exit=")]
        return int(said[0]) if said else 0


@dataclass(frozen=True)
class Ran:
    """What a block of commands printed, and how its last one ended."""

    lines: tuple[str, ...]
    code: int


def blocks(page: str) -> list[Block]:
    """The fenced blocks of a page in their order."""
    found: list[Block] = []
    opened: tuple[tuple[str, ...], int] | None = None
    lines = page.splitlines()
    for number, line in enumerate(lines):
        if not line.startswith("```"):
            continue
        if opened is None:
            opened = (tuple(line.removeprefix("```").split()), number + 1)
        else:
            words, first = opened
            found.append(Block(words, tuple(lines[first:number]), first))
            opened = None
    return found


def run(page: Sequence[Block], folder: Path) -> dict[int, Ran]:
    """What each block of commands did in ``folder``, by its position in the page."""
    environment = dict(os.environ)
    for name in ("CI", "IOM_LANG", "LANG", "LC_ALL", "LC_MESSAGES", "NO_COLOR"):
        environment.pop(name, None)
    environment |= {
        "PATH": f"{sysconfig.get_path('scripts')}{os.pathsep}{environment['PATH']}",
        "LC_ALL": "C.UTF-8",
        "COLUMNS": "80",
    }
    done = subprocess.run(
        ["bash", "-s"],
        cwd=folder,
        env=environment,
        input=_script(page),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return dict(_parted(done.stdout.replace(str(folder), "~")))


def _script(page: Sequence[Block]) -> str:
    lines = ["shopt -s expand_aliases"]
    for number, block in enumerate(page):
        match block.words:
            case ("sh", *_):
                # Commands read no input: the shell reads its own script from there.
                lines += [f"echo; echo '{_MARK.format(number=number)}'", "{", *block.lines, "} < /dev/null"]
                lines += [f'echo "{_MARK.format(number=number)}$?"']
            case ("toml", name):
                lines += [f"cat > {name} << '{_END}'", *block.lines, _END]
    return "\n".join(lines) + "\n"


def _parted(output: str) -> Iterator[tuple[int, Ran]]:
    for found in re.finditer(r"^@@ (\d+) @@ \n(.*?)^@@ \1 @@ (\d+)$", output, re.MULTILINE | re.DOTALL):
        lines = tuple(line.rstrip() for line in found[2].strip("\n").splitlines())
        yield int(found[1]), Ran(lines, int(found[3]))


def said(page: Sequence[Block]) -> Iterator[tuple[int, Block]]:
    """The blocks of text, each with the position of the commands that print it."""
    before = None
    for number, block in enumerate(page):
        if block.words[:1] == ("sh",):
            before = number
        elif block.words == ("text",) and before is not None:
            yield before, block


def fits(expected: Sequence[str], printed: Sequence[str]) -> bool:
    """Whether the lines are those that were expected."""
    pattern = "".join(r"(?:.*\n)*?" if line == ANY_LINES else re.escape(line) + r"\n" for line in expected)
    return re.fullmatch(pattern, "".join(line + "\n" for line in printed)) is not None


def otherwise(page: Sequence[Block], ran: Mapping[int, Ran]) -> list[str]:
    """What ends otherwise than the page says, or not at all."""
    return [
        "\n".join((f"line {block.first}: {one.code if one else 'not run'}", *(one.lines if one else ())))
        for number, block in enumerate(page)
        if block.words[:1] == ("sh",) and ((one := ran.get(number)) is None or one.code != block.code)
    ]


def rewritten(text: str, folder: Path) -> str:
    """The page with what its commands print now, but for texts with an ellipsis.

    Raises:
        ValueError: a command ends otherwise than the page says.
    """
    page = blocks(text)
    ran = run(page, folder)
    if wrong := otherwise(page, ran):
        raise ValueError("\n".join(wrong))
    lines = text.splitlines()
    for number, block in reversed(list(said(page))):
        if ANY_LINES not in block.lines:
            lines[block.first : block.first + len(block.lines)] = ran[number].lines
    return "\n".join(lines) + "\n"


def main() -> int:
    """Write the pages that are named anew."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", nargs="+", type=Path, required=True)
    for path in parser.parse_args().write:
        with tempfile.TemporaryDirectory() as folder:
            path.write_text(rewritten(path.read_text("utf-8"), Path(folder).resolve()), "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
