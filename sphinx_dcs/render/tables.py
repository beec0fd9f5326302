"""Tables of a statement as docutils tables."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_dcs.render.inline import inline_nodes
from sphinx_dcs.render.nodes import (
    dcs_breakable,
    dcs_entry,
    dcs_group,
    dcs_notes,
    dcs_number,
    dcs_reference,
    dcs_table,
)
from sphinx_dcs.render.spans import split_rows, without_spans

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_dcs.statement.model import Cell, Inline, Row, Table

_BREAKABLE = {"uid", "tag"}


@dataclass(frozen=True, slots=True)
class Format:
    """What a writer can show.

    Attributes
    ----------
    longest_span : int
        How many rows a cell may cover; 0 for any number. Where a taller cell
        would have to be cut, it is repeated.
    has_wide_cells : bool
        Whether a cell may cover several columns.
    has_bare_cells : bool
        Whether text may stand in a cell without a paragraph around it, which
        is much faster.
    """

    longest_span: int = 0
    has_wide_cells: bool = True
    has_bare_cells: bool = False


FORMATS = {
    "html": Format(has_bare_cells=True),
    # A page cannot break within a cell that covers several rows.
    "latex": Format(longest_span=8, has_bare_cells=True),
    "man": Format(longest_span=1, has_wide_cells=False),
}
"""What writers can show, by the format of their output."""


class TableMaker:
    """Makes the nodes of one table.

    Parameters
    ----------
    table : Table
        The table.
    profile : str
        Whose statement it is in.
    anchor : str
        Its id on the page.
    output : Format
        What the writer can show.
    """

    def __init__(self, table: Table, profile: str, anchor: str, output: Format) -> None:
        self._table = table
        self._profile = profile
        self._anchor = anchor
        self._format = output
        self._referring: dict[int, str] = {}

    def make(self) -> list[nodes.Node]:
        """Return the table, and the notes under it if there are any."""
        table = dcs_table(
            "",
            self._caption(),
            self._group(),
            ids=[self._anchor],
            classes=self._classes(),
            dcs_number=self._table.number,
            dcs_rows=len(self._table.rows),
        )
        return [table, self._notes()] if self._table.notes else [table]

    def _classes(self) -> list[str]:
        kind = f"dcs-columns-{len(self._table.columns)}"
        wide = ["dcs-wide"] if self._table.is_wide else []
        return ["dcs-table", "longtable", "colwidths-given", kind, *wide]

    def _caption(self) -> nodes.title:
        number = dcs_number("", f"Table {self._table.number} ", classes=["caption-number"])
        return nodes.title("", "", number, *self._inline(self._table.caption))

    def _inline(self, inline: Inline) -> list[nodes.Node]:
        return inline_nodes(inline, self._profile)

    def _group(self) -> nodes.tgroup:
        columns = self._table.columns
        group = nodes.tgroup("", cols=len(columns))
        group += [nodes.colspec("", colwidth=column.width or 10) for column in columns]
        group += nodes.thead("", *self._rows(self._fitting(self._table.header), is_head=True))
        group += nodes.tbody("", *self._rows(self._fitting(self._table.rows), is_head=False))
        return group

    def _rows(self, rows: Iterable[Row], *, is_head: bool) -> list[nodes.row]:
        made: list[nodes.row] = []
        for row in rows:
            if row.is_group:
                entries = [self._entry(cell, "rowgroup") for cell in row.cells]
                made.append(dcs_group("", *entries, classes=["dcs-group"]))
            else:
                entries = [self._entry(cell, _scope(cell, is_head=is_head)) for cell in row.cells]
                made.append(nodes.row("", *entries))
        return made

    def _entry(self, cell: Cell, scope: str) -> dcs_entry:
        content = self._wrapped(self._content(cell))
        entry = dcs_entry("", *content, dcs_scope=scope)
        if cell.rows > 1:
            entry["morerows"] = cell.rows - 1
        if cell.columns > 1:
            entry["morecols"] = cell.columns - 1
        if cell.kind != "text":
            entry["classes"] = [f"dcs-{cell.kind}"]
        return entry

    def _wrapped(self, content: list[nodes.Node]) -> list[nodes.Node]:
        """Return a cell's content in a paragraph if it may not stand alone."""
        if not content:
            return []
        if not self._format.has_bare_cells:
            return [nodes.paragraph("", "", *content)]
        # Sphinx takes a link outside of text for one around an image.
        has_link = any(isinstance(node, dcs_reference | nodes.reference) for node in content)
        return [nodes.inline("", "", *content)] if has_link else content

    def _content(self, cell: Cell) -> list[nodes.Node]:
        content = self._inline(cell.content)
        if cell.kind in _BREAKABLE:
            content = [dcs_breakable("", "", *content)]
        return [*content, self._note_references(cell.notes)] if cell.notes else content

    def _fitting(self, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        """Return rows as the writer can show them."""
        order = [column.key for column in self._table.columns]
        rows = split_rows(rows, order, self._format.longest_span)
        return rows if self._format.has_wide_cells else without_spans(rows)

    # --- notes ---

    def _note_references(self, numbers: tuple[int, ...]) -> nodes.Node:
        made = nodes.superscript(classes=["dcs-note-reference"])
        for number in numbers:
            made += [nodes.Text(", ")] if made.children else []
            made += self._note_reference(number)
        return made

    def _note_reference(self, number: int) -> nodes.reference:
        reference = nodes.reference("", str(number), refid=self._note_id(number), internal=True)
        if number not in self._referring:
            self._referring[number] = f"{self._anchor}-to-note-{number}"
            reference["ids"] = [self._referring[number]]
        return reference

    def _note_id(self, number: int) -> str:
        return f"{self._anchor}-note-{number}"

    def _notes(self) -> dcs_notes:
        lines = [
            nodes.paragraph(
                "",
                "",
                nodes.target("", "", ids=[self._note_id(number)]),
                self._note_number(number),
                *self._inline(note),
            )
            for number, note in enumerate(self._table.notes, 1)
        ]
        return dcs_notes("", *lines, classes=["dcs-notes"])

    def _note_number(self, number: int) -> nodes.inline:
        """Return the number of a note, which leads back to the first cell that refers to it."""
        number_node: nodes.Node = nodes.Text(f"({number})")
        if number in self._referring:
            back = self._referring[number]
            number_node = nodes.reference("", "", number_node, refid=back, internal=True)
        return nodes.inline("", "", number_node, nodes.Text(" "), classes=["dcs-note-number"])


def _scope(cell: Cell, *, is_head: bool) -> str:
    """Return the HTML scope of a header cell, "" for a cell of data."""
    if is_head:
        return "colgroup" if cell.columns > 1 else "col"
    if not cell.is_header:
        return ""
    return "colgroup" if cell.columns > 1 else "row"


def is_plain(table: Table) -> bool:
    """Tell whether all words of a table are text without any markup."""
    cells = (cell.content for row in table.rows for cell in row.cells)
    inlines = chain((table.caption,), cells, table.notes)
    return all(isinstance(span, str) for inline in inlines for span in inline)
