"""The way in: the quickest answers first, everything else in `iom.cli.program`."""

from __future__ import annotations

import os
import sys

PIPE_CLOSED = 141
INTERRUPTED = 130


def main() -> int:
    """Run the program on this process's arguments; the exit code."""
    try:
        _prepare_streams()
        code = _answer(sys.argv[1:])
        if code != PIPE_CLOSED:
            sys.stdout.flush()
    except BrokenPipeError:
        code = PIPE_CLOSED
    except KeyboardInterrupt:
        return INTERRUPTED
    if code == PIPE_CLOSED:
        _silence()
    return code


def _answer(argv: list[str]) -> int:
    if argv == ["--version"]:
        from iom.version import VERSION

        sys.stdout.write(f"iom {VERSION}\n")
        return 0
    if "_IOM_COMPLETE" in os.environ:
        from iom.cli.completion import answer

        return answer(os.environ["_IOM_COMPLETE"], argv)
    from iom.cli.program import run

    return run(argv)


def _prepare_streams() -> None:
    """Let no character of a document stop the program, whatever the terminal can show."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace", encoding="utf-8" if sys.platform == "win32" else None)


def _silence() -> None:
    """Keep Python from complaining about the closed pipe when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
