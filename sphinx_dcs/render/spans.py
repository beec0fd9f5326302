"""Cuts cells that cover many rows, for paper.

A page cannot break within such a cell: LaTeX either leaves the words on the
first page only or, with newer Sphinx, loses the rows that do not fit.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_dcs.statement.model import Cell, Row, Table


def split_spans(table: Table, longest: int) -> tuple[Row, ...]:
    """Return a table's rows in which no cell covers more than `longest` rows.

    Parameters
    ----------
    table : Table
        The table.
    longest : int
        Rows that a cell may cover, 0 for any number.
    """
    if not longest or all(cell.rows <= longest for row in table.rows for cell in row.cells):
        return table.rows
    pieces: list[list[Cell]] = [[] for _ in table.rows]
    for index, row in enumerate(table.rows):
        for cell in row.cells:
            for start in range(0, cell.rows, longest):
                height = min(longest, cell.rows - start)
                pieces[index + start].append(replace(cell, rows=height))
    order = {column.key: place for place, column in enumerate(table.columns)}
    return tuple(
        replace(row, cells=tuple(sorted(cells, key=lambda cell: order[cell.column])))
        for row, cells in zip(table.rows, pieces, strict=True)
    )
