"""What a family may settle on: offers that one child can attend, signed by that child."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from iom.ask.kinds import AnswerError
from iom.ask.ranking import Ids, Ranking, SetOf
from iom.language import N_
from iom.model.timetable import clashes
from iom.views.wording import slots_text
from iom.walk.sitting import Sitting


class ClashingOffersError(AnswerError):
    """An agreement on two offers at the same hour."""

    text = N_("“{first}” and “{second}” are at the same hour: {hours}.")
    hint = N_("Nobody can attend both; settle on another one instead of either.")


class UnsignedError(AnswerError):
    """An agreement without the child's signature."""

    text = N_("{name} has not signed: an agreement holds only with the pupil's own signature.")
    hint = N_("Add {student}; the pupil's choice is never replaced in silence.")


@dataclass(frozen=True)
class Settled(Ranking):
    """Offers that the family settles on; two at the same hour are refused."""

    sitting: Sitting | None = None

    def parse(self, raw: object) -> Ids:
        """The ids in order. Raises as `Ranking.parse` does, and for two offers that clash."""
        ids = super().parse(raw)
        for first, second in self._clashing(ids):
            raise first_clash(self.sitting, first, second)
        return ids

    def _clashing(self, ids: Ids) -> list[tuple[str, str]]:
        offers = self.sitting.run.offers if self.sitting else {}
        pairs = combinations((name for name in ids if name in offers), 2)
        return [(first, second) for first, second in pairs if clashes(offers[first], offers[second])]

    def free_of_clashes(self, wished: Ids) -> Ids:
        """As many of ``wished`` as are settled on, the first that can be attended together; none if too few."""
        found: Ids = ()
        for offer in wished:
            if len(found) < self.at_least and not self._clashing((*found, offer)):
                found = (*found, offer)
        return found if len(found) == self.at_least else ()


def first_clash(sitting: Sitting | None, first: str, second: str) -> ClashingOffersError:
    """The refusal of two offers at the same hour."""
    assert sitting is not None
    run = sitting.run
    return ClashingOffersError(
        first=run.offer_title(first), second=run.offer_title(second), hours=slots_text(run.offers[second])
    )


@dataclass(frozen=True)
class Signatures(SetOf):
    """Who signs: whoever else does, the pupil must."""

    student: str = ""
    student_name: str = ""

    def parse(self, raw: object) -> Ids:
        """The ids of those who sign. Raises as `SetOf.parse` does, and without the pupil."""
        ids = super().parse(raw)
        if self.student not in ids:
            raise UnsignedError(name=self.student_name, student=self.student)
        return ids
