"""The way in: the quickest answers first, everything else in `iom.cli.program`."""

from __future__ import annotations

import gc
import os
import sys

PIPE_CLOSED = 141
INTERRUPTED = 130
REFUSED = 4


def main() -> int:
    """Run the program on this process's arguments; the exit code."""
    try:
        _prepare_streams()
        _travel_light()
        code = _answer(sys.argv[1:])
    except BrokenPipeError:
        code = PIPE_CLOSED
    except KeyboardInterrupt:
        code = INTERRUPTED
    except OSError as error:  # stdout itself takes nothing more: only the system's own words are left
        sys.stderr.write(f"iom: {error.strerror}\n")
        code = REFUSED
    return _closed(code)


def _answer(argv: list[str]) -> int:
    if argv == ["--version"]:
        from iom.version import VERSION

        sys.stdout.write(f"iom {VERSION}\n")
        return 0
    if argv[:2] == ["git", "merge-driver"] and not {"-h", "--help"} & {*argv}:
        from iom.git.driver import main as merge

        return merge(argv[2:])
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


def _travel_light() -> None:
    """Spare a short life what only a long one needs: frequent collections, and a search for pydantic's plugins."""
    gc.set_threshold(100_000, 50, 50)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def _closed(code: int) -> int:
    """Write out what is left; where nobody takes it, keep Python from complaining when it ends."""
    try:
        sys.stdout.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return code or (PIPE_CLOSED if isinstance(error, BrokenPipeError) else REFUSED)
    return code


if __name__ == "__main__":
    sys.exit(main())
