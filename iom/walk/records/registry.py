"""The records that commands keep, by the name of their kind."""

from __future__ import annotations

from typing import Final

from iom.walk.records.field import Record
from iom.walk.records.people import GUARDIAN, MENTOR, PARTNER, STAFF, STUDENT
from iom.walk.records.teaching import COURSE, EVENT, GROUP, OFFER

RECORDS: Final[dict[str, Record]] = {
    record.name: record for record in (STUDENT, GUARDIAN, STAFF, PARTNER, MENTOR, COURSE, GROUP, OFFER, EVENT)
}
