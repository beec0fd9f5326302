"""Cuts cells that cover many rows, for paper.

A page cannot break within such a cell: LaTeX either leaves the words on the
first page only or, with newer Sphinx, loses the rows that do not fit.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dcs.statement.model import Cell, Row


def split_rows(rows: tuple[Row, ...], order: list[str], longest: int) -> tuple[Row, ...]:
    """Return rows in which no cell covers more than `longest` rows.

    Parameters
    ----------
    rows : tuple of Row
        The rows of a header or body.
    order : list of str
        Keys of the columns, from left to right.
    longest : int
        Rows that a cell may cover, 0 for any number.
    """
    if not longest or all(cell.rows <= longest for row in rows for cell in row.cells):
        return rows
    pieces: list[list[Cell]] = [[] for _ in rows]
    for index, row in enumerate(rows):
        for cell in row.cells:
            for start in range(0, cell.rows, longest):
                height = min(longest, cell.rows - start)
                pieces[index + start].append(replace(cell, rows=height))
    return tuple(
        replace(row, cells=tuple(sorted(cells, key=lambda cell: order.index(cell.column))))
        for row, cells in zip(rows, pieces, strict=True)
    )


def without_spans(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Return rows in which every cell covers one column, for writers that know no other.

    The places that a wide cell covered become empty cells.
    """
    return tuple(replace(row, cells=tuple(_single(row))) for row in rows)


def _single(row: Row) -> Iterator[Cell]:
    for cell in row.cells:
        yield replace(cell, columns=1)
        for _ in range(cell.columns - 1):
            yield replace(cell, columns=1, content=(), notes=())
