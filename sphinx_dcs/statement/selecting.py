"""Selects tables by what they are about: a service, a role, a message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_dcs.template import load_template

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_dcs.statement.model import Statement, Table
    from sphinx_dcs.template.model import TableDefinition


def select_tables(statement: Statement, **criteria: str) -> tuple[Table, ...]:
    """Return the tables of a statement whose definitions have all given attributes.

    Parameters
    ----------
    statement : Statement
        Where to look.
    **criteria : str
        Attributes of the definition, ``role="scu"``, compared without regard
        to case. A key with ``_`` stands for one with ``-``.
    """
    definitions = load_template().tables
    wanted = {key.replace("_", "-"): text.casefold() for key, text in criteria.items()}
    return tuple(
        table
        for table in statement.tables.values()
        if _matches(definitions[table.definition], wanted)
    )


def _matches(definition: TableDefinition, wanted: dict[str, str]) -> bool:
    own = definition.attributes
    return all(text in _forms(own.get(key, "")) for key, text in wanted.items())


def _forms(text: str) -> tuple[str, ...]:
    """Return what a text answers to: "web.studies" also to "studies"."""
    folded = text.casefold()
    return (folded, folded.rpartition(".")[2])


def known_values(key: str) -> list[str]:
    """Return the values that an attribute has in the template, each once."""
    tables: Iterable[TableDefinition] = load_template().tables.values()
    return sorted({table.attributes[key] for table in tables if key in table.attributes})
