"""The example school: where it lies, and a copy of it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import iom
from iom.errors import Exit, IomError
from iom.language import N_

NAME: Final = "zarechnaya"


class NoExampleError(IomError):
    """The example school is not installed; it was sought in ``folder``."""

    text = N_("The example school is not there: {folder}.")
    hint = N_("Install iom anew.")
    exit_code = Exit.NOT_FOUND


def example_school() -> Path:
    """The folder of the example school: in the installed package, or beside it in a checkout.

    Raises:
        NoExampleError: neither is there.
    """
    package = Path(iom.__file__).parent
    for folder in (package / "examples" / NAME, package.parent / "examples" / NAME):
        if (folder / "iom.toml").is_file():
            return folder
    raise NoExampleError(folder=str(package / "examples" / NAME))


def copy_example(root: Path) -> tuple[str, ...]:
    """Copy the example school to ``root`` as one transaction; the paths written.

    Raises:
        StaleError: one of its files is there already; nothing is written.
    """
    from iom.store.transaction import Write, transact

    source = example_school()
    files = sorted(path for path in source.rglob("*") if path.is_file())
    writes = [Write(path.relative_to(source).as_posix(), path.read_bytes()) for path in files]
    root.mkdir(parents=True, exist_ok=True)
    transact(root, writes, [], label="init --example")
    return tuple(write.path for write in writes)
