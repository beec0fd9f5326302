"""The project that a team without this package writes: one ``csv-table`` a table.

It has the sections, texts and rows of a resolved statement, written as a
person would write them: a page a chapter, a CSV file a table, ``:numref:`` for
references. A share of the references can be left as plain text.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_dcs.statement.model import (
    BulletList,
    Code,
    Emphasis,
    FigureBlock,
    LineBreak,
    Link,
    Paragraph,
    Prose,
    Reference,
    Strong,
    TableBlock,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from sphinx_dcs.statement.model import (
        Block,
        Inline,
        ListItem,
        Row,
        Section,
        Span,
        Statement,
        Table,
    )

CONF = """\
project = "Statement"
html_theme = "sphinx_rtd_theme"
numfig = True
numfig_secnum_depth = 1
"""
UNDERLINES = '=-~^"+.,'
NUMBERED = {"section", "table", "figure"}


def write(statement: Statement, folder: Path, every: int = 0) -> int:
    """Write the project and return how many references of it are ``:numref:``.

    Parameters
    ----------
    statement : Statement
        What it says.
    folder : Path
        An empty folder.
    every : int
        Each how manieth reference is a ``:numref:``; 0 for none.
    """
    writer = _Writer(statement, folder, every)
    (folder / "conf.py").write_text(CONF, encoding="utf-8")
    (folder / "figure.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>\n', "utf-8")
    names = [writer.chapter(section) for section in statement.sections]
    toctree = ["Statement", "=========", "", ".. toctree::", "   :numbered:", ""]
    lines = [*toctree, *(f"   {name}" for name in names), ""]
    (folder / "index.rst").write_text("\n".join(lines), encoding="utf-8")
    return writer.references.numbered


def count_references(statement: Statement, folder: Path) -> int:
    """Return how many references the project can hold."""
    return write(statement, folder, every=1)


@dataclass(slots=True)
class _References:
    """Decides which references are ``:numref:``."""

    every: int
    seen: int = 0
    numbered: int = 0

    def write(self, reference: Reference) -> str:
        if reference.kind not in NUMBERED:
            return _escaped(reference.text)
        self.seen += 1
        if not self.every or self.seen % self.every:
            return _escaped(reference.text)
        self.numbered += 1
        return f":numref:`{_label(reference.kind, reference.target)}`"


@dataclass(slots=True)
class _Writer:
    statement: Statement
    folder: Path
    every: int
    references: _References = field(init=False)

    def __post_init__(self) -> None:
        self.references = _References(self.every)

    def chapter(self, section: Section) -> str:
        """Write the page of a chapter and return its name."""
        name = f"chapter-{section.number}"
        lines = [line for part in section.walk() for line in self._section(part)]
        (self.folder / f"{name}.rst").write_text("\n".join(lines) + "\n", encoding="utf-8")
        return name

    def _section(self, section: Section) -> Iterator[str]:
        title = _escaped(section.title)
        underline = UNDERLINES[min(section.depth, len(UNDERLINES)) - 1] * len(title)
        yield from (f".. _{_label('section', section.slug)}:", "", title, underline, "")
        for block in section.blocks:
            yield from self._block(block)
            yield ""

    def _block(self, block: Block) -> Iterable[str]:
        if isinstance(block, Paragraph):
            return [self._inline(block.content)]
        if isinstance(block, BulletList):
            return self._items(block.items, "")
        if isinstance(block, Prose):
            return _escaped(block.markdown).splitlines()
        if isinstance(block, TableBlock):
            return self._table(self.statement.tables[block.slug])
        if isinstance(block, FigureBlock):
            return self._figure(block.slug)
        return []

    def _items(self, items: Iterable[ListItem], indent: str) -> Iterator[str]:
        for item in items:
            yield f"{indent}* {self._inline(item.content)}"
            if item.items:
                yield ""
                yield from self._items(item.items, indent + "  ")
                yield ""

    def _figure(self, slug: str) -> Iterator[str]:
        yield ".. figure:: figure.svg"
        yield f"   :name: {_label('figure', slug)}"
        yield ""
        yield f"   {self._inline(self.statement.figures[slug].caption)}"

    def _table(self, table: Table) -> Iterator[str]:
        name = f"{_file_name(table.slug)}.csv"
        self._write_rows(table, self.folder / name)
        yield f".. csv-table:: {self._inline(table.caption)}"
        yield f"   :name: {_label('table', table.slug)}"
        yield f"   :file: {name}"
        yield "   :header-rows: 1"
        yield f"   :widths: {' '.join(str(column.width) for column in table.columns)}"
        for number, note in enumerate(table.notes, 1):
            yield from ("", f"Note {number}: {self._inline(note)}")

    def _write_rows(self, table: Table, path: Path) -> None:
        text = io.StringIO()
        rows = csv.writer(text)
        rows.writerow(_escaped(column.heading) or r"\ " for column in table.columns)
        rows.writerows(self._rows(table))
        path.write_text(text.getvalue(), encoding="utf-8")

    def _rows(self, table: Table) -> Iterator[list[str]]:
        """Yield the rows as a person fills in a grid: nothing where a cell covers several."""
        places = {column.key: place for place, column in enumerate(table.columns)}
        for row in table.rows:
            yield self._grid_row(row, places)

    def _grid_row(self, row: Row, places: dict[str, int]) -> list[str]:
        cells = [""] * len(places)
        for cell in row.cells:
            cells[places.get(cell.column, 0)] = self._inline(cell.content)
        return cells

    def _inline(self, inline: Inline) -> str:
        written = "".join(self._span(span) for span in inline)
        return re.sub(r"\s*\n\s*", " ", written).strip()

    def _span(self, span: Span) -> str:
        if isinstance(span, str):
            return _escaped(span)
        if isinstance(span, Reference):
            return _apart(self.references.write(span))
        if isinstance(span, Code):
            return _apart(f"``{span.text}``")
        if isinstance(span, LineBreak):
            return " "
        if isinstance(span, Link):
            return _apart(f"`{self._inline(span.children)} <{span.uri}>`__")
        return _apart(_emphasised(span, self._inline(span.children)))


def _emphasised(span: Strong | Emphasis, text: str) -> str:
    return f"**{text}**" if isinstance(span, Strong) else f"*{text}*"


def _apart(markup: str) -> str:
    """Return inline markup so that it may stand next to a letter."""
    return rf"\ {markup}\ "


def _escaped(text: str) -> str:
    return re.sub(r"([\\*`_|])", r"\\\1", text)


def _label(kind: str, slug: str) -> str:
    return f"{kind}-{_file_name(slug)}".lower()


def _file_name(slug: str) -> str:
    return re.sub(r"[^A-Za-z0-9-]+", "-", slug)
