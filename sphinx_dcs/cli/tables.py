"""``sphinx-dcs tables``: every table of the template."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from sphinx_dcs.statement.tables import make_columns
from sphinx_dcs.template import load_template

if TYPE_CHECKING:
    import argparse

    from sphinx_dcs.template.model import TableDefinition

HELP = "List every table of the template."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("--format", choices=("text", "json"), default="text")


def run(arguments: argparse.Namespace) -> int:
    """Print the tables, in the order of the template."""
    template = load_template()
    order = {section.slug: place for place, section in enumerate(template.sections)}
    tables = sorted(template.tables.values(), key=lambda table: order.get(table.section, 0))
    numbers = {section.slug: section.number for section in template.sections}
    data = [_as_data(table, numbers.get(table.section, "")) for table in tables]
    if arguments.format == "json":
        json.dump(data, sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
    else:
        for table in data:
            sys.stdout.write(f"{table['number']:>6}  {table['id']}  {table['caption']}\n")
    return 0


def _as_data(table: TableDefinition, section: str) -> dict[str, Any]:
    return {
        "id": table.slug,
        "number": table.number,
        "caption": table.caption,
        "columns": [column.heading for column in make_columns(table.columns)],
        "section": section,
        "profile": table.profile,
    }
