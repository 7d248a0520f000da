"""Settings of a workspace for the language servers of TOML: tombi and taplo, without a network."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final

from iom.editor.schema import schema
from iom.language import _
from iom.model.kinds import KINDS, Kind

FOLDER: Final = ".editor/schemas"
TOMBI: Final = "tombi.toml"
TAPLO: Final = ".taplo.toml"
#: By this first line a file of ours is known again.
MARK: Final = "# iom schema --install"


def files() -> dict[str, bytes]:
    """Every file of the settings by its path from the workspace's root."""
    schemas = {schema_path(kind): schema_text(kind).encode() for kind in KINDS}
    return {**schemas, TOMBI: _tombi().encode(), TAPLO: _taplo().encode()}


def schema_path(kind: Kind) -> str:
    """Where the schema of a kind stands."""
    return f"{FOLDER}/{kind.name}.json"


def schema_text(kind: Kind) -> str:
    """The schema of a kind as JSON."""
    return json.dumps(schema(kind), ensure_ascii=False, indent=2) + "\n"


def _head() -> str:
    said = _("Written by the program; run it again after an update of iom.")
    return f"{MARK}\n# {said}\n"


def _tombi() -> str:
    # An empty list of catalogues: nothing is fetched from the network.
    return (
        _head()
        + 'toml-version = "v1.0.0"\n\n[schema]\nenabled = true\ncatalog = { paths = [] }\n'
        + "".join(_tombi_rules())
    )


def _tombi_rules() -> Iterator[str]:
    for kind in KINDS:
        yield f'\n[[schemas]]\npath = "{schema_path(kind)}"\ninclude = ["{_pattern(kind)}"]\n'


def _taplo() -> str:
    return _head() + 'include = ["**/*.toml"]\n' + "".join(_taplo_rules())


def _taplo_rules() -> Iterator[str]:
    for kind in KINDS:
        yield f'\n[[rule]]\ninclude = ["{_pattern(kind)}"]\n'
        yield f'\n[rule.schema]\npath = "{schema_path(kind)}"\nenabled = true\n'


def _pattern(kind: Kind) -> str:
    """The kind's place in the tree as a pattern of paths."""
    return re.sub(r"\{\w+\}", "*", kind.template)
