"""A program of whole numbers, built row by row and handed to HiGHS, which is imported only here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from iom.errors import Exit, IomError
from iom.language import N_

INFINITE = 1e30
GAP = 1e-6  # relative: what counts as proven


class NoSolverError(IomError):
    """HiGHS is not installed."""

    text = N_("The exact engine needs the package highspy.")
    hint = N_("pip install 'iom[exact]', or leave --exact out: the answer is then at most a little less good.")
    exit_code = Exit.USAGE


@dataclass(frozen=True, slots=True)
class Solved:
    """What HiGHS found: the values of the columns, the bound it proved, whether it finished in its time."""

    values: Sequence[float]
    bound: float
    proven: bool


class Program:
    """Columns of whole numbers from 0 to 1, and rows that bound their sums; the least cost is looked for.

    Raises:
        NoSolverError: highspy is not installed.
    """

    def __init__(self) -> None:
        try:
            self._highs: Any = import_module("highspy")
            self._numpy: Any = import_module("numpy")
        except ImportError:
            raise NoSolverError from None
        self._costs: list[float] = []
        self._starts: list[int] = [0]
        self._rows: list[int] = []
        self._values: list[float] = []
        self._lower: list[float] = []
        self._upper: list[float] = []

    def row(self, lower: float, upper: float) -> int:
        """A new row, and its number."""
        self._lower.append(lower)
        self._upper.append(upper)
        return len(self._lower) - 1

    def column(self, cost: float, entries: Iterable[tuple[int, float]]) -> int:
        """A new column that counts in rows, and its number."""
        for row, value in sorted(entries):
            self._rows.append(row)
            self._values.append(value)
        self._costs.append(cost)
        self._starts.append(len(self._rows))
        return len(self._costs) - 1

    def solve(self, seconds: float) -> Solved | None:
        """What HiGHS finds with one thread; None where it finds nothing."""
        highs, numpy = self._highs, self._numpy
        model = highs.HighsLp()
        model.num_col_, model.num_row_ = len(self._costs), len(self._lower)
        model.col_cost_ = numpy.array(self._costs)
        model.col_lower_, model.col_upper_ = numpy.zeros(len(self._costs)), numpy.ones(len(self._costs))
        model.row_lower_, model.row_upper_ = numpy.array(self._lower), numpy.array(self._upper)
        model.integrality_ = [highs.HighsVarType.kInteger] * len(self._costs)
        matrix = model.a_matrix_
        matrix.format_ = highs.MatrixFormat.kColwise
        matrix.start_ = numpy.array(self._starts)
        matrix.index_, matrix.value_ = numpy.array(self._rows), numpy.array(self._values)
        solver = highs.Highs()
        options = {"output_flag": False, "time_limit": seconds, "mip_rel_gap": GAP, "threads": 1, "random_seed": 0}
        for name, value in options.items():
            solver.setOptionValue(name, value)
        solver.passModel(model)
        solver.run()
        info = solver.getInfo()
        if info.primal_solution_status != 2:  # HiGHS: 2 is a feasible point
            return None
        proven = solver.getModelStatus() == highs.HighsModelStatus.kOptimal
        return Solved(solver.getSolution().col_value, info.mip_dual_bound, proven)
