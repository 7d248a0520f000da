"""Options that several commands share, and options made of questions.

Every option is text, a list of texts or a switch, absent unless given (design §7): the kinds of question parse it.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Collection, Iterable, Mapping
from contextvars import copy_context
from keyword import iskeyword
from typing import TYPE_CHECKING, Annotated, Any

import typer

from iom import language
from iom.language import N_

if TYPE_CHECKING:
    from iom.ask.question import Form

Yes = Annotated[bool, typer.Option("--yes", "-y", help=N_("do not ask whether to go ahead"))]
DryRun = Annotated[bool, typer.Option("--dry-run", help=N_("show what would change, write nothing"))]
By = Annotated[str | None, typer.Option("--by", metavar=N_("PERSON"), help=N_("who decides or records it: id or name"))]
Round = Annotated[
    str | None, typer.Option("--round", metavar=N_("ROUND"), help=N_("the round; without it, the present one"))
]
ClassForm = Annotated[
    str | None, typer.Option("--form", metavar=N_("CLASS"), help=N_("all pupils of a class, for example 5a"))
]
TutorGroup = Annotated[str | None, typer.Option("--group", metavar=N_("GROUP"), help=N_("all pupils of a tutor group"))]
Offer = Annotated[
    str | None, typer.Option("--offer", metavar=N_("OFFER"), help=N_("all pupils of a course of the round"))
]
AnswersFile = Annotated[
    str | None,
    typer.Option("--answers", metavar=N_("FILE"), help=N_("take the answers from a TOML or JSON file; - is stdin")),
]
Reason = Annotated[str | None, typer.Option("--reason", metavar=N_("TEXT"), help=N_("why, in a few words"))]

#: The texts of the options that were given, by form name; several where an option stood several times.
Given = Mapping[str, list[str]]


def command_from_forms(
    function: Callable[..., Any], forms: Iterable[Form], without: Collection[str] = ()
) -> Callable[..., Any]:
    """A command with one option a form, besides the parameters of ``function``; those ``without`` keep their default.

    ``function`` has a keyword parameter ``given: Given``; it gets the texts of each option that was given, by form
    name, as `iom.ask.given.from_flags` takes them. A prompt without an option can therefore not exist.
    """
    forms = tuple(forms)
    names = {_identifier(form.name): form.name for form in forms}

    def command(**values: Any) -> Any:
        given = {names[name]: values.pop(name) for name in names if values.get(name) is not None}
        own = {name: value for name, value in values.items() if name not in names}
        return function(**own, given=given)

    own = inspect.signature(function, eval_str=True).parameters.values()
    hidden = {"given", *without}
    parameters = [
        *(parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in own if parameter.name not in hidden),
        *(_parameter(form) for form in forms),
    ]
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    command.__doc__ = function.__doc__
    command.__name__ = function.__name__
    return command


def _parameter(form: Form) -> inspect.Parameter:
    # A list even where one answer is wanted: typer would drop the first of two in silence.
    option = typer.Option(form.flag, help=form.help, metavar=_metavar(form))
    return inspect.Parameter(
        _identifier(form.name),
        inspect.Parameter.KEYWORD_ONLY,
        default=None,
        annotation=Annotated[list[str] | None, option],
    )


def _identifier(name: str) -> str:
    identifier = name.replace("-", "_")
    return f"{identifier}_" if iskeyword(identifier) else identifier


def _metavar(form: Form) -> str:
    # In English a text is its own message id, and the page of help translates it when it is drawn.
    def english() -> str:
        language.use("en")
        return form.kind.metavar()

    word = copy_context().run(english)
    return f"ID:{word} …" if form.scoped else word
