"""Values of options taken as they were typed, without a pydantic adapter for each.

typer 0.29 builds a pydantic type adapter for every option but a switch, even when the option is absent. Ours are
``str``, ``bool`` or ``list[str]``, and the kinds of question parse them, so nothing is left to coerce. This is the one
file that touches typer's private side for it; its test notices when typer changes.
"""

from __future__ import annotations

from typing import Any, cast

from typer import core
from typer._coercion import PassThroughRuntimeParam, RuntimeParam


class PlainParam(PassThroughRuntimeParam):
    """A parameter whose value is kept as it was typed: text, several texts, or a switch."""

    def _coerce_value(self, value: Any, param: Any, ctx: Any) -> Any:
        return list(value) if isinstance(value, tuple) else value


def take_plainly(params: list[Any]) -> None:
    """Spare every parameter its adapter.

    Raises:
        TypeError: a parameter is neither text, nor a list of texts, nor a switch.
    """
    for param in params:
        if not isinstance(param, core._TyperParameter):  # noqa: SLF001 - see the module
            continue
        descriptor = param.type_descriptor
        if descriptor.annotation not in (str, bool, list[str]):
            raise TypeError(f"{param.name}: an option is str, bool or list[str], not {descriptor.annotation}")
        plain = PlainParam(parameter_info=descriptor.parameter_info, annotation=descriptor.annotation)
        param._runtime_param = cast("RuntimeParam", plain)  # noqa: SLF001 - see the module
