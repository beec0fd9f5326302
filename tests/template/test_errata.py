"""Each erratum corrects something that is printed, and its correction is in the template.

A new edition of Annex N that has corrected it fails here, by the erratum's id.
"""

from __future__ import annotations

from collections import Counter
from itertools import product
from typing import TYPE_CHECKING

import pytest

from sphinx_dcs.statement.model import plain_text
from sphinx_dcs.statement.tables import make_header
from sphinx_dcs.template import load_template
from tests.template import annex_n
from tests.template.annex_n import normalised, squeezed
from tests.template.comparison import has_content
from tests.template.readings import EXAMPLE_COLUMNS, readings_of
from tests.template.wording import Printer, blanked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_dcs.template.model import Erratum, SectionDefinition, TableDefinition, Template
    from tests.template.annex_n import Change, Section

ERRATA = load_template().errata


def test_ids_are_unique() -> None:
    assert [name for name, count in Counter(each.id for each in ERRATA).items() if count > 1] == []


@pytest.mark.parametrize("erratum", ERRATA, ids=lambda each: each.id)
def test_it_has_an_authority_and_changes(erratum: Erratum) -> None:
    assert erratum.authority.strip()
    assert erratum.changes


@pytest.mark.parametrize("erratum", ERRATA, ids=lambda each: each.id)
def test_what_it_corrects_is_printed(erratum: Erratum, printed_annex: list[Section]) -> None:
    for change in annex_n.each_change(erratum.changes):
        places = list(_printed(printed_annex, change))
        if old := _old(change):
            assert [text for text in places if old in text], change
        if (new := _added(change)) and _has_name(change):
            assert new not in places, change


@pytest.mark.parametrize("erratum", ERRATA, ids=lambda each: each.id)
def test_its_correction_is_in_the_template(
    erratum: Erratum, template: Template, facts: list[Section]
) -> None:
    for change in annex_n.each_change(erratum.changes):
        places = list(_ours(template, facts, change))
        if _is_not_ours(facts, change):
            continue
        if new := _added(change) or squeezed(normalised(change.get("new", ""))):
            assert [text for text in places if new in text], change
        if old := _gone(change):
            assert old not in places, change


# --- what a change says -----------------------------------------------------------------------


def _old(change: Change) -> str:
    """Return what must be printed."""
    removed = change.get("remove")
    if isinstance(removed, list):
        return _joined(removed)
    return squeezed(normalised(change.get("old") or change.get("heading", "")))


def _added(change: Change) -> str:
    """Return what is added: a row or a text."""
    added = change.get("add", "")
    return _joined(added) if isinstance(added, list) else squeezed(added)


def _has_name(change: Change) -> bool:
    """Tell whether what is added differs from all others; a row may go on with the one above."""
    return bool(change["add"][0])


def _gone(change: Change) -> str:
    """Return what must not be in our data any more, as a whole row or text."""
    removed = change.get("remove")
    return _joined(removed) if isinstance(removed, list) else ""


def _joined(row: list[str]) -> str:
    return " | ".join(squeezed(normalised(cell)) for cell in row if cell)


# --- where it makes the change ----------------------------------------------------------------


def _printed(annex: list[Section], change: Change) -> Iterator[str]:
    """Yield the printed texts of which one is to be changed."""
    for table in _tables(annex, change):
        yield table.caption if "caption" in change else ""
        for row in table.rows:
            yield _joined(row)
    if "section" in change:
        section = annex_n.section_numbered(annex, change["section"])
        yield section.title
        for block in section.blocks:
            yield from (squeezed(text) for text in (block.text, *block.items))


def _tables(annex: list[Section], change: Change) -> list[annex_n.Block]:
    if change.get("tables") == "all-status":
        return [table for table in annex_n.tables(annex) if table.is_status_table]
    name = change.get("table")
    if name is None and "block" in change:
        section = annex_n.section_numbered(annex, change["section"])
        return [block for block in section.blocks if block.kind == "table"]
    return [table for table in annex_n.tables(annex) if name and table.number == name]


def _ours(template: Template, facts: list[Section], change: Change) -> Iterator[str]:
    """Yield our texts at the same place."""
    for printed in _tables(facts, change):
        table = _our_table(template, printed)
        yield table.caption
        yield from _header(table)
        yield from (_joined(row) for row in _our_rows(template, table, printed.rows))
    if "section" in change:
        section = _our_section(template, change["section"])
        yield blanked(section.title) if "title" in change else ""
        printer = Printer(template)
        for block in section.blocks:
            yield from printer.printed_texts(block)


def _our_table(template: Template, printed: annex_n.Block) -> TableDefinition:
    found = [each for each in template.tables.values() if each.caption == printed.caption]
    return next(each for each in found if each.number == printed.number)


def _our_rows(
    template: Template, table: TableDefinition, printed: list[list[str]]
) -> Iterator[list[str]]:
    """Yield our rows; where there are several readings, any of one beside any of the next."""
    parts = [
        reading.ours(template, table, reading.printed(table, printed))
        for reading in readings_of(table)
    ]
    return ([cell for row in rows for cell in row] for rows in product(*parts))


def _our_section(template: Template, number: str) -> SectionDefinition:
    return next(each for each in template.sections if number in (each.number, *each.stands_for))


def _header(table: TableDefinition) -> Iterator[str]:
    for row in make_header(table.columns):
        yield from (plain_text(cell.content) for cell in row.cells)


def _is_not_ours(facts: list[Section], change: Change) -> bool:
    """Tell whether our data have nothing in the place of what is corrected.

    Instructions are in our own words, and examples in a table are left out.
    """
    if change.get("table") in EXAMPLE_COLUMNS and "new" in change:
        table = _tables(facts, change)[0]
        return table.rows[0].index(change["column"]) == EXAMPLE_COLUMNS[table.number]
    if "block" not in change or "caption" in change or "row" in change:
        return False
    section = annex_n.section_numbered(facts, change["section"])
    if not has_content(section.number):
        return True
    return section.block(change["block"]).kind == "instruction"
