"""What the rows of a printed table and of ours have in common.

The template's data do not hold the rows of every table: where Annex N prints
examples, as in Table 1-1, our rows come from the profile and the dictionaries.
For each row source a reading takes from the printed rows what is a fact, and
says what our side has in its place.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_dcs.dicom import uids
from tests.template.annex_n import filled_down

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_dcs.template.model import RowDefinition, TableDefinition, Template

Row = tuple[str, ...]
Rows = list[Row]
Printed = list[list[str]]

EXAMPLE_COLUMNS = {
    "7-8": 1,  # Each cell asks the team to describe, and goes on with "e.g.".
    "7-9": 1,
    "7-123": 2,  # What some product does.
    "7-125": 2,
}
"""By number of the table: the column in which Annex N gives examples and we give nothing."""
EXAMPLE_VALUES = {"Default: 4096", "Default: 30s"}
"""Cells of Table 7-1 that hold for some product."""


@dataclass(frozen=True)
class Reading:
    """How rows are read.

    Attributes
    ----------
    printed : callable
        From the printed rows of a body, none of them empty, what is a fact.
    ours : callable
        The same from the template; it is told what is printed, so that it can
        answer by the dictionaries.
    is_open : bool
        Whether our data may have more rows, between those that are printed.
    """

    printed: Callable[[TableDefinition, Printed], Rows]
    ours: Callable[[Template, TableDefinition, Rows], Rows]
    is_open: bool = False


# --- rows that the template holds -------------------------------------------------------------


def _text(row: RowDefinition, key: str) -> str:
    cell = row.cells.get(key, "")
    return "\n".join(cell) if isinstance(cell, list) else cell


def _cells(_template: Template, table: TableDefinition, _printed: Rows) -> Rows:
    return [tuple(_text(row, leaf.key) for leaf in table.leaves) for row in table.rows]


def _printed_cells(table: TableDefinition, rows: Printed) -> Rows:
    example = EXAMPLE_COLUMNS.get(table.number)
    return [tuple("" if at == example else cell for at, cell in enumerate(row)) for row in rows]


def _grouped(template: Template, table: TableDefinition, printed: Rows) -> Rows:
    cells = _cells(template, table, printed)
    return [(row.group, *rest) for row, rest in zip(table.rows, cells, strict=True)]


def _printed_groups(_table: TableDefinition, rows: Printed) -> Rows:
    """Return rows with their group, which is a printed row of one cell."""
    group = ""
    found: Rows = []
    for row in rows:
        if len(row) == 1:
            group = row[0]
        else:
            found.append((group, *row))
    return found


def _printed_categories(_table: TableDefinition, rows: Printed) -> Rows:
    """Return rows whose group is the first column, without placeholders."""
    given = [row for row in filled_down(rows) if not row[0].startswith("<")]
    return [tuple("" if cell in EXAMPLE_VALUES else cell for cell in row) for row in given]


def _columns_of_rows(*keys: str) -> Callable[[Template, TableDefinition, Rows], Rows]:
    return lambda _template, table, _printed: [
        tuple(row.id if key == "id" else _text(row, key) for key in keys) for row in table.rows
    ]


def _columns(*places: int) -> Callable[[TableDefinition, Printed], Rows]:
    """Return what reads some columns, of rows that have something in the first of them."""
    return lambda _table, rows: [
        tuple(row[place] for place in places) for row in rows if row[places[0]]
    ]


# --- rows of services and glossaries ----------------------------------------------------------


def _sop_classes(template: Template, table: TableDefinition, _printed: Rows) -> Rows:
    services = table.parameters.get("services", ["real-time-video"])
    words = [word for path in services for word in template.services[path].sop_classes]
    known = [uids.find_sop_class(word) for word in words]
    return [(uids.table_name(uid), uid.uid) for uid in known if uid]


def _transactions(template: Template, table: TableDefinition, _printed: Rows) -> Rows:
    service = template.services[table.parameters["service"]]
    name = table.parameters["name"]
    return [
        (name, transaction.name, resource)
        for transaction in service.transactions.values()
        for resource in transaction.resources.values() or ("",)
    ]


def _printed_transactions(table: TableDefinition, rows: Printed) -> Rows:
    has_resource = any(leaf.key == "resource" for leaf in table.leaves)
    service, transaction = "", ""
    found: Rows = []
    for row in rows:
        service, transaction = row[0] or service, row[1] or transaction
        found.append((service, transaction, row[2] if has_resource else ""))
    return found


def _terms(template: Template, table: TableDefinition, _printed: Rows) -> Rows:
    return [(each.term, each.definition) for each in template.glossaries[table.parameters["of"]]]


def _service_names(template: Template, _table: TableDefinition, printed: Rows) -> Rows:
    names = {service.name for service in template.services.values()}
    return [row if row[0] in names else ("no service",) for row in printed]


# --- rows that the dictionaries answer --------------------------------------------------------


def _known_sop_classes(_template: Template, _table: TableDefinition, printed: Rows) -> Rows:
    found = [(row, uids.find_sop_class(row[1])) for row in printed]
    return [(uids.table_name(uid) if uid else "unknown", row[1]) for row, uid in found]


def _known_transfer_syntaxes(_template: Template, _table: TableDefinition, printed: Rows) -> Rows:
    found = [(row, uids.find_transfer_syntax(row[1])) for row in printed]
    return [(uids.table_name(uid) if uid else "unknown", row[1]) for row, uid in found]


def _media_types(template: Template, table: TableDefinition, printed: Rows) -> Rows:
    known = {row.id: _text(row, "media-type") for row in table.rows}
    named = _known_transfer_syntaxes(template, table, printed)
    keywords = [uids.find_transfer_syntax(uid) for _name, uid in named]
    types = [known.get(uid.keyword, "N/A") if uid else "unknown" for uid in keywords]
    return [(*pair, media_type) for pair, media_type in zip(named, types, strict=True)]


# --- all of them ------------------------------------------------------------------------------

_DE_IDENTIFICATION = Reading(
    lambda _table, rows: [(row[0], row[1]) for row in filled_down(rows)],
    _columns_of_rows("profile", "option"),
    is_open=True,
)
_NOTHING = Reading(lambda _table, _rows: [], lambda _template, _table, _printed: [])
"""For tables whose only printed row is a placeholder."""

READINGS: dict[str, tuple[Reading, ...]] = {
    "standard": (Reading(_printed_cells, _cells),),
    "categories": (Reading(_printed_categories, _grouped),),
    "grouped-records": (Reading(_printed_groups, _grouped, is_open=True),),
    "service-sop-classes": (
        Reading(_columns(0, 1), _sop_classes, is_open=True),
        Reading(_columns(2, 3), _known_transfer_syntaxes),
    ),
    "real-time-video": (Reading(_columns(0, 1), _sop_classes),),
    "web-transactions": (Reading(_printed_transactions, _transactions),),
    "glossary": (Reading(_columns(0, 1), _terms),),
    "storage": (Reading(_columns(0, 1), _known_sop_classes),),
    "structured-reports": (
        Reading(_columns(1, 0), _columns_of_rows("id", "name"), is_open=True),
        Reading(_columns(3, 4), _known_sop_classes),
    ),
    "transfer-syntax-sets": (Reading(_columns(1, 2, 3), _media_types),),
    "de-identification": (_DE_IDENTIFICATION,),
    "application-entity-services": (Reading(_columns(1), _service_names),),
    "records": (_NOTHING,),
}


def readings_of(table: TableDefinition) -> tuple[Reading, ...]:
    """Return how the rows of a table are read."""
    has_categories = table.source == "standard" and any(row.group for row in table.rows)
    return READINGS["categories" if has_categories else table.source]
