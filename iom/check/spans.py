"""Days and hours that must run forwards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from iom.check.page import Page
from iom.check.rules import rule
from iom.errors import Fault, KeyPath, Problem
from iom.language import N_
from iom.model import kinds
from iom.model.base import Document
from iom.model.kinds import Kind

DAYS_REVERSED = Fault(
    "E0401", N_("“{end_key}” ({end}) is before “{start_key}” ({start})"), N_("swap the two days, or correct one")
)
HOURS_REVERSED = Fault(
    "E0402", N_("the end ({end}) is not after the beginning ({start})"), N_("correct “from” or “to”")
)

#: By kind: the list ("" for the document itself) with its first and its last day.
DAYS: Mapping[Kind, tuple[tuple[str, str, str], ...]] = {
    kinds.CALENDAR: (("years", "starts", "ends"), ("terms", "starts", "ends"), ("holidays", "starts", "ends")),
    kinds.STUDENT: (("consents", "given_on", "valid_until"), ("consents", "given_on", "withdrawn_on")),
    kinds.GUARDIAN: (("consents", "given_on", "valid_until"), ("consents", "given_on", "withdrawn_on")),
    kinds.STAFF: (("consents", "given_on", "valid_until"), ("consents", "given_on", "withdrawn_on")),
    kinds.PARTNER: (("consents", "given_on", "valid_until"), ("consents", "given_on", "withdrawn_on")),
    kinds.MENTOR: (("consents", "given_on", "valid_until"), ("consents", "given_on", "withdrawn_on")),
    kinds.GROUP: (("members", "since", "until"),),
    kinds.ROUND: (("", "starts", "ends"), ("", "opened_on", "choice_until"), ("", "opened_on", "closed_on")),
    kinds.OFFER: (("", "starts", "ends"),),
    kinds.ROUTE: (("deficits", "noticed_on", "outcome_on"),),
}
#: By kind: the lists with hours ("" for the document itself).
HOURS: Mapping[Kind, tuple[str, ...]] = {
    kinds.STUDENT: ("busy",),
    kinds.STAFF: ("hours",),
    kinds.MENTOR: ("hours",),
    kinds.OFFER: ("slots",),
    kinds.EVENT: ("",),
    kinds.CONSULTATIONS: ("consultations",),
}


@rule(*DAYS)
def days_run_forwards(page: Page[Document]) -> Iterator[Problem]:
    """A span ends no earlier than it begins."""
    for rows, first, last in DAYS[page.kind]:
        for position, table in enumerate(getattr(page.document, rows) if rows else (page.document,)):
            start, end = getattr(table, first), getattr(table, last)
            if start and end and end < start:
                facts = {"start_key": first, "start": start, "end_key": last, "end": end}
                yield page.problem(DAYS_REVERSED, *_keys(rows, position), last, **facts)


@rule(*HOURS)
def hours_run_forwards(page: Page[Document]) -> Iterator[Problem]:
    """An hour of the day or the week ends after it begins."""
    for rows in HOURS[page.kind]:
        for position, table in enumerate(getattr(page.document, rows) if rows else (page.document,)):
            if table.start and table.end and table.end <= table.start:
                yield page.problem(HOURS_REVERSED, *_keys(rows, position), "to", start=table.start, end=table.end)


def _keys(rows: str, position: int) -> KeyPath:
    return (rows, position) if rows else ()
