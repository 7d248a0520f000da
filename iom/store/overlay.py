"""What a reader sees while a transaction is unfinished.

A crash can leave a decided transaction half done: some documents new, some old. Finishing it is a writer's
business, since readers never write. A reader takes the journal over the disk instead: the bytes that a
document still lacks stand in the journal, so what is seen is what will be there once a writer has finished.

A transaction of a living process may begin while a reader is half through the folders. Its `generation`
differs before and after then, and the reader begins again.
"""

from __future__ import annotations

from pathlib import Path

from iom.store import platform
from iom.store.journal import JOURNAL, RECORD, stored
from iom.store.state import state_folder


def pending(root: Path) -> bool:
    """Whether a decided transaction is unfinished. Costs one look when there is none."""
    return (state_folder(root) / JOURNAL).exists()


def unfinished(root: Path) -> dict[str, bytes | None]:
    """The files that differ from what the decided transaction says: path to its bytes, None for «deleted».

    Empty when no transaction is unfinished, which costs one look. A file edited since the crash is not
    among them: the edit stands (see `OvertakenError`).
    """
    journal = stored(state_folder(root) / JOURNAL)
    if journal is None:
        return {}
    return {step.path: step.after for step in journal.steps if platform.read(root / step.path)[0] == step.before}


def read_bytes(root: Path, path: str) -> bytes:
    """The content of one document as a finished workspace would have it.

    For many documents ask `unfinished` once instead.

    Raises:
        FileNotFoundError: there is none.
    """
    lacking = unfinished(root)
    if path not in lacking:
        return (root / path).read_bytes()
    content = lacking[path]
    if content is None:
        raise FileNotFoundError(path)
    return content


def generation(root: Path) -> tuple[int | str, ...]:
    """A mark that changes with every transaction decided, finished or undone; to be compared for equality."""
    state = state_folder(root)
    try:
        # The names as well, since the clock of a file system may stand still between two changes.
        names = sorted(path.name for path in state.iterdir() if path.name.startswith((JOURNAL, RECORD)))
        return state.stat().st_mtime_ns, *names
    except FileNotFoundError:
        return ()
