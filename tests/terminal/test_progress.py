from __future__ import annotations

import io
from itertools import count

import pytest

from iom.terminal.progress import followed


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def run(stream: io.StringIO, seconds: float, total: int = 4) -> str:
    ticks = count()
    assert list(followed(range(total), total, "Чтение\x1b", stream, lambda: next(ticks) * seconds)) == list(
        range(total)
    )
    return stream.getvalue()


def test_long_work_tells_how_far_it_is_and_leaves_nothing_behind() -> None:
    drawn = run(Terminal(), 1.0)
    assert "Чтение␛ 3/4" in drawn
    assert drawn.endswith("\r\x1b[K")


@pytest.mark.parametrize(("stream", "seconds"), [(Terminal, 0.01), (io.StringIO, 1.0)])
def test_quick_work_and_files_see_no_progress(stream: type[io.StringIO], seconds: float) -> None:
    assert run(stream(), seconds) == ""


def test_work_that_is_given_up_cleans_the_line() -> None:
    terminal = Terminal()
    ticks = count()
    items = followed(range(9), 9, "Чтение", terminal, lambda: float(next(ticks)))
    next(items)
    next(items)
    assert "1/9" in terminal.getvalue()
    items.close()  # type: ignore[attr-defined]
    assert terminal.getvalue().endswith("\r\x1b[K")
