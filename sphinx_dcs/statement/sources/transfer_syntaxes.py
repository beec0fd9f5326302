"""Rows over the Transfer Syntax Sets of the product (Annex N, Table 1-2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dcs.dicom import uids
from sphinx_dcs.profile.profile import child, text_of
from sphinx_dcs.statement.context import plain
from sphinx_dcs.statement.tables import Draft

if TYPE_CHECKING:
    from sphinx_dcs.profile.values import Entry, Value
    from sphinx_dcs.statement.context import Context

_NO_BULK_DATA = "N/A"


def transfer_syntax_sets(context: Context) -> list[Draft]:
    """Return a row for each Transfer Syntax of each set, in the order of the profile."""
    known = {row.id: row.cells.get("media-type", "") for row in context.table.rows}
    return [
        _row(context, entry, item, known)
        for entry in context.profile.entries("transfer-syntax-sets")
        for item in context.support.members(entry)
    ]


def _row(context: Context, entry: Entry, item: Value, known: dict[str, str]) -> Draft:
    found = context.support.transfer_syntax(item)
    abbreviation, name = entry.key.text, text_of(child(entry.value, "name"))
    media_type = text_of(child(item, "media-type")) or known.get(found.keyword, "")
    cells = {
        "set": plain(f"{name} ({abbreviation})" if name else abbreviation),
        "name": plain(uids.table_name(found)),
        "uid": plain(found.uid),
        "media-type": plain(media_type or _NO_BULK_DATA),
    }
    return Draft(f"{abbreviation}/{found.uid}", cells, block=abbreviation)
