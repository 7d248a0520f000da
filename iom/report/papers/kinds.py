"""A kind of paper: its name, whom it is about, and who writes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from iom.model.school import Run, School
from iom.report.papers.paper import Paper

#: What one paper is about; whom the words after the name of the paper mean is settled before it is built.
About = Literal["pupil", "offer", "tutor", "event", "round"]


@dataclass(frozen=True, slots=True)
class Case:
    """The circumstances in which papers are built.

    ``blank`` papers are to be filled in with a pen: what is printed is what the school knows beforehand (names, offers,
    criteria), answers stay empty. ``expert`` is the id of the person who will judge or judged, where one is named;
    ``offers`` are the offers named beside or instead of pupils: a paper about a pupil's products keeps to them;
    ``month`` is ``2026-10``.
    """

    run: Run
    today: date
    blank: bool = False
    expert: str | None = None
    offers: tuple[str, ...] = ()
    month: str | None = None

    @property
    def school(self) -> School:
        """The school of the round."""
        return self.run.school


@dataclass(frozen=True, slots=True)
class Built:
    """Papers about one subject, none where there is nothing to say.

    ``left_out`` are the ids of people who stay out of them because no consent to publishing is on paper
    (`iom.model.consenting.may_be_published`).
    """

    papers: tuple[Paper, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperKind:
    """A paper that can be printed.

    ``name`` is what people type (English, never translated), ``title`` and ``audience`` are message ids: what it is
    called, and whom it is for. ``build(case, subject)`` writes the papers about one subject, an id of what ``about``
    says (of a round: the round's id). What ``publishes`` is read outside the school: ``build`` leaves out people
    without a consent to publishing, and names them. A paper ``of_products`` of a pupil keeps to the offers that are
    named beside pupils.
    """

    name: str
    title: str
    audience: str
    about: About
    build: Callable[[Case, str], Built]
    publishes: bool = False
    of_products: bool = False
