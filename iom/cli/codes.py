"""Every kind of problem that the program can report, by its code."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pkgutil import walk_packages

import iom
from iom.errors import Fault

_WITHOUT = ("iom.locale", "iom.examples", "iom.__main__", "iom.terminal", "iom.editor")


def every_fault() -> Mapping[str, tuple[Fault, ...]]:
    """The faults of the whole program by code; a code may have several wordings of one cause."""
    found: dict[str, dict[Fault, None]] = {}
    for module in walk_packages(iom.__path__, "iom."):
        if module.name.startswith(_WITHOUT):
            continue
        for fault in vars(import_module(module.name)).values():
            if isinstance(fault, Fault):
                found.setdefault(fault.code, {})[fault] = None
    return {code: tuple(found[code]) for code in sorted(found, key=lambda code: (code[1:], code))}
