"""A program of whole numbers, built row by row and handed to HiGHS, which is imported only here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from itertools import accumulate
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
    """Columns of whole numbers from 0 to 1, and rows that bound their sums.

    Raises:
        NoSolverError: highspy is not installed.
    """

    def __init__(self) -> None:
        try:
            self._highs: Any = import_module("highspy")
            self._numpy: Any = import_module("numpy")
        except ImportError:
            raise NoSolverError from None
        self._columns: list[list[tuple[int, float]]] = []
        self._lower: list[float] = []
        self._upper: list[float] = []

    def row(self, lower: float, upper: float) -> int:
        """A new row, and its number."""
        self._lower.append(lower)
        self._upper.append(upper)
        return len(self._lower) - 1

    def column(self, entries: Iterable[tuple[int, float]]) -> int:
        """A new column that counts in rows, and its number."""
        self._columns.append(list(entries))
        return len(self._columns) - 1

    def hold(self, costs: Mapping[int, float], most: float) -> None:
        """Let the costs by column come to no more than ``most`` from now on."""
        row = self.row(-INFINITE, most)
        for column, cost in costs.items():
            if cost:
                self._columns[column].append((row, float(cost)))

    def solve(self, costs: Mapping[int, float], seconds: float, start: Iterable[int] | None = None) -> Solved | None:
        """The least of the costs by column, found with one thread; None where HiGHS finds nothing.

        ``start`` are the columns of a solution to begin with.
        """
        highs, numpy = self._highs, self._numpy
        model = highs.HighsLp()
        number = len(self._columns)
        model.num_col_, model.num_row_ = number, len(self._lower)
        model.col_cost_ = numpy.array([float(costs.get(column, 0)) for column in range(number)])
        model.col_lower_, model.col_upper_ = numpy.zeros(number), numpy.ones(number)
        model.row_lower_, model.row_upper_ = numpy.array(self._lower), numpy.array(self._upper)
        model.integrality_ = [highs.HighsVarType.kInteger] * number
        self._fill(model)
        solver = highs.Highs()
        options = {"output_flag": False, "time_limit": seconds, "mip_rel_gap": GAP, "threads": 1, "random_seed": 0}
        for name, value in options.items():
            solver.setOptionValue(name, value)
        solver.passModel(model)
        if start is not None:
            solution = highs.HighsSolution()
            chosen = set(start)
            solution.col_value = [float(column in chosen) for column in range(number)]
            solver.setSolution(solution)
        solver.run()
        info = solver.getInfo()
        if info.primal_solution_status != 2:  # HiGHS: 2 is a feasible point
            return None
        proven = solver.getModelStatus() == highs.HighsModelStatus.kOptimal
        return Solved(solver.getSolution().col_value, info.mip_dual_bound, proven)

    def _fill(self, model: Any) -> None:
        numpy, entries = self._numpy, [sorted(column) for column in self._columns]
        matrix = model.a_matrix_
        matrix.format_ = self._highs.MatrixFormat.kColwise
        matrix.start_ = numpy.array([0, *accumulate(map(len, entries))])
        matrix.index_ = numpy.array([row for column in entries for row, _value in column])
        matrix.value_ = numpy.array([value for column in entries for _row, value in column])
