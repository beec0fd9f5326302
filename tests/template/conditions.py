"""All conditions of the template, wherever they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_dcs.template.model import Condition, Template


def all_conditions(conditions: Iterable[Condition]) -> Iterator[Condition]:
    """Yield conditions, each part of those that must hold together by itself."""
    for condition in conditions:
        yield from all_conditions(condition.every) if condition.every else [condition]


def conditions_of(template: Template) -> Iterator[Condition]:
    """Yield the conditions of sections, blocks and rows."""
    for section in template.sections:
        yield from all_conditions(section.when)
        for block in section.blocks:
            yield from all_conditions(block.when)
    for table in template.tables.values():
        for row in table.rows:
            yield from all_conditions(row.when)
