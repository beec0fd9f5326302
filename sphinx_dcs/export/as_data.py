"""Turns a statement into plain data, as ``statement.schema.json`` describes it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sphinx_dcs.statement import model

if TYPE_CHECKING:
    from collections.abc import Callable

Data = dict[str, Any]
FORMAT = 1
"""Number of the format; it changes when a reader must change."""


def statement_as_json(statement: model.Statement) -> str:
    """Return a statement as JSON text, the same for the same statement."""
    return json.dumps(statement_as_data(statement), ensure_ascii=False, indent=1) + "\n"


def statement_as_data(statement: model.Statement) -> Data:
    """Return a statement as dictionaries, lists and texts."""
    return {
        "format": FORMAT,
        "profile": statement.name,
        "editions": {
            "template": statement.editions.template,
            "errata": statement.editions.errata,
            "dictionary": statement.editions.dictionary,
            "program": statement.editions.program,
        },
        "cover": cover_as_data(statement.cover),
        "sections": [section_as_data(each) for each in statement.sections],
        "tables": [table_as_data(each) for each in statement.tables.values()],
        "figures": [figure_as_data(each) for each in statement.figures.values()],
    }


def cover_as_data(cover: model.Cover) -> Data:
    """Return a cover as plain data."""
    return {
        "title": cover.title,
        "product": cover.product,
        "manufacturer": cover.manufacturer,
        "versions": list(cover.versions),
        "options": list(cover.options),
        "date": cover.date,
        "revision": cover.revision,
        "language": cover.language,
    }


# --- sections ---------------------------------------------------------------------------------


def section_as_data(section: model.Section) -> Data:
    """Return a section with all beneath it as plain data."""
    return {
        "slug": section.slug,
        "number": section.number,
        "title": section.title,
        "applicable": section.is_applicable,
        "blocks": [_block(each) for each in section.blocks],
        "sections": [section_as_data(each) for each in section.sections],
    }


def _block(block: model.Block) -> Data:
    if isinstance(block, model.Paragraph):
        return {"kind": "paragraph", "text": _inline(block.content)}
    if isinstance(block, model.BulletList):
        return {"kind": "list", "items": [_item(each) for each in block.items]}
    if isinstance(block, model.Prose):
        return {"kind": "markdown", "text": block.markdown}
    if isinstance(block, model.Contents):
        return {"kind": "contents"}
    kind = "table" if isinstance(block, model.TableBlock) else "figure"
    return {"kind": kind, "slug": block.slug}


def _item(item: model.ListItem) -> Data:
    return {"text": _inline(item.content), "items": [_item(each) for each in item.items]}


# --- inline text ------------------------------------------------------------------------------

_SPANS: dict[type, Callable[[Any], Data]] = {
    model.Strong: lambda span: {"strong": _inline(span.children)},
    model.Emphasis: lambda span: {"emphasis": _inline(span.children)},
    model.Code: lambda span: {"code": span.text},
    model.Link: lambda span: {"link": span.uri, "text": _inline(span.children)},
    model.Reference: lambda span: {
        "reference": span.kind,
        "target": span.target,
        "text": span.text,
    },
    model.LineBreak: lambda _span: {"break": True},
}


def _inline(inline: model.Inline) -> str | list[str | Data]:
    """Return plain text as a string, and text with markup as a list of its parts."""
    if not inline:
        return ""
    if len(inline) == 1 and isinstance(inline[0], str):
        return inline[0]
    return [span if isinstance(span, str) else _SPANS[type(span)](span) for span in inline]


# --- tables and figures -----------------------------------------------------------------------


def table_as_data(table: model.Table) -> Data:
    """Return a table as plain data."""
    return {
        "slug": table.slug,
        "definition": table.definition,
        "number": table.number,
        "template_number": table.template_number,
        "caption": _inline(table.caption),
        "section": table.section,
        "columns": [
            {"key": each.key, "heading": each.heading, "width": each.width}
            for each in table.columns
        ],
        "header": [_row(each) for each in table.header],
        "rows": [_row(each) for each in table.rows],
        "notes": [_inline(each) for each in table.notes],
    }


def _row(row: model.Row) -> Data:
    return {"id": row.id, "group": row.is_group, "cells": [_cell(each) for each in row.cells]}


def _cell(cell: model.Cell) -> Data:
    data: Data = {"column": cell.column, "text": _inline(cell.content)}
    if cell.kind != "text":
        data["kind"] = cell.kind
    if cell.rows > 1:
        data["rows"] = cell.rows
    if cell.columns > 1:
        data["columns"] = cell.columns
    if cell.is_header:
        data["header"] = True
    if cell.notes:
        data["notes"] = list(cell.notes)
    return data


def figure_as_data(figure: model.Figure) -> Data:
    """Return a figure as plain data."""
    return {
        "slug": figure.slug,
        "definition": figure.definition,
        "number": figure.number,
        "template_number": figure.template_number,
        "caption": _inline(figure.caption),
        "section": figure.section,
        "description": figure.description,
        "boxes": [
            {"id": each.id, "label": each.label, "lane": each.lane, "shape": each.shape}
            for each in figure.diagram.boxes
        ],
        "arrows": [
            {
                "source": each.source,
                "target": each.target,
                "label": each.label,
                "both_ways": each.both_ways,
            }
            for each in figure.diagram.arrows
        ],
    }
