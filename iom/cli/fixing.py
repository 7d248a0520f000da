"""check --fix: repairs that cannot be wrong, in one transaction."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from iom.check.repairs import Repair, repairs
from iom.cli.output import messages, write
from iom.errors import Problem
from iom.language import N_, _, say
from iom.model import kinds
from iom.model.kinds import KINDS, recognise
from iom.model.rounds import Offer
from iom.model.school import School
from iom.store.load import Loaded
from iom.store.texts import preview_texts, save_texts
from iom.walk.records.uses import is_frozen


def fix(loaded: Loaded, problems: Sequence[Problem], within: Collection[str], *, dry_run: bool) -> bool:
    """Repair the documents of ``within``; whether something was written. A dry run shows the diff.

    A frozen document stays as it is.

    Raises:
        StaleError: a file is no longer as it was read.
        LockedError: another process is writing.
    """
    raw = {path: loaded.raw[path] for path in within if not is_frozen(loaded.school, path)}
    found = repairs(raw, problems, known_names(loaded.school))
    contents = {path: repair.content for path, repair in found.items()}
    _tell(found)
    if dry_run:
        if contents:
            write(preview_texts(loaded, contents))
        return False
    save_texts(loaded, contents, label="check --fix")
    if contents:
        messages().done(say(N_("Repaired: {paths}. Take it back with: iom undo"), {"paths": list(contents)}))
    return bool(contents)


def known_names(school: School) -> frozenset[str]:
    """What a word may mean: ids of documents, criteria of rubrics, keys of the top level of every kind."""
    names = {key for kind in KINDS for key in kind.model.key_order()}
    names |= {one for path in school.documents if (found := recognise(path)) for one in found[1]}
    rubrics = [*school.of_kind(kinds.RUBRIC).values(), *(offer.rubric for offer in _offers(school))]
    criteria = [criterion for rubric in rubrics for criterion in getattr(rubric, "criteria", ())]
    return frozenset(names | {one for criterion in criteria for one in (criterion.id, criterion.label)})


def _offers(school: School) -> list[Offer]:
    return [offer for offer in school.of_kind(kinds.OFFER).values() if isinstance(offer, Offer)]


def _tell(found: dict[str, Repair]) -> None:
    for path, repair in found.items():
        for text, facts in repair.done:
            messages().note(f"{path}: {say(text, facts)}")
    if not found:
        messages().note(_("There is nothing that can be repaired without asking."))
