"""What is told of courses that the placement opened for nobody, where they are left out."""

from __future__ import annotations

from collections.abc import Sequence

from iom.cli.context import current
from iom.cli.output import messages
from iom.language import N_, say
from iom.model.school import Run


def tell_of_unopened(run: Run, offers: Sequence[str]) -> None:
    """Name the courses that are left out."""
    if offers and not current().json:
        text = N_("Left out, for nobody was placed there: {titles}.")
        messages().note(say(text, {"titles": [run.offer_title(offer) for offer in offers]}))
