"""Decisions about a route: pass, return, stop, waive. Each gives the next route and erases nothing."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args

from iom.errors import Exit, IomError
from iom.language import N_, pgettext
from iom.model.identifiers import entry_id
from iom.model.routes import Decision, Route, StopReason, Waiver
from iom.model.school import Run, School
from iom.stages.history import History, history, return_targets
from iom.stages.lead import leads
from iom.stages.machine import Check, gate, is_open, lacking
from iom.stages.template import Template, template_of

STOP_REASONS: tuple[str, ...] = get_args(StopReason)


class GateClosedError(IomError):
    """The stage cannot be passed yet; ``checks`` holds the whole gate."""

    text = N_("{name} cannot pass “{stage}” yet. {missing}")
    hint = N_("To go on: {commands}")
    exit_code = Exit.PROBLEMS

    def __init__(self, checks: tuple[Check, ...], **facts: str) -> None:
        super().__init__(problems=(), **facts)
        self.checks = checks


class StageOrderError(IomError):
    """The decision is about a stage in which the route is not."""

    text = N_("{name} is in the stage “{present}”, not in “{stage}”.")
    hint = N_("No stage can be skipped. To go back: iom return {subject} --to STAGE --reason TEXT")


class RouteEndedError(StageOrderError):
    """The route is closed or stopped."""

    text = N_("The route of {name} is over since {since}.")
    hint = N_("If that was a mistake: iom return {subject} --to {present_id} --reason TEXT")


class BackdatedError(StageOrderError):
    """The decision would come before one already taken."""

    text = N_("The last decision about {name} is of {last}; a new one cannot be of {today}.")
    hint = N_("Give a later day: --today DATE.")


class ReturnTargetError(IomError):
    """A return may not lead there."""

    text = N_("No return leads from “{present}” to “{to}”.")
    hint = N_("A return may lead to: {targets}.")
    exit_code = Exit.USAGE


class NowhereToReturnError(ReturnTargetError):
    """The route is in its first stage."""

    hint = N_("The route is in its first stage: there is nothing to return to.")


class ReasonError(IomError):
    """A decision that needs a reason has none, or one that a stop cannot have."""

    text = N_("This decision needs a reason.")
    hint = N_('Say why: --reason "…"')
    exit_code = Exit.USAGE


class StopReasonError(ReasonError):
    """A stop has other reasons."""

    text = N_("A route does not stop for the reason “{reason}”.")
    hint = N_("Reasons: {known}. Add --note for words of your own.")


class NoStopReasonError(ReasonError):
    """A stop without its reason."""

    hint = N_("Say why: --reason left|refused|moved|other")


class UnknownRequirementError(IomError):
    """A waiver names what no gate asks for."""

    text = N_("No gate asks for “{requirement}”.")
    hint = N_("Requirements that can be waived: {known}.")
    exit_code = Exit.NOT_FOUND


class JudgeError(IomError):
    """Who leads a route may not judge it (S3 R3-5)."""

    text = N_("{judge} leads the route of {name} and may not judge it.")
    hint = N_("Let somebody else decide: --by PERSON.")


def passed(school: School, run: Run, subject: str, by: str, today: date, note: str | None = None) -> Route:
    """The route with its present stage passed; passing the last stage closes it.

    Raises:
        GateClosedError: something is missing.
        StageOrderError: the route is over, or a later decision stands there.
        JudgeError: the process forbids this judge.
    """
    template = _allow(run, subject, by, today)
    walked = _walked(run, subject, today)
    _open_only(run, subject, walked)
    checks = gate(school, run, subject, today, template=template)
    if not is_open(checks):
        raise _closed_gate(school, subject, walked.present.stage, checks)
    return _decided(run, subject, walked, decision="pass", on=today, by=by, note=note)


def returned(school: School, run: Run, subject: str, by: str, today: date, to: str, reason: str) -> Route:
    """The route back in the stage ``to``; its history and all evidence stay, and the gate is looked at anew.

    A route that is over can be taken up again in the stage in which it ended.

    Raises:
        ReturnTargetError: no return leads there.
        ReasonError: the reason is empty.
        StageOrderError: a later decision stands there.
        JudgeError: the process forbids this judge.
    """
    template = _allow(run, subject, by, today)
    walked = _walked(run, subject, today)
    targets = return_targets(template, walked.present)
    if to not in targets:
        error = ReturnTargetError if targets else NowhereToReturnError
        raise error(present=_title(walked.present.stage), to=_title(to), targets=list(map(_named, targets)))
    return _decided(run, subject, walked, decision="return", on=today, by=by, to=to, reason=_given(reason))


def _named(stage: str) -> str:
    """A stage as it is typed, with its title where that is another word."""
    return stage if (title := _title(stage)) == stage else f"{stage} ({title})"


def stopped(
    school: School, run: Run, subject: str, by: str, today: date, reason: str, note: str | None = None
) -> Route:
    """The route ended: ``reason`` is left, refused, moved or other.

    Raises:
        StopReasonError: it is none of these.
        StageOrderError: the route is over, or a later decision stands there.
    """
    walked = _walked(run, subject, today)
    _open_only(run, subject, walked)
    if not reason.strip():
        raise NoStopReasonError
    if reason not in STOP_REASONS:
        raise StopReasonError(reason=reason, known=list(STOP_REASONS))
    return _decided(run, subject, walked, decision="stop", on=today, by=by, reason=reason, note=note)


def waived(school: School, run: Run, subject: str, by: str, today: date, requirement: str, reason: str) -> Route:
    """The route with one requirement lifted; a second waiver of it changes nothing.

    Raises:
        UnknownRequirementError: no gate of the process has this requirement.
        ReasonError: the reason is empty.
        JudgeError: the process forbids this judge.
    """
    demands = _allow(run, subject, by, today).demands()
    if requirement not in demands:
        raise UnknownRequirementError(requirement=requirement, known=list(demands))
    words, route = _given(reason), _route(run, subject, today)
    if any(waiver.requirement == requirement for waiver in route.waivers):
        return route
    identifier = entry_id(today, "waivers", subject, requirement)
    waiver = Waiver(id=identifier, requirement=requirement, reason=words, by=by, on=today)
    return route.replaced(waivers=(*route.waivers, waiver))


def _route(run: Run, subject: str, today: date) -> Route:
    return run.routes.get(subject) or Route.new(opened_on=today)


def _walked(run: Run, subject: str, today: date | None = None) -> History:
    """The route's history so far; with ``today``, a decision of that day must be able to follow."""
    walked = history(template_of(run), run.routes.get(subject) or Route.new())
    if today and walked.last and walked.last.on > today:
        raise BackdatedError(name=run.school.name(subject), last=walked.last.on, today=today)
    return walked


def _allow(run: Run, subject: str, by: str, today: date) -> Template:
    """The round's process, once ``by`` is found to be somebody who may judge."""
    template = template_of(run)
    if template.judges == "not-the-lead" and leads(run, subject, by, today):
        raise JudgeError(judge=run.school.name(by), name=run.school.name(subject))
    return template


def _open_only(run: Run, subject: str, walked: History) -> None:
    present = walked.present
    if present.how:
        raise RouteEndedError(
            name=run.school.name(subject), subject=subject, since=present.left, present_id=present.stage
        )


def require_stage(run: Run, subject: str, stage: str) -> None:
    """Make sure that the subject is in ``stage``.

    Raises:
        StageOrderError: the route is elsewhere, or over.
    """
    walked = _walked(run, subject)
    _open_only(run, subject, walked)
    if walked.present.stage != stage:
        present = _title(walked.present.stage)
        raise StageOrderError(name=run.school.name(subject), subject=subject, present=present, stage=_title(stage))


def _closed_gate(school: School, subject: str, stage: str, checks: tuple[Check, ...]) -> GateClosedError:
    missing = lacking(checks)
    return GateClosedError(
        checks,
        name=school.name(subject),
        stage=_title(stage),
        missing=" ".join(dict.fromkeys(one.said() for one in missing)),
        commands="; ".join(dict.fromkeys(one.command for one in missing)),
    )


def _title(stage: str) -> str:
    return pgettext("stage", stage)


def _given(reason: str) -> str:
    if not reason.strip():
        raise ReasonError
    return reason


def _decided(run: Run, subject: str, walked: History, *, decision: str, on: date, **fields: Any) -> Route:
    route = _route(run, subject, on)
    present = walked.present
    key = ("decisions", subject, present.stage, decision)
    identifier = entry_id(on, *key)
    # The same stage, passed and come back to on one day, is a second event and not the same one twice.
    attempt = present.attempt
    while any(known.id == identifier for known in route.decisions):
        identifier = entry_id(on, *key, str(attempt))
        attempt += 1
    given = {name: value for name, value in fields.items() if value is not None}
    entry = Decision.model_validate({"id": identifier, "on": on, "stage": present.stage, "decision": decision, **given})
    return route.replaced(decisions=(*route.decisions, entry))
