"""Which rows go with which columns so that the pairs weigh most."""

from collections.abc import Sequence
from math import inf


def heaviest_pairs(weights: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Pairs (row, column), each row and column used at most once, of the largest total weight.

    Every row is paired where there are at most as many rows as columns, every column
    otherwise; a pair may weigh 0. Weights are not negative.

    Source: the Hungarian method with potentials, Kuhn 1955; O(rows² · columns).
    """
    if not weights or not weights[0]:
        return []
    if len(weights) > len(weights[0]):
        turned = [list(column) for column in zip(*weights, strict=True)]
        return [(row, column) for column, row in _Matching(turned).pairs()]
    return _Matching(weights).pairs()


class _Matching:
    """A matching that grows by one row at a time; index 0 of rows and columns is a dummy."""

    def __init__(self, weights: Sequence[Sequence[float]]) -> None:
        rows, columns = len(weights), len(weights[0])
        self.weights = weights
        self.row_potential = [0.0] * (rows + 1)
        self.column_potential = [0.0] * (columns + 1)
        self.row_of = [0] * (columns + 1)
        self.came_from = [0] * (columns + 1)

    def pairs(self) -> list[tuple[int, int]]:
        for row in range(1, len(self.row_potential)):
            self._shift(self._free_column(row))
        return [(row - 1, column - 1) for column, row in enumerate(self.row_of) if column and row]

    def _free_column(self, row: int) -> int:
        """The free column at the end of the cheapest path from `row`; potentials follow."""
        self.row_of[0] = row
        slack = [inf] * len(self.column_potential)
        visited = [False] * len(self.column_potential)
        column = 0
        while True:
            visited[column] = True
            nearest, step = self._relax(column, slack, visited)
            for other, seen in enumerate(visited):
                if seen:
                    self.row_potential[self.row_of[other]] += step
                    self.column_potential[other] -= step
                else:
                    slack[other] -= step
            column = nearest
            if self.row_of[column] == 0:
                return column

    def _relax(self, column: int, slack: list[float], visited: list[bool]) -> tuple[int, float]:
        """The unvisited column with least slack once the row of `column` is reached, and that slack."""
        row = self.row_of[column]
        nearest, least = 0, inf
        for other in range(1, len(visited)):
            if visited[other]:
                continue
            cost = -self.weights[row - 1][other - 1] - self.row_potential[row] - self.column_potential[other]
            if cost < slack[other]:
                slack[other] = cost
                self.came_from[other] = column
            if slack[other] < least:
                nearest, least = other, slack[other]
        return nearest, least

    def _shift(self, column: int) -> None:
        """Move each row on the path to the next column, which frees one for the new row."""
        while column:
            before = self.came_from[column]
            self.row_of[column] = self.row_of[before]
            column = before
