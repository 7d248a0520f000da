"""One command's hold on the workspace: what was read, what is saved, drafts of what is not."""

from __future__ import annotations

from typing import Any, Final

from iom.cli.context import Context
from iom.cli.saving import save
from iom.model.school import School
from iom.store import drafts
from iom.store.commit import preview
from iom.store.load import Loaded
from iom.walk.part import Part
from iom.walk.sitting import Sitting

_ANSWERS: Final = "answers"
_LEFT_OUT: Final = "left_out"


class Session:
    """The school as read, and the states after each save.

    ``hold`` collects the changes for one transaction at the end (batch, dry run) instead of saving each.
    """

    def __init__(self, context: Context, label: str, *, hold: bool) -> None:
        self.loaded: Loaded = context.load()
        self.school: School = self.loaded.school
        self.label = label
        self.hold = hold
        self.written: list[str] = []

    def save(self, after: School) -> None:
        """Take over the next school, on disk unless changes are held back."""
        self.school = after
        if not self.hold:
            self.flush()

    def flush(self) -> None:
        """Write everything that is not on disk yet. Raises as `iom.store.commit.save` does."""
        receipt = save(self.loaded, self.school, label=self.label)
        self.loaded = receipt.loaded
        self.written = [*dict.fromkeys((*self.written, *receipt.paths))]

    def preview(self) -> str:
        """What `flush` would write, as a diff."""
        return preview(self.loaded, self.school)


class StoredDrafts:
    """Drafts of unfinished parts, in the workspace's state folder."""

    def __init__(self, session: Session) -> None:
        self._root = session.loaded.root

    def load(self, part: Part, sitting: Sitting) -> dict[str, Any]:
        """See `iom.walk.engine.Drafts`."""
        from iom.toml.read import read

        name = _name(part, sitting)
        draft = read(drafts.load(self._root, name) or b"", name).data or {}
        return {**dict.fromkeys(draft.get(_LEFT_OUT, ())), **draft.get(_ANSWERS, {})}

    def keep(self, part: Part, sitting: Sitting, raw: dict[str, Any]) -> None:
        """See `iom.walk.engine.Drafts`."""
        from iom.toml.write import flat_text

        name = _name(part, sitting)
        if raw:
            left_out = [key for key, value in raw.items() if value is None]  # TOML has no word for nothing
            answers = {key: value for key, value in raw.items() if value is not None}
            drafts.save(self._root, name, flat_text({_LEFT_OUT: left_out, _ANSWERS: answers}).encode())
        elif drafts.load(self._root, name) is not None:
            drafts.drop(self._root, name)


class NoDrafts:
    """For batches and dry runs, where nobody comes back to go on."""

    def load(self, part: Part, sitting: Sitting) -> dict[str, Any]:
        """Nothing."""
        return {}

    def keep(self, part: Part, sitting: Sitting, raw: dict[str, Any]) -> None:
        """Keep nothing."""


def _name(part: Part, sitting: Sitting) -> str:
    return "/".join(filter(None, (sitting.run_id, sitting.subject, part.name, part.about)))
