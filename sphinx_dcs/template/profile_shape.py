"""Makes the shape of a profile from the template.

Services give their roles and transactions, tables give the overlay of their
standard rows; the rest is written down in ``profile.yaml``. A new table or
service therefore has its keys, its checks and its schema at once.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any

from sphinx_dcs.profile.shape import Shape

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_dcs.template.model import ColumnDefinition, Service, TableDefinition, Template

Data = dict[str, Any]
_RANGE = re.compile(r"([0-9A-F]{4})-[0-9A-F]{4}\Z")


@cache
def profile_shape(template: Template) -> Shape:
    """Return the shape of a profile.

    Parameters
    ----------
    template : Template
        What the profile is written for.
    """
    tree: Data = {"keys": {}}
    for service in template.services.values():
        _merge(_place(tree, service.path), _service(service))
    for table in template.tables.values():
        if table.profile and table.source == "standard":
            _merge(_place(tree, table.profile), {"shape": _overlay(table)})
    _merge(tree, template.profile)
    named = [word for each in template.services.values() for word in (each.path, each.name)]
    return _Builder(template.profile_shapes, tuple(named)).shape(tree)


def _place(tree: Data, path: str) -> Data:
    """Return the data at a dotted path, with records made on the way."""
    for key in path.split("."):
        tree = tree.setdefault("keys", {}).setdefault(key, {})
    return tree


def _merge(into: Data, more: Mapping[str, Any]) -> None:
    for key, value in more.items():
        if isinstance(value, dict) and isinstance(into.get(key), dict):
            _merge(into[key], value)
        else:
            into[key] = value if not isinstance(value, dict) else dict(value)


# --- services ---------------------------------------------------------------------------------


def _service(service: Service) -> Data:
    roles = {role: _role(service) for role in service.roles}
    return {"help": f"{service.name}; absent if not supported.", "keys": roles}


def _role(service: Service) -> Data:
    uses = ["role"]
    if service.sop_classes:
        uses.append("dimse-role")
    keys = {slug: _transaction(t.resources) for slug, t in service.transactions.items()}
    return {"use": uses, "keys": keys}


def _transaction(resources: Mapping[str, str]) -> Data:
    if not resources:
        return {"use": ["transaction"], "keys": {}}
    terms = list(resources)
    choice = {"kind": "choice", "terms": terms}
    return {"use": ["transaction"], "keys": {"resources": {"list": choice}}}


# --- tables -----------------------------------------------------------------------------------


def _overlay(table: TableDefinition) -> Shape:
    """Return the shape of what a team writes over a table's standard rows."""
    own = _own_cells(table.own_columns)
    keys = {row.id: own for row in table.rows} | dict.fromkeys(addresses(table), own)
    more = Shape("list", "Rows that the template does not have.", items=_whole_row(table))
    return Shape("record", f"Own cells of the table {table.caption!r}.", keys | {"add": more})


def _own_cells(columns: tuple[ColumnDefinition, ...]) -> Shape:
    keys = {column.key: Shape(column.kind, column.heading) for column in columns}
    shorthand = next((column.key for column in columns if not column.is_aside), "")
    return Shape("record", "", keys, shorthand=shorthand)


def _whole_row(table: TableDefinition) -> Shape:
    keys = {leaf.key: Shape(leaf.kind, leaf.heading, terms=leaf.terms) for leaf in table.leaves}
    required = tuple(leaf.key for leaf in table.leaves if leaf.is_address)
    return Shape("record", "", keys, required)


@cache
def addresses(table: TableDefinition) -> dict[str, str]:
    """Return the id of the row for each text that addresses just one row.

    A status code is such a text: ``A700``. Where a code stands twice in a
    table, as 0110 does in Table 7-13, its rows have only their ids. The first
    code of a range means the range, unless it has a row of its own: in Table
    7-42 ``A700`` is ``A700-A7FF``.

    Parameters
    ----------
    table : TableDefinition
        A table with standard rows.
    """
    key = next((leaf.key for leaf in table.leaves if leaf.is_address), "")
    texts = {row.id: _address(row.cells.get(key, "")) for row in table.rows}
    starts = {id_: found[1] for id_, text in texts.items() if (found := _RANGE.match(text))}
    own = set(texts.values())
    return _by_unique_text(texts) | {
        start: id_ for start, id_ in _by_unique_text(starts).items() if start not in own
    }


def _by_unique_text(texts: Mapping[str, str]) -> dict[str, str]:
    """Return the ids by their texts, without texts that several ids have."""
    count = Counter(texts.values())
    return {text: id_ for id_, text in texts.items() if text and count[text] == 1}


def _address(text: str) -> str:
    """Return "404" for "404 (Not Found)", and a DIMSE code as it is."""
    return text.split(" (")[0]


# --- data to shapes ---------------------------------------------------------------------------


class _Builder:
    """Turns shape data into shapes.

    Parameters
    ----------
    named : mapping
        Shape data that others refer to by ``use``.
    services : tuple of str
        What a value of kind ``service`` may be.
    """

    def __init__(self, named: Mapping[str, Any], services: tuple[str, ...]) -> None:
        self._named = named
        self._services = services

    def shape(self, data: str | Data | Shape) -> Shape:
        if isinstance(data, Shape):
            return data
        if isinstance(data, str):
            return Shape(data)
        return self._from_mapping(self._with_used(data))

    def _with_used(self, data: Data) -> Data:
        merged: Data = {}
        uses = data.get("use", [])
        for name in [uses] if isinstance(uses, str) else uses:
            _merge(merged, self._named[name])
        _merge(merged, {key: value for key, value in data.items() if key != "use"})
        return merged

    def _from_mapping(self, data: Data) -> Shape:
        if "shape" in data:
            return self.shape(data["shape"])
        if "map" in data:
            items = self.shape(data["map"])
            return Shape(
                "map", data.get("help", ""), key_kind=data.get("key-kind", "text"), items=items
            )
        if "list" in data:
            items = self.shape(data["list"])
            return Shape(
                "list", data.get("help", ""), items=items, appends=bool(data.get("appends"))
            )
        if "keys" in data:
            return self._record(data)
        kind = data.get("kind", "record")
        return Shape(
            kind,
            data.get("help", ""),
            terms=self._services if kind == "service" else tuple(data.get("terms", ())),
            of=data.get("of", ""),
        )

    def _record(self, data: Data) -> Shape:
        return Shape(
            "record",
            data.get("help", ""),
            {key: self.shape(value) for key, value in data["keys"].items()},
            tuple(data.get("required", ())),
            data.get("shorthand", ""),
        )
