"""The school itself and its calendar: ``iom.toml`` and ``calendar.toml``."""

from __future__ import annotations

from datetime import date, time
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field

from iom.language import N_
from iom.model.base import Document, Entry, Rows, Text

Setting = Annotated[bool | int | str, Field(union_mode="left_to_right")]


class Enrolment(Entry):
    """How many pupils the school has in a year; ``id`` is the year."""

    pupils: int = Field(ge=0, description=N_("pupils in the whole school"))


class Workspace(Document):
    """``iom.toml``: the school, its language and its policies. The file marks the root."""

    guide = MappingProxyType(
        {
            "": N_("The school. This file marks the root of the workspace."),
            "policies": N_(
                "What this school asks at the gates: numbers may change, requirements may be switched off.\n"
                "[policies.route.attendance]\nshare = 60        # per cent; off = true switches it off"
            ),
        }
    )

    name: Text = Field(description=N_("name of the school"))
    code: Text | None = Field(default=None, description=N_("code of the school"))
    municipality: Text | None = Field(default=None, description=N_("municipality"))
    language: Literal["ru", "en"] = Field(default="ru", description=N_("language of screens and papers"))
    restricted: Text | None = Field(default=None, description=N_("path of the restricted second workspace"))
    enrolment: Rows[Enrolment] = Field(default=(), description=N_("pupils of the school by year"))
    policies: dict[str, dict[str, dict[str, Setting]]] = Field(
        default_factory=dict, description=N_("settings by template and requirement")
    )


class Span(Entry):
    """A span of days with a name: a school year, a term, holidays."""

    starts: date = Field(description=N_("first day"))
    ends: date = Field(description=N_("last day"))
    title: Text | None = Field(default=None, description=N_("name"))

    def covers(self, day: date) -> bool:
        """Whether ``day`` lies within."""
        return self.starts <= day <= self.ends


class LessonsEnd(Entry):
    """When lessons end for a grade: consultations and courses come after (S1 R1-2)."""

    grade: int = Field(ge=1, le=11, description=N_("year group"))
    at: time = Field(description=N_("end of the last lesson"))


class Calendar(Document):
    """``calendar.toml``: years, terms, holidays and the end of lessons, kept by the deputy head."""

    guide = MappingProxyType({"": N_("School years, terms, holidays, and when lessons end in each grade.")})

    years: Rows[Span] = Field(default=(), description=N_("school years"))
    terms: Rows[Span] = Field(default=(), description=N_("terms"))
    holidays: Rows[Span] = Field(default=(), description=N_("holidays"))
    lessons_end: Rows[LessonsEnd] = Field(default=(), description=N_("end of lessons by grade"))

    def holiday_on(self, day: date) -> Span | None:
        """The holidays that cover ``day``."""
        return next((span for span in self.holidays if span.covers(day)), None)

    def is_school_day(self, day: date) -> bool:
        """Whether lessons may be on ``day``: no holidays, and in a term where the terms of its year are known."""
        year = next((span for span in self.years if span.covers(day)), None)
        terms = [term for term in self.terms if year and year.starts <= term.starts <= year.ends]
        return self.holiday_on(day) is None and (not terms or any(term.covers(day) for term in terms))
