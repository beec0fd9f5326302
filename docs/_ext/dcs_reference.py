"""Reference pages of our own manual, made from the program itself.

``dcs-errata-list`` lists the corrections of Annex N, ``dcs-table-list`` its
tables with the keys that hold their facts, ``dcs-rule-list`` every message.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from sphinx_dcs import __version__, rules
from sphinx_dcs.statement.tables import make_columns
from sphinx_dcs.template import load_template
from sphinx_dcs.template.reading import DATA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_dcs.diagnostics import Rule
    from sphinx_dcs.template.model import Erratum, TableDefinition

Change = dict[str, Any]
_PLACEHOLDER = re.compile(r"\{(\w+)(?:![rs])?\}")
_HIDDEN = "suggestion"
"""A placeholder that most messages leave empty."""


# --- plain tables -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Cell:
    """A cell.

    Attributes
    ----------
    content : tuple of nodes
        What is in it, a paragraph for each line.
    rows : int
        How many rows it covers; 0 where it is covered by the one above.
    """

    content: tuple[nodes.Node, ...] = ()
    rows: int = 1


@dataclass(frozen=True)
class Row:
    """A row with the name that links lead to, "" for none."""

    cells: tuple[Cell, ...]
    name: str = ""


def text(content: str) -> Cell:
    """Return a cell with text, a paragraph a line."""
    return Cell(tuple(_paragraph(nodes.Text(line)) for line in content.splitlines()))


def literal(*contents: str) -> Cell:
    """Return a cell with what is typed as it is, a paragraph each."""
    return Cell(tuple(_paragraph(nodes.literal("", content)) for content in contents))


def pattern(content: str) -> Cell:
    """Return a cell with a message whose placeholders are emphasised."""
    return Cell((_paragraph(*_parts(content)),))


def make_table(headings: Mapping[str, int], rows: Iterable[Row]) -> nodes.container:
    """Return a table that scrolls where it is wider than the page.

    Parameters
    ----------
    headings : mapping of str to int
        Widths of the columns by their heading, in percent.
    rows : iterable of Row
        The body.
    """
    head = nodes.row("", *(_entry(text(heading)) for heading in headings))
    widths = [nodes.colspec(colwidth=width) for width in headings.values()]
    body = nodes.tbody("", *map(_row, rows))
    group = nodes.tgroup("", *widths, nodes.thead("", head), body, cols=len(headings))
    table = nodes.table("", group, classes=["dcs-table", "colwidths-given"])
    return nodes.container("", table, classes=["dcs-scroll"])


def _row(row: Row) -> nodes.row:
    entries = [_entry(cell) for cell in row.cells if cell.rows]
    return nodes.row("", *entries, ids=[row.name] if row.name else [])


def _entry(cell: Cell) -> nodes.entry:
    entry = nodes.entry("", *cell.content)
    if cell.rows > 1:
        entry["morerows"] = cell.rows - 1
    return entry


def _paragraph(*children: nodes.Node) -> nodes.paragraph:
    # Quoted text is shown letter by letter: no typographic quotes.
    return nodes.paragraph("", "", *children, support_smartquotes=False)


def _parts(content: str) -> Iterator[nodes.Node]:
    """Yield a message's text, with its placeholders as emphasised words."""
    start = 0
    for found in _PLACEHOLDER.finditer(content):
        yield nodes.Text(content[start : found.start()])
        if found[1] != _HIDDEN:
            yield nodes.emphasis("", found[1].replace("_", " "))
        start = found.end()
    yield nodes.Text(content[start:])


# --- errata -----------------------------------------------------------------------------------


def errata_table(errata: Iterable[Erratum]) -> nodes.container:
    """Return a table of errata, with a row for each change."""
    headings = {"Id": 6, "Where": 22, "Annex N prints": 25, "Correct is": 25, "Authority": 22}
    return make_table(headings, (row for each in errata for row in _erratum_rows(each)))


def _erratum_rows(erratum: Erratum) -> Iterator[Row]:
    name, height = f"erratum-{erratum.id.casefold()}", len(erratum.changes)
    authority = "\n".join(filter(None, (erratum.authority, erratum.note)))
    for place, change in enumerate(map(dict, erratum.changes)):
        rows = height if place == 0 else 0
        first, last = Cell(text(erratum.id).content, rows), Cell(text(authority).content, rows)
        old, new = _old_and_new(change)
        cells = (first, text(_where(change)), text(old), text(new), last)
        yield Row(cells, name if place == 0 else "")


def _where(change: Change) -> str:
    """Return in words where a change is made."""
    kind = next((key for key in ("title", "caption", "heading") if key in change), "")
    row = change.get("row")
    row_text = row if isinstance(row, str) else ""
    column = change.get("column")
    column_text = column if isinstance(column, str) else ""
    return ", ".join(filter(None, (_place(change), kind, row_text, column_text)))


def _place(change: Change) -> str:
    if change.get("tables") == "all-status":
        return "All tables of status codes"
    for key in ("table", "section"):
        numbers = change.get(f"{key}s", [change[key]] if key in change else [])
        if numbers:
            word = key.capitalize() + ("s" if len(numbers) > 1 else "")
            return f"{word} {', '.join(map(str, numbers))}"
    return str(change.get("bookmark", ""))


def _old_and_new(change: Change) -> tuple[str, str]:
    """Return what is printed and what is right; a missing or wrong row is told in words."""
    if "add" in change:
        return "(missing)", _line(change["add"])
    if "remove" in change:
        return _line(change["remove"]), "(nothing)"
    old = str(change.get("old", change.get("heading", "")))
    return old or "(empty)", str(change["new"]) or "(nothing)"


def _line(row: object) -> str:
    """Return a row on one line."""
    cells: Sequence[object] = row if isinstance(row, list) else [row]
    return " | ".join(str(cell) for cell in cells if cell)


# --- tables and rules -------------------------------------------------------------------------


def tables_table(tables: Iterable[TableDefinition]) -> nodes.container:
    """Return a table of tables."""
    headings = {"Number": 8, "Name": 22, "Caption": 24, "Key of the profile": 22, "Columns": 24}
    return make_table(headings, map(_table_row, tables))


def _table_row(table: TableDefinition) -> Row:
    headings = dict.fromkeys(column.heading for column in make_columns(table.columns))
    cells = (
        text(table.number),
        literal(table.slug),
        pattern(table.caption),
        literal(*_keys(table)),
        text("; ".join(headings)),
    )
    return Row(cells, f"table-{table.slug}")


def _keys(table: TableDefinition) -> list[str]:
    """Return where the facts are: one key, or those of the services that the table shows."""
    if table.profile:
        return [table.profile]
    told = table.parameters
    return list(told.get("services", [told["service"]] if "service" in told else []))


def rules_table(found: Iterable[Rule]) -> nodes.container:
    """Return a table of the rules that messages name."""
    headings = {"Code": 10, "Severity": 10, "Message": 40, "What to do": 40}
    return make_table(headings, map(_rule_row, found))


def _rule_row(rule: Rule) -> Row:
    cells = (literal(rule.code), text(rule.severity), pattern(rule.message), pattern(rule.remedy))
    return Row(cells, rule.code.casefold())


# --- directives -------------------------------------------------------------------------------


class _Reference(SphinxDirective):
    """A directive without arguments, read again when what it lists has changed."""

    sources: ClassVar[tuple[str, ...]] = (__file__,)

    def run(self) -> list[nodes.Node]:
        for source in (__file__, *self.sources):
            self.env.note_dependency(source)
        return [self.content_node()]

    def content_node(self) -> nodes.Node:
        raise NotImplementedError


class ErrataList(_Reference):
    """Every erratum: id, where, old, new, authority."""

    sources = tuple(map(str, sorted(DATA.glob("*.yaml"))))

    def content_node(self) -> nodes.Node:
        """Return the table."""
        return errata_table(load_template().errata)


class TableList(_Reference):
    """Every table of the template, in its order."""

    sources = tuple(map(str, sorted(DATA.glob("*.yaml"))))

    def content_node(self) -> nodes.Node:
        """Return the table."""
        template = load_template()
        order = {section.slug: place for place, section in enumerate(template.sections)}
        return tables_table(sorted(template.tables.values(), key=lambda t: order[t.section]))


class RuleList(_Reference):
    """Every rule by its code."""

    sources = (rules.__file__,)

    def content_node(self) -> nodes.Node:
        """Return the table."""
        return rules_table(sorted(rules.ALL.values(), key=lambda rule: rule.code))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directives."""
    app.add_directive("dcs-errata-list", ErrataList)
    app.add_directive("dcs-table-list", TableList)
    app.add_directive("dcs-rule-list", RuleList)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
