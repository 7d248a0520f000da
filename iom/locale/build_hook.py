"""Build hook: compiles the message catalogues into the wheel and the editable install."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDER = Path("iom") / "locale"


class CatalogueHook(BuildHookInterface):  # type: ignore[type-arg]
    """Joins the ``.po`` files of each language and writes its ``iom.mo``."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile every language below ``iom/locale``."""
        for folder in sorted((Path(self.root) / FOLDER).iterdir()):
            if folder.is_dir() and any(folder.glob("*.po")):
                compile_language(folder)


def compile_language(folder: Path) -> Path:
    """Join the catalogues of one language's ``folder`` into ``LC_MESSAGES/iom.mo``.

    Raises:
        ValueError: two catalogues translate one message differently.
    """
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    joined = Catalog(locale=folder.name)
    for path in sorted(folder.glob("*.po")):
        with path.open("rb") as file:
            # Without the locale, babel forgets the Russian plural rule.
            part = read_po(file, locale=folder.name, abort_invalid=True)
        for message in part:
            known = joined.get(message.id, message.context) if message.id else None
            if known and known.string != message.string:
                raise ValueError(f"{path.name}: {message.id!r} is translated twice, differently")
            if message.id:
                joined.add(message.id, message.string, context=message.context)
    target = folder / "LC_MESSAGES" / "iom.mo"
    target.parent.mkdir(exist_ok=True)
    with target.open("wb") as file:
        write_mo(file, joined)
    return target
