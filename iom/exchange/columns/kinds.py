"""Every kind of table that comes in and goes out, by the name on the command line."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Final

from iom.exchange.columns.table_kind import TableKind

#: Module and class of each kind; a module is imported when its table is asked for.
_PLACES: Final[Mapping[str, tuple[str, str]]] = {
    "students": ("students", "Students"),
    "guardians": ("guardians", "Guardians"),
    "staff": ("adults", "Staff"),
    "partners": ("adults", "Partners"),
    "courses": ("courses", "Courses"),
    "offers": ("offers", "Offers"),
    "mentors": ("mentors", "Mentors"),
    "groups": ("groups", "Groups"),
    "events": ("events", "Events"),
    "attendance": ("attendance", "Attendance"),
    "wishes": ("wishes", "Wishes"),
    "impressions": ("impressions", "Impressions"),
    "agreements": ("agreements", "Agreements"),
    "lessons": ("lessons", "Lessons"),
    "products": ("products", "Products"),
    "assessments": ("assessments", "Assessments"),
    "consultations": ("consultations", "Consultations"),
    "consents": ("consents", "Consents"),
    "deficits": ("deficits", "Deficits"),
}
NAMES: Final = tuple(_PLACES)


def table_kind(name: str) -> TableKind:
    """The kind of that name.

    Raises:
        KeyError: there is none.
    """
    module, title = _PLACES[name]
    found = getattr(import_module(f"iom.exchange.columns.{module}"), title)()
    assert isinstance(found, TableKind)
    return found
