"""Makes tables: header cells from the tree of columns, spans, notes.

Row sources say what is in a row. Where cells become one, how the header is
built and how notes are numbered is decided here, for all tables alike.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from sphinx_dcs.statement.model import Cell, CellKind, Column, Inline, Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinx_dcs.template.model import ColumnDefinition

_CELL_KINDS = {"uid", "tag", "code", "yes-no", "status-code"}
_NOTHING: Mapping[str, Inline] = MappingProxyType({})
_NO_NOTES: Mapping[str, tuple[Inline, ...]] = MappingProxyType({})
_NO_SPANS: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Draft:
    """A row as its source gives it.

    Attributes
    ----------
    id : str
        Name of the row within the table.
    cells : mapping
        Inline text by key of the column; a column without one is empty.
    group : str
        Heading of the group of rows that it stands in.
    block : str
        Rows of different blocks never share a cell.
    columns : mapping
        How many columns a cell covers, where more than one.
    notes : mapping
        Notes on a cell, by key of the column.
    """

    id: str
    cells: Mapping[str, Inline] = field(default_factory=lambda: _NOTHING)
    group: str = ""
    block: str = ""
    columns: Mapping[str, int] = field(default_factory=lambda: _NO_SPANS)
    notes: Mapping[str, tuple[Inline, ...]] = field(default_factory=lambda: _NO_NOTES)


# --- header -----------------------------------------------------------------------------------


def make_columns(columns: Sequence[ColumnDefinition]) -> tuple[Column, ...]:
    """Return the real columns, from left to right."""
    leaves = [leaf for column in columns for leaf in column.leaves()]
    return tuple(Column(leaf.key, _heading(leaf, columns), leaf.width) for leaf in leaves)


def _heading(leaf: ColumnDefinition, columns: Sequence[ColumnDefinition]) -> str:
    """Return a column's full heading, with what stands above it."""
    return " / ".join(heading for heading in _path(leaf, columns) if heading)


def _path(leaf: ColumnDefinition, columns: Sequence[ColumnDefinition]) -> list[str]:
    for column in columns:
        if column is leaf:
            return [column.heading]
        if any(below is leaf for below in column.leaves()):
            return [column.heading, *_path(leaf, column.columns)]
    return []


def make_header(columns: Sequence[ColumnDefinition]) -> tuple[Row, ...]:
    """Return the rows of the header.

    Parameters
    ----------
    columns : sequence of ColumnDefinition
        A heading over columns without headings covers their places too.
    """
    depth = max(map(_depth, columns))
    rows: list[list[Cell]] = [[] for _ in range(depth)]
    for column in columns:
        _add_heading(rows, column, 0)
    return tuple(Row(tuple(cells)) for cells in rows)


def _depth(column: ColumnDefinition) -> int:
    if not _has_headings_below(column):
        return 1
    return 1 + max(map(_depth, column.columns))


def _has_headings_below(column: ColumnDefinition) -> bool:
    return any(below.heading or _has_headings_below(below) for below in column.columns)


def _add_heading(rows: list[list[Cell]], column: ColumnDefinition, level: int) -> None:
    leaves = tuple(column.leaves())
    is_last = not _has_headings_below(column)
    rows[level].append(
        Cell(
            (column.heading,) if column.heading else (),
            rows=len(rows) - level if is_last else 1,
            columns=len(leaves),
            is_header=True,
            column=leaves[0].key,
        )
    )
    if not is_last:
        for below in column.columns:
            _add_heading(rows, below, level + 1)


# --- body -------------------------------------------------------------------------------------


class Body:
    """Builds the rows of a table's body and collects the notes on its cells.

    Parameters
    ----------
    columns : tuple of ColumnDefinition
        The real columns.
    drafts : sequence of Draft
        The rows.
    """

    def __init__(self, columns: tuple[ColumnDefinition, ...], drafts: Sequence[Draft]) -> None:
        self._columns = columns
        self._kinds = {
            column.key: cast("CellKind", column.kind if column.kind in _CELL_KINDS else "text")
            for column in columns
        }
        self._drafts = drafts
        self.notes: list[Inline] = []
        self._heights = {
            column.key: _heights(drafts, self._spanning_up_to(column))
            for column in columns
            if column.spans
        }

    def _spanning_up_to(self, column: ColumnDefinition) -> list[str]:
        """Return the columns whose change ends a cell of this one."""
        upto = self._columns[: self._columns.index(column) + 1]
        return [each.key for each in upto if each.spans]

    def rows(self) -> tuple[Row, ...]:
        """Return the rows, with a full-width heading before each group."""
        return tuple(self._rows())

    def _rows(self) -> Iterator[Row]:
        group = ""
        for index, draft in enumerate(self._drafts):
            if draft.group and draft.group != group:
                yield self._group(draft.group)
            group = draft.group
            yield Row(tuple(self._cells(index, draft)), draft.id)

    def _group(self, heading: str) -> Row:
        cell = Cell(
            (heading,), columns=len(self._columns), is_header=True, column=self._columns[0].key
        )
        return Row((cell,), is_group=True)

    def _cells(self, index: int, draft: Draft) -> Iterator[Cell]:
        skip = 0
        for column in self._columns:
            if skip:
                skip -= 1
                continue
            width = draft.columns.get(column.key, 1)
            skip = width - 1
            height = self._heights[column.key][index] if column.key in self._heights else 1
            if height:
                yield self._cell(column, draft, height, width)

    def _cell(self, column: ColumnDefinition, draft: Draft, height: int, width: int) -> Cell:
        key, notes = column.key, draft.notes.get(column.key, ())
        numbers = tuple(map(self._number, notes)) if notes else ()
        content = draft.cells.get(key, ())
        return Cell(content, self._kinds[key], height, width, column.is_stub, key, numbers)

    def _number(self, note: Inline) -> int:
        """Return the number of a note; the same words are one note."""
        if note not in self.notes:
            self.notes.append(note)
        return self.notes.index(note) + 1


def _heights(drafts: Sequence[Draft], keys: list[str]) -> list[int]:
    """Return for each row how many rows its cell covers, 0 where it is covered."""
    heights = [1] * len(drafts)
    start = 0
    for index in range(1, len(drafts)):
        if _continues(drafts[start], drafts[index], keys):
            heights[index] = 0
            heights[start] += 1
        else:
            start = index
    return heights


def _continues(above: Draft, below: Draft, keys: list[str]) -> bool:
    if (above.block, above.group) != (below.block, below.group):
        return False
    if above.columns or below.columns or any(below.notes.get(key) for key in keys):
        return False
    return all(above.cells.get(key) == below.cells.get(key) for key in keys)
