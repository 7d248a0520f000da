"""The texts of the pages by the names under which the templates know them, and texts that count."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from iom.language import N_, _, ngettext, say

#: Message ids by the templates' names.
WORDS: Final[Mapping[str, str]] = {
    "skip": N_("To the list of pupils"),
    "theme": N_("Dark colours"),
    "print": N_("Print"),
    "stages": N_("Stages"),
    "classes": N_("Classes"),
    "tutors": N_("Tutors"),
    "turn": N_("Who is waited for"),
    "turn_hint": N_("A pupil may wait for several at once."),
    "ready": N_("only the decision is lacking"),
    "form": N_("class"),
    "tutor": N_("tutor"),
    "no_tutor": N_("without a tutor"),
    "no_class": N_("without a class"),
    "all": N_("all"),
    "pupils": N_("Pupils"),
    "pupil": N_("pupil"),
    "stage": N_("stage"),
    "since": N_("since"),
    "waits": N_("waits for"),
    "lacking": N_("lacking"),
    "decide": N_("nothing: decide"),
    "returned": N_("returned to this stage"),
    "waived": N_("a condition is waived"),
    "find": N_("Find by name"),
    "filters": N_("Narrow the list"),
    "any": N_("any"),
    "clear": N_("Show all"),
    "none": N_("Nobody fits. Show all, or ask for less."),
    "offers": N_("Courses: demand and seats"),
    "course": N_("course"),
    "hours": N_("hours"),
    "teacher": N_("teacher"),
    "seats": N_("seats"),
    "first": N_("first"),
    "wanted": N_("wanted"),
    "placed": N_("placed"),
    "picture": N_("picture"),
    "offers_legend": N_("outline: seats · filled: placed · ▼ wanted · dashed line: the course opens from here"),
    "cancelled": N_("cancelled"),
    "too_few": N_("too few"),
    "full": N_("full"),
    "back": N_("To the board"),
    "earlier": N_("Earlier in the list"),
    "later": N_("Later in the list"),
    "goal": N_("goal"),
    "level_start": N_("at the start"),
    "level_aim": N_("aimed at"),
    "level_reached": N_("reached"),
    "in_lists": N_("in the lists"),
    "came": N_("lessons"),
    "there": N_("there"),
    "lists_wait": N_("The lists of pupil and family are shown once both are in."),
    "legend": N_(
        "Goals: ○ at the start, ◇ aimed at, ■ reached."
        " In the lists: place with the pupil / with the family, ✓ agreed on."
        " Lessons: █ there, ▁ absent, ▒ excused, · not in the group. Marks: ● own, ◆ the experts' mean."
    ),
    "besides": N_("In the lists"),
    "own": N_("own"),
    "experts": N_("experts"),
    "difference": N_("difference"),
    "gate": N_("What is lacking"),
    "staff_only": N_("For staff only: this file holds names and marks of children. Do not publish or forward it."),
    "self_contained": N_("The file stands alone: it asks nothing of the network and sends nothing."),
    "wall_codes": N_("Codes of the pupils who gave consent to be shown"),
    "wall_few": N_("few: numbers below 5, and those that would give them away, are hidden"),
    "few": N_("few"),
    "wall_legend": N_("Outline: seats · filled: placed · ▼ wanted."),
    "full_screen": N_("Full screen"),
}


def words() -> dict[str, str]:
    """All texts in the chosen language."""
    return {name: _(text) for name, text in WORDS.items()}


def word(name: str) -> str:
    """One text in the chosen language."""
    return _(WORDS[name])


def pupils(count: int) -> str:
    """A number of pupils in words."""
    return say(ngettext("{count} pupil", "{count} pupils", count), {"count": count})


def pupils_unit(count: int) -> str:
    """The word for pupils that goes with a number drawn in large type."""
    return pupils(count).removeprefix(str(count)).strip()


def experts(count: int) -> str:
    """A number of experts in words."""
    return say(ngettext("{count} expert", "{count} experts", count), {"count": count})


def left_out(count: int) -> str:
    """How many pupils a wall leaves out, and why."""
    text = ngettext(
        "{count} pupil is counted but not shown: there is no consent to dissemination, or no code.",
        "{count} pupils are counted but not shown: there is no consent to dissemination, or no code.",
        count,
    )
    return say(text, {"count": count})


def shown_of(shown: str, total: int) -> str:
    """How many pupils a list shows; ``shown`` may be a place that the page fills in."""
    return say(N_("Shown: {shown} of {total}"), {"shown": shown, "total": total})


def whole(hours: str) -> str:
    """Hours of the week that break between two of them alone."""
    return hours.replace(" ", "\u00a0").replace(",\u00a0", ", ")


def in_short(title: str) -> str:
    """A criterion's title up to its colon: what follows explains it."""
    return title.partition(":")[0].strip() or title
