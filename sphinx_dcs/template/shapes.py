"""What tables share is written once, in a shape.

A table with ``shape: X`` has all of X's keys that it lacks, and a shape may
have a shape in turn. Text of a shape holds ``{name}`` for the table's own
keys, so that one lead-in serves 75 status tables.
"""

from __future__ import annotations

import re
from typing import Any

_PARAMETER = re.compile(r"\{([a-z-]+)\}")


def expand(slug: str, table: dict[str, Any], shapes: dict[str, Any]) -> dict[str, Any]:
    """Return a table's data with everything its shape says.

    Parameters
    ----------
    slug : str
        The table's name; ``{table}`` in a shape's text refers to it.
    table : dict
        The data of the table.
    shapes : dict
        All shapes, by name.

    Raises
    ------
    KeyError
        If the shape does not exist.
    ValueError
        If shapes have each other as their shape.
    """
    merged = dict(table)
    own = set(table)
    for name in _chain(table, shapes):
        merged = shapes[name] | merged
    merged.pop("shape", None)
    parameters = {key: text for key, text in merged.items() if isinstance(text, str)}
    parameters |= {"table": f"{{table:{slug}}}", "slug": slug}
    return {key: value if key in own else fill(value, parameters) for key, value in merged.items()}


def _chain(table: dict[str, Any], shapes: dict[str, Any]) -> list[str]:
    """Return the names of a table's shapes, the nearest first."""
    names: list[str] = []
    name = table.get("shape")
    while name:
        if name in names:
            message = f"shapes in a circle: {', '.join(names)}"
            raise ValueError(message)
        names.append(name)
        name = shapes[name].get("shape")
    return names


def fill(value: Any, parameters: dict[str, str]) -> Any:
    """Return data with ``{name}`` replaced by a parameter, in every text.

    A name that is no parameter is left as it is: it is resolved later, from
    the profile.
    """
    if isinstance(value, str):
        return _fill_text(value, parameters)
    if isinstance(value, list):
        return [fill(item, parameters) for item in value]
    if isinstance(value, dict):
        return {key: fill(item, parameters) for key, item in value.items()}
    return value


def _fill_text(text: str, parameters: dict[str, str]) -> str:
    # A parameter may itself be a pattern ("{subject} SOP Class"); twice is
    # enough for all of them and keeps a circle from turning forever.
    for _ in range(2):
        text = _PARAMETER.sub(lambda found: parameters.get(found[1], found[0]), text)
    return text


def expand_rows(rows: list[Any], library: dict[str, Any], sets: dict[str, Any]) -> list[Any]:
    """Return standard rows with the names of rows and of row sets looked up.

    Parameters
    ----------
    rows : list
        Ids of rows in the library, names of row sets, and rows spelled out.
    library : dict
        ``status-rows``: cells by the row's id.
    sets : dict
        ``row-sets``: lists of ids by name.
    """
    expanded: list[Any] = []
    for row in rows:
        if not isinstance(row, str):
            expanded.append(row)
        elif row in sets:
            expanded.extend(expand_rows(sets[row], library, sets))
        else:
            expanded.append({"id": row, "cells": library[row]})
    return expanded
